"""The tables of a ledger, in SQLAlchemy's words: nothing goes in; the truth and the views over it come
out."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

FORMAT = "1"
"""The layout of the truth. A ledger of another layout is not touched."""
VIEWS_FORMAT = "2"
"""The layout of the views. A writer makes those of another layout anew."""

about = Table(
    "about",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)
"""`format` and `views`, the layouts; `recipe`, what the views were made by; and `purge`, there while erased bytes may
still lie in the files."""

truth = Table(
    "truth",
    metadata,
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),
    Column("id", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("payload", LargeBinary),
    Column("salt", LargeBinary),
    Column("digest", LargeBinary, nullable=False),
    Column("previous", LargeBinary, nullable=False),
    UniqueConstraint("kind", "id"),
    Index("truth_by_owner", "kind", "owner"),
)
"""Append-only: only `erase` changes a row, and then only payload and salt, to null."""

views = Table(
    "views",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("watermark", BigInteger, nullable=False),
    Column("entries", BigInteger, nullable=False),
    Column("digest", String(64), nullable=False),
)
"""A row a view: the sequence number of the truth that it was made from, how many entries, and the sum of the
digests of their lines (see `views.digest_of`)."""

tellings = Table(
    "tellings",
    metadata,
    Column("id", Text, primary_key=True),
    Column("report_id", Text, nullable=False, index=True),
    Column("incident_id", Text, index=True),
    Column("payload", LargeBinary, nullable=False),
)

told = Table(
    "told",
    metadata,
    Column("claim_id", Text, primary_key=True),
    Column("telling_id", Text, primary_key=True),
)
"""Which telling holds a claim."""

incidents = Table(
    "incidents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("key", Text, index=True),
    Column("payload", LargeBinary, nullable=False),
)

links = Table(
    "links",
    metadata,
    Column("left", Text, primary_key=True),
    Column("right", Text, primary_key=True),
    Column("incident_id", Text, nullable=False),
    Column("payload", LargeBinary, nullable=False),
)

assessments = Table(
    "assessments",
    metadata,
    Column("incident_id", Text, primary_key=True),
    Column("convention", Text, primary_key=True),
    Column("grade", Text, index=True),
    Column("strike_status", Text),
    Column("starts_on", String(10)),
    Column("ends_on", String(10)),
    Column("payload", LargeBinary, nullable=False),
)

standings = Table(
    "standings",
    metadata,
    Column("incident_id", Text, primary_key=True),
    Column("state", String(16), nullable=False, index=True),
    Column("payload", LargeBinary, nullable=False),
)

VIEW_TABLES = (tellings, told, incidents, links, assessments, standings)
