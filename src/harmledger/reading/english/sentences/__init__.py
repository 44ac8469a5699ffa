"""Text in, its sentences with their words, tags and dependencies out."""
