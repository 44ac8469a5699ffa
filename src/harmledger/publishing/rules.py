"""A convention in, its rules as people read them out: settings, source, and whether somebody verified it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from harmledger.assessing.convention import Convention
from harmledger.assessing.convention import Rule as HouseRule
from harmledger.publishing.matter import Rule


def rules_of(convention: Convention) -> Iterator[Rule]:
    """Every rule of the convention, as people read it: its settings without its source."""
    for name in convention.__struct_fields__:
        value = getattr(convention, name)
        for rule in value if isinstance(value, tuple) else (value,):
            if isinstance(rule, HouseRule):
                stated = msgspec.structs.asdict(rule)
                source, verified = str(stated.pop("source")), bool(stated.pop("verified"))
                yield Rule(name=name, value=_spelled(stated), source=source, verified=verified)


def _spelled(stated: dict[str, object]) -> str:
    """The settings as people read them; what is not set is left out."""
    told = ((key, _value(value)) for key, value in stated.items() if value not in (None, ()))
    return "; ".join(f"{key.replace('_', ' ')}: {value}" for key, value in told)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, msgspec.Struct):
        return f"({_spelled(msgspec.structs.asdict(value))})"
    if isinstance(value, frozenset):
        return ", ".join(sorted(map(str, value)))
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
