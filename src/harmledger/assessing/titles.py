"""An incident's claims with what they state in; the same out, but what the titles of reports say only where the text
beneath leaves it open.

A headline rounds, looks ahead and tells of the verdict in place of the event. So a number of it stands only where the
report's own text gives none of those hit the same way; vague words ("several") give none. It never names a victim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from harmledger.assessing.matter import Told
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
    """The statements without those of titles whose text states its own; these are set aside."""
    titles = titles_of(told)
    report = {one.claim.id: one.telling.report_id for one in told}
    stated = _stated(counted.statements, report, titles)
    gone = {
        s.ref
        for s in counted.statements
        if s.ref[0] in titles and _says_more(s, stated.get(report[s.ref[0]], frozenset()))
    }
    return Sorted(
        statements=tuple(s for s in counted.statements if s.ref not in gone),
        set_aside=(*counted.set_aside, *(set_aside(*ref, "title_beside_text") for ref in sorted(gone))),
    )


def _stated(
    statements: Sequence[Statement], report: Mapping[str, str], titles: Set[str]
) -> Mapping[str, Set[Outcome]]:
    """For each report, the outcomes of which its text states a number."""
    stated: dict[str, set[Outcome]] = defaultdict(set)
    for statement in statements:
        if statement.ref[0] not in titles and not statement.bounds.vague:
            stated[report[statement.ref[0]]].add(statement.figure.outcome)
    return stated


def _says_more(statement: Statement, stated: Set[Outcome]) -> bool:
    outcome = statement.figure.outcome
    return not stated.isdisjoint(_TELLS_OF.get(outcome, frozenset((outcome,))))
