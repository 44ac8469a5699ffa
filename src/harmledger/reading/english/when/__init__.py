"""Text in, the moments that it speaks of out. The story is `dates`."""
