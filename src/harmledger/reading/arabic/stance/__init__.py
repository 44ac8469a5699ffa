"""A sentence in, what a voice does with what is told, and who is blamed, out."""
