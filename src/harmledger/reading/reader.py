"""The seam between languages: what every reader offers. A folder a language (`reading/english/`)."""

from __future__ import annotations

from typing import Protocol

import msgspec

from harmledger.records.moment import Moment
from harmledger.records.place import Place
from harmledger.records.reading import Method, Reading
from harmledger.records.report import Report, Text
from harmledger.records.span import Span


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """Who says what, to the character: source and cue where named, content in one or more pieces."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]


class Annotations(msgspec.Struct, frozen=True, kw_only=True):
    """Stand-off layers over a whole text, of harm or not."""

    places: tuple[Place, ...]
    moments: tuple[Moment, ...]
    attributions: tuple[Attribution, ...]


class Reader(Protocol):
    """Reads texts of one language. Pure: the same report, text and data give the same reading."""

    @property
    def method(self) -> Method:
        """What this reader is, with the digests of all that could change what it reads."""
        ...

    def read(self, report: Report, text: Text) -> Reading:
        """The claims of `text`. Raises ReadingFailed if it broke; an empty reading means that nothing was said."""
        ...

    def annotate(self, report: Report, text: Text) -> Annotations:
        """All places, moments and attributions of `text`."""
        ...
