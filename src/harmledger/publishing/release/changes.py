"""Two releases in, what changed from one to the next out: added, changed, withdrawn, merged; and by whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal

import msgspec

from harmledger.publishing.past import Change, ChangeLine
from harmledger.publishing.release.contract import ReleasedIncident
from harmledger.records.canonical import sha256

_SHOWN = (
    "killed",
    "injured",
    "other_outcomes",
    "grade",
    "strike_status",
    "date",
    "place",
    "blamed",
    "reports",
    "claims",
    "origins",
    "review",
)
"""Fields whose change is told by name; of any other change only that there is one."""


class Gone(msgspec.Struct, frozen=True, kw_only=True):
    """Why an incident of the last release is not in this one."""

    change: Literal["withdrawn", "merged", "held_back"]
    why: str | None = None
    """Of what is held back or withdrawn: the code of the reason."""
    into: str | None = None
    """Of what was merged: the incident that it is part of now."""


class Known(msgspec.Struct, frozen=True):
    """What is kept of an incident to tell a change: the digest of its line, and of each field shown."""

    line: str
    fields: dict[str, str]
    stands: bool


def known_incidents(release: Path) -> dict[str, Known]:
    """Every incident of the release in this folder."""
    decoder = msgspec.json.Decoder(ReleasedIncident)
    with (release / "incidents.jsonl").open("rb") as lines:
        return {(line := decoder.decode(each)).id: _known(line, each) for each in lines}


def changes(
    before: Mapping[str, Known],
    now: Mapping[str, Known],
    gone: Mapping[str, Gone],
    decisions: Mapping[str, tuple[str, ...]],
) -> Iterator[ChangeLine]:
    """What changed, in order of incident.

    `gone` says of incidents that are not in `now` why; what it does not know was withdrawn. `decisions`
    has, by incident, those since the last release.
    """
    for incident in sorted(before.keys() | now.keys()):
        old, new = before.get(incident), now.get(incident)
        about = decisions.get(incident, ())
        if new is None:
            left = gone.get(incident, Gone(change="withdrawn"))
            yield ChangeLine(
                incident=incident,
                change=left.change,
                fields=(),
                why=left.why,
                into=left.into,
                decisions=about,
            )
        elif old is None or old.line != new.line:
            yield ChangeLine(
                incident=incident, change=_change(old, new), fields=_fields(old, new), why=None, into=None,
                decisions=about,
            )  # fmt: skip


def _change(old: Known | None, new: Known) -> Change:
    if old is None:
        return "added"
    return "stands" if new.stands else "changed"


def _fields(old: Known | None, new: Known) -> tuple[str, ...]:
    return () if old is None else tuple(name for name in _SHOWN if old.fields[name] != new.fields[name])


def counted(lines: Iterable[ChangeLine]) -> dict[str, int]:
    """How many incidents changed in which way."""
    counts: dict[str, int] = {}
    for line in lines:
        counts[line.change] = counts.get(line.change, 0) + 1
    return dict(sorted(counts.items()))


def _known(line: ReleasedIncident, content: bytes) -> Known:
    fields = {name: sha256(msgspec.json.encode(getattr(line, name), order="sorted")) for name in _SHOWN}
    return Known(sha256(content.rstrip(b"\n")), fields, line.stands_from is not None)
