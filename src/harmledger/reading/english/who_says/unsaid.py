"""An utterance in; the same out as what it is where nobody, or no more than evidence, says it ("the army *has not
admitted* that …", "*nobody* denied that …", "*insufficient evidence* to find that …")."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from harmledger.reading.english.who_says.utterance import Utterance
from harmledger.reading.english.words.saying import saying_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOBODY = frozenset(("nobody", "none", "neither"))
_OF_NOBODY = frozenset(("no", "neither"))


def by_nobody(verb: Token, utterance: Utterance) -> Utterance | None:
    """None where somebody did not say, admit or deny it, or nobody did: it is told by whoever speaks around it. Where
    evidence is the subject, it is a finding of whoever speaks, and a doubt where there is too little of it or it does
    not show it; so is what nobody confirms."""
    source, entry = utterance.source, utterance.entry
    if source is not None and source.lower_ in saying_lexicon().proofs:
        entry = msgspec.structs.replace(entry, lemma=source.lower_)
        if is_lacking(source) or _is_negated(verb):
            entry = msgspec.structs.replace(entry, stance="doubts", negated=None)
    elif source is not None and _is_nobody(source):
        if entry.negated is None:
            return None
        entry = msgspec.structs.replace(entry, stance=entry.negated, negated=None)
    else:
        unsaid = entry.kind == "speech" and entry.negated is None and _is_negated(verb)
        beside = saying_lexicon().verbs.get(verb.head.lower_) if verb.dep_ == "conj" else None
        if not unsaid:
            return utterance
        if beside is None or beside.negated is None:
            return None
        # "could neither confirm *nor rule out* that …"
        return utterance._replace(entry=msgspec.structs.replace(entry, stance=beside.negated, negated=None))
    return utterance._replace(source=None, antecedent=None, source_words=None, entry=entry, passive=True)


def is_lacking(proof: Token) -> bool:
    """Whether there is too little of it, or none: "*no* evidence", "*insufficient* information", "*lack of* proof"."""
    of = proof.head.lower_ == "of" and proof.head.head.lower_ in saying_lexicon().lacking
    return of or any(child.lower_ in saying_lexicon().lacking for child in proof.lefts)


def _is_nobody(source: Token) -> bool:
    """ "*Nobody*", "*no group*", "*neither side*", "*none* of the parties"."""
    return source.lower_ in _NOBODY or any(child.lower_ in _OF_NOBODY for child in source.lefts)


def _is_negated(verb: Token) -> bool:
    """ "Has *not* admitted", "*refused to* accept", "has *yet to* acknowledge", "did *not* confirm *or deny*", "neither
    confirmed *nor denied*"."""
    head = verb.head
    if any(child.dep_ == "neg" for child in verb.children):
        return True
    if verb.dep_ == "xcomp":
        reversing = saying_lexicon().reversing
        return head.lower_ in reversing or any(child.lower_ == "yet" for child in head.children)
    joints = {child.lower_ for child in head.children if child.dep_ == "cc"}
    return verb.dep_ == "conj" and ("nor" in joints or ("or" in joints and _is_negated(head)))
