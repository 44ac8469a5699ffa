"""Words in, the numbers that they write out."""
