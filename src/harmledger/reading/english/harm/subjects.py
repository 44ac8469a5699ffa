"""A word of a parsed sentence in, its subject, its objects and those joined to them out, by dependency."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from harmledger.reading.english.people.counted import is_person_noun

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
OBJECTS = ("dobj", "dative", "oprd", "attr")
RELATIVE = frozenset(("who", "that", "which", "whom"))
TO_BE = frozenset(("be", "is", "are", "was", "were", "been", "being", "am", "'s", "'re", "’s", "’re"))
LEAVING = frozenset((
    "left", "leaving", "leave", "leaves", "found", "find", "finds", "pronounced", "declared", "discovered", "located",
    "saw", "seen", "spotted",
))  # fmt: skip
"""Verbs that say of their object what became of it ("found him dead", "declared her dead")."""
_OF_PLACES = frozenset(("from", "in", "at", "near", "for"))
"""Words that lead from people to where they are from, or belong."""
_CLIMB = 4
"""Most verbs to climb for a subject ("is believed to have been found shot")."""


def subjects_of(token: Token) -> Iterator[Token]:
    """The subject of a verb, through relative clauses, conjoined verbs and raising ("is believed to have
    died")."""
    for _ in range(_CLIMB):
        own = [child for child in token.lefts if child.dep_ in SUBJECTS]
        own += [child for child in token.rights if child.dep_ in SUBJECTS]
        if own := own or list(_behind_to_be(token)):
            for subject in own:
                relative = subject.lower_ in RELATIVE and token.dep_ == "relcl"
                yield _meant(token.head, subject) if relative else subject
            return
        if token.dep_ == "relcl" or (token.dep_ == "acl" and token.tag_ in ("VBN", "VBG")):
            yield token.head
            return
        of_object = token.dep_ in ("xcomp", "oprd") or (
            token.dep_ == "advcl" and token.head.lower_ in LEAVING
        )
        if of_object and (objects := list(objects_of(token.head))):
            yield from objects
            return
        if token.dep_ not in ("conj", "xcomp", "oprd", "advcl", "pcomp", "prep", "ccomp"):
            return
        token = token.head


def _behind_to_be(token: Token) -> Iterator[Token]:
    """ "Also killed were *Anna's brother and his wife*": a subject behind its verb, which a parse may take for more."""
    for verb in token.rights:
        if verb.dep_ == "auxpass":
            yield from (child for child in verb.rights if child.dep_ in ("attr", *SUBJECTS))


def _meant(noun: Token, relative: Token) -> Token:
    """Whom "who" behind a name speaks of: "*a teenager* from Hella, who was killed", "*Erla*, a pupil at Hella
    School, who died"."""
    at = noun
    while relative.lower_ == "who" and at.dep_ in ("pobj", "conj", "appos"):
        if at.dep_ == "pobj" and (at.head.lower_ not in _OF_PLACES or not at.tag_.startswith("NNP")):
            break
        at = at.head.head if at.dep_ == "pobj" else at.head
        if is_person_noun(at) or (at.tag_.startswith("NNP") and at.dep_ in (*SUBJECTS, *OBJECTS, "pobj")):
            return at
    return noun


def objects_of(verb: Token) -> Iterator[Token]:
    """What a verb is done to, by its own words: "killed *two men*"."""
    yield from (child for child in verb.rights if child.dep_ in ("dobj", "dative"))


def after_of(token: Token) -> Iterator[Token]:
    """Whom "of" or "to" leads to: "the killing of *two men*", "injuries to *a child*"."""
    following = [token.nbor()] if token.i + 1 < len(token.doc) else []
    for child in dict.fromkeys((*token.rights, *following)):
        if child.dep_ in ("prep", "dative") and child.lower_ in ("of", "to"):
            yield from (grand for grand in child.rights if grand.dep_ in ("pobj", "pcomp"))


def with_conjuncts(tokens: Iterator[Token]) -> Iterator[Token]:
    """Each token with those joined to it ("X, Y and Z") and those in apposition ("his wife, W, and her
    son")."""
    for token in tokens:
        yield token
        yield from token.conjuncts
        for child in token.rights:
            if child.dep_ == "appos":
                yield child
                yield from child.conjuncts
