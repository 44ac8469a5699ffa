"""How the figures of one voice hang together. In: its statements of one outcome in one telling. Out: Bundles.

Members of a bundle count different people and add; parts lie inside the members and never add; overlapping
figures may lie inside or outside, and can only raise the maximum.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from harmledger.assessing.statements import Statement

Ref = tuple[str, int]
Pool = Mapping[Ref, Statement]

_FROM_WHICH_PEOPLE_DIE = frozenset(("injured", "missing", "abducted", "detained"))


class Bundle(msgspec.Struct, frozen=True, kw_only=True):
    """Figures of one voice that the words tie together.

    Without members, `parts` are parts of something set aside.
    """

    members: tuple[Statement, ...]
    parts: tuple[Statement, ...] = ()
    overlaps: tuple[Statement, ...] = ()
    of_one: bool = False
    """Whether the parts tell again of one person, whom another voice told of."""


def died_later(statement: Statement, pool: Pool) -> bool:
    """Whether this counts people killed out of those whom another figure counts as injured, missing or
    held.
    """
    target = _target(statement, pool)
    return (
        statement.figure.outcome == "killed"
        and _kind(statement) in ("subset", "revises")
        and target is not None
        and target.figure.outcome in _FROM_WHICH_PEOPLE_DIE
    )


def revised(pool: Pool) -> dict[Ref, Ref]:
    """Each figure that a later one revises, with that one:

    within one voice or origin, upward and downward alike.
    """
    out: dict[Ref, Ref] = {}
    for statement in pool.values():
        target = _target(statement, pool)
        if (
            _kind(statement) != "revises"
            or target is None
            or target.figure.outcome != statement.figure.outcome
        ):
            continue
        if statement.lane == target.lane or statement.origin == target.origin:
            out[target.ref] = statement.ref
    return out


def bundle_up(own: Sequence[Statement], pool: Pool) -> tuple[Bundle, ...]:
    """The bundles of `own`: statements of one voice, telling and outcome, in order of their words."""
    leader = _joined(own, pool)
    groups: dict[Ref, list[Statement]] = defaultdict(list)
    for ref in leader:
        groups[_root(leader, ref)].append(pool[ref])
    inside, beside = _attached(own, pool, leader, _inside), _attached(own, pool, leader, _beside)
    bundles = [
        _whole_apart(
            Bundle(members=tuple(members), parts=inside.pop(root, ()), overlaps=beside.pop(root, ()))
        )
        for root, members in groups.items()
    ]
    adrift = (
        Bundle(members=(), parts=parts, of_one=root in pool and pool[root].bounds.high == 1)
        for root, parts in inside.items()
    )
    return (*bundles, *adrift, *(Bundle(members=loose) for loose in beside.values()))


def _joined(own: Sequence[Statement], pool: Pool) -> dict[Ref, Ref]:
    """The statements that stand for themselves, as a union-find: those that add up share a root."""
    leader = {s.ref: s.ref for s in own if _inside(s, pool) is None and _beside(s, pool) is None}
    first = next(iter(leader), None)
    for statement in own:
        if statement.ref not in leader:
            continue
        host = _added_to(statement, pool)
        if host is None and died_later(statement, pool) and first is not None:
            host = pool[first]
        if host is not None:
            leader.setdefault(host.ref, host.ref)
            ends = sorted((_root(leader, statement.ref), _root(leader, host.ref)))
            leader[ends[1]] = ends[0]
    return leader


def _inside(statement: Statement, pool: Pool) -> Statement | None:
    """The whole that this figure is within; the disjoint parts listed beside such a figure are within it
    too."""
    at: Statement | None = statement
    seen: set[Ref] = set()
    while at is not None and at.ref not in seen:
        whole = _host(at, pool, "subset")
        if whole is not None:
            return whole
        seen.add(at.ref)
        at = _host(at, pool, "part")
    return None


def _beside(statement: Statement, pool: Pool) -> Statement | None:
    return _host(statement, pool, "unknown_overlap")


def _added_to(statement: Statement, pool: Pool) -> Statement | None:
    """The figure that this one adds to.

    "Two more" after "twelve, three of them children" adds to the twelve.
    """
    host = _host(statement, pool, "part", "additional")
    if host is None and _kind(statement) == "additional":
        host = _former(statement, pool)
    seen = {statement.ref}
    while host is not None and host.ref not in seen:
        seen.add(host.ref)
        whole = _inside(host, pool) or _beside(host, pool)
        if whole is None:
            return host
        host = whole
    return None


def _former(statement: Statement, pool: Pool) -> Statement | None:
    """The nearest figure before it in its claim with the same outcome."""
    claim, index = statement.ref
    before = (pool.get((claim, n)) for n in range(index - 1, -1, -1))
    return next((s for s in before if s is not None and s.figure.outcome == statement.figure.outcome), None)


def _root(leader: dict[Ref, Ref], ref: Ref) -> Ref:
    """The root of a statement; the path is halved on the way, so that long chains stay cheap."""
    while leader[ref] != ref:
        leader[ref] = leader[leader[ref]]
        ref = leader[ref]
    return ref


def _attached(
    own: Sequence[Statement],
    pool: Pool,
    leader: dict[Ref, Ref],
    hold: Callable[[Statement, Pool], Statement | None],
) -> dict[Ref, tuple[Statement, ...]]:
    """The statements that hang on another, by the root of what they hang on in the end."""
    out: dict[Ref, tuple[Statement, ...]] = defaultdict(tuple)
    for statement in own:
        host = hold(statement, pool)
        if host is None:
            continue
        seen = {statement.ref}
        while host.ref not in leader and host.ref not in seen:
            seen.add(host.ref)
            host = _inside(host, pool) or _beside(host, pool) or host
        root = _root(leader, host.ref) if host.ref in leader else host.ref
        out[root] += (statement,)
    return out


def _whole_apart(bundle: Bundle) -> Bundle:
    """The same bundle; but a member whose number is exactly the sum of the others is their whole, not one
    of them.
    """
    people = [s for s in bundle.members if s.group == "people"]
    rest = tuple(s for s in bundle.members if s.group != "people")
    if len(people) != 1 or len(rest) < 2 or people[0].bounds.low is None:
        return bundle
    if people[0].bounds.low != sum(s.bounds.low or 0 for s in rest):
        return bundle
    return Bundle(members=(people[0],), parts=bundle.parts + rest, overlaps=bundle.overlaps)


def _host(statement: Statement, pool: Pool, *kinds: str) -> Statement | None:
    """The figure of the same outcome that this one stands in one of these relations to, if it counts at
    all.
    """
    target = _target(statement, pool) if _kind(statement) in kinds else None
    same = (
        target is not None
        and target.figure.outcome == statement.figure.outcome
        and target.ref != statement.ref
    )
    return target if same else None


def _target(statement: Statement, pool: Pool) -> Statement | None:
    return pool.get(statement.target) if statement.target else None


def _kind(statement: Statement) -> str | None:
    return statement.figure.relation.kind if statement.figure.relation else None


def pool_of(statements: Iterable[Statement]) -> dict[Ref, Statement]:
    """The statements by figure."""
    return {s.ref: s for s in statements}
