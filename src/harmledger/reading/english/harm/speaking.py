"""People named in a sentence in, whether they only speak there out: who tells of harm is no victim of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harmledger.reading.english.people.chunk import Chunk
from harmledger.reading.english.words.saying import saying_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SAYING_REACH = 6
"""Most words between people and the verb that tells that they speak."""


def speaks(doc: Doc, chunk: Chunk) -> bool:
    """Whether the people are the subject of a verb of saying ("…, *police* and *medics* said")."""
    token = doc[chunk.noun]
    for _ in range(len(doc)):
        if token.dep_ != "conj":
            break
        token = token.head
    return token.dep_ == "nsubj" and token.head.lower_ in saying_lexicon().verbs


def leads_to_saying(doc: Doc, chunk: Chunk) -> bool:
    """Whether a verb of saying follows the people or those joined to them ("…, *police* and medics said")."""
    for token in doc[chunk.last + 1 : chunk.last + 1 + _SAYING_REACH]:
        if token.lower_ in saying_lexicon().verbs and token.tag_.startswith("VB"):
            return True
        if token.tag_[:2] not in ("NN", "JJ", "CC", "DT"):
            return False
    return False
