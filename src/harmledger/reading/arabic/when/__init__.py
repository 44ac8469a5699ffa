"""An Arabic text in, the moments that it names out."""
