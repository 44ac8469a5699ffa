"""A verb of saying in its parse in; the few words that are all it says, or where another begins to speak, out ("…; the
ministry *said 11*", "…; the government *blamed rebels*")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harmledger.reading.english.who_says.subjects import stands_apart
from harmledger.reading.english.words.saying import SayingVerb, saying_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_TO_A_NUMBER = frozenset(("it", "at", "of", "only", "just"))
_AGAINST = frozenset(("while", "whereas", "though", "although"))
_REACH = 4
"""Most words from a verb to the number that it says."""


def bare_number(verb: Token) -> Token | None:
    """The number that is all that somebody says ("the ministry *said 11*", "put it *at 11*"); none otherwise."""
    behind = verb.doc[verb.i + 1 : verb.i + 1 + _REACH]
    number = next((token for token in behind if token.lower_ not in _TO_A_NUMBER), None)
    if number is None or number.tag_ != "CD":
        return None
    return number if verb.doc[number.i + 1 : number.i + 2].text in ("", ".", ";") else None


def names_whom(verb: Token, entry: SayingVerb) -> bool:
    """ "…; the government *blamed the rebels*": whom it blames is all that it says."""
    finite = entry.firmness == "accused" and verb.dep_ in ("ROOT", "conj", "ccomp")
    return finite and any(child.dep_ == "dobj" for child in verb.children)


def where_another_speaks(verb: Token, piece: range) -> int:
    """The sign of `piece` behind which somebody else speaks ("…*;* residents said …", "…*,* while officials spoke
    of 12"); the end of `piece` where nobody does."""
    verbs, doc = saying_lexicon().verbs, verb.doc
    for i in piece:
        if i <= verb.i or doc[i].lower_ not in verbs or not doc[i].tag_.startswith("VB"):
            continue
        sign = ";" if stands_apart(verb, doc[i]) else "," if _contrasts(doc[i]) else None
        at = next((at for at in range(i, verb.i, -1) if doc[at].text == sign), None)
        if at is not None:
            return at
    return piece.stop


def _contrasts(verb: Token) -> bool:
    """ ", *while* officials spoke of 12"."""
    led = (child for child in verb.lefts if child.dep_ == "mark" and child.lower_ in _AGAINST)
    return any(mark.i > 0 and verb.doc[mark.i - 1].text == "," for mark in led)
