"""Ranges. In: the statements and named victims of an incident. Out:

a Range for each outcome and group told of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

import msgspec

from harmledger.assessing.bonds import Ref, pool_of, revised
from harmledger.assessing.codes import Aside, RangeRule
from harmledger.assessing.convention import Convention
from harmledger.assessing.matter import Named
from harmledger.assessing.standing import stand
from harmledger.assessing.statements import Statement
from harmledger.assessing.summing_up import sum_up
from harmledger.assessing.survivors import who_lived
from harmledger.assessing.testimony import hear
from harmledger.assessing.tolls import LAST_RESORT, TOTAL, Toll
from harmledger.assessing.wholes import ranked
from harmledger.records.assessment import Range, Said
from harmledger.records.figure import Group, Outcome, QuantityKind
from harmledger.records.reason import Reason

Key = tuple[Outcome, Group]


class Ranged(msgspec.Struct, frozen=True, kw_only=True):
    """The ranges, and for each figure that set no end the code of the reason."""

    ranges: tuple[Range, ...]
    set_aside: dict[Ref, Aside]


def ranges_of(statements: Sequence[Statement], named: Mapping[Key, Named], convention: Convention) -> Ranged:
    """A range for every outcome and group that the statements or the named victims speak of."""
    tolls, aside = _tolls(statements, convention)
    ranges: dict[Key, Range] = {}
    at_ends: set[Ref] = set()
    said: dict[Key, tuple[Toll, ...]] = {}
    for key in sorted({*tolls, *named}):
        standing = stand(tolls.get(key, ()), convention)
        aside = standing.set_aside | aside
        said[key] = standing.tolls
        ends = _Ends(standing.tolls, named.get(key))
        if ends.known:
            ranges[key] = ends.to_range(key, convention)
            at_ends |= ends.refs
            aside |= dict.fromkeys(ends.outdone, "fewer_than_named")
    ranges = _contest(ranges, said, convention) if convention.contested_status.applies else ranges
    left = {s.ref: aside.get(s.ref, "between_the_ends") for s in statements if s.ref not in at_ends}
    return Ranged(ranges=tuple(ranges[key] for key in sorted(ranges)), set_aside=left)


def _tolls(
    statements: Sequence[Statement], convention: Convention
) -> tuple[dict[Key, list[Toll]], dict[Ref, Aside]]:
    """Every voice's tolls by outcome and group, with those of people killed or injured counted for both."""
    everything = pool_of(statements)
    superseded = revised(everything)
    pool = {ref: s for ref, s in everything.items() if ref not in superseded}
    aside: dict[Ref, Aside] = dict.fromkeys(superseded, "superseded")
    by_voice: dict[tuple[str, object], list[Statement]] = defaultdict(list)
    for statement in pool.values():
        by_voice[statement.telling, statement.lane].append(statement)
    heard: list[Toll] = []
    for own in by_voice.values():
        testimony = hear(own, pool, convention)
        aside |= testimony.set_aside
        heard += testimony.tolls
    heard = [_uncorroborated(toll) if _is_alone(toll, pool) else toll for toll in heard]
    lived, clearer = who_lived(heard)
    aside = clearer | aside
    apart = {s.ref[0] for s in statements if s.figure.outcome in ("killed", "injured")}
    tolls: dict[Key, list[Toll]] = defaultdict(list)
    for counted in (each for toll in lived for each in _counted(toll, apart, convention)):
        if counted.outcome in convention.counted.outcomes:
            tolls[counted.outcome, counted.group].append(counted)
    weighed, why = sum_up(ranked(tolls), convention)
    return weighed, aside | why


def _is_alone(toll: Toll, pool: Mapping[Ref, Statement]) -> bool:
    return all(ref in pool and pool[ref].uncorroborated for ref in toll.refs)


def _uncorroborated(toll: Toll) -> Toll:
    """An uncorroborated number raises the maximum only."""
    return msgspec.structs.replace(toll, low=None, high_only=True) if toll.high else toll


def _counted(toll: Toll, apart: Set[str], convention: Convention) -> Iterator[Toll]:
    """The toll under the outcomes that the convention counts it for.

    "Killed or injured" counts in the maximum of both. Where others count the dead it is no longer unclear how many
    died, and such a sum sets nothing; unless the same claim counts some of them apart (`apart`) and these are more.
    People hit, of whom the words do not say whether they lived, count as injured; where nobody tells of deaths they
    are also the most who can have died.
    """
    both = convention.killed_or_injured_in_both
    if toll.outcome == "killed_or_injured" and both.applies:
        rank = toll.rank if both.beside_counts or not apart.isdisjoint(toll.claims) else LAST_RESORT
        for outcome in ("killed", "injured"):
            yield _at_most(toll, outcome, "killed_or_injured", rank)
    elif toll.outcome == "struck":
        yield msgspec.structs.replace(
            toll, outcome="injured", rule="struck" if toll.rule == "stated" else toll.rule
        )
        if both.applies:
            yield _at_most(toll, "killed", "struck", LAST_RESORT)
    else:
        yield toll


def _at_most(toll: Toll, outcome: Outcome, rule: RangeRule, rank: int) -> Toll:
    return msgspec.structs.replace(toll, outcome=outcome, low=None, high_only=True, rule=rule, rank=rank)


_EVERYBODY: frozenset[Group] = frozenset(("people", "civilians"))
_OPEN: frozenset[QuantityKind] = frozenset(("at_least", "more_than"))


class _Ends:
    """The two ends of one range, with the reason and the figures of each."""

    def __init__(self, tolls: Sequence[Toll], named: Named | None) -> None:
        self._refs: dict[str, set[Ref]] = {"low": set(), "high": set()}
        self._said = tuple(Said(low=t.low, high=t.high, claims=t.claims) for t in tolls)
        self.outdone: set[Ref] = set()
        """Figures that would set an end, did not more victims stand named."""
        both = [t for t in tolls if not t.high_only]
        totals = [t for t in both if t.rank == TOTAL] or both
        self.low, self.low_reason = self._lowest(totals)
        self.high, self.high_reason = self._highest(tolls)
        self._counted = max((t.high for t in totals if _ends_there(t) and t.high is not None), default=None)
        if named is not None:
            self._name(named)

    @property
    def refs(self) -> set[Ref]:
        """The figures that set an end."""
        return self._refs["low"] | self._refs["high"]

    @property
    def known(self) -> bool:
        """Whether either end is a number."""
        return self.low is not None or self.high is not None

    def to_range(self, key: Key, convention: Convention) -> Range:
        """The range under the convention's rules for a minimum and a best estimate."""
        best = {"none": None, "low": self.low, "agreed": self.low if self.low == self.high else None}
        return Range(
            outcome=key[0],
            group=key[1],
            low=self.low,
            best=best[convention.best.rule],
            high=self.high,
            low_reason=self.low_reason,
            high_reason=self.high_reason,
            said=self._said,
        )

    def _lowest(self, totals: Sequence[Toll]) -> tuple[int | None, Reason]:
        """The lowest number that a total allows.

        "Up to three" beside "five" brings the minimum down to three.
        """
        lows = [t.low for t in totals if t.low is not None]
        if not lows:
            return None, Reason(code="low.no_bound")
        low = min([*lows, *(t.high for t in totals if t.low is None and t.high is not None)])
        return low, self._reason(
            "low", low, [t for t in totals if low == (t.low if t.low is not None else t.high)]
        )

    def _highest(self, tolls: Sequence[Toll]) -> tuple[int | None, Reason]:
        highs = [t.high for t in tolls if t.high is not None]
        if not highs:
            return None, Reason(code="high.no_bound")
        return max(highs), self._reason("high", max(highs), [t for t in tolls if t.high == max(highs)])

    def _reason(self, end: str, number: int, tolls: Sequence[Toll]) -> Reason:
        first = min(tolls, key=lambda t: (t.rank, t.rule != "stated", t.rule, t.refs))
        self._refs[end] = {ref for t in tolls for ref in t.refs}
        params: dict[str, str | int] = {"number": number} | ({"word": first.word} if first.word else {})
        return Reason(code=f"{end}.{first.rule}", params=params, claims=_claims(tolls))

    def _name(self, named: Named) -> None:
        """Distinct named victims set the minimum, and raise a maximum that is below them.

        Where the dead are counted and more are named, some names may be one person's: they raise the
        minimum to the count only.
        """
        least = named.low if self._counted is None else min(named.low, self._counted)
        if self.low is None or least > self.low:
            self._outdo("low")
            self.low = least
            self.low_reason = Reason(code="low.named", params={"number": named.low}, claims=named.claims)
        if self.high is None or named.high > self.high:
            self._outdo("high")
            self.high = named.high
            self.high_reason = Reason(code="high.named", params={"number": named.high}, claims=named.claims)

    def _outdo(self, end: str) -> None:
        self.outdone |= self._refs[end]
        self._refs[end] = set()


def _ends_there(toll: Toll) -> bool:
    """Whether a toll counts several people of everybody and leaves no room for more. A count of a group ("their two
    children"), or of people told of one by one, may be of one family beside others."""
    open_ended = any(s.figure.quantity.kind in _OPEN for s in toll.bundle.members)
    return toll.is_count and toll.group in _EVERYBODY and not toll.is_enumeration and not open_ended


def _claims(tolls: Iterable[Toll]) -> tuple[str, ...]:
    return tuple(sorted({claim for t in tolls for claim in t.claims}))


def _contest(
    ranges: dict[Key, Range], tolls: Mapping[Key, Sequence[Toll]], convention: Convention
) -> dict[Key, Range]:
    """The ranges with people whom one voice calls civilians and another fighters out of both minima."""
    out = dict(ranges)
    for outcome in convention.counted.outcomes:
        people, civilians, fighters = (
            ranges.get((outcome, g)) for g in ("people", "civilians", "combatants")
        )
        if not (people and civilians and fighters) or people.high is None or not fighters.low:
            continue
        said = [
            t for t in tolls[outcome, "civilians"] if t.rule not in ("presumed_civilian", "status_contested")
        ]
        if max((t.high or 0 for t in said), default=0) + fighters.low <= people.high:
            continue
        claims = tuple(sorted({*civilians.low_reason.claims, *fighters.low_reason.claims}))
        reason = Reason(code="low.status_contested", params={"number": 0}, claims=claims)
        least = max(0, (people.low or 0) - (fighters.high or fighters.low))
        out[outcome, "combatants"] = msgspec.structs.replace(fighters, low=0, low_reason=reason)
        if civilians.low is not None and least < civilians.low:
            why = msgspec.structs.replace(reason, params={"number": least})
            out[outcome, "civilians"] = msgspec.structs.replace(civilians, low=least, low_reason=why)
    return out
