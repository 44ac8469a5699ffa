"""Bins of tellings in, their incidents out: tellings and links at once, each incident once it is known what it may be
one with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from harmledger.engines.linking.perhaps import LIKENESSES
from harmledger.engines.linking.pieces import Bin
from harmledger.engines.linking.rows import SCHEMAS, incident_row, link_rows, telling_row, write_rows
from harmledger.engines.linking.store import Number, Stored, open_store, write_table
from harmledger.linking.components import Edge
from harmledger.linking.identities import identify
from harmledger.linking.link import Linked, link
from harmledger.linking.near import AVERAGED_OVER
from harmledger.records.incident import Incident

_MEMBERS = pa.schema(
    [("number", pa.int64()), ("cluster", pa.int64()), ("piece", pa.int64()), ("key", pa.string())]
)
"""Of a telling its cluster, called by the number of its first telling, the piece of that, called by the smallest number
in it, and its filing."""
_KNOWN = [field for field in SCHEMAS["incidents"] if field.name != "perhaps"]
_CLUSTERS = pa.schema(
    [
        ("first", pa.string()), ("number", pa.int64()), ("members", pa.list_(pa.int64())),
        *_KNOWN,
    ]
)  # fmt: skip
"""Of a cluster its first telling's id and number, the tellings by which it is compared with others, and its row of the
table `incidents` as far as it is known."""


class Clustered(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a bin."""

    number: int
    incidents: tuple[str, ...]
    files: dict[str, str]
    """SHA-256 of each file, by its path below the folder of the links."""


class Finish(msgspec.Struct, frozen=True, kw_only=True):
    """A bin whose incidents can be written."""

    number: int
    perhaps: dict[str, list[str]]
    """By incident, those that may be one with it; nothing where there is none."""


def cluster_bins(scratch: Path, out: Path, bins: list[Bin]) -> list[Clustered]:
    """Writes the tellings and links of each bin below `out`; its clusters, their members, and which clusters of one
    piece are alike, below `scratch`."""
    return [_cluster(scratch, out, each) for each in bins]


def write_incidents(scratch: Path, out: Path, bins: list[Finish]) -> list[dict[str, str]]:
    """Writes the incidents of each bin below `out`; gives the SHA-256 of each file by its path there."""
    return [_write_incidents(scratch, out, each) for each in bins]


def _cluster(scratch: Path, out: Path, given: Bin) -> Clustered:
    store = open_store(scratch / "tellings")
    stored = {number: store.stored(number) for piece in given.pieces for number in piece}
    by_id = {each.telling.id: each for each in stored.values()}
    id_of = {number: each.telling.id for number, each in stored.items()}
    linked = link(
        [each.telling for each in by_id.values()],
        {id: each.matter for id, each in by_id.items()},
        pairs=[(id_of[one], id_of[other]) for one, other in _inner(scratch, given.number)],
    )
    incidents, _ = identify(linked.clusters)
    _write_aside(scratch, given, incidents, linked, by_id, {id: number for number, id in id_of.items()})
    tellings = (telling_row(each.id, by_id[id]) for each in incidents for id in each.tellings)
    files = write_rows(out, "tellings", given.number, sorted(tellings, key=lambda row: str(row["id"])))
    files |= write_rows(out, "links", given.number, [row for each in incidents for row in link_rows(each)])
    return Clustered(number=given.number, incidents=tuple(each.id for each in incidents), files=files)


def _inner(scratch: Path, bin: int) -> Iterator[Edge]:
    """The ties inside of the pieces of a bin."""
    files = sorted(str(file) for file in (scratch / "inner").glob("*.parquet"))
    ties = ds.dataset(files, format="parquet").to_table(
        columns=["one", "other"], filter=pc.field("bin") == bin, use_threads=False
    )
    return zip(ties["one"].to_pylist(), ties["other"].to_pylist(), strict=True)


def _write_aside(
    scratch: Path,
    given: Bin,
    incidents: Sequence[Incident],
    linked: Linked,
    stored: Mapping[str, Stored],
    number_of: Mapping[str, Number],
) -> None:
    file = f"{given.number:06}.parquet"
    piece_of = {number: piece[0] for piece in given.pieces for number in piece}
    members, clusters = [], []
    for each in incidents:
        numbers = [number_of[id] for id in each.tellings]
        members += [(number, numbers[0], piece_of[numbers[0]], each.key) for number in numbers]
        known = incident_row(each, stored)
        clusters.append(
            (
                each.tellings[0], numbers[0], numbers[:AVERAGED_OVER],
                *(known[field.name] for field in _KNOWN),
            )
        )  # fmt: skip
    write_table(scratch / "members" / file, _MEMBERS, members)
    write_table(scratch / "clusters" / file, _CLUSTERS, clusters)
    alike = ((each.one, each.other, each.score) for each in linked.likenesses)
    write_table(scratch / "likenesses" / file, LIKENESSES, alike)


def _write_incidents(scratch: Path, out: Path, given: Finish) -> dict[str, str]:
    known = pq.read_table(
        scratch / "clusters" / f"{given.number:06}.parquet", columns=[each.name for each in _KNOWN]
    )
    rows = [{**row, "perhaps": given.perhaps.get(row["id"], [])} for row in known.to_pylist()]
    return write_rows(out, "incidents", given.number, rows)
