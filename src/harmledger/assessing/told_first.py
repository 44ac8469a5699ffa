"""What the claims of several reports count, in order of their words, in; the dead that are told of in passing, out.

A report of an incident tells of its dead before its wounded. Where reports of several origins begin with the wounded
and none begins with the dead, the dead that one of them counts further down are of another event: an earlier strike,
what the month has cost. "Casualties" alone may be of either kind; beside reports that say of which, it counts nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from harmledger.assessing.matter import Told
from harmledger.assessing.quantities import SEVERAL
from harmledger.assessing.statements import Statement
from harmledger.records.figure import Outcome

Said = Mapping[Outcome, Mapping[str, Sequence[Statement]]]
"""For each outcome, what each claim says of it."""
Reports = Mapping[str, Sequence[Told]]
"""The claims of each report, in order of its words."""

_DEAD: tuple[Outcome, ...] = ("killed", "killed_or_injured")
_PERHAPS_DEAD: tuple[Outcome, ...] = (*_DEAD, "struck")
"""Of people hit, the words do not say whether they lived."""
_HARMED: tuple[Outcome, ...] = (*_PERHAPS_DEAD, "injured")
_CLEAR: tuple[Outcome, ...] = ("killed", "injured")


def dead_in_passing(reports: Reports, said: Said) -> Iterator[tuple[str, Outcome]]:
    """The claims that count dead, with the outcome, where two origins begin with people harmed and none with dead."""
    first = [one for own in reports.values() if (one := _first(own, said)) is not None]
    begun = {outcome for one in first for outcome in _HARMED if _counts(one, outcome, said)}
    begun |= {figure.outcome for one in _titles(reports) for figure in one.claim.figures}
    if len({one.origin for one in first}) >= SEVERAL and begun.isdisjoint(_PERHAPS_DEAD):
        yield from ((claim, outcome) for outcome in _DEAD for claim in said.get(outcome, ()))


def casualties_beside_counts(reports: Reports, said: Said) -> Iterator[str]:
    """The claims that speak of people killed or injured without a number, where their own report, or those of two
    origins, say who was killed or who was hurt."""
    clear = {
        report: {one.origin for one in own if any(_counts(one, outcome, said) for outcome in _CLEAR)}
        for report, own in reports.items()
    }
    everywhere = len({origin for origins in clear.values() for origin in origins}) >= SEVERAL
    for report, own in reports.items():
        for one in own if everywhere or clear[report] else ():
            unclear = said.get("killed_or_injured", {}).get(one.claim.id, ())
            if unclear and all(statement.bounds.vague for statement in unclear):
                yield one.claim.id


def _titles(reports: Reports) -> Iterator[Told]:
    """What titles tell: a report begins with it, whether it counts or its text says it again."""
    return (one for own in reports.values() for one in own if one.in_title)


def _first(own: Sequence[Told], said: Said) -> Told | None:
    """The first claim of a report's own event that counts people harmed."""
    main = [one for one in own if one.telling.main] or own
    return next((one for one in main if any(_counts(one, outcome, said) for outcome in _HARMED)), None)


def _counts(one: Told, outcome: Outcome, said: Said) -> bool:
    return any(statement.bounds.high != 0 for statement in said.get(outcome, {}).get(one.claim.id, ()))
