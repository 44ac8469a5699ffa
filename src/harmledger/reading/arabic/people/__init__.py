"""Words in, the people that they count out."""
