"""What a coder chooses for a claim of a sample in; the fields of their reading, each as one word that can be compared,
out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final, get_args

from harmledger.errors import UsageError
from harmledger.records.claim import About, Extent, Means, Stance
from harmledger.records.figure import QuantityKind, Status

NOT_STATED: Final = "-"
"""The words do not say."""
NO_CLAIM: Final = "none"
"""The stance of words that say nothing of harm: then there is nothing else to code."""
OTHER: Final = "other"
"""A party that the record does not know."""
CHOSEN: dict[str, tuple[str, ...]] = {
    "stance": (*get_args(Stance), NO_CLAIM),
    "about": get_args(About),
    "extent": get_args(Extent),
    "status": get_args(Status),
    "means": (NOT_STATED, *get_args(Means)),
}
"""Fields that are one of a list, in the order of the page, with the words of the list."""
COUNTED = ("killed", "injured")
"""Fields that are a quantity as said: its kind, then the numbers that are stated: `at_least 9`, `between 9 15`."""
QUANTITIES: tuple[str, ...] = (NOT_STATED, *get_args(QuantityKind))
_DIGITS_MAX = 7


def coded_fields(given: Mapping[str, str], parties: Collection[str]) -> dict[str, str]:
    """The fields of one reading. `parties`: those that may be blamed, beside none and another one.

    Raises UsageError naming the field that is missing or cannot be.
    """
    if given.get("stance") == NO_CLAIM:
        return {"stance": NO_CLAIM}
    fields = {name: _one_of(given, name, values) for name, values in CHOSEN.items()}
    fields |= {name: _quantity(given, name) for name in COUNTED}
    return fields | {"blamed": _one_of(given, "blamed", (NOT_STATED, OTHER, *parties))}


def as_given(fields: Mapping[str, str]) -> dict[str, str]:
    """What was chosen for these fields, to be shown and changed."""
    given = dict(fields)
    for name in COUNTED:
        kind, *numbers = fields.get(name, "").split(" ")
        given |= {f"{name}.kind": kind}
        given |= dict(zip((f"{name}.low", f"{name}.high"), numbers, strict=False))
    return given


def _one_of(given: Mapping[str, str], name: str, values: Collection[str]) -> str:
    value = given.get(name, "")
    if value not in values:
        raise UsageError("nothing is chosen", where=name, to_do="choose one of the list")
    return value


def _quantity(given: Mapping[str, str], name: str) -> str:
    kind = _one_of(given, f"{name}.kind", QUANTITIES)
    return " ".join([kind, *(str(number) for number in _numbers(given, name))])


def _numbers(given: Mapping[str, str], name: str) -> list[int]:
    """The numbers that are stated, the lower first, each once."""
    found = set[int]()
    for end in ("low", "high"):
        number = given.get(f"{name}.{end}", "").strip()
        if number and not (number.isdecimal() and len(number) <= _DIGITS_MAX):
            raise UsageError(
                f"{number[:20]!r} is no whole number", where=name, to_do="write digits only, or nothing"
            )
        found |= {int(number)} if number else set()
    return sorted(found)
