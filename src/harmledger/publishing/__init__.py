"""Publishing: a record's streams in, the draft (`release/`) and the static site out."""
