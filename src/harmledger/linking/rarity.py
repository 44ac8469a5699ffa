"""Words in, how rare they are out: from a frozen table, so that one report's arrival never reweighs
another's words."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec


class Unlisted(msgspec.Struct, frozen=True):
    """How rare a word of a script without a table is: by its length."""

    bits_a_letter: int
    most_bits: int


class Numbers(msgspec.Struct, frozen=True):
    """How rare a numeral is, by its number of digits; years stand in nearly every report."""

    bits_by_digits: tuple[int, ...]
    year_bits: int


class WordList(msgspec.Struct, frozen=True):
    """Words that a person listed, with their bits where they have any."""

    words: frozenset[str]
    bits: int = 0


class WordRules(msgspec.Struct, frozen=True):
    """`data/words.toml`: what a person decided about words."""

    version: str
    unlisted: Unlisted
    numbers: Numbers
    harm: WordList
    stop: WordList
    titles: WordList
    institutions: WordList


@cache
def word_rules() -> WordRules:
    """The listed words that ship with the package."""
    return msgspec.toml.decode(_data("words.toml"), type=WordRules)


@cache
def rarity_table() -> dict[str, int]:
    """Bits of each listed word: general English first, then what reports of harm share, then words not
    counted (0)."""
    table: dict[str, int] = {}
    for line in _data("rarity.csv").decode().splitlines():
        if not line.startswith("#"):
            bits, words = line.split(",")
            table.update(dict.fromkeys(words.split(), int(bits)))
    rules = word_rules()
    table.update(dict.fromkeys(rules.harm.words, rules.harm.bits))
    table.update(dict.fromkeys(rules.stop.words, 0))
    return table


def bits_of(word: str) -> int:
    """How rare a case-folded word or numeral is, in bits (0: says nothing about which event a text tells
    of)."""
    listed = rarity_table().get(word)
    if listed is not None:
        return listed
    if word.isdigit():
        return _bits_of_number(word)
    rules = word_rules().unlisted
    if word.isascii():
        singular = rarity_table().get(word.removesuffix("s"))
        return singular if singular is not None else rules.most_bits * (len(word) > 2)
    return min(rules.most_bits, rules.bits_a_letter * max(0, len(word) - 1))


def _bits_of_number(digits: str) -> int:
    rules = word_rules().numbers
    if len(digits) == 4 and digits.startswith(("19", "20")):
        return rules.year_bits
    return rules.bits_by_digits[min(len(digits), len(rules.bits_by_digits) - 1)]


def _data(name: str) -> bytes:
    return files("harmledger.linking").joinpath("data", name).read_bytes()
