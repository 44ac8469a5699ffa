"""Figure: how many people suffered what, as said (law 5: conventions are applied later, never here)."""

from __future__ import annotations

from typing import Literal

import msgspec

from harmledger.records.span import Span

Outcome = Literal[
    "killed", "injured", "missing", "abducted", "detained", "displaced", "struck", "killed_or_injured",
]  # fmt: skip
"""`struck`: hit (shot, stabbed), and the words do not say whether they lived; `killed_or_injured`: "casualties"."""
QuantityKind = Literal[
    "exact", "at_least", "at_most", "more_than", "less_than", "about", "between", "vague", "plural_only", "none",
    "none_reported",
]  # fmt: skip
Status = Literal["civilian", "combatant", "police", "perpetrator", "contested", "unstated"]
Sex = Literal["female", "male", "unstated"]
Age = Literal["child", "adult", "elderly", "unstated"]
Occupation = Literal["medical_staff", "journalist", "aid_worker", "rescuer", "teacher", "other", "unstated"]
Group = Literal[
    "people", "civilians", "children", "women", "men", "combatants", "police", "perpetrators", "aid_workers",
    "medical_staff", "journalists", "rescuers", "contested",
]  # fmt: skip
RelationKind = Literal["subset", "part", "additional", "alternative", "revises", "unknown_overlap"]


class Quantity(msgspec.Struct, frozen=True, kw_only=True):
    """A quantity as said. `low` and `high` are the bounds of the words alone.

    "at least 40" is 40 / null, "up to 50" null / 50, "half a million" 500000 / 500000, "5-7" 5 / 7,
    "dozens" and a bare plural null / null, "no one" 0 / 0, "no casualties were reported" null / null.
    """

    kind: QuantityKind
    low: int | None
    high: int | None
    phrase: str
    span: Span


class Who(msgspec.Struct, frozen=True, kw_only=True):
    """The people of a figure on four axes; what is not said is `unstated`."""

    status: Status = "unstated"
    sex: Sex = "unstated"
    age: Age = "unstated"
    occupation: Occupation = "unstated"
    label: str | None = None
    """The voice's own word where it judges ("martyr", "terrorist"). It sets no axis."""


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """How a figure stands to an earlier one: of this claim (`claim` null) or of another."""

    kind: RelationKind
    figure: int
    """Index of the other figure in its claim."""
    claim: str | None = None


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One count of people by outcome and kind of person."""

    outcome: Outcome
    who: Who
    quantity: Quantity
    relation: Relation | None = None
    per: Literal["hour", "day", "week", "month", "year"] | None = None
    """Set for a rate ("up to 50 a day")."""

    @property
    def group(self) -> Group:
        """The single group of the exchange contract, derived from the four axes."""
        return group_of(self.who)


_BY_OCCUPATION: dict[Occupation, Group] = {
    "aid_worker": "aid_workers",
    "medical_staff": "medical_staff",
    "journalist": "journalists",
    "rescuer": "rescuers",
}
_BY_STATUS: dict[Status, Group] = {
    "combatant": "combatants",
    "police": "police",
    "perpetrator": "perpetrators",
    "contested": "contested",
    "civilian": "civilians",
}


def group_of(who: Who) -> Group:
    """The most telling single group: contested and armed status first, then age, sex, occupation, civilian status."""
    if who.status in ("combatant", "police", "perpetrator", "contested"):
        return _BY_STATUS[who.status]
    if who.age == "child":
        return "children"
    if who.occupation in _BY_OCCUPATION:
        return _BY_OCCUPATION[who.occupation]
    if who.sex != "unstated":
        return "women" if who.sex == "female" else "men"
    return _BY_STATUS.get(who.status, "people")
