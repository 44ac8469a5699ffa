"""Made material for the linking tests: reports, tellings and claims in few words."""

from __future__ import annotations

import datetime as dt
from typing import Any

from harmledger.linking.facts import facts_of
from harmledger.linking.sides import Matter
from harmledger.reading.evidence import make_claim
from harmledger.records.claim import Claim
from harmledger.records.figure import Figure, Quantity, Who
from harmledger.records.moment import Moment
from harmledger.records.person import PersonMention
from harmledger.records.place import Place
from harmledger.records.report import Report, Text, make_text
from harmledger.records.span import Span
from harmledger.records.telling import Telling
from harmledger.records.voice import Voice

DAY = dt.date(2031, 5, 6)


def place(
    name: str = "Tell Amun", latitude: float = 35.0, longitude: float = 38.0, radius_m: int = 2_000
) -> Place:
    return Place(
        name=name,
        latitude=latitude,
        longitude=longitude,
        radius_m=radius_m,
        level="village",
        gazetteer_id=name,
        reason="made",
    )


def moment(day: dt.date = DAY, days: int = 1, reason: str = "stated") -> Moment:
    precision = "day" if days == 1 else "days"
    return Moment(start=day, end=day + dt.timedelta(days - 1), precision=precision, reason=reason)


def report(
    id: str,
    publisher: str | None = None,
    published_on: dt.date | None = DAY,
    title: str | None = None,
    language: str | None = None,
) -> Report:
    return Report(
        id=id, key=id, content_sha256="", publisher=publisher, published_on=published_on, title=title,
        language=language,
    )  # fmt: skip


def text_of(id: str, content: str) -> Text:
    return make_text(report_id=id, content=content, extractor="made")


def claim(
    text: Text, words: str, voices: list[list[str]], killed: list[Any] | None = None, **stated: Any
) -> Claim:
    """A claim at `words`, each voice and figure found in the text from there on (the voice anywhere)."""
    start = text.content.index(words)
    chain = [Voice(name=n, kind=k, span=_found(text, n)) for n, k in voices] or [
        Voice(name="author", kind="author")
    ]
    figures = ()
    if killed:
        phrase, low, high = killed
        at = text.content.index(phrase, start)
        quantity = Quantity(kind="exact", low=low, high=high, phrase=phrase, span=Span(at, at + len(phrase)))
        figures = (Figure(outcome="killed", who=Who(), quantity=quantity),)
    stated = {"stance": "asserts", "about": "harm", **stated}
    return make_claim(
        text, span=Span(start, start + len(words)), voices=tuple(chain), figures=figures, **stated
    )


def person(text: Text, name: str) -> PersonMention:
    return PersonMention(name=name, span=_found(text, name), outcome="killed", who=Who())


def _found(text: Text, words: str) -> Span:
    at = text.content.index(words)
    return Span(at, at + len(words))


def told(id: str, content: str = "", claims: tuple[Claim, ...] = (), **known: Any) -> tuple[Telling, Matter]:
    """A telling of a report of its own, with its matter; `title` and `language` are the report's."""
    known = {"role": "primary", "published_on": DAY, **known}
    title, language = known.pop("title", None), known.pop("language", None)
    telling = Telling(id=id, report_id=id, text_id=id, claims=tuple(c.id for c in claims), **known)
    its_report = report(id, published_on=known["published_on"], title=title, language=language)
    facts = facts_of(its_report, text_of(id, content))
    return telling, Matter(claims=claims, facts=facts)
