"""An incident's claims with what they state in; the same out, but what the titles of reports say only where the text
beneath leaves it open.

A headline looks ahead and tells of the verdict in place of the event, and it sums up whom the text tells of one by one.
So a number of it stands where the report's own text gives none of those hit the same way, vague words ("several") being
none; and a count of several hurt stands where no number of the text is higher. It never names a victim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from harmledger.assessing.matter import Told
from harmledger.assessing.quantities import SEVERAL
from harmledger.assessing.statements import Sorted, Statement, set_aside
from harmledger.records.figure import Outcome

_TELLS_OF: dict[Outcome, frozenset[Outcome]] = {
    "injured": frozenset(("injured", "struck")),
    "struck": frozenset(("struck", "injured", "killed")),
    "killed_or_injured": frozenset(("killed_or_injured", "struck", "injured", "killed")),
}
"""For an outcome, those of which a number in the text leaves a title nothing to fill in; for others, itself."""


def titles_of(told: Iterable[Told]) -> Set[str]:
    """The ids of the claims that stand in titles."""
    return {one.claim.id for one in told if one.in_title}


def fill_in(told: Sequence[Told], counted: Sorted) -> Sorted:
    """The statements without those of titles beside which the text states its own; these are set aside."""
    titles = titles_of(told)
    report = {one.claim.id: one.telling.report_id for one in told}
    stated = _stated(counted.statements, report, titles)
    sums = sums_of_titles(told, counted.statements)
    gone = {
        s.ref
        for s in counted.statements
        if s.ref[0] in titles
        and _says_more(s.figure.outcome, stated.get(report[s.ref[0]], {}))
        and not _sums_up(s, sums.get(s.ref[0], {}), stated[report[s.ref[0]]])
    }
    return Sorted(
        statements=tuple(s for s in counted.statements if s.ref not in gone),
        set_aside=(*counted.set_aside, *(set_aside(*ref, "title_beside_text") for ref in sorted(gone))),
    )


def sums_of_titles(
    told: Iterable[Told], statements: Iterable[Statement]
) -> Mapping[str, Mapping[Outcome, int]]:
    """What each claim of a title adds up to, by outcome: stated numbers of people who are not a part of others."""
    titles = titles_of(told)
    sums: dict[str, dict[Outcome, int]] = defaultdict(lambda: defaultdict(int))
    for each in statements:
        inside = each.figure.relation is not None and each.figure.relation.kind == "subset"
        if each.ref[0] in titles and not inside and not each.bounds.vague:
            sums[each.ref[0]][each.figure.outcome] += each.bounds.low or 0
    return sums


def _stated(
    statements: Sequence[Statement], report: Mapping[str, str], titles: Set[str]
) -> Mapping[str, dict[Outcome, list[Statement]]]:
    """For each report, by outcome, what its text states in numbers."""
    stated: dict[str, dict[Outcome, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for statement in statements:
        if statement.ref[0] not in titles and not statement.bounds.vague:
            stated[report[statement.ref[0]]][statement.figure.outcome].append(statement)
    return stated


def _says_more(outcome: Outcome, stated: Mapping[Outcome, object]) -> bool:
    """Whether the text states a number of those hit the same way."""
    return not _answers(outcome).isdisjoint(stated)


def _sums_up(
    statement: Statement, sums: Mapping[Outcome, int], stated: Mapping[Outcome, Sequence[Statement]]
) -> bool:
    """Whether the title counts as many people as any number of the text: it sums up whom the text tells of one by one.
    Those hurt a text counts in parts ("two men", "a third victim"); its dead it counts whole, if at all."""
    outcome = statement.figure.outcome
    number = sums.get(outcome, 0)
    numbers = [_number(s) for other in _answers(outcome) for s in stated.get(other, ())]
    counted = outcome == "killed" and any(SEVERAL <= other < number for other in numbers)
    return number >= max(SEVERAL, *numbers) and not counted


def _number(statement: Statement) -> int:
    return statement.bounds.high or statement.bounds.low or 0


def _answers(outcome: Outcome) -> frozenset[Outcome]:
    return _TELLS_OF.get(outcome, frozenset((outcome,)))
