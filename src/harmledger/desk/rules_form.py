"""The fields of a form in, the policy and the scope that they spell out; and both back into fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, get_args, get_type_hints

import msgspec

from harmledger.errors import UsageError
from harmledger.publishing.policy import (
    IncidentRules,
    NameRules,
    PersonRules,
    PlaceRules,
    Policy,
    QuoteRules,
    SourceRules,
)
from harmledger.publishing.scope import Scope
from harmledger.records.figure import Occupation
from harmledger.records.place import Level

POLICY = "policy."
SCOPE = "scope."
ONE_OF: dict[str, tuple[str, ...]] = {
    f"{part}.{name}": get_args(get_type_hints(kind)[name])
    for part, kind, name in (
        ("incidents", IncidentRules, "review"), ("quotes", QuoteRules, "publish"), ("names", NameRules, "victims"),
        ("sources", SourceRules, "urls"),
    )
}  # fmt: skip
"""Fields of which one value is chosen, with the values."""
TICKED: dict[str, tuple[str, ...]] = {
    "places.coarse_levels": get_args(Level),
    "persons.rare_occupations": get_args(Occupation),
}
"""Fields of which any number of values is ticked; those of `incidents.grades` are the convention's."""
GRADES = "incidents.grades"
NUMBERS = ("incidents.reviewers", "places.coarse_m", "persons.k")
LINES = ("names.public", "names.hidden")
"""Fields of a name a line."""
SCOPE_FIELDS = (
    "title", "house", "contact", "licence", "deaths", "means", "persons", "area", "period_from", "period_to", "limits",
)  # fmt: skip
SCOPE_LINES = ("means",)
SCOPE_DAYS = ("period_from", "period_to")
_PARTS: dict[str, type[msgspec.Struct]] = {
    "incidents": IncidentRules, "quotes": QuoteRules, "names": NameRules, "sources": SourceRules, "places": PlaceRules,
    "persons": PersonRules,
}  # fmt: skip
_ORDER = (
    *(f"{POLICY}{key}" for key in ("name", *ONE_OF, GRADES, *NUMBERS, *LINES, *TICKED)),
    *(f"{SCOPE}{name}" for name in SCOPE_FIELDS),
)
Fields = Mapping[str, str]
MadeT = TypeVar("MadeT", Policy, Scope)


def policy_from(fields: Fields, kept: Policy) -> Policy:
    """The policy that the form spells, the next version of `kept` where it is another. Raises UsageError naming the
    field that cannot be."""
    parts: dict[str, dict[str, Any]] = {part: {} for part in _PARTS}
    for key in (*ONE_OF, *TICKED, GRADES, *NUMBERS, *LINES):
        part, _, name = key.partition(".")
        parts[part][name] = _value(fields, key)
    spelt = _made({**parts, "name": fields.get(f"{POLICY}name", "").strip(), "version": kept.version}, Policy)
    if not spelt.name:
        raise UsageError("a policy needs a name", where="name", to_do="write what your house calls it")
    return spelt if spelt == kept else msgspec.structs.replace(spelt, version=kept.version + 1)


def scope_from(fields: Fields) -> Scope:
    """The scope that the form spells. Raises UsageError naming the field that cannot be."""
    spelt: dict[str, Any] = {}
    for name in SCOPE_FIELDS:
        given = fields.get(f"{SCOPE}{name}", "").strip()
        spelt[name] = _lines(given) if name in SCOPE_LINES else given or None
    return _made(spelt, Scope)


def fields_of(policy: Policy, scope: Scope) -> dict[str, str]:
    """Both as the form shows them; a tick is a field of its own."""
    found = {f"{POLICY}name": policy.name}
    for part, values in msgspec.to_builtins(policy).items():
        for name, value in values.items() if part in _PARTS else ():
            found |= _shown(f"{part}.{name}", value)
    for name, value in msgspec.to_builtins(scope).items():
        found[f"{SCOPE}{name}"] = "\n".join(value) if name in SCOPE_LINES else value or ""
    return found


def changed_fields(before: Fields, after: Fields) -> list[str]:
    """The fields, without their values, in which two forms differ, in the order of the form."""
    keys = before.keys() | after.keys()
    differ = {key.partition(":")[0] for key in keys if before.get(key, "") != after.get(key, "")}
    return sorted(differ, key=_ORDER.index)


def _shown(key: str, value: Any) -> dict[str, str]:
    if key in TICKED or key == GRADES:
        return {f"{POLICY}{key}:{each}": "1" for each in value}
    return {f"{POLICY}{key}": "\n".join(value) if key in LINES else str(value)}


def _value(fields: Fields, key: str) -> Any:
    if key in TICKED or key == GRADES:
        head = f"{POLICY}{key}:"
        return [name.removeprefix(head) for name, value in fields.items() if name.startswith(head) and value]
    given = fields.get(f"{POLICY}{key}", "").strip()
    if key in LINES:
        return _lines(given)
    if key in NUMBERS:
        if not given.isdecimal():
            raise UsageError(f"{given[:20]!r} is no whole number", where=key, to_do="write digits only")
        return int(given)
    return given


def _lines(given: str) -> list[str]:
    return list(dict.fromkeys(line.strip() for line in given.splitlines() if line.strip()))


def _made(spelt: dict[str, Any], kind: type[MadeT]) -> MadeT:
    try:
        return msgspec.convert(spelt, kind)
    except msgspec.ValidationError as fault:
        raise UsageError(f"cannot be so: {fault}", to_do="correct the field") from fault
