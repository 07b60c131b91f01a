"""How the tagger is taught: needs torch (`pip install 'seo-engine[train]'`); nothing at run time imports this package.

In order: `rows` (marked and unmarked texts) → `pretrain` (guess hidden words of unmarked titles) → `learn` (marks) →
`export` (weights file).
"""
