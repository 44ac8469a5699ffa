"""The site: a record's streams in, plain HTML pages out that open from disk, without server, network or
module."""
