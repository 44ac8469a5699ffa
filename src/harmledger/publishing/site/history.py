"""What releases said in, the rows of an incident's history and of the pages of changes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec

from harmledger.publishing.past import GONE, ChangeLine, Ends, HistoryLine, Past
from harmledger.publishing.site.addresses import incident_page
from harmledger.publishing.site.listing import Row
from harmledger.publishing.site.order import SHOWN_GROUPS
from harmledger.publishing.site.passing import Counted
from harmledger.publishing.site.words import Words


class StepRow(msgspec.Struct, frozen=True, kw_only=True):
    """One release in the history of an incident's number."""

    release: str
    change: str
    killed: tuple[Counted, ...]
    injured: tuple[Counted, ...]
    grade: str
    reports: int
    gone: bool
    """Whether the incident was published no longer from this release on."""
    why: str
    into: str | None
    """The page of the incident that it is part of now."""
    deeds: tuple[tuple[str, int], ...]
    """Kinds of decisions that bear on it, each with its day, and how many of them."""


class ChangeRow(msgspec.Struct, frozen=True, kw_only=True):
    """One incident that is not as it was in the release before."""

    page: str
    id: str
    place: str
    """Empty of what is published no longer."""
    when: str
    change: str
    fields: tuple[str, ...]
    why: str


class GoneRow(msgspec.Struct, frozen=True, kw_only=True):
    """One incident that was published once and is no longer."""

    page: str
    id: str
    step: StepRow


def step_rows(steps: tuple[HistoryLine, ...], words: Words) -> tuple[StepRow, ...]:
    """The history of one incident, oldest first."""
    return tuple(_step(step, words) for step in steps)


def gone_rows(past: Past, words: Words) -> Iterator[GoneRow]:
    """Every incident that is published no longer, the latest first."""
    for step in past.gone:
        yield GoneRow(page=incident_page(step.incident), id=step.incident, step=_step(step, words))


def change_rows(past: Past, rows: Mapping[str, Row], words: Words) -> Iterator[ChangeRow]:
    """What changed since the release before: what is gone first, then by change."""
    order = [*GONE_FIRST, "changed", "stands", "added"]
    for each in sorted(past.changes, key=lambda each: (order.index(each.change), each.incident)):
        row = rows.get(each.incident)
        yield ChangeRow(
            page=incident_page(each.incident), id=each.incident, place=row.place if row else "",
            when=row.when if row else "", change=words.value("changed", each.change),
            fields=_fields(each, words), why=_why(each.change, each.why, words),
        )  # fmt: skip


def _fields(line: ChangeLine, words: Words) -> tuple[str, ...]:
    names = line.fields or (("other",) if line.change == "changed" else ())
    return tuple(words.say(f"field.{name}") for name in names)


GONE_FIRST = tuple(sorted(GONE, reverse=True))
"""Withdrawn, then merged, then held back."""


def _step(step: HistoryLine, words: Words) -> StepRow:
    return StepRow(
        release=step.release,
        change=words.value("changed", step.change),
        killed=_counted(step.killed, words),
        injured=_counted(step.injured, words),
        grade=words.value("grade", step.grade),
        reports=step.reports,
        gone=step.change in GONE,
        why=_why(step.change, step.why, words),
        into=incident_page(step.into) if step.into else None,
        deeds=_deeds(step, words),
    )


def _deeds(step: HistoryLine, words: Words) -> tuple[tuple[str, int], ...]:
    told = (f"{words.value('desk.did', deed.kind)}, {words.date(deed.day)}" for deed in step.decisions)
    return tuple(Counter(told).items())


def _why(change: str, why: str | None, words: Words) -> str:
    if why is None:
        return ""
    return words.value("withdrawn" if change == "withdrawn" else "held", why)


def _counted(groups: Mapping[str, Ends], words: Words) -> tuple[Counted, ...]:
    return tuple(
        Counted(text=words.bounds(*groups[group]), group=words.value("group", group))
        for group in SHOWN_GROUPS
        if group in groups
    )
