"""Masking: records with the words of reports go in; the same records without what could harm anybody come
out (law 11)."""
