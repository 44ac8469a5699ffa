"""Two releases in, what changed from one to the next out: added, changed, withdrawn, merged; and by whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Literal

import msgspec

from harmledger.publishing.release.contract import ReleasedIncident
from harmledger.records.canonical import sha256

Change = Literal["added", "changed", "withdrawn", "merged", "held_back"]
_SHOWN = (
    "killed",
    "injured",
    "other_outcomes",
    "grade",
    "strike_status",
    "date",
    "place",
    "blamed",
    "review",
)
"""Fields whose change is told by name; of any other change only that there is one."""


class Gone(msgspec.Struct, frozen=True, kw_only=True):
    """Why an incident of the last release is not in this one."""

    change: Literal["withdrawn", "merged", "held_back"]
    why: str | None = None
    """Of what is held back: the code of the reason."""
    into: str | None = None
    """Of what was merged: the incident that it is part of now."""


class ChangeLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of `changes.jsonl`."""

    incident: str
    change: Change
    fields: tuple[str, ...]
    """Which numbers and facts are others now."""
    why: str | None
    into: str | None
    decisions: tuple[str, ...]
    """Ids of the decisions since the last release that bear on it."""


class Known(msgspec.Struct, frozen=True):
    """What is kept of an incident to tell a change: the digest of its line, and of each field shown."""

    line: str
    fields: dict[str, str]


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
            fields = (
                () if old is None else tuple(name for name in _SHOWN if old.fields[name] != new.fields[name])
            )
            change: Change = "added" if old is None else "changed"
            yield ChangeLine(
                incident=incident, change=change, fields=fields, why=None, into=None, decisions=about
            )


def counted(lines: Iterable[ChangeLine]) -> dict[str, int]:
    """How many incidents changed in which way."""
    counts: dict[str, int] = {}
    for line in lines:
        counts[line.change] = counts.get(line.change, 0) + 1
    return dict(sorted(counts.items()))


def _known(line: ReleasedIncident, content: bytes) -> Known:
    fields = {name: sha256(msgspec.json.encode(getattr(line, name), order="sorted")) for name in _SHOWN}
    return Known(sha256(content.rstrip(b"\n")), fields)
