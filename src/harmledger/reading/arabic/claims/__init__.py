"""All that was found in a sentence in, its claims out."""
