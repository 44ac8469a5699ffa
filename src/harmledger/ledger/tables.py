"""The tables of a ledger, in SQLAlchemy's words: nothing goes in; the truth and the views over it come
out."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from harmledger.ledger.byte_order import order_by_bytes

metadata = MetaData()

FORMAT = "1"
"""The layout of the truth. A ledger of another layout is not touched."""
VIEWS_FORMAT = "12"
"""The layout of the views. A writer makes those of another layout anew."""

FACETS = ("state", "grade", "strike_status", "month", "country")
"""Columns of the listing that are counted; actors are counted as well (`counted`)."""

about = Table(
    "about",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)
"""`format` and `views`, the layouts; `recipe`, what the views were made by; `words`, how far the
index of words goes; and `purge`, there while erased bytes may
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
digests of their lines (see `sums.digest_of`)."""

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
    Column("telling_id", Text, primary_key=True, index=True),
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
    Column("incident_id", Text, nullable=False, index=True),
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

listing = Table(
    "listing",
    metadata,
    Column("incident_id", Text, primary_key=True),
    Column("key", Text),
    Column("state", String(16), nullable=False),
    Column("grade", Text, nullable=False),
    Column("strike_status", Text, nullable=False),
    Column("starts_on", String(10), nullable=False),
    Column("ends_on", String(10), nullable=False),
    Column("month", String(7), nullable=False),
    Column("country", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("radius_m", Integer),
    Column("killed_low", Integer, nullable=False),
    Column("killed_high", Integer, nullable=False),
    Column("injured_low", Integer, nullable=False),
    Column("injured_high", Integer, nullable=False),
    Column("tellings", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
)
"""What a list of incidents shows and filters by: blank and -1 where it is not known. Found by its ids alone: narrowed,
put in order and counted it is in memory (`Memory`)."""

changed = Table(
    "changed",
    metadata,
    Column("turn", BigInteger, primary_key=True, autoincrement=False),
    Column("incident_id", Text, primary_key=True),
)
"""Which incidents every change of the views was about, since all were made anew (blank: all): the turns are counted."""

blamed = Table(
    "blamed",
    metadata,
    Column("incident_id", Text, primary_key=True),
    Column("actor", Text, primary_key=True),
)

waiting = Table(
    "waiting",
    metadata,
    Column("verdict", String(16), primary_key=True),
    Column("claims", Integer, nullable=False),
)
"""How many rows of the inbox have each verdict."""

inbox = Table(
    "inbox",
    metadata,
    Column("claim_id", Text, primary_key=True),
    Column("incident_id", Text, primary_key=True),
    Column("report_id", Text, nullable=False, index=True),
    Column("verdict", String(16), nullable=False),
    Column("people", Integer, nullable=False),
    Column("cleared", Boolean, nullable=False),
    Index("inbox_by_incident", "incident_id"),
)
Index("inbox_by_people", inbox.c.verdict, inbox.c.people.desc(), inbox.c.claim_id, inbox.c.incident_id)
"""Every claim that stands, in each incident that it is of (blank: in none), and how far it could move the totals."""

gate = Table(
    "gate",
    metadata,
    Column("incident_id", Text, primary_key=True),
    Column("state", String(16), nullable=False),
    Column("grade", Text, nullable=False),
    Column("reviewers", Integer, nullable=False),
    Column("others", Integer, nullable=False),
    Column("last", String(8), nullable=False),
    Column("quotes", Integer, nullable=False),
    Index("gate_by_fate", "state", "grade", "reviewers", "others", "last", "incident_id", "quotes"),
)
"""What a release asks of an incident: how many signed it as it is, and how many of them did not work on it; how the
last release has it (`ledger.gate.Last`); how many of its claims have a quote that nobody cleared."""

assigned = Table(
    "assigned",
    metadata,
    Column("report_id", Text, primary_key=True),
    Column("sample", Text, primary_key=True),
    Column("person", Text, primary_key=True),
    Column("decision_id", Text, nullable=False),
    Index("assigned_by_person", "person", "report_id"),
)
"""Who works on a report: one person outside of samples, several in a sample that is coded blind."""

bearing = Table(
    "bearing",
    metadata,
    Column("kind", String(16), primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("decision_id", Text, primary_key=True, index=True),
)
"""Decisions in force that bear on more than what they are made on (`ledger.bearing`)."""

redirects = Table(
    "redirects",
    metadata,
    Column("id", Text, primary_key=True),
    Column("into", Text, nullable=False, index=True),
)
"""Ids of incidents that were given up, and the id that each redirects to."""

anchors = Table(
    "anchors",
    metadata,
    Column("report_id", Text, primary_key=True),
    Column("incident_id", Text, primary_key=True, index=True),
)
"""In which reports an incident's id was ever found: what they tell may be it again."""

keys = Table(
    "keys",
    metadata,
    Column("report_id", Text, primary_key=True),
    Column("key", Text, nullable=False, index=True),
    Column("publisher", Text, nullable=False, index=True),
    Column("seq", BigInteger, nullable=False, index=True),
)
"""The key and the publisher (blank: not known) of each report, and the number of its row: one key may have several,
where it was captured again."""

stands = Table(
    "stands",
    metadata,
    Column("telling_id", Text, primary_key=True),
    Column("piece", Text, nullable=False, index=True),
    Column("filed_under", Text, index=True),
    Column("payload", LargeBinary, nullable=False),
)
"""How each telling can be met by others (`linking.stands.Stand`), and who has a say in its incident."""

crowds = Table(
    "crowds",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("telling_id", Text, primary_key=True),
    sqlite_with_rowid=False,
)
"""Which tellings stand under a key, in the order of days."""

ties = Table(
    "ties",
    metadata,
    Column("left", Text, primary_key=True),
    Column("right", Text, primary_key=True, index=True),
    Column("score", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Tellings that are alike enough to be followed from one to the other."""

likenesses = Table(
    "likenesses",
    metadata,
    Column("one", Text, primary_key=True),
    Column("other", Text, primary_key=True, index=True),
    Column("payload", LargeBinary, nullable=False),
)
"""Incidents, by their first tellings, that may be one; each incident shows a few."""

VIEW_TABLES = (
    tellings, told, incidents, links, assessments, standings, listing, blamed, waiting, inbox, gate, assigned,
    bearing, redirects, anchors, keys, stands, crowds, ties, likenesses,
)  # fmt: skip

order_by_bytes(metadata)
