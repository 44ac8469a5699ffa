"""Incidents in, rows of the three Parquet tables of a linked corpus out.

The schemas are part of the exchange form of a corpus, documented in docs/reference/corpus.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from harmledger.engines.corpus.tables import Row, schema_of
from harmledger.engines.linking.store import Stored
from harmledger.records.canonical import canonical_json, sha256
from harmledger.records.incident import Incident

SCHEMAS: dict[str, pa.Schema] = {
    "incidents": schema_of(
        (
            ("id", pa.string(), "as `build` gives it"),
            ("key", pa.string(), "the analyst's own incident, where reports were filed"),
            ("reports", pa.int32(), "how many tell of it"),
            ("origins_low", pa.int32(), "at least so many independent origins"),
            ("origins_high", pa.int32(), "at most so many"),
            ("perhaps", pa.list_(pa.string()), "other incidents that may be this one, likeliest first"),
        )
    ),
    "tellings": schema_of(
        (
            ("id", pa.string(), "of the telling: what one report says of one event"),
            ("incident_id", pa.string(), "of the incident that it was linked to"),
            ("report_id", pa.string(), "of its report"),
            ("main", pa.bool_(), "whether the report is about it"),
            ("claims", pa.list_(pa.string()), "ids of its claims"),
            ("starts_on", pa.date32(), "first local day, as far as it is told"),
            ("ends_on", pa.date32(), "last local day"),
            ("place", pa.string(), "as said"),
            ("latitude", pa.float64(), "degrees, WGS 84"),
            ("longitude", pa.float64(), "degrees, WGS 84"),
            ("radius_m", pa.int64(), "metres within which the place lies"),
        )
    ),
    "links": schema_of(
        (
            ("incident_id", pa.string(), "the incident that it holds together"),
            ("one", pa.string(), "a telling"),
            ("other", pa.string(), "the telling that it hangs on"),
            ("score", pa.int32(), "log odds of one event, in hundredths of a bit"),
            ("reasons", pa.string(), "JSON: code and parameters of each finding, the heaviest first"),
        )
    ),
}
"""Rows are in order of ids within a file; a file holds whole incidents."""


def write_rows(out: Path, table: str, bin: int, rows: Sequence[Row]) -> dict[str, str]:
    """Writes the rows of a bin to their file of one of the tables; gives its SHA-256 by its path below `out`."""
    path = out / table / f"{bin:06}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(rows, schema=SCHEMAS[table]), path, compression="zstd")
    return {path.relative_to(out).as_posix(): sha256(path.read_bytes())}


def incident_row(incident: Incident, stored: Mapping[str, Stored]) -> Row:
    """What is known of an incident before all others are: `perhaps` is not."""
    return {
        "id": incident.id, "key": incident.key,
        "reports": len({stored[id].telling.report_id for id in incident.tellings}),
        "origins_low": incident.origins_low, "origins_high": incident.origins_high,
    }  # fmt: skip


def telling_row(incident_id: str, stored: Stored) -> Row:
    """A telling of this incident."""
    telling = stored.telling
    when, where = telling.when, telling.where
    return {
        "id": telling.id, "incident_id": incident_id, "report_id": telling.report_id, "main": telling.main,
        "claims": list(telling.claims), "starts_on": when.start if when else None,
        "ends_on": when.end if when else None, "place": where.name if where else None,
        "latitude": where.latitude if where else None, "longitude": where.longitude if where else None,
        "radius_m": where.radius_m if where else None,
    }  # fmt: skip


def link_rows(incident: Incident) -> Iterator[Row]:
    """What holds the incident together, in order of ids."""
    for each in sorted(incident.links, key=lambda each: (each.left, each.right)):
        yield {
            "incident_id": incident.id, "one": each.left, "other": each.right, "score": each.score,
            "reasons": canonical_json(each.reasons).decode(),
        }  # fmt: skip
