"""Text in, every expression in it that may count people out, as said; ages and other numbers apart."""
