"""Strike status and harm grade. In: Facts and the convention's decision tables. Out:

labels, reasons, what would change them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

import msgspec

from harmledger.assessing.convention import Conditions, GradeRow, ResponsibilityRow, StatusRow
from harmledger.assessing.facts import Count, Facts
from harmledger.records.reason import Reason

Row = StatusRow | GradeRow | ResponsibilityRow


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """The label of the first row whose conditions hold (null: none does), with the reasons."""

    label: str | None
    reasons: tuple[Reason, ...]


NO_LABEL = Decided(label=None, reasons=())
"""Of a table that is not asked."""


class _Condition(msgspec.Struct, frozen=True, kw_only=True):
    """One condition of a row against the facts."""

    name: str
    needed: int | None
    """How many it asks for; null: it asks whether."""
    holds: bool
    count: int
    claims: tuple[str, ...]
    undetermined: bool = False
    """Not met by the lower count of origins, but by the higher."""


def decide(table: Sequence[Row], facts: Facts) -> Decided:
    """What the table decides on these facts."""
    if not table:
        return Decided(label=None, reasons=(Reason(code="grade.no_table"),))
    for row in table:
        conditions = list(_conditions(row.when, facts))
        if all(c.holds for c in conditions):
            return Decided(label=row.label, reasons=tuple(_because(c) for c in conditions))
    return Decided(label=None, reasons=(Reason(code="grade.no_row_holds"),))


Axis = Literal["grade", "strike_status", "responsibility_status"]


def would_change(axis: Axis, table: Sequence[Row], decided: Decided, facts: Facts) -> tuple[Reason, ...]:
    """What single further fact would bring another label on this axis, by the rows that come before the one that
    decided.
    """
    out: list[Reason] = []
    for row in table:
        if row.label == decided.label:
            break
        missing = [c for c in _conditions(row.when, facts) if not c.holds]
        if len(missing) == 1:
            out.extend(_changes(missing[0], f"{axis}.{row.label}"))
    return tuple(out)


def _because(condition: _Condition) -> Reason:
    params: dict[str, str | int] = {} if condition.needed is None else {"count": condition.count}
    return Reason(code=f"grade.{condition.name}", params=params, claims=condition.claims)


def _changes(condition: _Condition, becomes: str) -> Iterator[Reason]:
    params: dict[str, str | int] = {"becomes": becomes} | (
        {} if condition.needed is None else {"count": condition.needed}
    )
    yield Reason(code=f"change.{condition.name}", params=params)
    if condition.undetermined:
        yield Reason(
            code=f"change.{condition.name}_shown_independent", params=params, claims=condition.claims
        )


def _conditions(when: Conditions, facts: Facts) -> Iterator[_Condition]:
    if when.harm_origins_at_least is not None:
        yield _at_least("harm_origins", when.harm_origins_at_least, facts.harm)
    if when.belligerent_origins_at_least is not None:
        yield _at_least("belligerent_origins", when.belligerent_origins_at_least, facts.belligerent)
    for name, claims_of in _YES_OR_NO.items():
        wanted = getattr(when, name)
        if wanted is not None:
            claims = claims_of(facts)
            holds = bool(claims) == wanted
            yield _Condition(
                name=name if wanted else f"not_{name}", needed=None, holds=holds, count=0, claims=claims
            )


def _at_least(name: str, needed: int, count: Count) -> _Condition:
    return _Condition(
        name=name,
        needed=needed,
        holds=count.low >= needed,
        count=count.low,
        claims=count.claims,
        undetermined=count.low < needed <= count.high,
    )


_YES_OR_NO: dict[str, Callable[[Facts], tuple[str, ...]]] = {
    "competing_parties": lambda facts: facts.competing,
    "accused_concedes_harm": lambda facts: facts.concedes_harm,
    "accused_concedes_strike": lambda facts: facts.concedes_strike,
    "dead_were_combatants": lambda facts: facts.dead_were_combatants,
}
