"""Gathered bytes in, report, text and reading out: the work that can run on any core of any machine."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from harmledger.capture import CaptureLimits, Extracted, Gathered, extract
from harmledger.errors import EvidenceError, InputRefused, ReadingFailed
from harmledger.places.gazetteer import Gazetteer
from harmledger.reading.languages import make_readers, reader_for
from harmledger.reading.reader import Reader
from harmledger.records.reading import Reading
from harmledger.records.refusal import Refusal, make_refusal
from harmledger.records.report import Report, Text

_BROKEN = (ReadingFailed, EvidenceError, ArithmeticError, LookupError, ValueError, RecursionError)
"""What a hostile text can make a reader raise. A fault of the program itself (TypeError …) stops a build."""


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """What every worker needs to know."""

    gazetteer: Path
    limits: CaptureLimits
    captured_at: str


class Done(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one input: kept with its reading, kept and unread with the reason, or refused."""

    extracted: Extracted | None = None
    reading: Reading | None = None
    refusal: Refusal | None = None


@functools.cache
def open_readers(gazetteer: Path) -> Mapping[str, Reader]:
    """The readers of this process by language, opened once."""
    return make_readers(Gazetteer.open(gazetteer))


def extract_and_read(task: Task, items: Sequence[Gathered]) -> list[Done]:
    """What became of each item, in order. No bad input stops the others."""
    return [_one(task, item) for item in items]


def read_texts(task: Task, texts: Sequence[tuple[Report, Text]]) -> list[Reading | Refusal]:
    """The reading of each text, or why it is unread, in order."""
    return [_read(task, report, text) for report, text in texts]


def _one(task: Task, item: Gathered) -> Done:
    extracted = extract(item, limits=task.limits, captured_at=task.captured_at)
    if isinstance(extracted, Refusal):
        return Done(refusal=extracted)
    outcome = _read(task, extracted.report, extracted.text)
    if isinstance(outcome, Refusal):
        return Done(extracted=extracted, refusal=outcome)
    return Done(extracted=extracted, reading=outcome)


def _read(task: Task, report: Report, text: Text) -> Reading | Refusal:
    try:
        return reader_for(report, text, open_readers(task.gazetteer)).read(report, text)
    except InputRefused as refused:
        return make_refusal(stage="reading", location=text.id, code=refused.code, params=refused.params)
    except _BROKEN as fault:  # named by its kind alone: its message can hold words of the text
        what: dict[str, str | int] = {"what": type(fault).__name__}
        return make_refusal(stage="reading", location=text.id, code="reader_failed", params=what)
