"""Words in, places out: a gazetteer built once, its candidates, their ranking, and coordinates in a text."""
