"""What one voice says in one telling, by outcome and group. In: its bundles. Out:

Tolls, and what is set aside.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from harmledger.assessing.bonds import Bundle, Ref
from harmledger.assessing.codes import Aside, RangeRule
from harmledger.assessing.quantities import SEVERAL
from harmledger.assessing.statements import Statement
from harmledger.assessing.voices import Lane
from harmledger.records.figure import Group, Outcome

TOTAL, PARTIAL, LAST_RESORT = 0, 1, 2
"""How far a toll speaks of everybody of its group:

stated; made of parts that may not be all; only where no other is.
"""


class Toll(msgspec.Struct, frozen=True, kw_only=True):
    """A number for one outcome and group as one voice gives it in one telling, and the figures that it
    rests on.
    """

    outcome: Outcome
    group: Group
    low: int | None
    high: int | None
    refs: tuple[Ref, ...]
    rule: RangeRule
    lane: Lane
    origin: int
    telling: str
    said_on: dt.date | None
    word: str = ""
    rank: int = TOTAL
    vague: bool = False
    high_only: bool = False
    alternative: bool = False
    bundle: Bundle

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of its claims, sorted."""
        return tuple(sorted({claim for claim, _ in self.refs}))

    @property
    def is_count(self) -> bool:
        """Whether it counts several people, in words that give a number."""
        return not self.vague and not self.high_only and (self.low or 0) >= SEVERAL

    @property
    def is_enumeration(self) -> bool:
        """Whether it adds up people of whom at least some are told of and not counted ("his wife",
        "sons")."""
        members = self.bundle.members
        return len(members) > 1 and any(
            s.bounds.vague or s.figure.quantity.low == s.figure.quantity.high == 1 for s in members
        )

    @property
    def is_titles(self) -> bool:
        """Whether the title of the report counts so."""
        return any(statement.in_title for statement in self.bundle.members)

    @property
    def nobody(self) -> bool:
        """Whether the voice says that there was nobody."""
        return self.high == 0


def tolls_of(bundle: Bundle, moved: Mapping[Ref, Statement]) -> Iterator[Toll]:
    """The tolls of a bundle:

    one for each group that it counts, and one of all people where it adds several groups.
    """
    by_group: dict[Group, list[Statement]] = defaultdict(list)
    for statement in bundle.members:
        by_group[statement.group].append(statement)
    for group, members in by_group.items():
        if group != "people" or len(by_group) == 1:  # "a fighter and 13 others" are 14 people, not 13
            overlaps = bundle.overlaps if len(by_group) == 1 else ()
            yield _moved_out(_sum(bundle, members, overlaps), moved)
    if len(by_group) > 1:
        rank = TOTAL if "people" in by_group else PARTIAL
        everybody = _sum(bundle, bundle.members, bundle.overlaps, group="people")
        yield _moved_out(msgspec.structs.replace(everybody, rank=rank, rule="parts_summed"), moved)
    yield from _of_parts(bundle, set(by_group))
    yield from (_sum(bundle, [s]) for s in bundle.overlaps if s.group not in by_group)


def _of_parts(bundle: Bundle, counted: set[Group]) -> Iterator[Toll]:
    """The tolls of groups inside a whole.

    Two parts of one group add where their words tell different people.
    """
    by_group: dict[Group, dict[object, Statement]] = defaultdict(dict)
    groups = {part.ref: part.group for part in bundle.parts}
    members = {member.ref: member for member in bundle.members}
    for part in _first_told(bundle.parts) if bundle.of_one else bundle.parts:
        if _is_same_person(part, members.get(part.target or part.ref)):
            continue  # "his three-year-old daughter", then "his daughter"
        if part.target in groups and part.target != part.ref and groups[part.target] == part.group:
            continue  # "11 children, five of them boys": a part of a part of the same group
        who = msgspec.structs.replace(part.figure.who, label=None)
        kept = by_group[part.group].setdefault(who, part)
        if (part.bounds.high or 0) > (kept.bounds.high or 0):
            by_group[part.group][who] = part
    for group, parts in by_group.items():
        if group != "people" and group not in counted:
            yield _sum(bundle, _without_told_again(list(parts.values())))


def _first_told(parts: Sequence[Statement]) -> Sequence[Statement]:
    """The part that says the most of the one person of whom all tell ("the toddler", then "him")."""
    return parts and [max(parts, key=lambda p: sum(said != "unstated" for said in _axes(p)))]


def _axes(part: Statement) -> tuple[str, ...]:
    who = part.figure.who
    return who.age, who.status, who.occupation


def _without_told_again(parts: list[Statement]) -> list[Statement]:
    """Without those who are told of one by one elsewhere than where all of their group are counted: "five of them
    children", and then "among the dead were two daughters"."""
    counts = [p for p in parts if p.figure.who.sex == "unstated" and not p.bounds.vague]
    most = max(counts, key=lambda part: part.bounds.low or 0, default=None)
    if most is None:
        return parts
    others = {p.ref: p for p in parts if p.figure.who.sex != "unstated" and p.ref[0] != most.ref[0]}
    if sum(p.bounds.high or 0 for p in others.values()) > (most.bounds.low or 0):
        return parts
    return [p for p in parts if p.ref not in others]


def _is_same_person(part: Statement, whole: Statement | None) -> bool:
    """Whether a part is the one person of its whole, of whom the whole says the age and the part does not."""
    if whole is None or (whole.bounds.high, part.bounds.high) != (1, 1):
        return False
    return whole.figure.who.age != "unstated" and part.figure.who.age == "unstated"


def _sum(
    bundle: Bundle,
    members: Sequence[Statement],
    overlaps: Sequence[Statement] = (),
    *,
    group: Group | None = None,
) -> Toll:
    first = members[0]
    lows = [s.bounds.low for s in members]
    highs = [s.bounds.high for s in (*members, *overlaps)]
    alone = len(members) == 1 and not overlaps
    return Toll(
        outcome=first.figure.outcome,
        group=group or first.group,
        low=None if all(n is None for n in lows) else sum(n or 0 for n in lows),
        high=None if any(n is None for n in highs) else sum(n or 0 for n in highs),
        refs=tuple(sorted(s.ref for s in (*members, *overlaps))),
        rule=first.bounds.rule if alone else "overlap_unknown" if overlaps else "added_up",
        word=first.bounds.word if alone else "",
        lane=first.lane,
        origin=first.origin,
        telling=first.telling,
        said_on=first.said_on,
        vague=all(s.bounds.vague for s in members),
        alternative=any(
            s.figure.relation is not None and s.figure.relation.kind == "alternative" for s in members
        ),
        bundle=bundle,
    )


def _moved_out(toll: Toll, moved: Mapping[Ref, Statement]) -> Toll:
    """The same toll without those of whom a later figure says that they died."""
    gone = [moved[ref] for ref in toll.refs if ref in moved]
    if not gone or toll.low is None or toll.high is None:
        return toll
    low = max(0, toll.low - sum(s.bounds.high or 0 for s in gone))
    high = max(low, toll.high - sum(s.bounds.low or 0 for s in gone))
    refs = tuple(sorted({*toll.refs, *(s.ref for s in gone)}))
    return msgspec.structs.replace(toll, low=low, high=high, rule="died_later", refs=refs)


def choose(
    tolls: Sequence[Toll], *, one_toll: bool, vague_yields: bool, first_sums_up: bool
) -> tuple[tuple[Toll, ...], dict[Ref, Aside]]:
    """What one voice's tolls for one outcome and group in one telling come to, and why the others are set
    aside.
    """
    tolls, aside = drop_vague(tolls) if vague_yields else (tuple(tolls), {})
    several = [t for t in tolls if t.alternative]
    tolls, why_apart = _without_enumerations(tolls)
    aside = why_apart | aside
    rest = sorted((t for t in tolls if not t.alternative), key=_highest_first)
    if not one_toll or not rest:
        return (*several, *rest), aside
    highest = _from_first(rest[0], [t for t in tolls if not t.alternative]) if first_sums_up else rest[0]
    chosen = _closed_below(_girls_and_boys(rest) or highest, [t for t in tolls if not t.alternative])
    for toll in rest:
        why: Aside = (
            "repeats" if (toll.low, toll.high) == (chosen.low, chosen.high) else "lower_by_same_voice"
        )
        aside |= {ref: why for ref in toll.refs if ref not in chosen.refs}
    return (*several, chosen), aside


def _without_enumerations(tolls: Sequence[Toll]) -> tuple[tuple[Toll, ...], dict[Ref, Aside]]:
    """Without sums of people told of one by one, where the same voice also counts several in one number."""
    if not any(t.is_count and len(t.bundle.members) == 1 and not t.alternative for t in tolls):
        return tuple(tolls), {}
    listed = [t.is_enumeration for t in tolls]
    kept = tuple(t for t, apart in zip(tolls, listed, strict=True) if not apart)
    gone = (t for t, apart in zip(tolls, listed, strict=True) if apart)
    return kept, {ref: "part_of_another" for t in gone for ref in t.refs}


def _from_first(chosen: Toll, in_order: Sequence[Toll]) -> Toll:
    """The toll with the author's first count as its lower end, where later ones are higher.

    A report states its own toll first; what it counts up later may take in what it quotes. Beside a title that sums up
    more, the first count of the text is a part.
    """
    if not chosen.lane.is_authors or chosen.low is None or chosen.is_titles:
        return chosen
    counts = (t for t in in_order if t.rank == chosen.rank and t.is_count and not t.is_titles)
    first = next(counts, chosen)
    if first.low is None or first.low >= chosen.low:
        return chosen
    return msgspec.structs.replace(chosen, low=first.low, refs=tuple(sorted({*first.refs, *chosen.refs})))


def _closed_below(chosen: Toll, in_order: Sequence[Toll]) -> Toll:
    """An open toll ("up to 40") with the first count of the same voice that it allows as its lower end."""
    if chosen.low is not None or chosen.high is None:
        return chosen
    counts = (t for t in in_order if t.rank == chosen.rank and t.is_count and (t.low or 0) <= chosen.high)
    least = next(counts, None)
    if least is None:
        return chosen
    return msgspec.structs.replace(chosen, low=least.low, refs=tuple(sorted({*least.refs, *chosen.refs})))


def drop_vague(tolls: Iterable[Toll]) -> tuple[tuple[Toll, ...], dict[Ref, Aside]]:
    """Without the vague tolls that a stated number beside them allows; those above every number stay."""
    tolls = tuple(tolls)
    numbers = [t for t in tolls if not t.vague and not t.high_only and not t.nobody and t.high is not None]
    most = max((t.high or 0 for t in numbers), default=-1)
    kept = tuple(t for t in tolls if not t.vague or (t.low or 0) > most)
    yielding = (t for t in tolls if t.vague and (t.low or 0) <= most)
    return kept, {ref: "vague_beside_number" for t in yielding for ref in t.refs}


def _girls_and_boys(tolls: Sequence[Toll]) -> Toll | None:
    """Girls and boys that one voice counts apart, added up, where it names no count of children as high as
    that.
    """
    girls = next((t for t in tolls if _sex(t) == "female"), None)
    boys = next((t for t in tolls if _sex(t) == "male"), None)
    if girls is None or boys is None or girls.group != "children" or girls.high is None or boys.high is None:
        return None
    both = msgspec.structs.replace(
        girls,
        low=(girls.low or 0) + (boys.low or 0),
        high=girls.high + boys.high,
        refs=tuple(sorted((*girls.refs, *boys.refs))),
        rule="added_up",
    )
    return both if all(t.high is not None and t.high < (both.high or 0) for t in tolls) else None


def _sex(toll: Toll) -> str:
    sexes = {s.figure.who.sex for s in (*toll.bundle.members, *toll.bundle.parts) if s.ref in toll.refs}
    return sexes.pop() if len(sexes) == 1 else "unstated"


def _highest_first(toll: Toll) -> tuple[int, int, int]:
    """Totals first, then the highest, then the widest; of equal ones the one said first stays first."""
    high = toll.high if toll.high is not None else (toll.low or 0)
    return toll.rank, -high, toll.low if toll.low is not None else -1
