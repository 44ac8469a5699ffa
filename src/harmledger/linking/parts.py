"""Tellings with their reports' facts in, the same with each telling's own words out, where a report tells of
several events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from harmledger.linking.facts import facts_of_part
from harmledger.linking.sides import Matter
from harmledger.records.telling import Telling

_AFTER_THE_MAIN_ONE = {"primary": 0, "update": 0, "round_up": 1, "background": 2}


def own_matter(tellings: Sequence[Telling], matter: Mapping[str, Matter]) -> dict[str, Matter]:
    """The matter of each telling: a report's words speak for its main event, claims' words for the others.

    The main event is the one of the foremost role, of these the first that is told with figures. Tellings of
    the same claims (a report filed twice) share their words.
    """
    by_report: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        by_report[telling.report_id].append(telling)
    own: dict[str, Matter] = {}
    for told in by_report.values():
        main = min(told, key=lambda telling: _rank(telling, matter[telling.id]))
        for telling in told:
            its = matter[telling.id]
            own[telling.id] = its if telling.claims == main.claims else _of_its_claims(its)
    return own


def _rank(telling: Telling, matter: Matter) -> tuple[int, bool, int, str]:
    counted = [claim.span.start for claim in matter.claims if claim.figures]
    first = min(counted or [claim.span.start for claim in matter.claims] or [0])
    return _AFTER_THE_MAIN_ONE[telling.role], not counted, first, telling.id


def _of_its_claims(matter: Matter) -> Matter:
    words = "\n".join(dict.fromkeys(claim.quote for claim in matter.claims))
    return Matter(claims=matter.claims, facts=facts_of_part(matter.facts, words))
