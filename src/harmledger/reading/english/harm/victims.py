"""A word of harm in a parsed sentence in, those whom it befell out, by dependency."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from harmledger.reading.english.harm.among import among, called_by_name
from harmledger.reading.english.harm.subjects import (
    LEAVING,
    RELATIVE,
    SUBJECTS,
    TO_BE,
    after_of,
    objects_of,
    subjects_of,
    with_conjuncts,
)
from harmledger.reading.english.people.counted import is_person_noun
from harmledger.reading.english.words.harm import REACH, Trigger, harm_lexicon
from harmledger.reading.english.words.people import people_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token


def victims_of(token: Token, trigger: Trigger | None) -> tuple[int, ...]:
    """The tokens that stand for those harmed; without a trigger, the word is "life" or "lives"."""
    found = (
        among(token)
        or (called_by_name(token) if trigger is None or trigger.kind != "event" else ())
        or list(_of_lives(token) if trigger is None else _victims(token, trigger))
    )
    return tuple(dict.fromkeys(victim.i for victim in (*found, *_companions(token))))


def clings_to(token: Token) -> bool:
    """Whether a life is held on to: "fighting for *his life*", "clinging to *life*"; not "for a better *life*"."""
    held = (
        token.head.lower_ in ("for", "to") and token.head.head.lower_ in harm_lexicon().words["lives.held_by"]
    )
    return held and all(child.dep_ == "poss" for child in token.lefts)


def is_noun_like(token: Token) -> bool:
    """ "The killing", "his dying": a verb's form used as a noun."""
    return any(child.dep_ in ("det", "poss") for child in token.lefts)


def leaves_a_gap(token: Token) -> bool:
    """Whether a relative clause names who did it and not to whom: that is the noun before it ("the man *whom*
    guards *shot*")."""
    active = token.dep_ == "relcl" and not any(child.dep_ == "auxpass" for child in token.lefts)
    if not active or any(child.dep_ in ("dobj", "dative") for child in token.rights):
        return False
    return any(child.dep_ == "nsubj" and child.lower_ not in RELATIVE for child in token.lefts)


def _victims(token: Token, trigger: Trigger) -> Iterator[Token]:
    if "himself" in trigger.after:
        following = token.doc[token.i + 1 : token.i + 2 + REACH]
        yield from (t for t in following if t.lower_ in trigger.after and t.nbor(-1).lower_ == "on")
    elif trigger.kind == "verb":
        yield from with_conjuncts(_of_verb(token))
    elif trigger.kind == "intransitive":
        yield from with_conjuncts(subjects_of(token))
    elif trigger.kind == "state":
        yield from with_conjuncts(_of_state(token))
    else:
        yield from _of_noun(token, trigger)


def _shared_objects(token: Token) -> list[Token]:
    """ "Killed or *maimed 14 people*": the objects of the verb that it is joined to without a word between."""
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in token.lefts):
        return []  # "two were killed and wounded ten"
    joined = [child for child in token.rights if child.dep_ == "conj" and child.i == token.i + 2]
    return [
        child
        for verb in joined
        if verb.tag_[:2] == "VB" and not any(c.dep_ in (*SUBJECTS, "auxpass") for c in verb.lefts)
        for child in verb.rights
        if child.dep_ == "dobj"
    ]


def _of_verb(token: Token) -> Iterator[Token]:
    objects = [child for child in token.rights if child.dep_ in ("dobj", "dative")] or _shared_objects(token)
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in token.lefts)
    if objects and not passive:
        yield from objects
    elif leaves_a_gap(token):
        yield token.head
    elif token.tag_ in ("VBN", "VBD") and token.dep_ in ("acl", "amod"):
        yield token.head  # a participle, whatever its tag
    elif passive or token.tag_ in ("VBN", "VBD"):
        yield from subjects_of(token)
        if token.tag_ == "VBN" and token.dep_ == "oprd":
            yield from objects_of(token.head)
    elif is_noun_like(token) or token.tag_ == "VBG":
        yield from after_of(token)


def _of_state(token: Token) -> Iterator[Token]:
    if token.dep_ == "amod":
        yield token.head
        return
    own = [child for child in token.lefts if child.dep_ in (*SUBJECTS, "npadvmod", "nummod")]
    if token.lower_ in ("condition", "care"):
        yield from subjects_of(token.head.head if token.dep_ == "pobj" else token)
    elif token.dep_ in ("acomp", "oprd", "ccomp", "xcomp", "attr") or token.head.lower_ in TO_BE:
        left = list(objects_of(token.head)) if token.head.lower_ in LEAVING else []
        yield from left or own or subjects_of(token.head)
    else:
        yield from own
        if token.dep_ in ("conj", "acl", "relcl", "appos"):
            yield token.head
    if token.dep_ == "conj" and token.head.dep_ in ("acomp", "ROOT"):
        yield from subjects_of(token.head)


def _of_noun(token: Token, trigger: Trigger) -> Iterator[Token]:
    """People named beside a noun for harm; the noun itself stands for them where it can be counted."""
    if token.lower_ in harm_lexicon().words["injuries.nouns"]:
        sufferers = list(_sufferers(token)) or list(with_conjuncts(after_of(token)))
        yield from sufferers
        if sufferers or _counts_wounds(token):
            return
    named = list(with_conjuncts(after_of(token)))
    if not named and not trigger.of_only:  # "*his* killing of two men": he did it
        named = [child for child in token.lefts if child.dep_ == "poss"]
    yield from named
    if not named and (not trigger.of_only or _is_multiple(token)):
        yield token


def _is_multiple(token: Token) -> bool:
    """ "A *triple* shooting"."""
    before = token.doc[max(0, token.i - 2) : token.i]
    return any(word.lower_ in people_lexicon().multiples for word in before)


def _counts_wounds(token: Token) -> bool:
    """ "Two stab wounds", "head injuries" are of the wounds that somebody has."""
    before = token.nbor(-1).lower_ if token.i else ""
    words = harm_lexicon().words
    return (
        before in words["injuries.kinds"]
        or token.lower_ in ("wound", "wounds", "injury")
        or token.head.lower_ in words["injuries.suffered_by"]
    )


def _sufferers(token: Token) -> Iterator[Token]:
    """Those who "suffered injuries", were found "with gunshot wounds"."""
    head = token.head
    if head.lower_ not in harm_lexicon().words["injuries.suffered_by"]:
        return
    found: list[Token] = []
    if head.dep_ == "prep":
        head = _verb_around(head.head)
        if not head.tag_.startswith("VB"):
            yield head
            return
        found = list(objects_of(head))  # "police found *a man* with wounds"
        if not found and head.lower_ in LEAVING and head.tag_ == "VBD":
            return
    yield from with_conjuncts(iter(found or subjects_of(head)))


def _verb_around(head: Token) -> Token:
    """ "*Walked* into a clinic with wounds": the verb, where the parse gives the wounds to the clinic."""
    if head.tag_ == "NN" and head.dep_ == "pobj" and not is_person_noun(head):
        verb = head.head.head
        return verb if verb.tag_.startswith("VB") else head
    return head


def _of_lives(token: Token) -> Iterator[Token]:
    """Those whose lives were claimed or lost; the word itself where it is counted ("claimed 80 lives")."""
    words = harm_lexicon().words
    if clings_to(token):
        yield from subjects_of(token.head.head)
    elif token.head.lower_ in words["lives.lost_by"]:
        yield from with_conjuncts(subjects_of(token.head))
    elif token.head.lower_ in words["lives.taken_by"] and any(child.lower_ == "own" for child in token.lefts):
        yield from subjects_of(token.head)  # "took *his own* life"
    elif token.head.lower_ in words["lives.taken_by"]:
        named = list(with_conjuncts(after_of(token)))
        yield from named or [token]


def _companions(token: Token) -> Iterator[Token]:
    """Those harmed "alongside", "along with", "together with" the ones named first."""
    for child in token.rights:
        if child.lower_ in ("alongside", "with") and child.dep_ == "prep":
            together = any(t.lower_ in ("along", "together") for t in child.lefts)
            if together or child.lower_ == "alongside":
                yield from with_conjuncts(g for g in child.rights if g.dep_ == "pobj")
