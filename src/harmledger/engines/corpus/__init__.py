"""A corpus: shards (archives and tables of many reports) in, tables of claims out, on one machine or on Spark.

`sources` finds shards, `slices` parts them, `work` reads one slice into `tables`; who runs it is an engine's matter.
"""
