"""Words of a sentence in, what befell whom out. The story is `figures`."""
