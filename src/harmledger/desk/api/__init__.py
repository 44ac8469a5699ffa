"""The record for programs: a token and JSON in, JSON out, behind the same checks as the pages."""
