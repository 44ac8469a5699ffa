"""An Arabic text in, the places that it names out."""
