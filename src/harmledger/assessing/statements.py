"""Which figures speak of this incident's harm. In: its claims. Out:

statements with bounds, and what is set aside.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import msgspec

from harmledger.assessing.codes import Aside
from harmledger.assessing.convention import Convention
from harmledger.assessing.matter import Told
from harmledger.assessing.quantities import Bounds, bounds_of
from harmledger.assessing.voices import Accused, Lane, lane_of
from harmledger.records.assessment import SetAside
from harmledger.records.figure import Figure, Group, Quantity
from harmledger.records.reason import Reason

_COUNTED_ONE = frozenset(("one", "1", "only one", "just one", "a single", "single"))


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """A figure that may set a range, with who said it, when, and what it means as a number."""

    ref: tuple[str, int]
    figure: Figure
    bounds: Bounds
    lane: Lane
    origin: int
    telling: str
    said_on: dt.date | None
    by_accused: bool
    in_title: bool = False
    """Whether the title of its report says it."""
    named: bool = False
    """Whether its claim names somebody."""
    uncorroborated: bool = False
    """A quoted voice counts so alone, beside a number that others give too: it raises the maximum only."""

    @property
    def group(self) -> Group:
        """The group that the figure counts."""
        return self.figure.group

    @property
    def target(self) -> tuple[str, int] | None:
        """The figure that this one stands in relation to."""
        relation = self.figure.relation
        return None if relation is None else (relation.claim or self.ref[0], relation.figure)


class Sorted(msgspec.Struct, frozen=True, kw_only=True):
    """Statements that count, and what does not, each with its reason."""

    statements: tuple[Statement, ...]
    set_aside: tuple[SetAside, ...]


def sort_out(told: Iterable[Told], accused: Accused, convention: Convention) -> Sorted:
    """Every figure of the claims as a statement or set aside; claims that only deny or doubt are set aside
    whole.
    """
    statements: list[Statement] = []
    aside: list[SetAside] = []
    for one in told:
        whole = why_not(one)
        if whole is not None and not one.claim.figures:
            aside.append(set_aside(one.claim.id, None, whole))
        for index, figure in enumerate(one.claim.figures):
            bounds = bounds_of(figure.quantity, convention)
            why = whole or _why_not_figure(figure, bounds, accused.speaks(one), convention)
            if why is None and bounds is not None:
                statements.append(_statement(one, index, bounds, accused))
            else:
                aside.append(set_aside(one.claim.id, index, why or "none_reported"))
    return Sorted(statements=tuple(statements), set_aside=tuple(aside))


def why_not(told: Told) -> Aside | None:
    """Why nothing that this claim says may enter a range or a grade; null where it may."""
    claim = told.claim
    if claim.extent != "incident":
        return claim.extent
    if told.role == "background":
        return "background"
    if claim.stance == "denies":
        return "denial_of_responsibility" if claim.about == "responsibility" else "denied"
    return "doubted" if claim.stance == "doubts" else None


def affirmed(told: Iterable[Told]) -> Iterator[Told]:
    """The claims that say something of this incident and neither deny nor doubt it."""
    return (one for one in told if why_not(one) is None)


def _why_not_figure(
    figure: Figure, bounds: Bounds | None, by_accused: bool, convention: Convention
) -> Aside | None:
    if figure.per is not None:
        return "rate"
    if figure.outcome not in convention.counted.outcomes:
        return "not_counted"
    if bounds is None:
        return "none_reported"
    if figure.quantity.kind == "none" and by_accused:
        return "denied"
    return "no_number" if bounds.low is None and bounds.high is None else None


def _statement(told: Told, index: int, bounds: Bounds, accused: Accused) -> Statement:
    return Statement(
        ref=(told.claim.id, index),
        figure=told.claim.figures[index],
        bounds=bounds,
        lane=lane_of(told),
        origin=told.origin,
        telling=told.telling.id,
        said_on=told.said_on,
        by_accused=accused.speaks(told),
        in_title=told.in_title,
        named=bool(told.claim.persons),
    )


def is_person(statement: Statement) -> bool:
    """Whether a figure stands for one person told of ("a man", a name), not for a count."""
    quantity = statement.figure.quantity
    return quantity.low == quantity.high == 1 and not counts_one(quantity)


def counts_one(quantity: Quantity) -> bool:
    """Whether the words count one person ("one was killed")."""
    return quantity.phrase.casefold() in _COUNTED_ONE


def set_aside(claim: str, figure: int | None, why: Aside) -> SetAside:
    """What stands for a claim, or one figure of it, that sets no end of a range."""
    return SetAside(claim_id=claim, figure=figure, reason=Reason(code=f"aside.{why}", claims=(claim,)))
