"""How the tagger is taught: needs torch (`pip install 'seo-engine[train]'`); nothing at run time imports this package.

In order: `rows` (marked and unmarked texts) → `pretrain` (guess hidden words of unmarked titles) → `learn` (teachers
learn the marks) → `distil` (they mark the unmarked titles together) → `learn` (what ships learns from both) →
`export` (weights file). `course` goes through all of it.
"""
