"""Files that were handed in, not yet part of the record: what would become of each, and then taking them in."""

from __future__ import annotations

import datetime as dt
from itertools import islice
from pathlib import Path
from typing import Literal

import msgspec

from harmledger.capture import ColumnMap, Gathered, extract, gather
from harmledger.flow.house import house_rules
from harmledger.flow.look import to_change, views_there
from harmledger.flow.progress import Progress, silent
from harmledger.flow.refresh import refresh
from harmledger.flow.take_in import Taken, take_in
from harmledger.ledger.store import Ledger
from harmledger.records.capture import Capture
from harmledger.records.refusal import Refusal
from harmledger.records.report import Report
from harmledger.settings import Settings

TRIED = 200
"""Inputs that are tried before anything is taken in: enough to see that a column map is wrong."""

Fate = Literal["new", "known", "refused"]


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """What would become of one input."""

    location: str
    """File, and line, row or member in it, below the folder that was handed in."""
    fate: Fate
    refusal: Refusal | None = None
    report: Report | None = None
    characters: int = 0
    """Of its text, where it would be taken in."""


def try_out(
    folder: Path, ledger: Ledger, *, settings: Settings, columns: ColumnMap | None = None, limit: int = TRIED
) -> list[Tried]:
    """What would become of the first `limit` inputs in `folder`. Nothing is kept, and nothing is read for claims."""
    items = gather([folder], limits=settings.limits, columns=columns)
    return [_tried(item, folder, ledger, settings) for item in islice(items, limit)]


def add(
    folder: Path,
    record: Path,
    *,
    settings: Settings,
    columns: ColumnMap | None = None,
    progress: Progress = silent,
) -> Taken:
    """Takes what lies in `folder` into the record, as a build does, and makes its draft anew.

    Raises NotInRecord if there is no record, LedgerBusy if another program is building it.
    """
    rules, views = house_rules(record, settings), views_there(record, settings)
    with to_change(record, settings) as ledger:
        taken = take_in([folder], ledger, settings=settings, columns=columns, progress=progress)
        refresh(ledger, rules, views, progress)
    return taken


def _tried(item: Gathered | Refusal, folder: Path, ledger: Ledger, settings: Settings) -> Tried:
    location = _below(item.location, folder)
    if isinstance(item, Refusal):
        return Tried(location=location, fate="refused", refusal=item)
    if ledger.has(Capture, item.capture_id):
        return Tried(location=location, fate="known")
    now = dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    found = extract(item, limits=settings.limits, captured_at=now)
    if isinstance(found, Refusal):
        return Tried(location=location, fate="refused", refusal=found)
    return Tried(location=location, fate="new", report=found.report, characters=len(found.text.content))


def _below(location: str, folder: Path) -> str:
    return location.removeprefix(f"{folder.resolve().as_posix()}/")
