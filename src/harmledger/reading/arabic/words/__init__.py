"""The spelling and the words of Arabic text, and look-ups in its lexicons."""
