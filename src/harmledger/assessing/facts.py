"""What a grade is decided on. In: the claims and ranges of an incident. Out:

Facts, each with the claims it rests on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations

import msgspec

from harmledger.assessing.convention import Convention
from harmledger.assessing.matter import IncidentMatter, Told, origin_of
from harmledger.assessing.statements import affirmed
from harmledger.assessing.voices import Accused
from harmledger.assessing.who_did_it import parties_of, tells_of_harm, who_did_it
from harmledger.records.assessment import Range

_SPEAKS_FOR_ITSELF = frozenset(("author", "person", "unknown"))


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """At least `low`, at most `high` independent origins (law 7), and the claims."""

    low: int
    high: int
    claims: tuple[str, ...]


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """The facts that decision tables ask for.

    A tuple of claim ids holds a fact up; empty, the fact is not there.
    """

    harm: Count
    """Origins that tell of harm."""
    belligerent: Count
    """Origins that name who did it."""
    parties: tuple[str, ...]
    competing: tuple[str, ...]
    concedes_harm: tuple[str, ...]
    concedes_strike: tuple[str, ...]
    dead_were_combatants: tuple[str, ...]


def gather(
    matter: IncidentMatter,
    told: Sequence[Told],
    ranges: Sequence[Range],
    accused: Accused,
    convention: Convention,
) -> Facts:
    """The facts of the incident under the convention."""
    said = list(affirmed(told))
    admitted = [one for one in said if one.claim.voice.kind in convention.admissible.kinds]
    blamed = who_did_it(said)
    return Facts(
        harm=_count(matter, [one for one in admitted if tells_of_harm(one)]),
        belligerent=_count(matter, [one for one in admitted if one.claim.id in blamed]),
        parties=tuple(sorted({name for names in blamed.values() for name in names})),
        competing=_competing(blamed),
        concedes_harm=_ids(said, lambda one: _concedes(one, accused) and tells_of_harm(one)),
        concedes_strike=_ids(said, lambda one: _concedes(one, accused) or _admits(one, accused)),
        dead_were_combatants=_only_combatants(ranges),
    )


def is_strike(told: Sequence[Told], convention: Convention) -> bool:
    """Whether the harm may have been a strike's: always where the house does not tell, or no means is known."""
    if convention.strikes is None:
        return True
    means = {known for one in told if (known := one.claim.means or one.telling.means) is not None}
    return not means - {"other"} or not means.isdisjoint(convention.strikes.means)


def _count(matter: IncidentMatter, told: Sequence[Told]) -> Count:
    """How many origins stand behind these claims.

    The incident's count is of all its origins; leaving out those that do not say this leaves at least the
    rest. More origins than sets of tellings: one report that compiles several sources, whose own word
    speaks for them all.
    """
    low, high = matter.incident.origins_low, matter.incident.origins_high
    origins = {one.origin for one in told}
    claims = tuple(sorted({one.claim.id for one in told}))
    if not origins:
        return Count(low=0, high=0, claims=())
    everybody = len(set(origin_of(matter).values()))
    if low > everybody:
        if any(one.claim.voice.kind == "author" for one in told):
            return Count(low=low, high=max(low, high), claims=claims)
        voices = len({(one.claim.voice.kind, one.claim.voice.name.casefold()) for one in told})
        return Count(low=min(low, voices), high=max(low, high), claims=claims)
    least = max(1, low - (everybody - len(origins)))
    return Count(low=min(least, len(origins)), high=max(1, min(high, len(origins))), claims=claims)


def _competing(blamed: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The claims that blame parties of which one names none that the other names."""
    by_parties: dict[frozenset[str], set[str]] = {}
    for claim, names in blamed.items():
        by_parties.setdefault(frozenset(names), set()).add(claim)
    against = [by_parties[a] | by_parties[b] for a, b in combinations(by_parties, 2) if not a & b]
    return tuple(sorted(set().union(*against)))


def _concedes(told: Told, accused: Accused) -> bool:
    """The blamed party concedes. A statement's own author, or its named speaker, concedes for itself."""
    if told.claim.stance != "concedes":
        return False
    return accused.speaks(told) or not parties_of(told) or told.claim.voice.kind in _SPEAKS_FOR_ITSELF


def _admits(told: Told, accused: Accused) -> bool:
    admitted = any(blame.firmness == "admitted" for blame in told.claim.blamed)
    return admitted and (accused.speaks(told) or _speaks_for_it(told))


def _speaks_for_it(told: Told) -> bool:
    """Whether a party's own voice names the party that is blamed: "a spokesman for the *army*"."""
    voice = told.claim.voice
    said = set(voice.name.casefold().split())
    parties = (set(party.casefold().split()) - {"(unspecified)"} for party in told.blamed)
    return voice.kind in ("armed_actor", "government") and any(party <= said for party in parties if party)


def _only_combatants(ranges: Sequence[Range]) -> tuple[str, ...]:
    """The claims by which all the dead were fighters:

    none left for civilians, and not on the accused's word alone.
    """
    killed = {r.group: r for r in ranges if r.outcome == "killed"}
    fighters, civilians = killed.get("combatants"), killed.get("civilians")
    if fighters is None or not fighters.low or (civilians is not None and civilians.high != 0):
        return ()
    hurt = (r for r in ranges if r.outcome == "injured" and r.group in ("civilians", "children"))
    return () if any(r.high != 0 for r in hurt) else fighters.low_reason.claims


def _ids(told: Iterable[Told], holds: Callable[[Told], bool]) -> tuple[str, ...]:
    return tuple(sorted({one.claim.id for one in told if holds(one)}))
