"""Assessing: an incident and a convention in, an Assessment with ranges, grade and reasons out. Pure."""
