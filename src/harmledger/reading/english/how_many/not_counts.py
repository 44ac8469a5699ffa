"""English text around a number in, whether it counts nobody out (dates, ages, money, addresses, measures)."""

from __future__ import annotations

import functools
import re

from harmledger.reading.english.how_many.ages import age_patterns
from harmledger.reading.english.when.shapes import dates_with_a_day
from harmledger.reading.english.words.numbers import BLANKS, Numeral, alternation, number_lexicon

_WINDOW = 24
"""Characters before a number in which the word before it stands."""
_FIRST_YEAR, _LAST_YEAR, _YEAR_DIGITS = 1900, 2100, 4
_CLOCK = r"[0-9]{1,2}(?:[:.][0-9]{2}){0,2}"
_PEOPLE_NEXT = re.compile(
    rf"{BLANKS}(?:people|civilians|men|women|children|persons|victims|fighters|soldiers)\b"
)


@functools.cache
def never_counts() -> str:
    """The source of a pattern without groups for stretches whose numbers count nobody.

    It is tried at every character: shapes stand under the characters that they may begin with.
    """
    words = (
        rf"{dates_with_a_day()}",
        *(rf"(?=[{starts}]){source}" for starts, source in age_patterns().values()),
        rf"(?=[0-9])(?:{'|'.join(_digit_shapes())})",
        rf"(?=[0-9a-zA-Z])(?:{'|'.join(_word_shapes())})",
    )
    signs = (
        r"[(\[][0-9]{1,7}[)\]]",
        rf",{BLANKS}[0-9]{{1,3}}(?={BLANKS}?[,;)])",
        r"[$€£¥₪][ ]?[0-9][0-9,.]{0,15}",
        r"[@#][\w.]{1,60}",
        r"\+[0-9][0-9 ().-]{5,18}[0-9]",
    )
    item = r"(?m:^)[ \t]{0,8}[0-9]{1,3}[.)](?=[ \t])"
    word = rf"(?<![\w.,:/$€£-])(?=[0-9A-Za-z])(?:{'|'.join(words)})"
    return rf"(?:{word}|(?=[(\[,$€£¥₪@#+])(?:{'|'.join(signs)})|(?=[ \t0-9]){item})"


def _digit_shapes() -> tuple[str, ...]:
    """Clocks, telephone numbers, addresses, identifiers."""
    half_day = r"(?ai:[ap]\.?m\b\.?)"
    streets = alternation(number_lexicon().not_people.streets)
    return (
        r"[0-9]{1,6}(?:(?:-[0-9]{1,6}){2,8}|(?:/[0-9]{1,6}){2,8}|(?:\.[0-9]{1,6}){2,8})",
        rf"{_CLOCK}(?:{BLANKS}?(?:-|–|to|and|or){BLANKS}?{_CLOCK})?{BLANKS}?{half_day}",
        r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\b",
        rf"[0-9]{{1,5}}(?:-[0-9]{{1,5}})?{BLANKS}(?:[NSEW]\.?{BLANKS}|(?:North|South|East|West){BLANKS})?"
        rf"(?!(?:People|Killed|Dead|Shot|Injured|Wounded|Men|Women|Civilians|Children)\b)"
        rf"(?:[A-Z0-9][\w.’'-]{{0,20}}{BLANKS}){{1,2}}(?:{streets})\b(?<=[a-z])",
        r"[0-9]{3}[-. ][0-9]{3}[-. ][0-9]{4}\b",
        r"[0-9]{3}-[0-9]{4}\b",
        rf"(?:911|999|112)\b(?!{BLANKS}(?:people|civilians|victims|men|women|children|were)\b)",
        rf"[0-9]{{1,3}}{BLANKS}of{BLANKS}?/?{BLANKS}[0-9]{{1,3}}{BLANKS}(?:Caption|Close|Photo|Image|Show|Hide)",
        rf"[0-9]{{1,3}}[-‑–]{BLANKS}(?:mile|day|week|hour|minute|year|month|foot|inch)\b",
    )


def _word_shapes() -> tuple[str, ...]:
    """Links, money, fractions, addresses ("on 11700 Harbour,"), "one of the worst"."""
    words = number_lexicon()
    people = r"(?:people|civilians|children|women|men|adults|families|residents)\b"
    number = rf"(?:[0-9]{{1,3}}|{alternation({*words.units, *words.teens, 'half', 'a', 'an'})})"
    return (
        r"https?://[^\s]{1,400}",
        r"[A-Z]{2} [0-9]{5}(?:-[0-9]{4})?\b",
        rf"{number}{BLANKS}(?:(?:additional|more|other|separate|felony){BLANKS}){{0,2}}(?:counts?|charges?)\b",
        rf"{number}{BLANKS}(?ai:in){BLANKS}{number}{BLANKS}(?:of\b|{people})",
        r"(?:(?:US|A|C|NZ|HK)[$€£]|(?:USD|EUR|GBP) )[0-9][0-9,.]{0,15}",
        rf"{number}{BLANKS}(?ai:o['’]clock)",
        rf"{number}(?:{BLANKS}|-)(?ai:half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|eighths?|tenths?)\b"
        rf"(?!{BLANKS}(?:of{BLANKS})?a?{BLANKS}?(?:million|dozen|thousand|hundred))",
        rf"(?ai:the){BLANKS}[0-9]{{2,5}}{BLANKS}(?ai:block)\b",
        rf"(?ai:on){BLANKS}[0-9]{{4,5}}{BLANKS}[A-Z][a-z]{{2,20}}(?=[,.;])",
        rf"(?ai:one{BLANKS}of{BLANKS}(?:the|its|their|his|her|our){BLANKS}(?:{alternation(words.not_people.one_of)}|[a-z]{{2,16}}est))\b",
    )


@functools.cache
def _beside() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = number_lexicon().not_people
    unit = "|".join(
        (
            alternation(u for u in words.units_after if u[-1].isalpha()) + r"\b",
            alternation(u for u in words.units_after if not u[-1].isalpha()),
        )
    )
    groups = alternation((*words.groups_after, "plus", "odd"))
    return (
        re.compile(rf"(?:{BLANKS}|-)?(?:{unit})|[-‑](?!{groups}\b)[A-Za-z]|[-‑–][0-9]|[A-Za-z]"),
        # a full stop belongs to a short form ("No. 4"); behind a longer word it ends a sentence
        re.compile(rf"(?:\b([A-Za-z]{{1,3}})\.|([A-Za-z][\w.’']{{0,20}}?)){BLANKS}?$"),
        re.compile(rf"{BLANKS}[a-z]"),
    )


def word_before(content: str, at: int) -> str:
    """The word that ends directly before `at`, as written; empty where there is none."""
    found = _beside()[1].search(content[max(0, at - _WINDOW) : at])
    return (found[1] or found[2]) if found else ""


def measures(content: str, end: int, stop: int) -> bool:
    """Whether what follows the number that ends at `end` makes it a measure or a part of something longer."""
    return _beside()[0].match(content, end, stop) is not None


def is_named(content: str, start: int) -> bool:
    """Whether the word before `start` makes the number a name or an age ("No. 4", "Highway 60")."""
    words = number_lexicon().not_people
    before = word_before(content, start)
    return before.lower() in words.before or before in words.designators


def is_year(content: str, number: Numeral, stop: int) -> bool:
    """Whether a bare four-digit number is a year rather than a count."""
    written = content[number.start : number.end]
    if not (
        len(written) == _YEAR_DIGITS and written.isdigit() and _FIRST_YEAR <= (number.value or 0) < _LAST_YEAR
    ):
        return False
    words = number_lexicon().not_people
    before = word_before(content, number.start).lower()
    if before in words.years_after:
        return True
    if _PEOPLE_NEXT.match(content, number.end, stop):
        return False
    return before in words.years_perhaps_after or not _beside()[2].match(content, number.end, stop)
