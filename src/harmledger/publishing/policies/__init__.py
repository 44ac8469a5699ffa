"""Policies that ship: nothing goes in; `default.toml` is the one that a record without its own is published
by."""
