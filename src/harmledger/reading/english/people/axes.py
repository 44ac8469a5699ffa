"""The words of a stretch that names people in, what they say of them on the four axes of a figure out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from harmledger.reading.english.how_many.ages import AgeMention
from harmledger.reading.english.words.people import people_lexicon
from harmledger.records.figure import Who
from harmledger.records.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ADULT_AGE_YEARS = 18
"""A child is a person under 18 (Convention on the Rights of the Child, article 1)."""
ELDERLY_AGE_YEARS = 65
_BEFORE_AN_EMPLOYER = frozenset(("of", "for", "with", "from", "by"))
_REACH = 7
"""Most words behind a noun in which an employer is named ("a driver working for an NGO")."""
_LINK_REACH = 3
"""Most words between a noun and that "for", "of", "by"."""
_BEFORE = 2
"""Most characters between an age and the people behind it ("16-year-old Amal")."""
_AFTER = 14
"""Most characters between people and their age ("Amal (16)", "a boy, 9,")."""
_ROUGHLY = frozenset(("just", "over", "only", "nearly", "almost", "about", "around"))
AGE_WORDS = _ROUGHLY | {"-", "year", "years", "month", "months", "yr", "yo", "old", "aged"}
"""Words of an age that stands between people ("Anna, *8 years old*, and …", "Ari, *just over* two, …")."""
_BEFORE_AN_AGE = _ROUGHLY | {"and", "aged", "age", "ages"}

Axes = dict[str, str | None]
Stated = tuple[str, str]


def who_of(doc: Doc, first: int, noun: int, last: int) -> Who:
    """The axes that the noun, the words before it and an employer named behind it state."""
    lexicon = people_lexicon()
    base = lexicon.nouns.get(doc[noun].lower_, Who())
    axes: Axes = msgspec.structs.asdict(base)
    said = (token for token in doc[first:noun] if not _ends_an_age(token))
    before = [stated for token in said for stated in _said_by(token, in_noun=True)]
    open_to_employers = (axes["occupation"], axes["status"]) == ("unstated", "unstated")
    if (open_to_employers and doc[noun].lower_ not in lexicon.jargon["relatives"]) or base.status == "police":
        before += _employer(doc, noun, max(noun, last))
    if base.status == "police" and (("occupation", "aid_worker") in before or _other_officer(doc, noun)):
        axes["status"] = "unstated"  # an "NGO officer", a "finance officer" is no police officer
    if ("occupation", "aid_worker") in before:
        before = [
            stated for stated in before if stated != ("status", "combatant")
        ]  # an "armed guard" of an NGO
    for axis, value in (*before, *_jargon(doc, first, noun)):
        further = value == "elderly" and axes["age"] == "adult"  # "an *elderly* man"
        if further or (axes[axis] in (None, "unstated") and value != "unstated"):
            axes[axis] = value
    if axes["status"] == "combatant" and ("status", "contested") in before:
        axes["status"] = "contested"  # "alleged militants"
    elif axes["status"] == "contested":
        axes["status"] = base.status  # "a possible witness"
    return msgspec.convert(axes, Who)


def _ends_an_age(token: Token) -> bool:
    """ "30-year-*old*" says nothing but the age."""
    return token.lower_ == "old" and token.i > 0 and token.nbor(-1).lower_ in AGE_WORDS


def _other_officer(doc: Doc, noun: int) -> bool:
    """Whether the noun before "officer" says that it is none of the police."""
    before = doc[noun - 1] if noun else None
    if doc[noun].lower_ not in ("officer", "officers") or before is None or before.tag_ not in ("NN", "NNP"):
        return False
    return before.lower_ not in people_lexicon().jargon["police"] and not before.text[0].isupper()


def _said_by(token: Token, *, in_noun: bool) -> list[Stated]:
    """What one word before a noun says: as a modifier, or as a noun for people itself."""
    lexicon = people_lexicon()
    stated = list(lexicon.modifiers.get(token.lower_, ()))
    also = lexicon.nouns.get(token.lower_)
    if in_noun and also is not None and token.tag_.startswith("NN"):
        stated += [(axis, value) for axis, value in msgspec.structs.asdict(also).items() if axis != "label"]
    return stated


def _jargon(doc: Doc, first: int, noun: int) -> Iterator[Stated]:
    """ "National staff" is said of aid organisations; "army officers", "government forces" of fighters."""
    jargon, word = people_lexicon().jargon, doc[noun].lower_
    before = {token.lower_ for token in doc[first:noun]}
    if word in jargon["nouns"] and before & jargon["before"]:
        yield "occupation", "aid_worker"
    armed = word in jargon["ranks"] and before & jargon["armed_bodies"]
    if armed or (word in jargon["forces"] and not before & jargon["unarmed_forces"]):
        yield "status", "combatant"


def _employer(doc: Doc, noun: int, last: int) -> list[Stated]:
    """What an organisation or group says that is named directly behind ("a driver *of an NGO*")."""
    jargon = people_lexicon().jargon
    ranked = doc[noun].lower_ in jargon["ranks"]
    behind = doc[last + 1 : last + 1 + _LINK_REACH]
    link = next((t.i for t in behind if t.lower_ in _BEFORE_AN_EMPLOYER), None)
    if link is None or any(t.tag_ not in ("VBG", "VBN", "NN", "JJ", "RB") for t in doc[last + 1 : link]):
        return []
    if doc[link].lower_ == "by" and doc[link - 1].lower_ not in jargon["hired"]:
        return []
    for token in doc[link + 1 : link + 1 + _REACH]:
        stated = [s for s in _said_by(token, in_noun=False) if s[0] in ("occupation", "status")]
        if stated:
            return [s for s in stated if s[1] != "contested"]
        if ranked and token.lower_ in jargon["armed_bodies"]:
            return [("status", "combatant")]
        if token.tag_[:2] not in ("DT", "JJ", "NN", "CD", "HY"):
            break
    return []


def at_age(who: Who, years: int) -> Who:
    """`who` with what an age in years says."""
    if years < ADULT_AGE_YEARS:
        return msgspec.structs.replace(who, age="child")
    if years >= ELDERLY_AGE_YEARS:
        return msgspec.structs.replace(who, age="elderly")
    return who if who.age == "elderly" else msgspec.structs.replace(who, age="adult")


Between = Callable[[int, int], str]
"""Gives the text between two offsets."""


def age_beside(ages: Sequence[AgeMention], words: Span, between: Between) -> int | None:
    """The age in years that stands in or right beside `words` ("a 12-year-old boy", "Amal, 16,")."""
    years = (_years(age) for age in ages if _is_beside(age, words, between))
    return next((number for number in years if number is not None), None)


def is_minor_beside(ages: Sequence[AgeMention], words: Span, between: Between) -> bool:
    """Whether an age that is known to some years only stands there and is a child's ("Amal (5 or 7)")."""
    bands = (a for a in ages if a.years is None and _is_beside(a, words, between))
    return any(band.high is not None and band.high < ADULT_AGE_YEARS for band in bands)


def _is_beside(age: AgeMention, words: Span, between: Between) -> bool:
    inside = age.span.end <= words.end and age.span.start >= words.start - 1
    near = 0 <= words.start - age.span.end <= _BEFORE
    before = near and between(age.span.end, words.start).strip() in ("", "-")
    return inside or before or _follows(words.end, age, between)


def ages_beside(ages: Sequence[AgeMention], words: Span, between: Between) -> tuple[int, ...]:
    """All the ages of a list that begins right behind `words` ("two boys, aged 8 and 17")."""
    found: list[int] = []
    end = words.end
    for age in ages:
        years = _years(age)
        if years is not None and _follows(end, age, between):
            found.append(years)
            end = age.span.end
    return tuple(found)


def _follows(end: int, age: AgeMention, between: Between) -> bool:
    """Whether only commas, brackets, "and", "aged" or "just over" stand between `end` and the age."""
    if not 0 <= age.span.start - end <= _AFTER:
        return False
    words = re.findall(r"[a-z]+", between(end, age.span.start).lower())
    return set(words) <= _BEFORE_AN_AGE


def leads_to_a_name(age: Span, between: Between) -> bool:
    """ "Karl Orn, *28-year-old* Omar Berg": the age of who follows."""
    behind = between(age.end, age.end + 2)
    return between(age.start, age.end).endswith("old") and behind[:1] == " " and behind[1:].isupper()


def _years(age: AgeMention) -> int | None:
    return age.high if age.months is not None else age.years
