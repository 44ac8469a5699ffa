"""What became of reports in, rows of three Parquet tables out: reports, claims, refusals.

The schemas are the exchange form of a corpus, documented in docs/reference/corpus.md; `VERSION` rises when they change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
import pyarrow as pa

from harmledger.capture import Extracted
from harmledger.engines.read import Done
from harmledger.records.canonical import canonical_json
from harmledger.records.capture import Capture
from harmledger.records.claim import Claim
from harmledger.records.reading import Reading, Resolution
from harmledger.records.refusal import Refusal
from harmledger.records.report import Filing, Report, Text

VERSION = 1
_WORDS = pa.list_(pa.string())
_FIGURES = pa.list_(
    pa.struct(
        [
            ("outcome", pa.string()), ("group", pa.string()), ("kind", pa.string()),
            ("low", pa.int64()), ("high", pa.int64()), ("phrase", pa.string()),
        ]
    )
)  # fmt: skip

_REPORTS = (
    ("id", pa.string(), "of the report: its content under its key"),
    ("key", pa.string(), "its name, as `build` gives it"),
    ("text_id", pa.string(), "of its words as extracted"),
    ("location", pa.string(), "archive or table, and the record or row in it"),
    ("sha256", pa.string(), "of the captured bytes"),
    ("title", pa.string(), "as given or found"),
    ("publisher", pa.string(), "as given or found"),
    ("published_on", pa.date32(), "local date, as given or found"),
    ("language", pa.string(), "ISO 639-1"),
    ("url", pa.string(), "as given or found"),
    ("claims", pa.int32(), "how many it makes"),
    ("read", pa.bool_(), "whether a reader read it; if not, a refusal says why"),
    (
        "record",
        pa.binary(),
        "canonical JSON of capture, report, text, filings and reading; of reports with claims",
    ),
    ("content", pa.binary(), "the captured bytes; of reports with claims"),
)
_CLAIMS = (
    ("id", pa.string(), "hashes text, spans and stated values"),
    ("report_id", pa.string(), "of the report that makes it"),
    ("report_key", pa.string(), "its key"),
    ("text_id", pa.string(), "of the text that its offsets count in"),
    ("start", pa.int64(), "first code point of the quote"),
    ("end", pa.int64(), "after its last code point"),
    ("quote", pa.string(), "the words"),
    ("voices", _WORDS, "outermost first; the last one says it"),
    ("stance", pa.string(), "asserts, denies, doubts, concedes"),
    ("about", pa.string(), "occurrence, harm, number, responsibility, civilian_status, means"),
    ("extent", pa.string(), "incident, rate, aggregate, conflict_total"),
    ("role", pa.string(), "primary, update, background, round_up"),
    ("means", pa.string(), "airstrike, shelling …"),
    ("figures", _FIGURES, "counts as said; `low` and `high` are the bounds of the words alone"),
    ("starts_on", pa.date32(), "first local day of what happened"),
    ("ends_on", pa.date32(), "last local day"),
    ("place", pa.string(), "as said"),
    ("latitude", pa.float64(), "degrees, WGS 84"),
    ("longitude", pa.float64(), "degrees, WGS 84"),
    ("radius_m", pa.int64(), "metres within which the place lies"),
    ("country", pa.string(), "ISO 3166-1 alpha-2"),
    ("blamed", _WORDS, "canonical names of the actor list"),
    ("method", pa.string(), "the reader and its version; run.json has its digests"),
)
_REFUSALS = (
    ("id", pa.string(), "follows from what was refused and why"),
    ("stage", pa.string(), "capture or reading"),
    ("location", pa.string(), "archive or table and the place in it; for a reading the text's id"),
    ("code", pa.string(), "the reason"),
    ("params", pa.string(), "JSON of what fills its sentence"),
)


def schema_of(columns: Iterable[tuple[str, pa.DataType, str]]) -> pa.Schema:
    fields = [pa.field(name, kind, metadata={"meaning": meaning}) for name, kind, meaning in columns]
    return pa.schema(fields, metadata={"harmledger.corpus": str(VERSION)})


SCHEMAS: dict[str, pa.Schema] = {
    "reports": schema_of(_REPORTS),
    "claims": schema_of(_CLAIMS),
    "refusals": schema_of(_REFUSALS),
}
"""Each column says what it means in its metadata, so that a file explains itself."""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """All rows of one report as the ledger takes them: the `record` of a report that tells of harm."""

    capture: Capture
    report: Report
    text: Text
    filings: tuple[Filing, ...]
    reading: Reading


Row = dict[str, Any]
"""A row of a table, in the words of its schema."""


def rows_of(done: Done, content: bytes) -> Iterator[tuple[str, Row]]:
    """The rows of one report, each with the name of its table; `content`: its captured bytes.

    Words and bytes are kept of reports with claims alone: a corpus holds a hundred others for each of them.
    """
    if done.refusal is not None:
        yield "refusals", refusal_row(done.refusal)
    if done.extracted is None:
        return
    yield "reports", _report_row(done.extracted, done.reading, content)
    if done.reading is not None:
        method = f"{done.reading.method.name} {done.reading.method.version}"
        for claim, resolution in zip(done.reading.claims, done.reading.resolutions, strict=True):
            yield "claims", _claim_row(done.extracted.report, claim, resolution, method)


def refusal_row(refusal: Refusal) -> Row:
    """The row of what was not kept, or kept and not read."""
    return {
        "id": refusal.id, "stage": refusal.stage, "location": refusal.location, "code": refusal.code,
        "params": canonical_json(refusal.params).decode(),
    }  # fmt: skip


def _report_row(kept: Extracted, reading: Reading | None, content: bytes) -> Row:
    report = kept.report
    tells = reading is not None and bool(reading.claims)
    return {
        "id": report.id, "key": report.key, "text_id": kept.text.id, "location": kept.capture.location,
        "sha256": report.content_sha256, "title": report.title, "publisher": report.publisher,
        "published_on": report.published_on, "language": report.language, "url": report.url,
        "claims": len(reading.claims) if reading is not None else 0, "read": reading is not None,
        "record": _record(kept, reading) if tells and reading is not None else None,
        "content": content if tells else None,
    }  # fmt: skip


def _record(kept: Extracted, reading: Reading) -> bytes:
    return canonical_json(
        Kept(
            capture=kept.capture, report=kept.report, text=kept.text, filings=kept.filings, reading=reading
        )
    )  # fmt: skip


def _claim_row(report: Report, claim: Claim, resolution: Resolution, method: str) -> Row:
    when, where = resolution.when, resolution.where
    return {
        "id": claim.id, "report_id": report.id, "report_key": report.key, "text_id": claim.text_id,
        "start": claim.span.start, "end": claim.span.end, "quote": claim.quote,
        "voices": [voice.name for voice in claim.voices], "stance": claim.stance, "about": claim.about,
        "extent": claim.extent, "role": resolution.role, "means": claim.means,
        "figures": [
            {
                "outcome": figure.outcome, "group": figure.group, "kind": figure.quantity.kind,
                "low": figure.quantity.low, "high": figure.quantity.high, "phrase": figure.quantity.phrase,
            }
            for figure in claim.figures
        ],
        "starts_on": when.start if when else None, "ends_on": when.end if when else None,
        "place": where.name if where else None, "latitude": where.latitude if where else None,
        "longitude": where.longitude if where else None, "radius_m": where.radius_m if where else None,
        "country": where.country if where else None, "blamed": list(resolution.blamed), "method": method,
    }  # fmt: skip
