"""Parsed sentences in, who says what out: `attribution`, then the chains of `voices`."""
