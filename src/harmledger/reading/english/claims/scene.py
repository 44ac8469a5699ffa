"""A sentence with its places in; which of them say where the harm was done out."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files
from typing import TYPE_CHECKING

import msgspec

from harmledger.reading.any_of import any_of
from harmledger.reading.english.sentences.parse import Parsed
from harmledger.records.place import Place
from harmledger.records.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_GRIDS = ("mgrs", "degrees")
_CLIMB = 6
"""Most nouns between a place and its preposition ("in the north of the old town of X")."""
_REACH = 160
"""Most characters between a word of looking up and the list that it speaks of."""


class SceneWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The content of `data/english_scene.toml`; what each list means is said there."""

    place_prepositions: frozenset[str]
    struck: frozenset[str]
    care: frozenset[str]
    care_prepositions: frozenset[str]
    looked_up: tuple[str, ...]
    registers: tuple[str, ...]
    died_of_wounds: tuple[str, ...]
    befell: frozenset[str]


@functools.cache
def scene_words() -> SceneWords:
    """The words that ship with the package."""
    raw = files("harmledger.reading.data").joinpath("english_scene.toml").read_bytes()
    return msgspec.convert(tomllib.loads(raw.decode()), SceneWords)


@functools.cache
def _look_up() -> re.Pattern[str]:
    words = scene_words()
    return re.compile(rf"\b{any_of(words.looked_up)}\b[^.]{{0,{_REACH}}}?\b{any_of(words.registers)}\b")


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
    words = scene_words()
    token = token_at(parsed, place.span)
    if _names_care(place):
        return _stands_after(token, words.care_prepositions)
    if _is_of_care(parsed, place):
        return False
    return _stands_after(token, words.place_prepositions) or _stands_behind_article(
        token, words.place_prepositions
    )


def _stands_behind_article(token: Token | None, prepositions: frozenset[str]) -> bool:
    """ "On *As Suwar*", where a parse takes the article for a preposition of its own."""
    if token is None or token.i < 2 or token.head.i != token.i - 1 or token.head.tag_ != "IN":
        return False
    return token.head.text[0].isupper() and token.nbor(-2).lower_ in prepositions


def without_care(parsed: Parsed, places: Sequence[Place]) -> list[Place]:
    """The places but hospitals and graves, and the towns where these are said to be."""
    return [place for place in places if is_grid(place) or not _is_of_care(parsed, place)]


def _names_care(place: Place) -> bool:
    return any(word in scene_words().care for word in place.name.lower().split())


def _is_of_care(parsed: Parsed, place: Place) -> bool:
    """Whether a place is one of care, or only says of which: "an Oslo hospital", "the hospital in Oslo"."""
    token, care = token_at(parsed, place.span), scene_words().care
    if token is None or _names_care(place):
        return token is not None
    if token.dep_ in ("compound", "amod", "nmod") and token.head.lower_ in care:
        return True
    return token.i > 1 and token.nbor(-1).tag_ == "IN" and token.nbor(-2).lower_ in care


def _is_struck(token: Token) -> bool:
    """Whether it is what was hit ("shelled X", "X was bombed"), or "of" before it ("the shelling of X")."""
    is_object = token.dep_ in ("dobj", "nsubjpass") or token.lower_ == "of"
    return is_object and token.head.lower_ in scene_words().struck


def _stands_after(token: Token | None, prepositions: frozenset[str]) -> bool:
    """Whether one of `prepositions` governs a word, through at most a few nouns and "of" ("west of the
    town of X")."""
    for _ in range(_CLIMB):
        if token is None:
            return False
        if _is_struck(token):
            return True
        if token.lower_ in prepositions:
            return token.head.lower_ not in scene_words().care
        if token.lower_ != "of" and (
            token.dep_ == "prep" or token.tag_ == "IN" or token.tag_.startswith("VB")
        ):
            return False
        token = token.head if token.head is not token else None
    return False


def token_at(parsed: Parsed, span: Span | None) -> Token | None:
    """The first word of `span` in its sentence, behind an article that parses take for a preposition ("As Suwar"); null
    where there is no span."""
    if span is None:
        return None
    offset, end = span.start - parsed.span.start, span.end - parsed.span.start
    first = next((t for t in parsed.tokens if t.idx + len(t.text) > offset), None)
    is_article = first is not None and first.tag_ in ("IN", "DT") and first.idx + len(first.text) < end
    return first.nbor() if first is not None and is_article else first
