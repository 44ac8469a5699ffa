"""A report's words in, the ages and the streets that they tell of out: by these, events of one town are told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

import msgspec

from harmledger.linking.rarity import word_rules

_BESIDE_NAME = re.compile(r"[^\W\d_]{2}(?:, ([1-9][0-9]?)(?=[,.;]\s)| \(([1-9][0-9]?)\))")
"""An age between commas or in brackets behind a word, as most news has it ("Jude Marsh, 24, of …")."""


class AgeRules(msgspec.Struct, frozen=True):
    """By which words a numeral is known for an age."""

    before: frozenset[str]
    units: dict[str, str]
    behind_unit: frozenset[str]
    oldest: int
    spelled: dict[str, int]


class StreetRules(msgspec.Struct, frozen=True):
    """By which words a name is known for a street's."""

    behind: tuple[str, ...]
    behind_or_title: tuple[str, ...]
    before: tuple[str, ...]
    numbered: tuple[str, ...]
    not_names: frozenset[str]


class AftermathRules(msgspec.Struct, frozen=True):
    """By which words a report is known to tell of what came after."""

    words: frozenset[str]


class Rules(msgspec.Struct, frozen=True):
    """`data/particulars.toml`."""

    version: str
    ages: AgeRules
    streets: StreetRules
    aftermath: AftermathRules


def ages_of(content: str, tokens: Sequence[str]) -> frozenset[str]:
    """The ages in a text with these words, whoever they are of: `17`, `6 month`."""
    beside = (int(found[1] or found[2]) for found in _BESIDE_NAME.finditer(content))
    return frozenset((*map(str, beside), *_worded_ages(tokens)))


def _worded_ages(tokens: Sequence[str]) -> Iterator[str]:
    rules = _rules().ages
    for at, token in enumerate(tokens):
        number = int(token) if token.isdecimal() and len(token) < 4 else rules.spelled.get(token)
        if number is None or not 0 < number <= rules.oldest:
            continue
        unit = rules.units.get(tokens[at + 1]) if at + 1 < len(tokens) else None
        if unit is not None and at + 2 < len(tokens) and tokens[at + 2] in rules.behind_unit:
            yield str(number) if unit == "year" else f"{number} {unit}"
        elif at and tokens[at - 1] in rules.before:
            yield str(number)


def streets_of(content: str) -> frozenset[str]:
    """The names of the streets in a text, case-folded: of several words the one beside the kind of street."""
    rules = _rules().streets
    not_names = rules.not_names | word_rules().institutions.words
    found = ((match[1] or match[2] or match[3]).casefold() for match in _streets().finditer(content))
    return frozenset(name for name in found if name not in not_names)


def tells_of_aftermath(heading: Sequence[str]) -> bool:
    """Whether a report with these words in its heading tells of an arrest, a trial, a funeral."""
    return not _rules().aftermath.words.isdisjoint(heading)


@cache
def _streets() -> re.Pattern[str]:
    rules = _rules().streets
    behind, titles, before, numbered = (
        "|".join(each) for each in (rules.behind, rules.behind_or_title, rules.before, rules.numbered)
    )
    return re.compile(
        rf"\b([A-Z0-9][\w’']{{0,30}}) (?:(?:{behind})\b|(?:{titles})\b(?!\. [A-Z]))"
        rf"|\b(?:{numbered}) ([0-9]{{1,4}})\b|\b(?:{before}) (\w{{3,30}})"
    )


@cache
def _rules() -> Rules:
    content = files("harmledger.linking").joinpath("data", "particulars.toml").read_bytes()
    return msgspec.toml.decode(content, type=Rules)
