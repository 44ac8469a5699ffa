"""A sentence with its places and moments in; which of them say where and when the harm was done out."""

from __future__ import annotations

import datetime as dt
import functools
import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files
from typing import TYPE_CHECKING

import msgspec

from harmledger.reading.english.sentences.parse import Parsed
from harmledger.reading.english.when.dates import is_of_words
from harmledger.reading.english.words.dates import date_lexicon
from harmledger.reading.moments import DAY_OF_DEATH, DAY_OF_WORDS
from harmledger.records.moment import Moment
from harmledger.records.place import Place
from harmledger.records.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_GRIDS = ("mgrs", "degrees")
_CLIMB = 6
"""Most nouns between a place and its preposition ("in the north of the old town of X")."""
_DATE_LINE = dt.timedelta(days=1)
"""A report of today can tell of tomorrow, west of the date line."""
_REACH = 160
"""Most characters between a word of looking up and the list that it speaks of."""


class _SceneWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    place_prepositions: frozenset[str]
    struck: frozenset[str]
    care: frozenset[str]
    care_prepositions: frozenset[str]
    looked_up: tuple[str, ...]
    registers: tuple[str, ...]
    died_of_wounds: tuple[str, ...]


@functools.cache
def _words() -> _SceneWords:
    raw = files("harmledger.reading.data").joinpath("english_scene.toml").read_bytes()
    return msgspec.convert(tomllib.loads(raw.decode()), _SceneWords)


@functools.cache
def _look_up() -> re.Pattern[str]:
    words = _words()
    verbs, registers = ("|".join(map(re.escape, listed)) for listed in (words.looked_up, words.registers))
    return re.compile(rf"\b(?:{verbs})\b[^.]{{0,{_REACH}}}?\b(?:{registers})\b", re.IGNORECASE)


def is_look_up(content: str, span: Span) -> bool:
    """Whether the sentence tells of a search in a list ("matched with the ministry's list of …"), not of
    an event."""
    return _look_up().search(content, span.start, span.end) is not None


def event_places(parsed: Parsed, places: Sequence[Place]) -> list[Place]:
    """The places that say where something happened ("in Aleppo"), not whose they are ("the Aleppo council").

    A grid or a coordinate always says where. A hospital says where the hurt were brought, unless it was
    hit itself.
    """
    return [place for place in places if is_grid(place) or _is_scene(parsed, place)]


def is_grid(place: Place) -> bool:
    """Whether a place was written as a grid reference or in degrees."""
    return place.gazetteer_id in _GRIDS


def _is_scene(parsed: Parsed, place: Place) -> bool:
    words = _words()
    token = _token_at(parsed, place.span)
    if _names_care(place):
        return _stands_after(token, words.care_prepositions)
    return not _is_of_care(parsed, place) and _stands_after(token, words.place_prepositions)


def without_care(parsed: Parsed, places: Sequence[Place]) -> list[Place]:
    """The places but hospitals and graves, and the towns where these are said to be."""
    return [place for place in places if is_grid(place) or not _is_of_care(parsed, place)]


def _names_care(place: Place) -> bool:
    return any(word in _words().care for word in place.name.lower().split())


def _is_of_care(parsed: Parsed, place: Place) -> bool:
    """Whether a place is one of care, or only says of which: "an Oslo hospital", "the hospital in Oslo"."""
    token, care = _token_at(parsed, place.span), _words().care
    if token is None or _names_care(place):
        return token is not None
    if token.dep_ in ("compound", "amod", "nmod") and token.head.lower_ in care:
        return True
    return token.i > 1 and token.nbor(-1).tag_ == "IN" and token.nbor(-2).lower_ in care


def _is_struck(token: Token) -> bool:
    """Whether it is what was hit ("shelled X", "X was bombed"), or "of" before it ("the shelling of X")."""
    is_object = token.dep_ in ("dobj", "nsubjpass") or token.lower_ == "of"
    return is_object and token.head.lower_ in _words().struck


def _stands_after(token: Token | None, prepositions: frozenset[str]) -> bool:
    """Whether one of `prepositions` governs a word, through at most a few nouns and "of" ("west of the
    town of X")."""
    for _ in range(_CLIMB):
        if token is None:
            return False
        if _is_struck(token):
            return True
        if token.lower_ in prepositions:
            return token.head.lower_ not in _words().care
        if token.lower_ != "of" and (
            token.dep_ == "prep" or token.tag_ == "IN" or token.tag_.startswith("VB")
        ):
            return False
        token = token.head if token.head is not token else None
    return False


@functools.cache
def _of_wounds() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, _words().died_of_wounds))})\b", re.IGNORECASE)


def event_moments(
    content: str, parsed: Parsed, moments: Sequence[Moment], published_on: dt.date | None
) -> list[Moment]:
    """The moments of a sentence; those that date words, or a death of wounds, say so by their reason.

    What lies wholly after the day of publication has not happened and is left out.
    """
    of_wounds = _of_wounds().search(content, parsed.span.start, parsed.span.end) is not None
    made = []
    for moment in moments:
        if published_on is not None and moment.start > published_on + _DATE_LINE:
            continue
        beside = (
            DAY_OF_WORDS if _dates_words(content, parsed, moment) else DAY_OF_DEATH if of_wounds else None
        )
        made.append(moment if beside is None else msgspec.structs.replace(moment, reason=beside))
    return made


def _dates_words(content: str, parsed: Parsed, moment: Moment) -> bool:
    if moment.span is None:
        return False
    if is_of_words(content, moment.span):
        return True
    verb = _verb_of(_token_at(parsed, moment.span))
    return verb is not None and verb.lower_ in date_lexicon().words.spoken and verb.tag_ != "VBN"


def _verb_of(token: Token | None) -> Token | None:
    """The verb that a date says the time of ("On Monday X wrote that …"); None where it belongs to a noun."""
    for _ in range(_CLIMB):
        if token is None or token.tag_.startswith("VB"):
            return token
        if token.dep_ not in (
            "pobj",
            "prep",
            "npadvmod",
            "advmod",
            "nummod",
            "compound",
            "appos",
            "amod",
            "det",
        ):
            return None
        token = token.head if token.head is not token else None
    return None


def _token_at(parsed: Parsed, span: Span | None) -> Token | None:
    if span is None:
        return None
    offset = span.start - parsed.span.start
    return next((t for t in parsed.tokens if t.idx + len(t.text) > offset), None)
