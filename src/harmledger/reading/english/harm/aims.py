"""A verb of harm in its sentence in; whether it says at what was aimed, rather than who was hit, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harmledger.reading.english.harm.victims import SUBJECTS
from harmledger.reading.english.people.counted import is_person_noun

if TYPE_CHECKING:
    from spacy.tokens import Token


def aims_at(token: Token) -> bool:
    """ "Shot *at* two men", "*into* a house"; but not "killed *at least* two men"."""
    following = [t.lower_ for t in token.doc[token.i + 1 : token.i + 3]]
    aims = following[:1] in (["at"], ["into"], ["toward"], ["towards"])
    return aims and following[1:] not in (["least"], ["most"]) and not _is_headline(token)


def _is_headline(token: Token) -> bool:
    """ "Child shot at range", "Man, 34, shot at house in Hella": who has no article was shot, if nobody stands behind
    "at"."""
    bare = (c for c in token.lefts if c.dep_ in SUBJECTS and c.tag_ == "NN")
    shot = any(not any(d.dep_ in ("det", "poss") for d in subject.lefts) for subject in bare)
    at = next((c for c in token.rights if c.dep_ == "prep" and c.lower_ == "at"), None)
    where = [] if at is None else [c for c in at.rights if c.dep_ == "pobj"]
    return shot and any(c.tag_ in ("NN", "NNP") and not is_person_noun(c) for c in where)
