"""A word for the dead or hurt in, who "were among" them or is said to be them, out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from harmledger.reading.english.harm.subjects import SUBJECTS, TO_BE, objects_of, subjects_of, with_conjuncts
from harmledger.reading.english.people.counted import is_person_noun

if TYPE_CHECKING:
    from spacy.tokens import Token

_INCLUDING = frozenset(("included", "include", "includes"))
_NAMING = frozenset(("identified", "named"))


def among(token: Token) -> list[Token]:
    """Those who "were among the dead", "were among those killed", whom somebody "named among the dead"."""
    place = _those(token)
    if place.dep_ != "pobj" or place.head.lower_ not in ("among", "amongst"):
        return []
    verb = place.head.head
    verb = verb.head if verb.lower_ == "as" else verb  # "identified Anna *as* among those killed"
    counted = [place] if any(child.dep_ == "nummod" for child in place.lefts) else []  # "among *nine* killed"
    return [*with_conjuncts(_placed_by(verb)), *counted]


def tells_some(token: Token) -> bool:
    """Whether those harmed are only some of a toll told elsewhere: "were among the dead", "the dead included …"."""
    included = any(verb.lower_ in _INCLUDING for verb in (token.head, token.head.head))
    return bool(among(token)) or (included and bool(called_by_name(token)))


def called_by_name(token: Token) -> list[Token]:
    """Who they were: "the dead were *two men*", "the victims included *a child*", "those killed were identified as
    *Anna* and *Erla*"."""
    place = _those(token)
    verb = place.head
    if place.dep_ not in SUBJECTS or place.i > verb.i or any(c.dep_ == "nummod" for c in place.lefts):
        return []
    if verb.lower_ in TO_BE:
        named = [child for child in verb.rights if child.dep_ == "attr"] or list(_by_age(verb))
    elif verb.lower_ in _INCLUDING:
        named = [child for child in verb.rights if child.dep_ == "dobj"]
    elif verb.lower_ in _NAMING and not is_person_noun(token):  # "victims" are counted themselves
        led = [child for child in verb.rights if child.dep_ == "prep" and child.lower_ == "as"]
        named = [grand for child in led for grand in child.rights if grand.dep_ == "pobj"]
        named += [child for child in verb.rights if child.dep_ == "oprd"]
    else:
        named = []
    return list(with_conjuncts(child for child in named if _is_somebody(child)))


def _placed_by(verb: Token) -> Iterator[Token]:
    """Of whom a verb says that they are among others: its object, else its subject; or the noun that is told of so."""
    if verb.tag_.startswith("NN"):
        yield verb  # "*a girl* among the dead"
        return
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.lefts)
    named = [] if passive else list(objects_of(verb))
    yield from named or subjects_of(verb)
    if not named:
        yield from (child for child in verb.rights if child.dep_ in ("nsubj", "attr"))


def _those(token: Token) -> Token:
    """The word that stands for them: "*those* killed", "*the dead*"."""
    return token.head if token.dep_ == "acl" and token.head.lower_ in ("those", "people") else token


def _by_age(verb: Token) -> Iterator[Token]:
    """ "The dead were *two brothers aged 9 and 11*", which a parse may take for what the dead were: aged."""
    aged = (child for child in verb.rights if child.lower_ == "aged")
    yield from (noun for child in aged for noun in child.children if is_person_noun(noun))


def _is_somebody(token: Token) -> bool:
    """A name, or people with an article or a number. "The dead were fighters" counts nobody."""
    marked = any(child.dep_ in ("det", "nummod", "poss") for child in token.lefts)
    return marked or token.tag_ not in ("NNS", "JJ")
