"""A parsed sentence with its quantities in, the people named in it out: how many, and who."""
