"""Text → classified words: start with `tokenizer`; `segmenter` cuts the Chinese runs for it."""
