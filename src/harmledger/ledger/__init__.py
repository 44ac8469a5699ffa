"""The ledger of a record: what was captured, read and decided goes in for good; views and proofs come out.

Begin with `store` (the Ledger); then `views`, `queries`, `verify`, `erase`. All that is SQLite's own stands
in `sqlite`.
"""
