"""Nouns for people in; every form that they take out: how many it says, who, and whose.

Arabic says two by the form of the noun (طفلان، طفلتين), three to ten by a number before the plural, more by a number
before the singular, and kinship by a pronoun behind it (زوجته).
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Literal, NamedTuple

import msgspec

from harmledger.reading.arabic.words.letters import fold
from harmledger.reading.arabic.words.phrases import Phrases
from harmledger.records.figure import Age, Occupation, Outcome, Sex, Status, Who

Count = Literal["one", "two", "many"]
_PRONOUNS = ("ه", "ها", "هم", "هما", "هن")
_FEMININE = "ة"


class Noun(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A noun of `data/arabic_people.toml`; what each field means is said there."""

    words: tuple[str, ...]
    forms: tuple[str, ...] = ()
    status: Status = "unstated"
    sex: Sex = "unstated"
    plural_sex: Sex | None = None
    age: Age = "unstated"
    occupation: Occupation = "unstated"
    outcome: Outcome | None = None
    label: bool = False
    kin: bool = False
    additional: bool = False
    adjective: bool = False
    no_single: bool = False
    no_plural_alone: bool = False
    unsure_plural: bool = False
    only_before: tuple[str, ...] = ()
    no_dual: bool = False


class PersonForm(NamedTuple):
    """One form of a noun."""

    noun: Noun
    number: Count
    owned: bool
    """Whether a pronoun says whose ("his wife")."""

    @property
    def who(self) -> Who:
        """Who they are, by the word alone."""
        noun = self.noun
        sex = noun.plural_sex if noun.plural_sex and self.number != "one" else noun.sex
        return Who(status=noun.status, sex=sex, age=noun.age, occupation=noun.occupation)


class _Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    status: Status = "unstated"
    occupation: Occupation = "unstated"


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    people: tuple[Noun, ...]
    bodies: dict[str, _Body]
    skipped: _Words


class PeopleLexicon(msgspec.Struct, frozen=True, kw_only=True):
    """Nouns for people, ready for look-up."""

    forms: dict[str, PersonForm]
    """Folded form → what it says. Where two nouns share a form, the one listed first."""
    behind_numbers: dict[str, PersonForm]
    """Singulars that count people behind a number alone ("12 إصابة")."""
    bodies: Phrases[Who]
    skipped: frozenset[str]


@functools.cache
def people_lexicon() -> PeopleLexicon:
    """The nouns of `data/arabic_people.toml` in all their forms."""
    raw = files("harmledger.reading.data").joinpath("arabic_people.toml").read_text("utf-8")
    data = msgspec.convert(tomllib.loads(raw), _File)
    forms: dict[str, PersonForm] = {}
    for noun in data.people:
        for form in (*_singular(noun), *_dual(noun), *_plural(noun)):
            _add(forms, *form)
    behind_numbers = {
        fold(noun.words[0]): PersonForm(noun, "one", owned=False) for noun in data.people if noun.no_single
    }
    bodies = {name: Who(status=body.status, occupation=body.occupation) for name, body in data.bodies.items()}
    return PeopleLexicon(
        forms=forms,
        behind_numbers=behind_numbers,
        bodies=Phrases(bodies),
        skipped=frozenset(map(fold, data.skipped.words)),
    )


def _add(forms: dict[str, PersonForm], word: str, form: PersonForm) -> None:
    """The first noun keeps a form that two share, but "his son" stands before "a daughter": both end in ه."""
    before = forms.get(word)
    if before is None or (form.owned and form.noun.kin and not before.owned and before.noun.kin):
        forms[word] = form


def stem_of(word: str) -> str:
    """What the dual and the pronouns are added to: a ta marbuta opens into ت."""
    return fold(word[:-1] + "ت" if word.endswith(_FEMININE) else word)


def _singular(noun: Noun) -> Iterator[tuple[str, PersonForm]]:
    if noun.no_single:
        return
    word, stem = noun.words[0], stem_of(noun.words[0])
    yield fold(word), PersonForm(noun, "one", owned=False)
    if not word.endswith((_FEMININE, "ى", "ا")):
        yield fold(word) + "ا", PersonForm(noun, "one", owned=False)
    pronouns = _PRONOUNS if noun.kin else _PRONOUNS[1:]  # "شهيده" is rather a woman than "its martyr"
    for form in (stem, *map(fold, noun.forms)):
        for pronoun in pronouns:
            yield form + pronoun, PersonForm(noun, "one", owned=True)


def _dual(noun: Noun) -> Iterator[tuple[str, PersonForm]]:
    """ "ين" is the dual of nouns with a broken or feminine plural; of others it is the plural as well."""
    stem = stem_of(noun.words[0])
    if noun.no_dual:
        return
    yield stem + "ان", PersonForm(noun, "two", owned=False)
    if "ون" not in noun.words:
        yield stem + "ين", PersonForm(noun, "two", owned=False)
    for pronoun in _PRONOUNS:
        yield stem + "ا" + pronoun, PersonForm(noun, "two", owned=True)
        yield stem + "ي" + pronoun, PersonForm(noun, "two", owned=True)


def _plural(noun: Noun) -> Iterator[tuple[str, PersonForm]]:
    many, owned = PersonForm(noun, "many", owned=False), PersonForm(noun, "many", owned=True)
    stem = fold(noun.words[0])
    for word in noun.words[1:]:
        if word == "ون":
            yield from ((stem + "ون", many), (stem + "ين", many))
            continue
        plural = stem_of(noun.words[0])[: -1 if noun.words[0].endswith(_FEMININE) else None] + word
        plural = fold(plural if word == "ات" else word)
        yield plural, many
        endings = ("", "و", "ي") if word.endswith("اء") else ("",)
        yield from (
            (stem_of(word) + e + p if word != "ات" else plural + p, owned) for e in endings for p in _PRONOUNS
        )
        if not plural.endswith(("ا", "ه", "ات", "ون", "ين")):
            yield plural + "ا", many
