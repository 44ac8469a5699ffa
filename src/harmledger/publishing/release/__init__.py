"""Releases: a masked record in, a folder that an outsider can check out; and the checking of it."""
