"""All that was found in a sentence in, its claims and what they resolve to out."""
