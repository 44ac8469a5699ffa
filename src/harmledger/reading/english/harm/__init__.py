"""A parsed sentence with its people in, what befell them out. The story is `figures`."""
