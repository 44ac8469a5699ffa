"""People named in a sentence in, whether they only speak there out: who tells of harm is no victim of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harmledger.reading.english.people.chunk import Chunk
from harmledger.reading.english.words.saying import saying_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_SAYING_REACH = 6
"""Most words between people and the verb that tells that they speak."""


def speaks(doc: Doc, chunk: Chunk) -> bool:
    """Whether the people are the subject of a verb of saying ("…, *police* and *medics* said"), or stand as
    speakers before a colon ("*Police*: two wounded")."""
    return _verb_of_saying(doc, chunk) is not None or _heads_a_line(doc, chunk)


def only_says(doc: Doc, chunk: Chunk, index: int) -> bool:
    """Whether the people speak before the word at `index`, so that it says nothing of them ("*police* said two
    men were shot"; not "a *man* who was shot said", "two *men* reported killed")."""
    verb = _verb_of_saying(doc, chunk)
    says = verb is not None and chunk.last < verb.i < index and (_tells(verb, index) or _aside(chunk, verb))
    return says or _heads_a_line(doc, chunk)


def _tells(verb: Token, index: int) -> bool:
    """Whether a clause with its own subject or finite verb begins before the word at `index`: what is said."""
    clauses = (child for child in verb.rights if child.dep_ == "ccomp" and child.left_edge.i <= index)
    return any(
        child.dep_ in ("nsubj", "nsubjpass") or (child.dep_ == "auxpass" and child.tag_ in _FINITE)
        for clause in clauses
        for child in clause.lefts
    )


def _aside(chunk: Chunk, verb: Token) -> bool:
    """ "A man who, *police said*, shot them"."""
    doc = verb.doc
    before, behind = doc[max(0, chunk.first - 1)], doc[min(len(doc) - 1, verb.i + 1)]
    return before.text == "," == behind.text


def _verb_of_saying(doc: Doc, chunk: Chunk) -> Token | None:
    token = doc[chunk.noun]
    for _ in range(len(doc)):
        if token.dep_ != "conj":
            break
        token = token.head
    says = token.dep_ == "nsubj" and token.head.lower_ in saying_lexicon().verbs
    return token.head if says else None


def _heads_a_line(doc: Doc, chunk: Chunk) -> bool:
    behind = doc[chunk.last + 1 : chunk.last + 2]
    counted = chunk.quantity.low is not None and not chunk.names
    return chunk.first == 0 and not counted and bool(behind) and behind[0].text == ":"


def is_quoted(doc: Doc, chunk: Chunk) -> bool:
    """ "According to *police*, A and B were killed"."""
    return [token.lower_ for token in doc[max(0, chunk.first - 2) : chunk.first]] == ["according", "to"]


def leads_to_saying(doc: Doc, chunk: Chunk) -> bool:
    """Whether a verb of saying follows the people or those joined to them ("…, *police* and medics said")."""
    for token in doc[chunk.last + 1 : chunk.last + 1 + _SAYING_REACH]:
        if token.lower_ in saying_lexicon().verbs and token.tag_.startswith("VB"):
            return True
        if token.tag_[:2] not in ("NN", "JJ", "CC", "DT"):
            return False
    return False
