"""Nothing in; every type of ours laid out for decoding, before threads share them, out.

msgspec lays a type out when it is first decoded. Two threads that are the first at once end the whole interpreter (a
segmentation fault, seen with twenty people at a desk just started), so the desk has it done before it serves.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

_OURS = "harmledger."


def lay_out_types() -> tuple[type[msgspec.Struct], ...]:
    """Lays out every type of the modules that are imported that can be decoded, and gives them back."""
    ours = (each for each in _kinds_of(msgspec.Struct) if each.__module__.startswith(_OURS))
    return tuple(each for each in ours if _laid_out(each))


def _laid_out(kind: type[msgspec.Struct]) -> bool:
    try:
        msgspec.json.Decoder(kind)
    except (NameError, TypeError):  # holds what only a reader makes (a parsed sentence): nobody decodes it
        return False
    return True


def _kinds_of(base: type[msgspec.Struct]) -> Iterator[type[msgspec.Struct]]:
    for each in base.__subclasses__():
        yield each
        yield from _kinds_of(each)
