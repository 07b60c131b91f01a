"""The dictionaries in memory: start with `lexicon` (words, classes, synonyms, brands); `banned` is words to keep out."""
