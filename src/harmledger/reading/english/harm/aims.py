"""A verb of harm in its sentence in; whether it says at what was aimed, or what it befell that is nobody, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harmledger.reading.english.harm.subjects import SUBJECTS
from harmledger.reading.english.people.counted import is_person_noun
from harmledger.reading.english.words.people import people_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token


_WHERE_OR_WHEN = frozenset((
    "when", "while", "as", "after", "before", "outside", "inside", "near", "in", "at", "on", "by", "during",
))  # fmt: skip


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


def befell_things(token: Token) -> bool:
    """Whether all that a verb of harm has as its object are things or animals: "killed *sheep*", "hit *a house*",
    "killed a number of *cattle*"; not somebody's leg."""
    objects = [child for child in token.rights if child.dep_ == "dobj" and _is_reached(token, child)]
    named = [noun for it in objects for noun in (_counted_by(it) or (it, *it.conjuncts))]
    if not named or not all(_is_a_thing(noun) for noun in named):
        return False
    return not any(is_person_noun(word) for it in objects for word in it.subtree)


def _is_reached(verb: Token, noun: Token) -> bool:
    """Not in a clipped headline, where a parse takes for an object what tells where or when ("2 wounded *when vehicle*
    hit", "1 killed *outside hospital*")."""
    return all(word.lower_ not in _WHERE_OR_WHEN for word in verb.doc[verb.i + 1 : noun.i])


def _counted_by(noun: Token) -> list[Token]:
    """What "a number of …", "dozens of …" counts."""
    of = (child for child in noun.rights if child.lower_ == "of" and noun.lower_ != "one")
    return [child for prep in of for child in prep.rights if child.dep_ == "pobj"]


def _is_a_thing(noun: Token) -> bool:
    owned = any(child.dep_ == "poss" for child in noun.lefts)
    return noun.tag_.startswith("NN") and not owned and noun.lower_ in people_lexicon().things
