"""A word of a sentence in, the noun for people that stands there out, with the adjectives and nouns in apposition."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from harmledger.reading.arabic.people.nouns import PersonForm, people_lexicon
from harmledger.reading.arabic.when.lexicon import date_words
from harmledger.reading.arabic.words.letters import fold
from harmledger.reading.arabic.words.split import Reading, Word, look_up

_MOST_ADJECTIVES = 3
_DISAGREEING = frozenset((("many", "one"), ("two", "one"), ("many", "two")))
"""What a plural cannot have beside it: "three others, a girl and …". Behind eleven and more, the noun is one, its
adjective many."""


class NounPhrase(NamedTuple):
    """A noun for people with what stands in apposition to it, up to the word `last`."""

    form: PersonForm
    reading: Reading
    last: int


def noun_at(words: Sequence[Word], at: int, *, counted: bool) -> NounPhrase | None:
    """The noun at a word, with the adjectives and nouns behind it that speak of the same people."""
    if at >= len(words) or (words[at].text in date_words().months and not has_kin(words, at)):
        return None  # August has the name of a father
    found = look_up(words[at].text, people_lexicon().forms)
    if found is None and counted:
        found = look_up(words[at].text, people_lexicon().behind_numbers)
    if found is None:
        return None
    reading, form = found
    if (counted and (reading.conjunction or reading.preposition)) or not _stands(words, at, reading, form):
        return None
    last = at
    for step in range(at + 1, min(len(words), at + 1 + _MOST_ADJECTIVES)):
        beside = _same_people(words[step], reading, form)
        if beside is None:
            break
        form = _merged(form, beside)
        last = step
    while last + 1 < len(words) and words[last + 1].text in people_lexicon().skipped:
        last += 1
    return NounPhrase(form, reading, last)


def _stands(words: Sequence[Word], at: int, reading: Reading, form: PersonForm) -> bool:
    """Whether a word that counts people only before certain others ("cases" of choking) stands before one of them."""
    needed = form.noun.only_before
    behind = any(word.text in map(fold, needed) for word in words[at + 1 : at + 2])
    return not needed or (behind and not reading.preposition)


def has_kin(words: Sequence[Word], at: int) -> bool:
    """Whether somebody of their family follows ("a father and his son", "a father and a mother")."""
    found = look_up(words[at + 1].text, people_lexicon().forms) if at + 1 < len(words) else None
    if found is None or found[0].conjunction != "و":
        return False
    return found[1].owned or (found[1].noun.kin and not found[0].article)


def is_of_people(words: Sequence[Word], at: int) -> bool:
    """Whether a definite word for people stands there, as whose kin somebody is ("the father *of the child*")."""
    found = look_up(words[at].text, people_lexicon().forms) if at < len(words) else None
    plain = found is not None and not found[0].conjunction and not found[0].preposition
    return plain and found is not None and found[0].article


def is_kin(words: Sequence[Word], at: int) -> bool:
    """Whether a word of kinship stands there that says not whose."""
    found = look_up(words[at].text, people_lexicon().forms) if at >= 0 else None
    return found is not None and found[1].noun.kin and not found[1].owned and not found[0].article


def _same_people(word: Word, first: Reading, people: PersonForm) -> PersonForm | None:
    """The form of an adjective or noun in apposition: it agrees in the article and in number, and nothing joins it."""
    found = look_up(word.text, people_lexicon().forms)
    if found is None:
        return None
    reading, form = found
    if reading.conjunction or reading.preposition or form.owned or reading.article != first.article:
        return None
    return None if (people.number, form.number) in _DISAGREEING else form


def _merged(form: PersonForm, beside: PersonForm) -> PersonForm:
    """One form that says what both say; the first word's number holds."""
    one, other = form.noun, beside.noun
    noun = msgspec.structs.replace(
        one,
        status=one.status if one.status != "unstated" else other.status,
        sex=one.sex if one.sex != "unstated" else other.sex,
        plural_sex=one.plural_sex,
        age=one.age
        if one.age not in ("unstated", "adult")
        else (other.age if other.age != "unstated" else one.age),
        occupation=one.occupation if one.occupation != "unstated" else other.occupation,
        outcome=one.outcome or other.outcome,
        label=one.label or other.label,
        additional=one.additional or other.additional,
        unsure_plural=one.unsure_plural and (other.outcome is None or other.unsure_plural),
        kin=one.kin and other.kin,
    )
    return PersonForm(noun, form.number, form.owned)
