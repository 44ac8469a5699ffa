"""A number in a parsed sentence in, the noun for people that it counts out."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, NamedTuple

from harmledger.reading.english.how_many.quantities import QuantityMention
from harmledger.reading.english.people.numbering import (
    counts_a_thing,
    counts_things,
    did_it_to_others,
    is_conjunction,
    is_group_of_number,
    is_numbering,
    is_of_a_parent,
    is_year,
    names_people,
)
from harmledger.reading.english.words.harm import Trigger, harm_lexicon
from harmledger.reading.english.words.people import people_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_REACH = 10
"""Most words between a number and the noun that it counts ("3 INGO international (Spanish) staff")."""
_BRACKET = 16
"""Most words in a bracket between a number and its noun."""
_COMPOUND = 3
"""Most words between a noun for people and the one that it modifies ("female aid *worker*")."""
_BRIDGES = frozenset((
    "of", "the", "his", "her", "their", "our", "its", "other", "more", "identified", "unidentified", "named",
    "-", "/", "&", "'s", "’s", "'", "‘", "“", '"',
))  # fmt: skip
_BRIDGE_TAGS = frozenset((
    "JJ", "JJR", "JJS", "NN", "NNP", "NNS", "NNPS", "HYPH", "VBN", "DT", "PRP$", "``", "''", "RB", "POS", "FW",
))  # fmt: skip
_COMPOUND_TAGS = frozenset(("NN", "NNP", "JJ", "HYPH", "VBN", "VBG"))
_OF_AGES = frozenset(("-", "year", "years", "month", "months"))
_OWNING = frozenset(("of", "in", "by", "for", "from", "with", "at"))
_ANYBODY = frozenset(("each", "every"))
""" "One count for *each* person wounded" tells of nobody in particular."""


class Head(NamedTuple):
    """The noun that a number counts, and the last word of the stretch."""

    noun: int
    last: int
    unsure: bool = False


@functools.cache
def countable() -> frozenset[str]:
    """Words that a number may count: people, and deaths, injuries, bodies in their place."""
    by_kind = (
        form for form, ways in harm_lexicon().triggers.items() if any(_counts_people(way) for way in ways)
    )
    return frozenset(people_lexicon().nouns) | frozenset(by_kind)


def _counts_people(trigger: Trigger) -> bool:
    return trigger.kind in ("event", "person") and not trigger.of_only


def is_person_noun(token: Token, *, unsure: bool = False) -> bool:
    """Whether a noun names people; with `unsure`, whether it may, being no thing that we know."""
    lexicon, word = people_lexicon(), token.lower_
    if word == "head" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "of":
        return True  # of an organisation, rarely of a body
    known = word in lexicon.nouns
    if not (known or unsure) or word in lexicon.things or word in ("life", "lives"):
        return False
    if not token.tag_.startswith("NN") or any(child.lower_ in _ANYBODY for child in token.lefts):
        return False
    if known:
        return token.tag_ not in ("NNP", "NNPS") or not _in_a_name(token)
    return token.is_alpha and word not in harm_lexicon().triggers


def _in_a_name(token: Token) -> bool:
    """ "Guard" in "National Guard", "Police" in "Police Department", "Women" in "Women's Hospital" name a
    body."""
    behind = [t for t in token.doc[token.i + 1 : token.i + 3] if t.tag_ != "POS"]
    return bool(behind) and behind[0].lower_ in people_lexicon().not_names and behind[0].tag_[:3] == "NNP"


def head_of(doc: Doc, mention: QuantityMention, first: int, last: int) -> Head | None:
    """The noun counted by the number from token `first` to `last`; the number itself where it stands
    alone."""
    if names_people(doc, last):
        return Head(noun=last, last=last)
    if is_numbering(doc, first) or is_conjunction(doc, first, last) or is_of_a_parent(doc, first):
        return None
    noun = _noun_after(doc, last, plural=(mention.quantity.low or 0) > 1)
    if noun is not None:
        event = (mention.article or is_year(mention)) and _is_event(doc, noun)
        group = mention.article and (is_group_of_number(doc, noun) or counts_a_thing(doc, last, noun))
        return None if event or group else Head(noun=noun, last=_past_brackets(doc, noun))
    if (noun := _noun_said_of(doc, last)) is not None:
        return Head(noun=noun, last=noun)
    return None if mention.article or is_year(mention) else _without_known_noun(doc, mention, first, last)


def _without_known_noun(doc: Doc, mention: QuantityMention, first: int, last: int) -> Head | None:
    alone = _alone(doc, last)
    if alone is None:
        return _unknown_noun(doc, last)
    if counts_things(doc, alone.last):
        return None
    if mention.partitive:
        return _head_of_part(doc, last)
    named = alone.last > last and first > 0 and doc[first - 1].lower_ in _OWNING
    return None if named else alone  # "staff of *one NGO*"


def _noun_after(doc: Doc, last: int, *, plural: bool) -> int | None:
    nouns = countable()
    best: int | None = None
    index = last + 1
    while index < len(doc) and index <= last + _REACH:
        token = doc[index]
        if token.text == "(" and (close := _close(doc, index)) is not None:
            last += close - index
            index = close + 1
            continue
        if did_it_to_others(token, last):
            break
        if token.lower_ in nouns and token.tag_[:2] in ("NN", "JJ", "VB") and not _modifies(token):
            if best is not None and not _extends(doc, best, index, plural=plural):
                return best
            best = index
        elif not _bridges(token) or _ends_reach(token, best):
            break
        index += 1
    return None if best is None or _belongs_to_next(doc, best) else best


def _belongs_to_next(doc: Doc, best: int) -> bool:
    """ "A *driver*'s car", "a *police* station", "a *Somali* charity": the next noun is what is counted."""
    following = doc[best + 1] if best + 1 < len(doc) else None
    if following is None or following.lower_ in harm_lexicon().triggers:
        return False
    name = doc[best].tag_[:3] in ("NNP", "JJ") and following.tag_ in ("NN", "NNP")
    return following.tag_ == "POS" or name or (doc[best].tag_ == "NN" and following.tag_ in ("NN", "NNS"))


def _modifies(token: Token) -> bool:
    """ "A *dead* end", "two *wounded* dogs": an adjective before the noun that is counted."""
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    if following is None or is_verbal(following):
        return False  # "a *male* shot in the leg"
    return token.tag_[:2] in ("JJ", "VB") and following.tag_ in ("NN", "NNS")


def _bridges(token: Token) -> bool:
    hyphened = token.i + 1 < len(token.doc) and token.nbor().tag_ == "HYPH"
    if token.tag_ == "CD":  # of an age; another number would count the noun itself
        return token.i + 1 < len(token.doc) and token.nbor().lower_ in _OF_AGES
    known = token.lower_ in _BRIDGES or token.lower_ in people_lexicon().modifiers
    return hyphened or known or token.tag_ in _BRIDGE_TAGS


def _ends_reach(token: Token, best: int | None) -> bool:
    """A word of harm, or a thing, ends the search; past a noun only a compound goes on."""
    if (
        token.lower_ in people_lexicon().things
        and token.i + 1 < len(token.doc)
        and token.nbor().lower_ == "of"
    ):
        return True  # "five *scenes* of …"
    if is_verbal(token) and not (token.dep_ in ("compound", "amod") and token.head.lower_ in countable()):
        return True  # but "three *shooting* victims", "three *deceased* persons"
    return best is not None and (
        token.i - best > _COMPOUND or (token.lower_ not in ("/", "&") and token.tag_ not in _COMPOUND_TAGS)
    )


def is_verbal(token: Token) -> bool:
    """Whether a word says harm of people rather than counting them ("shot", "killed", "missing")."""
    ways = harm_lexicon().triggers.get(token.lower_, ())
    verbal = any(way.kind in ("verb", "intransitive", "state") for way in ways)
    return verbal and not any(_counts_people(way) for way in ways)


def _extends(doc: Doc, best: int, index: int, *, plural: bool) -> bool:
    """Whether the noun at `best` only modifies the one at `index` ("police *officers*", "female
    *workers*")."""
    if index == best + 1:
        return doc[index].tag_.startswith("NN") and not (doc[best].tag_ == "NNS" and doc[index].tag_ == "NNP")
    if all(t.lower_ in ("/", "&", "-") for t in doc[best + 1 : index]):
        return True
    return doc[best].tag_ not in ("NNS", "NNPS") and (plural or doc[index].tag_ == "NN")


def _close(doc: Doc, index: int) -> int | None:
    return next((t.i for t in doc[index : index + _BRACKET] if t.text == ")"), None)


def _past_brackets(doc: Doc, noun: int) -> int:
    """The last word of "guard/escorts", whose second noun says the same."""
    nouns = people_lexicon().nouns
    if noun + 2 < len(doc) and doc[noun + 1].text == "/" and doc[noun + 2].lower_ in nouns:
        return noun + 2
    return noun


def _noun_said_of(doc: Doc, last: int) -> int | None:
    """What "five of them *children*", "two of whom were *women*" says of the number."""
    words = doc[last + 1 : last + 5]
    if (
        len(words) < 3
        or words[0].lower_ != "of"
        or words[1].lower_ not in ("them", "whom", "these", "those", "which")
    ):
        return None
    nouns = people_lexicon().nouns
    return next((t.i for t in words[2:] if t.lower_ in nouns and t.tag_.startswith("NN")), None)


def _is_event(doc: Doc, noun: int) -> bool:
    """ "A killing", "a shooting": what happened, not somebody."""
    word = doc[noun].lower_
    ways = harm_lexicon().triggers.get(word, ())
    return bool(ways) and all(way.kind != "person" for way in ways) and word not in people_lexicon().nouns


def _alone(doc: Doc, last: int) -> Head | None:
    """The number itself, where it can count people without a noun ("killing 7", "11 were killed", "1 INGO
    wounded")."""
    end = last
    lexicon = people_lexicon()
    while end + 1 < len(doc) and (
        doc[end + 1].lower_ in lexicon.modifiers or doc[end + 1].lower_ in lexicon.jargon["before"]
    ):
        end += 1
    following = doc[end + 1] if end + 1 < len(doc) else None
    behind = doc[end + 2].tag_ if end + 2 < len(doc) else ""
    if following is not None and following.tag_ == "NN" and behind in ("NN", "NNS"):
        return None  # "2 *stab* wounds"
    if following is None or following.lower_ in harm_lexicon().triggers:
        return Head(noun=end, last=end)
    if (
        _labels(doc, last)
        or following.tag_[:2] in ("NN", "CD", "$", "JJ")
        or following.lower_ in ("%", "percent", "-", "/")
    ):
        return None
    return Head(noun=end, last=end)


def _labels(doc: Doc, number: int) -> bool:
    """ "KXYZ *12*", "U.S. *41*": part of a name."""
    before = doc[number - 1] if number else None
    return before is not None and before.tag_ == "NNP" and before.text.isupper() and len(before.text) > 1


def _head_of_part(doc: Doc, last: int) -> Head:
    """The number of a part with its whole, whose noun says of both who they are ("two *of the three children*")."""
    end = _end_of_whole(doc, last)
    noun = end + 1
    if end > last and noun < len(doc) and doc[noun].tag_ == "NNS" and is_person_noun(doc[noun]):
        return Head(noun=noun, last=noun)
    return Head(noun=last, last=end)


def _end_of_whole(doc: Doc, last: int) -> int:
    """The last word of the whole that a part is of ("one *of the six*")."""
    end = last
    while (
        end + 1 < len(doc)
        and doc[end + 1].lower_ != ","
        and doc[end + 1].tag_ in ("IN", "DT", "CD", "JJ", "PRP$", "PRP")
    ):
        end += 1
    return end


def _unknown_noun(doc: Doc, last: int) -> Head | None:
    """The plain noun behind a number that only a word of harm can show to be people."""
    for token in doc[last + 1 : last + _REACH]:
        following = token.nbor() if token.i + 1 < len(doc) else None
        goes_on = following is not None and following.tag_ in ("NN", "NNS", "NNP", "NNPS", "HYPH")
        if token.tag_.startswith("NN") and not goes_on:
            return Head(noun=token.i, last=token.i, unsure=True) if _may_be_people(token) else None
        if token.tag_ not in ("JJ", "NN", "NNP", "HYPH", "VBN", "VBG", "NNS", "POS"):
            return None
    return None


def _may_be_people(token: Token) -> bool:
    lexicon = people_lexicon()
    return (
        token.lower_ not in lexicon.things
        and token.lower_ not in harm_lexicon().triggers
        and token.text[0].isalpha()
    )
