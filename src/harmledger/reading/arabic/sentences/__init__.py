"""Folded text in, its sentences out."""
