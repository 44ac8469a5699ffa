"""The people of a sentence and who is part of whom in, the same with the ages that a whole and its parts tell of each
other out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from harmledger.reading.english.people.chunk import Chunk, Parents


def with_shared_ages(chunks: Sequence[Chunk], parents: Parents) -> tuple[Chunk, ...]:
    """Parts of children are children ("their four children: two sons and *a daughter*"), and a whole is children where
    all who are named as its parts are ("*three sisters*, Anna, 3, Ósk, 5, and Lilja, 8")."""
    parts: dict[int, list[int]] = defaultdict(list)
    for part, whole in parents.items():
        parts[whole].append(part)
    aged = list(chunks)
    for whole, its in parts.items():
        if aged[whole].who.age == "child":
            aged[:] = [_child(c) if n in its and c.who.age == "unstated" else c for n, c in enumerate(aged)]
        elif aged[whole].who.age == "unstated" and _are_all(aged[whole], [aged[n] for n in its]):
            aged[whole] = _child(aged[whole])
    return tuple(aged)


def _are_all(whole: Chunk, parts: Sequence[Chunk]) -> bool:
    number = sum(part.quantity.low or 0 for part in parts)
    return number == whole.quantity.low and all(part.who.age == "child" for part in parts)


def _child(chunk: Chunk) -> Chunk:
    return msgspec.structs.replace(chunk, who=msgspec.structs.replace(chunk.who, age="child"))
