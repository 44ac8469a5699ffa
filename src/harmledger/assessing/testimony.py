"""All that one voice says in one telling. In: its statements. Out: one set of tolls by outcome and group.

A total that the voice does not state follows from its disjoint parts; whom a convention takes for civilians
follows from its total and from those it counts as fighters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from harmledger.assessing.bonds import Bundle, Pool, Ref, bundle_up, died_later
from harmledger.assessing.codes import Aside
from harmledger.assessing.convention import Convention
from harmledger.assessing.statements import Statement
from harmledger.assessing.tolls import LAST_RESORT, PARTIAL, TOTAL, Toll, choose, tolls_of
from harmledger.records.figure import Group, Outcome

_BY_AGE_AND_SEX: tuple[Group, ...] = ("children", "women", "men")
_BY_STATUS: tuple[Group, ...] = ("civilians", "combatants", "police", "perpetrators", "contested")
_ARMED: tuple[Group, ...] = ("combatants", "police", "perpetrators")
_BY_OCCUPATION: tuple[Group, ...] = ("aid_workers", "medical_staff", "journalists", "rescuers")

Chosen = dict[Group, tuple[Toll, ...]]


class Testimony(msgspec.Struct, frozen=True, kw_only=True):
    """The tolls of one voice in one telling, and its figures that set none, each with the reason's code."""

    tolls: tuple[Toll, ...]
    set_aside: dict[Ref, Aside]


def hear(own: Sequence[Statement], pool: Pool, convention: Convention) -> Testimony:
    """What one voice's statements in one telling come to, under the convention."""
    by_outcome: dict[Outcome, list[Statement]] = defaultdict(list)
    for statement in own:
        by_outcome[statement.figure.outcome].append(statement)
    moved = {s.target: s for s in pool.values() if s.target is not None and died_later(s, pool)}
    tolls: list[Toll] = []
    aside: dict[Ref, Aside] = {}
    for statements in by_outcome.values():
        heard = _hear_outcome(bundle_up(statements, pool), moved, convention)
        tolls.extend(heard.tolls)
        aside |= heard.set_aside
    return Testimony(tolls=tuple(tolls), set_aside=aside)


def _hear_outcome(
    bundles: Iterable[Bundle], moved: Mapping[Ref, Statement], convention: Convention
) -> Testimony:
    by_group: dict[Group, list[Toll]] = defaultdict(list)
    aside: dict[Ref, Aside] = {}
    for bundle in bundles:
        aside |= {s.ref: "part_of_another" for s in bundle.parts}
        for toll in tolls_of(bundle, moved):
            by_group[toll.group].append(toll)
    chosen: Chosen = {}
    for group, tolls in by_group.items():
        chosen[group], why = choose(
            tolls,
            one_toll=convention.highest_of_one_voice.applies,
            vague_yields=convention.vague_yields.applies,
            first_sums_up=convention.author_sums_up.applies,
        )
        aside = why | aside
    _add_people(chosen)
    _weigh_status(chosen, convention)
    return Testimony(tolls=tuple(t for tolls in chosen.values() for t in tolls), set_aside=aside)


# ---------------------------------------------------------------- a total that is not stated


def _add_people(chosen: Chosen) -> None:
    """Adds the people toll that disjoint parts make, where the voice states no total that holds them."""
    stated = chosen.get("people", ())
    implied = _implied(_without_titles(chosen))
    if implied is not None and not any(_holds(toll, implied) for toll in stated):
        highest = sorted((*stated, implied), key=lambda t: (-(t.high or 0), -(t.low or 0), t.refs))
        chosen["people"] = (highest[0],)


def _without_titles(chosen: Chosen) -> Chosen:
    """The groups that the text of a report counts, if it counts any: its title tells of the same people in other words
    ("mother, teen daughter" of "a woman and a 15-year-old girl")."""
    text = {group: tuple(t for t in tolls if not t.is_titles) for group, tolls in chosen.items()}
    return text if any(tolls for group, tolls in text.items() if group != "people") else chosen


def _holds(total: Toll, implied: Toll) -> bool:
    """Whether a stated total can take in the people whom the voice counts by groups."""
    return total.rank == TOTAL and (total.high is None or total.high >= (implied.low or 0))


def _implied(chosen: Chosen) -> Toll | None:
    """The least and the most people that the groups which the voice counts can be together.

    Children, women and men are disjoint, and so are civilians and the armed; across the two they may be the
    same people, which moves the maximum only.
    """
    ages, status, armed = (_together(chosen, groups) for groups in (_BY_AGE_AND_SEX, _BY_STATUS, _ARMED))
    jobs = [_together(chosen, (group,)) for group in _BY_OCCUPATION]
    used = [
        t
        for g in (*_BY_AGE_AND_SEX, *_BY_STATUS, *_BY_OCCUPATION)
        for t in chosen.get(g, ())[:1]
        if not t.nobody
    ]
    if not used:
        return None
    low = max(ages[0], status[0], *(low for low, _ in jobs))
    high = max(ages[1] + armed[1], status[1], *(high for _, high in jobs))
    return msgspec.structs.replace(
        used[0],
        group="people",
        low=low if any(t.low is not None for t in used) else None,
        high=max(low, high),
        refs=tuple(sorted({ref for t in used for ref in t.refs})),
        rule="parts_summed",
        rank=PARTIAL,
        vague=all(t.vague for t in used),
    )


def _together(chosen: Chosen, groups: Iterable[Group]) -> tuple[int, int]:
    tolls = [t for group in groups for t in chosen.get(group, ())[:1] if not t.nobody and not _is_inside(t)]
    return sum(t.low or 0 for t in tolls), sum((t.high if t.high is not None else t.low) or 0 for t in tolls)


def _is_inside(toll: Toll) -> bool:
    """Whether a toll counts a part of another group's count ("a man", later "the 16-year-old"), and adds
    nobody to it."""
    members = {s.ref for s in toll.bundle.members}
    return bool(members) and members.isdisjoint(toll.refs)


# ---------------------------------------------------------------- civilians, fighters, contested


def _weigh_status(chosen: Chosen, convention: Convention) -> None:
    """Adds whom the convention takes for civilians, and moves people of contested status as it says."""
    doubtful = _doubtful(chosen) if convention.contested_status.applies else ()
    if convention.presume_civilian.applies and (presumed := _presumed(chosen, doubtful, convention)):
        chosen["civilians"] = presumed
    elif doubtful and chosen.get("civilians"):
        chosen["civilians"] = tuple(_widened(t, doubtful) for t in chosen["civilians"])
    if doubtful:
        chosen["combatants"] = _fighters(chosen, doubtful)


def _doubtful(chosen: Chosen) -> tuple[Toll, ...]:
    """Tolls of people whose status is contested, and of fighters on the accused's word alone (context, not
    proof).
    """
    by_word = (t for t in chosen.get("combatants", ()) if _by_accused(t) and not t.nobody)
    return (*chosen.get("contested", ()), *by_word)


def _presumed(chosen: Chosen, doubtful: Sequence[Toll], convention: Convention) -> tuple[Toll, ...]:
    """The people of this voice less its fighters, as civilians; nothing where it counts the civilians
    among them itself, or counts more civilians elsewhere.
    """
    out = []
    outside = [t for g in convention.presume_civilian.outside for t in chosen.get(g, ()) if t not in doubtful]
    counted = chosen.get("civilians", ())
    for people in chosen.get("people", ()):
        presumed = _less(people, outside, doubtful)
        adds = any(_adds_civilians(toll) for toll in (people, *counted))
        if counted and not adds and not _surpasses(presumed, people, counted):
            return ()
        out.append(presumed)
    return tuple(out)


def _surpasses(presumed: Toll, people: Toll, counted: Sequence[Toll]) -> bool:
    """Whether the voice counts more people, in other words than those in which it counts civilians."""
    apart = all(set(people.claims).isdisjoint(t.claims) for t in counted)
    return apart and presumed.is_count and (presumed.low or 0) > max(t.high or 0 for t in counted)


def _adds_civilians(toll: Toll) -> bool:
    """Whether the voice adds further people, of no stated status, to the civilians that it counts."""
    groups = {s.group for s in toll.bundle.members}
    return "civilians" in groups and bool(groups & {"people", *_BY_AGE_AND_SEX, *_BY_OCCUPATION})


def _less(people: Toll, outside: Sequence[Toll], doubtful: Sequence[Toll]) -> Toll:
    """`people` less the fighters among them:

    all of them from the minimum, those surely among them from the maximum.
    """
    low, high = people.low, people.high
    for toll in (*outside, *doubtful):
        low = None if low is None else max(0, low - (toll.high or 0))
        if high is not None and toll not in doubtful and _is_among(toll, people):
            high = max(0, high - (toll.low or 0))
    rank = LAST_RESORT if any(_by_accused(t) for t in doubtful) else people.rank
    return msgspec.structs.replace(
        people,
        group="civilians",
        low=low,
        high=high,
        rank=rank,
        rule="status_contested" if doubtful else "presumed_civilian",
        refs=tuple(sorted({*people.refs, *(ref for t in (*outside, *doubtful) for ref in t.refs)})),
    )


def _is_among(toll: Toll, people: Toll) -> bool:
    inside = {s.ref for s in (*people.bundle.members, *people.bundle.parts)} | set(people.refs)
    return all(ref in inside for ref in toll.refs)


def _widened(civilians: Toll, doubtful: Sequence[Toll]) -> Toll:
    more = sum(t.high or 0 for t in doubtful if not _is_among(t, civilians))
    if not more or civilians.high is None:
        return civilians
    refs = tuple(sorted({*civilians.refs, *(ref for t in doubtful for ref in t.refs)}))
    return msgspec.structs.replace(civilians, high=civilians.high + more, rule="status_contested", refs=refs)


def _fighters(chosen: Chosen, doubtful: Sequence[Toll]) -> tuple[Toll, ...]:
    """The fighters of this voice with those of contested status in the maximum only."""
    sure = [t for t in chosen.get("combatants", ()) if t not in doubtful]
    low = sum(t.low or 0 for t in sure)
    high = sum(t.high or 0 for t in (*sure, *doubtful))
    refs = tuple(sorted({ref for t in (*sure, *doubtful) for ref in t.refs}))
    rank = LAST_RESORT if not sure and any(_by_accused(t) for t in doubtful) else TOTAL
    first = (*sure, *doubtful)[0]
    return (
        msgspec.structs.replace(
            first, group="combatants", low=low, high=high, refs=refs, rule="status_contested", rank=rank
        ),
    )


def _by_accused(toll: Toll) -> bool:
    return toll.group == "combatants" and any(s.by_accused for s in toll.bundle.members or toll.bundle.parts)
