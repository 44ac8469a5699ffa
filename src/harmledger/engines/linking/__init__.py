"""A corpus in, its incidents as Parquet out: the partition that `linking.link` makes, never held in memory whole.

Way: `told` (tellings, and the keys they meet by) → `pairs.sql` (who meets whom) → `weigh` (ties: pairs worth following)
→ `pieces` (who can be of one incident at all, packed into bins of work; `inner.sql`: their ties) → `clusters`
(incidents) → `between.sql` and `perhaps` (which of them may be one after all; `likeliest.sql`) → `clusters` again.
"""
