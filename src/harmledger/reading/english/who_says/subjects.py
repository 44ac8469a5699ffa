"""A verb in its parse in; who does what it says out, and which words name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harmledger.reading.english.sentences.tags import is_verb, stands_for_somebody
from harmledger.reading.english.words.saying import saying_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_SHARES_SUBJECT = frozenset({"conj", "xcomp", "advcl", "acomp", "dep"})
_WITHIN = frozenset({"ccomp", "advcl", "relcl"})
_CLOSES_SPEECH = frozenset({'"', "”", "''"})
_BREAKS_OFF = frozenset({",", "—", "–", "--", "-"})
_POINTS_OUT = frozenset({"even", "only", "just", "also"})
"""Words before a name that are not of it: "*even* the envoy"."""
_MOST_STEPS = 6
"""Steps up the tree in search of a subject; longer ways are faults of the parse."""


def antecedent_of(source: Token | None) -> Token | None:
    if source is None or source.tag_ not in ("WP", "WDT"):
        return None
    at = source.head
    for _ in range(_MOST_STEPS):
        if at.dep_ == "relcl":
            return at.head
        at = at.head
    return None


def each_of(source: Token) -> list[range]:
    """The words of each speaker of "X and Y"; one range where there is one."""
    heads = [source, *source.conjuncts] if source.dep_ != "conj" else [source]
    spans = []
    for head in heads:
        joins = [c.left_edge.i for c in head.children if c.dep_ in ("cc", "conj", "punct") and c.i > head.i]
        both = [c.right_edge.i + 1 for c in head.children if c.dep_ == "preconj"]
        spans.append(range(max([head.left_edge.i, *both]), min([head.right_edge.i + 1, *joins])))
    return spans


def noun_phrase(head: Token, cue: range) -> range:
    """The words of the noun phrase of `head`, without relative clauses and without the cue."""
    first, last = head.left_edge.i, head.right_edge.i
    while first < head.i and head.doc[first].lower_ in _POINTS_OUT:
        first += 1
    for child in head.children:
        if child.dep_ in ("relcl", "acl") and child.i > head.i:
            last = min(last, child.left_edge.i - 1)
    if first <= cue.start <= last:
        last = cue.start - 1
    while first < head.i and head.doc[first].is_punct:
        first += 1
    while last > head.i and head.doc[last].is_punct and head.doc[last].text not in (")", "]"):
        last -= 1
    return range(first, max(last, head.i) + 1)


def is_passive(verb: Token) -> bool:
    """Whether the subject of `verb` is what is said, not who says it ("was reported", "deaths reported by
    X")."""
    if verb.tag_ != "VBN":
        return False
    if any(child.dep_ in ("auxpass", "nsubjpass", "agent") for child in verb.children):
        return True
    if any(child.dep_ == "aux" or child.dep_ in _SUBJECTS for child in verb.children):
        return False
    return verb.dep_ in ("acl", "relcl") or (verb.dep_ == "conj" and is_passive(verb.head))


def agent_of(verb: Token) -> Token | None:
    """The noun after "by"."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    return None


def subject_of(verb: Token) -> Token | None:
    """Who does what `verb` says: its own subject, or the one that it shares with the verb that governs it."""
    at = _main_verb(verb) if trails_on(verb) else verb
    for _ in range(_MOST_STEPS):
        own = _nearest_subject(at)
        if at is not verb and at.dep_ in _WITHIN and is_of_a_thing(at):
            at = at.head  # "denied that its *aircraft* bombed the town and blamed …"
            continue
        if own is not None:
            shares_agent = own.dep_ == "nsubjpass" and at is not verb and agent_of(at) is not None
            return agent_of(at) if shares_agent else own
        if at.dep_ in ("acl", "relcl") and stands_for_somebody(at.head):
            return at.head
        if at.dep_ in _SHARES_SUBJECT or (at.dep_ == "ccomp" and at.tag_ in ("VBG", "VB")):
            at = at.head
        elif at.dep_ == "pcomp":  # "by saying", "after telling"; "quoted Y as saying" is said by Y
            quoted = _quoted_by(at.head.head) if at.head.lower_ == "as" else None
            if quoted is not None:
                return quoted
            at = at.head.head
        else:
            return None
        if stands_for_somebody(at):
            return at
    return None


def is_of_a_thing(verb: Token) -> bool:
    """Whether the verb has a subject that never says anything ("that its *aircraft* bombed")."""
    own = _nearest_subject(verb)
    return own is not None and own.lower_ in saying_lexicon().mute


def stands_apart(clause: Token, verb: Token) -> bool:
    """Whether a clause before a verb ends with a semicolon, which parts what two voices say ("the army said nine died;
    *residents said* …")."""
    subject = _nearest_subject(verb)
    first = verb.i if subject is None else min(verb.i, subject.left_edge.i)
    return clause.i < first and verb.doc[first - 1].text == ";"


def trails_on(verb: Token) -> bool:
    """Whether the verb follows a finished clause: "…, adding that"."""
    return (
        verb.tag_ == "VBG"
        and verb.i > 0
        and verb.doc[verb.i - 1].text in _BREAKS_OFF
        and _nearest_subject(verb) is None
    )


def _main_verb(verb: Token) -> Token:
    """The verb of the sentence, where it stands before `verb`; else `verb` itself."""
    at = verb
    while at.head != at:
        at = at.head
    return at if at.i < verb.i and is_verb(at) else verb


def _nearest_subject(verb: Token) -> Token | None:
    subjects = [c for c in verb.children if c.dep_ in _SUBJECTS]
    if subjects:
        return min(subjects, key=lambda c: abs(c.i - verb.i))
    return _inverted_subject(verb)


def _inverted_subject(verb: Token) -> Token | None:
    """The noun after the verb of '…", said the mayor', which parses take for an object."""
    after_speech = verb.i > 0 and verb.doc[verb.i - 1].text in _CLOSES_SPEECH
    entry = saying_lexicon().verbs.get(verb.lower_)
    finite = verb.tag_ in ("VBD", "VBZ", "VBP")
    return _object_of(verb) if after_speech and finite and entry is not None and not entry.told else None


def _quoted_by(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)


def _object_of(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ == "dobj"), None)


def whole(token: Token) -> range:
    """The words of everything that depends on `token`."""
    return range(token.left_edge.i, token.right_edge.i + 1)
