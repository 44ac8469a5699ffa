"""What a format cannot say, of itself and in this export: codes with counts in, sentences out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from harmledger import wording
from harmledger.exchange.bundle import Bundle


class Loss(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was lost: a code of the catalogs (`loss.<code>`), and how often; 0: always."""

    code: str
    count: int = 0


class Tally:
    """The losses of one export: those of the format itself, and those that happened."""

    def __init__(self, always: Iterable[str]) -> None:
        self._always = tuple(always)
        self._happened: Counter[str] = Counter()
        self.incidents = 0
        """How many have passed."""

    def over(self, bundles: Iterable[Bundle]) -> Iterator[Bundle]:
        """`bundles`, each counted as it passes."""
        for bundle in bundles:
            self.incidents += 1
            yield bundle

    def add(self, code: str, count: int = 1) -> None:
        """That it happened `count` times more."""
        self._happened[code] += count

    def losses(self) -> tuple[Loss, ...]:
        """What the format never says, in its order, then what happened, by code."""
        happened = (Loss(code=code, count=count) for code, count in sorted(self._happened.items()) if count)
        return (*(Loss(code=code) for code in self._always), *happened)


def worded(losses: Iterable[Loss], language: str) -> Iterator[str]:
    """Each loss as a sentence."""
    for loss in losses:
        if loss.count:
            yield wording.say(f"loss.counted.{loss.code}", {"count": loss.count}, language)
        else:
            yield wording.say(f"loss.{loss.code}", {}, language)
