"""The nouns of harmledger: frozen, typed, no I/O, one file a noun. Ids and canonical JSON live in `canonical`."""
