"""Backups: a record goes in, one file that holds all of it comes out; such a file goes in, the record comes out."""
