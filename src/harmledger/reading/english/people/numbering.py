"""A number in a parsed sentence in, whether it names or joins something, rather than counting people, out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from harmledger.reading.english.how_many.quantities import QuantityMention
from harmledger.reading.english.words.people import people_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NUMBERED = frozenset(
    ("image", "photo", "slide", "page", "picture", "step", "part", "chapter", "no.", "number")
)
"""A number right behind one of these names it ("image 3 of 12")."""
_CALL_SIGN = re.compile(r"[KW][A-Z]{2,3}(?:-TV)?")
"""What broadcasters of North America are called by law."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def is_group_of_number(doc: Doc, noun: int) -> bool:
    """ "A family *of five*": the number counts, not the article."""
    behind = doc[noun + 1 : noun + 3]
    return (
        doc[noun].lower_ in people_lexicon().jargon["groups"]
        and len(behind) == 2
        and behind[0].lower_ == "of"
        and (behind[1].tag_ == "CD" or behind[1].text.isdigit())
    )


def counts_a_thing(doc: Doc, article: int, noun: int) -> bool:
    """ "*A list* of the dead", "*a picture* of the victims": the article is the thing's before "of"."""
    of = next((index for index in range(article + 1, noun) if doc[index].lower_ == "of"), None)
    return of is not None and doc[of - 1].tag_ == "NN" and doc[of - 1].lower_ not in people_lexicon().nouns


def names_people(doc: Doc, last: int) -> bool:
    """ "*Twins* Ari and Rut Berg", "*a couple*, Jon and Eva Berg": a noun for people that is a number."""
    following = doc[last + 1 : last + 2]
    together = doc[last].lower_ in people_lexicon().jargon["together"]
    return together and bool(following) and following[0].tag_.startswith("NNP")


def is_numbering(doc: Doc, first: int) -> bool:
    """ "Image *3* of *12*", "told News *5*", "*11* News", "told KLMN *12*"."""
    before = doc[first - 1] if first > 0 else None
    if doc[first].text.isdigit() and doc[first + 1 : first + 2].text.capitalize() == "News":
        return True
    if before is not None and before.text in people_lexicon().jargon["stations"]:
        return True
    if before is not None and _CALL_SIGN.fullmatch(before.text) and doc[first].text.isdigit():
        return True
    of_many = first > 2 and doc[first - 1].lower_ == "of" and doc[first - 3].lower_ in _NUMBERED
    return of_many or (first > 0 and doc[first - 1].lower_ in _NUMBERED)


def is_of_a_parent(doc: Doc, first: int) -> bool:
    """ "A mother *of two*": her children, of whom nothing is said."""
    return (
        first > 1
        and doc[first - 1].lower_ == "of"
        and doc[first - 2].lower_ in people_lexicon().jargon["parents"]
    )


def is_conjunction(doc: Doc, first: int, last: int) -> bool:
    """ "Both" of "both A and B" counts nobody."""
    following = doc[last + 1 : last + 2]
    both = first == last and doc[first].lower_ == "both"
    return both and bool(following) and following[0].tag_ in ("NNP", "PRP$", "DT", "JJ", "NN")


def counts_things(doc: Doc, last: int) -> bool:
    """ "A number of *sheep*", "dozens of his *cattle*"."""
    if doc[last + 1 : last + 2].text.lower() != "of":
        return False
    behind = [token for token in doc[last + 2 : last + 5] if token.tag_ not in ("PRP$", "DT")]
    thing = bool(behind) and behind[0].lower_ in people_lexicon().things
    return thing and not any(token.tag_.startswith("NN") for token in behind[1:2])


def did_it_to_others(verb: Token, last: int) -> bool:
    """ "Five shells *wounded* a child": what a number counts did it, and is not those hurt."""
    acted = verb.tag_ == "VBD" and any(c.dep_ == "nsubj" and c.i > last for c in verb.lefts)
    return acted and any(c.dep_ == "dobj" for c in verb.rights)


def is_year(mention: QuantityMention) -> bool:
    """Whether bare digits are a year ("a *2014* shooting")."""
    quantity = mention.quantity
    return quantity.phrase.isdigit() and _FIRST_YEAR <= (quantity.low or 0) < _LAST_YEAR
