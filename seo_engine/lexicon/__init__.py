"""The dictionaries in memory: start with `lexicon` (words, classes, synonyms, brands)."""
