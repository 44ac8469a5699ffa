"""A corpus and what a team wants of it in, the reports that tell of it out, as the ledger takes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pyarrow.compute as pc
import pyarrow.dataset as ds

from harmledger.engines.corpus.tables import SCHEMAS, Kept

REPORTS_AT_ONCE = 64


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What one claim of a report must tell of for the report to be taken. Null or empty: anything."""

    since: dt.date | None = None
    until: dt.date | None = None
    """First and last local day: a claim whose span of days touches them is wanted."""
    countries: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2, in capitals, of the place that the words were resolved to."""
    blamed: tuple[str, ...] = ()
    """Canonical names of the actor list."""


def find_reports(corpus: Path, wanted: Wanted) -> Iterator[tuple[Kept, bytes]]:
    """Each report with a wanted claim, whole, with its captured bytes; by file and row, few held at a time."""
    ids = _report_ids(corpus, wanted)
    reports = ds.dataset(corpus / "reports", schema=SCHEMAS["reports"], format="parquet")
    for batch in reports.to_batches(
        columns=["id", "record", "content"],
        filter=pc.field("claims") > 0,
        batch_size=REPORTS_AT_ONCE,
        use_threads=False,
    ):
        for row in batch.to_pylist():
            if row["id"] in ids:
                yield msgspec.json.decode(row["record"], type=Kept), row["content"]


def _report_ids(corpus: Path, wanted: Wanted) -> set[str]:
    claims = ds.dataset(corpus / "claims", schema=SCHEMAS["claims"], format="parquet")
    found = claims.to_batches(columns=["report_id", "blamed"], filter=_condition(wanted), use_threads=False)
    blamed = set(wanted.blamed)
    return {
        row["report_id"]
        for batch in found
        for row in batch.to_pylist()
        if not blamed or blamed.intersection(row["blamed"])
    }


def _condition(wanted: Wanted) -> pc.Expression:
    condition = pc.scalar(True)
    if wanted.since is not None:
        condition = condition & (pc.field("ends_on") >= wanted.since)
    if wanted.until is not None:
        condition = condition & (pc.field("starts_on") <= wanted.until)
    if wanted.countries:
        condition = condition & pc.field("country").isin(list(wanted.countries))
    return condition
