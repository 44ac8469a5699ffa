"""A party named in a parsed sentence in; what it says there of its own doing out ("the army said *it* had struck a
depot")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harmledger.reading.english.words.blame import blame_words
from harmledger.reading.english.words.saying import saying_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_ITSELF = frozenset({"it", "we"})
_ITS = frozenset({"its", "our"})
_SPEAKING_FOR = frozenset({"for", "of"})


def own_deed(party: Token, forces: frozenset[str]) -> Token | None:
    """The word for the party itself, or for its forces, in what it says that it has done; null where it says nothing of
    the kind. What it denies, plans or could do is not among them."""
    verb = _verb_of_saying(party)
    clauses = () if verb is None else [child for child in verb.children if child.dep_ == "ccomp"]
    for clause in clauses:
        for subject in (child for child in clause.children if child.dep_ == "nsubj"):
            if _is_its_own(subject, forces) and _is_done(clause):
                return subject
    return None


def _verb_of_saying(party: Token) -> Token | None:
    """The verb by which a party, or who speaks for it, says something as fact."""
    speaker = party
    if party.dep_ == "pobj" and party.head.lower_ in _SPEAKING_FOR:
        speaker = party.head.head
    if speaker.dep_ != "nsubj":
        return None
    entry = saying_lexicon().verbs.get(speaker.head.lower_)
    says = entry is not None and entry.stance in ("asserts", "concedes")
    return speaker.head if says and not any(c.dep_ == "neg" for c in speaker.head.children) else None


def _is_its_own(subject: Token, forces: frozenset[str]) -> bool:
    owned = any(child.dep_ == "poss" and child.lower_ in _ITS for child in subject.children)
    return subject.lower_ in _ITSELF or (owned and subject.lower_ in forces)


def _is_done(verb: Token) -> bool:
    """Whether a verb says that harm was done; by an attack, for words that say none by themselves ("carried out")."""
    words = blame_words()
    if verb.lower_ not in words.harm or any(c.dep_ == "neg" or c.tag_ == "MD" for c in verb.children):
        return False
    attacked = any(c.dep_ == "dobj" and c.lower_ in words.objects for c in verb.children)
    return verb.lower_ not in words.objectless or attacked
