"""A word of harm in a parsed sentence in, those whom it befell out, by dependency."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from harmledger.reading.english.people.counted import is_person_noun
from harmledger.reading.english.words.harm import REACH, Trigger, harm_lexicon
from harmledger.reading.english.words.people import people_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
OBJECTS = ("dobj", "dative", "oprd", "attr")
TO_BE = frozenset(("be", "is", "are", "was", "were", "been", "being", "am", "'s", "'re", "’s", "’re"))
_LEAVING = frozenset((
    "left", "leaving", "leave", "leaves", "found", "find", "finds", "pronounced", "declared", "discovered", "located",
    "saw", "seen", "spotted",
))  # fmt: skip
"""Verbs that say of their object what became of it ("found him dead", "declared her dead")."""
_INCLUDING = frozenset(("included", "include", "includes"))
_NAMING = frozenset(("identified", "named"))
_RELATIVE = frozenset(("who", "that", "which", "whom"))
_OF_PLACES = frozenset(("from", "in", "at", "near", "for"))
"""Words that lead from people to where they are from, or belong."""
_CLIMB = 4
"""Most verbs to climb for a subject ("is believed to have been found shot")."""


def victims_of(token: Token, trigger: Trigger | None) -> tuple[int, ...]:
    """The tokens that stand for those harmed; without a trigger, the word is "life" or "lives"."""
    found = (
        among(token)
        or (called_by_name(token) if trigger is None or trigger.kind != "event" else ())
        or list(_of_lives(token) if trigger is None else _victims(token, trigger))
    )
    return tuple(dict.fromkeys(victim.i for victim in (*found, *_companions(token))))


def is_noun_like(token: Token) -> bool:
    """ "The killing", "his dying": a verb's form used as a noun."""
    return any(child.dep_ in ("det", "poss") for child in token.lefts)


def leaves_a_gap(token: Token) -> bool:
    """Whether a relative clause names who did it and not to whom: that is the noun before it ("the man *whom*
    guards *shot*")."""
    active = token.dep_ == "relcl" and not any(child.dep_ == "auxpass" for child in token.lefts)
    if not active or any(child.dep_ in ("dobj", "dative") for child in token.rights):
        return False
    return any(child.dep_ == "nsubj" and child.lower_ not in _RELATIVE for child in token.lefts)


def _victims(token: Token, trigger: Trigger) -> Iterator[Token]:
    if "himself" in trigger.after:
        following = token.doc[token.i + 1 : token.i + 2 + REACH]
        yield from (t for t in following if t.lower_ in trigger.after and t.nbor(-1).lower_ == "on")
    elif trigger.kind == "verb":
        yield from _with_conjuncts(_of_verb(token))
    elif trigger.kind == "intransitive":
        yield from _with_conjuncts(_subjects(token))
    elif trigger.kind == "state":
        yield from _with_conjuncts(_of_state(token))
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
        yield from _subjects(token)
        if token.tag_ == "VBN" and token.dep_ == "oprd":
            yield from _object_of(token.head)
    elif is_noun_like(token) or token.tag_ == "VBG":
        yield from _after_of(token)


def _subjects(token: Token) -> Iterator[Token]:
    """The subject of a verb, through relative clauses, conjoined verbs and raising ("is believed to have
    died")."""
    for _ in range(_CLIMB):
        own = [child for child in token.lefts if child.dep_ in SUBJECTS]
        own += [child for child in token.rights if child.dep_ in SUBJECTS]
        if own:
            for subject in own:
                relative = subject.lower_ in _RELATIVE and token.dep_ == "relcl"
                yield _meant(token.head, subject) if relative else subject
            return
        if token.dep_ == "relcl" or (token.dep_ == "acl" and token.tag_ in ("VBN", "VBG")):
            yield token.head
            return
        of_object = token.dep_ in ("xcomp", "oprd") or (
            token.dep_ == "advcl" and token.head.lower_ in _LEAVING
        )
        if of_object and (objects := list(_object_of(token.head))):
            yield from objects
            return
        if token.dep_ not in ("conj", "xcomp", "oprd", "advcl", "pcomp", "prep", "ccomp"):
            return
        token = token.head


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


def _object_of(verb: Token) -> Iterator[Token]:
    yield from (child for child in verb.rights if child.dep_ in ("dobj", "dative"))


def _of_state(token: Token) -> Iterator[Token]:
    if token.dep_ == "amod":
        yield token.head
        return
    own = [child for child in token.lefts if child.dep_ in (*SUBJECTS, "npadvmod", "nummod")]
    if token.lower_ == "condition":
        yield from _subjects(token.head.head if token.dep_ == "pobj" else token)
    elif token.dep_ in ("acomp", "oprd", "ccomp", "xcomp", "attr") or token.head.lower_ in TO_BE:
        left = list(_object_of(token.head)) if token.head.lower_ in _LEAVING else []
        yield from left or own or _subjects(token.head)
    else:
        yield from own
        if token.dep_ in ("conj", "acl", "relcl", "appos"):
            yield token.head
    if token.dep_ == "conj" and token.head.dep_ in ("acomp", "ROOT"):
        yield from _subjects(token.head)


def _of_noun(token: Token, trigger: Trigger) -> Iterator[Token]:
    """People named beside a noun for harm; the noun itself stands for them where it can be counted."""
    if token.lower_ in harm_lexicon().words["injuries.nouns"]:
        sufferers = list(_sufferers(token)) or list(_with_conjuncts(_after_of(token)))
        yield from sufferers
        if sufferers or _counts_wounds(token):
            return
    named = list(_with_conjuncts(_after_of(token)))
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
        head = head.head
        if not head.tag_.startswith("VB"):
            yield head
            return
        found = list(_object_of(head))  # "police found *a man* with wounds"
        if not found and head.lower_ in _LEAVING and head.tag_ == "VBD":
            return
    yield from _with_conjuncts(iter(found or _subjects(head)))


def _of_lives(token: Token) -> Iterator[Token]:
    """Those whose lives were claimed or lost; the word itself where it is counted ("claimed 80 lives")."""
    words = harm_lexicon().words
    if token.head.lower_ in words["lives.lost_by"]:
        yield from _with_conjuncts(_subjects(token.head))
    elif token.head.lower_ in words["lives.taken_by"] and any(child.lower_ == "own" for child in token.lefts):
        yield from _subjects(token.head)  # "took *his own* life"
    elif token.head.lower_ in words["lives.taken_by"]:
        named = list(_with_conjuncts(_after_of(token)))
        yield from named or [token]


def among(token: Token) -> list[Token]:
    """Those who "were among the dead", "were among those killed", whom somebody "named among the dead"."""
    place = _those(token)
    if place.dep_ != "pobj" or place.head.lower_ not in ("among", "amongst"):
        return []
    verb = place.head.head
    verb = verb.head if verb.lower_ == "as" else verb  # "identified Anna *as* among those killed"
    counted = [place] if any(child.dep_ == "nummod" for child in place.lefts) else []  # "among *nine* killed"
    return [*_with_conjuncts(_placed_by(verb)), *counted]


def _placed_by(verb: Token) -> Iterator[Token]:
    """Of whom a verb says that they are among others: its object, else its subject; or the noun that is told of so."""
    if verb.tag_.startswith("NN"):
        yield verb  # "*a girl* among the dead"
        return
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.lefts)
    named = [] if passive else list(_object_of(verb))
    yield from named or _subjects(verb)
    if not named:
        yield from (child for child in verb.rights if child.dep_ in ("nsubj", "attr"))


def _those(token: Token) -> Token:
    """The word that stands for them: "*those* killed", "*the dead*"."""
    return token.head if token.dep_ == "acl" and token.head.lower_ in ("those", "people") else token


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
        named = [child for child in verb.rights if child.dep_ == "attr"]
    elif verb.lower_ in _INCLUDING:
        named = [child for child in verb.rights if child.dep_ == "dobj"]
    elif verb.lower_ in _NAMING and not is_person_noun(token):  # "victims" are counted themselves
        led = [child for child in verb.rights if child.dep_ == "prep" and child.lower_ == "as"]
        named = [grand for child in led for grand in child.rights if grand.dep_ == "pobj"]
        named += [child for child in verb.rights if child.dep_ == "oprd"]
    else:
        named = []
    return list(_with_conjuncts(child for child in named if _is_somebody(child)))


def _is_somebody(token: Token) -> bool:
    """A name, or people with an article or a number. "The dead were fighters" counts nobody."""
    marked = any(child.dep_ in ("det", "nummod", "poss") for child in token.lefts)
    return marked or token.tag_ not in ("NNS", "JJ")


def _companions(token: Token) -> Iterator[Token]:
    """Those harmed "alongside", "along with", "together with" the ones named first."""
    for child in token.rights:
        if child.lower_ in ("alongside", "with") and child.dep_ == "prep":
            together = any(t.lower_ in ("along", "together") for t in child.lefts)
            if together or child.lower_ == "alongside":
                yield from _with_conjuncts(g for g in child.rights if g.dep_ == "pobj")


def _after_of(token: Token) -> Iterator[Token]:
    following = [token.nbor()] if token.i + 1 < len(token.doc) else []
    for child in dict.fromkeys((*token.rights, *following)):
        if child.dep_ in ("prep", "dative") and child.lower_ in ("of", "to"):
            yield from (grand for grand in child.rights if grand.dep_ in ("pobj", "pcomp"))


def _with_conjuncts(tokens: Iterator[Token]) -> Iterator[Token]:
    """Each token with those joined to it ("X, Y and Z") and those in apposition ("his wife, W, and her
    son")."""
    for token in tokens:
        yield token
        yield from token.conjuncts
        for child in token.rights:
            if child.dep_ == "appos":
                yield child
                yield from child.conjuncts
