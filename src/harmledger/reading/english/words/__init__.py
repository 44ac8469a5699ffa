"""The lexicons of `reading/data` in, look-ups by word form out: a file a lexicon."""
