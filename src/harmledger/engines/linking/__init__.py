"""A corpus in, its incidents as Parquet out: the partition that `linking.link` makes, never held in memory whole.

Way: `told` (tellings, and the keys they meet by) → `pairs.sql` (who meets whom) → `weigh` (which pairs are worth
following) → `bins` (components, packed into pieces of work) → `clusters` (incidents).
"""
