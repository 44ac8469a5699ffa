"""The release before and what changed since in, the history of each published number out: which release said what,
and by which decisions it changed."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from harmledger.exchange.contract import BoundsLine
from harmledger.publishing.past import GONE, ChangeLine, DeedLine, Ends, HistoryLine
from harmledger.publishing.release.contract import DecisionLine, ReleasedIncident

HISTORY_FILE = "history.jsonl"
_NUMBERS = frozenset(("killed", "injured", "other_outcomes", "grade", "strike_status"))
"""Fields whose change is one of the published number."""


def read_history(release: Path) -> Iterator[HistoryLine]:
    """The lines of a release, by incident, each incident's oldest first.

    A release of before there were histories is where those of its incidents begin.
    """
    path = release / HISTORY_FILE
    if not path.is_file():
        yield from (_step(_added(line.id), line, release.name, {}) for line in _incidents(release))
        return
    decoder = msgspec.json.Decoder(HistoryLine)
    with path.open("rb") as lines:
        yield from map(decoder.decode, lines)


def history(
    before: Path | None,
    folder: Path,
    made: Sequence[ChangeLine],
    name: str,
    decisions: Iterable[DecisionLine],
) -> Iterator[HistoryLine]:
    """The history up to the release `name`, of which incidents and changes (`made`) are there already."""
    deeds = {each.id: DeedLine(id=each.id, kind=each.kind, day=each.day) for each in decisions}
    old = read_history(before) if before else iter(())
    return heapq.merge(old, _steps(folder, made, name, deeds), key=lambda line: line.incident)


def is_as_published(line: HistoryLine, incident: ReleasedIncident) -> bool:
    """Whether a step gives the numbers that the release has for the incident."""
    return (line.killed, line.injured, line.grade, line.strike_status) == (
        _ends(incident.killed), _ends(incident.injured), incident.grade, incident.strike_status,
    )  # fmt: skip


def _steps(
    folder: Path, made: Sequence[ChangeLine], name: str, deeds: Mapping[str, DeedLine]
) -> Iterator[HistoryLine]:
    """A step for each change that bears on a number; both files are in order of incident."""
    wanted = {each.incident: each for each in made if _is_step(each)}
    gone = (_step(each, None, name, deeds) for each in wanted.values() if each.change in GONE)
    told = (_step(wanted[line.id], line, name, deeds) for line in _incidents(folder) if line.id in wanted)
    yield from heapq.merge(gone, told, key=lambda line: line.incident)


def _incidents(release: Path) -> Iterator[ReleasedIncident]:
    decoder = msgspec.json.Decoder(ReleasedIncident)
    with (release / "incidents.jsonl").open("rb") as lines:
        yield from map(decoder.decode, lines)


def _added(incident: str) -> ChangeLine:
    return ChangeLine(incident=incident, change="added", fields=(), why=None, into=None, decisions=())


def _is_step(change: ChangeLine) -> bool:
    return change.change == "added" or change.change in GONE or not _NUMBERS.isdisjoint(change.fields)


def _step(
    change: ChangeLine, line: ReleasedIncident | None, name: str, deeds: Mapping[str, DeedLine]
) -> HistoryLine:
    return HistoryLine(
        incident=change.incident,
        release=name,
        change=change.change,
        killed=_ends(line.killed) if line else {},
        injured=_ends(line.injured) if line else {},
        grade=line.grade if line else None,
        strike_status=line.strike_status if line else None,
        reports=len(line.reports) + len(line.also_told_in) if line else 0,
        why=change.why,
        into=change.into,
        decisions=tuple(deeds[each] for each in change.decisions if each in deeds),
    )


def _ends(groups: Mapping[str, BoundsLine]) -> dict[str, Ends]:
    return {group: (bounds.low, bounds.high) for group, bounds in groups.items()}
