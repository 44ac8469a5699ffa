"""A sentence in, the chain of voices that says it out."""
