"""The dictionaries in memory: start with `lexicon` (words, classes, synonyms, brands); `banned` has words to avoid."""
