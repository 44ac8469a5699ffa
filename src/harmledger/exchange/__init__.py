"""The forms in which a record leaves and rows of other houses come in: the contract of `release/`, and a file a
standard."""
