"""A stretch of English text in, every expression in it that may count people out, as said."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import msgspec

from harmledger.reading.english.how_many.ages import AgeMention as AgeMention
from harmledger.reading.english.how_many.ages import find_ages as find_ages
from harmledger.reading.english.how_many.nobody import find_nobody, nobody_pattern
from harmledger.reading.english.how_many.not_counts import (
    is_named,
    is_year,
    measures,
    never_counts,
    word_before,
)
from harmledger.reading.english.how_many.phrases import (
    Around,
    is_change,
    lower_value,
    upper_end,
    with_words_behind,
    words_before,
)
from harmledger.reading.english.words.numbers import (
    BLANKS,
    DIGITS_ALONE,
    Numeral,
    Rate,
    alternation,
    folded,
    number_lexicon,
    read_number,
)
from harmledger.records.figure import Quantity, QuantityKind
from harmledger.records.span import Span

_BOUNDS = ("at_least", "at_most", "more_than", "less_than")


class QuantityMention(msgspec.Struct, frozen=True, kw_only=True):
    """An expression that may count people. Whether it does, and whom, is for the reader of figures."""

    quantity: Quantity
    per: Rate | None = None
    article: bool = False
    """Only "a" or "an": it counts one if a word for a person follows."""
    additional: bool = False
    """ "Another two", "three more": on top of people already counted."""
    partitive: bool = False
    """ "Nine of them": a part of people already counted."""
    total: bool = False
    """ "15 in total": all people together."""
    former: bool = False
    """The count before a change ("rose from *12* to 15")."""


def find_quantities(content: str, span: Span) -> tuple[QuantityMention, ...]:
    """The expressions inside `span` that may count people, left to right; spans count in `content`.

    Left out: dates, clocks, ages, money, measures, addresses, identifiers, ordinals, fractions, decimals.
    """
    return tuple(_scan(content, span.start, span.end))


def _scan(content: str, at: int, stop: int) -> Iterator[QuantityMention]:
    while found := _finder().search(content, at, stop):
        shape = str(found.lastgroup)
        at = max(found.end(), found.start() + 1)
        if shape == "nobody":
            yield from _nobody(content, found, stop)
        elif shape == "number":
            mentions, at = _number(content, found, stop)
            yield from mentions
        elif shape in ("vague", "another", "article"):
            yield from _word(content, found, shape, stop)


@functools.cache
def _finder() -> re.Pattern[str]:
    words = number_lexicon()
    begins = alternation({
        *words.units, *words.teens, *words.tens, *words.fixed, *words.vague.plurals,
        *(f"{m} {by}" for m in words.vague.multipliers for by in words.magnitudes),
        *(f"a {by}" for by in words.magnitudes),
    })  # fmt: skip
    before = alternation(words.before)
    word = (
        rf"(?P<number>(?:{before}{BLANKS}){{0,4}}~?(?:(?={begins}\b)|{DIGITS_ALONE}(?=[0-9])))"
        rf"|(?P<nobody>{nobody_pattern()})"
        rf"|(?P<vague>{alternation(words.vague.words)}\b)|(?P<another>(?ai:another)\b)|(?P<article>(?ai:an?)(?={BLANKS}[\w“\"‘']))"
    )
    return re.compile(rf"(?P<skip>{never_counts()})|(?<![\w’'])(?<!\w-)(?=[A-Za-z0-9~])(?:{word})")


# ---------------------------------------------------------------- numbers


def _number(content: str, found: re.Match[str], stop: int) -> tuple[list[QuantityMention], int]:
    """The mention made of the number behind `found`, if it may count people, and where to read on."""
    first = read_number(content, found.end(), stop)
    if first is None:
        return [], found.end() + 1
    around = words_before(content, found, first)
    if "from" in around.said and is_change(content, found.start()):
        former = _mention(content, first, None, Around(start=first.start, end=first.end, said=()), stop)
        return ([msgspec.structs.replace(former, former=True)] if former else []), first.end
    second = upper_end(content, first, around, stop)
    last = second or first
    around = with_words_behind(content, around, last, stop)
    mention = _mention(content, first, second, around, stop)
    return ([mention] if mention else []), _behind_repeat(content, max(around.end, last.end), last, stop)


def _behind_repeat(content: str, end: int, number: Numeral, stop: int) -> int:
    """Where to read on: behind the same number said again in brackets ("3 (three)")."""
    bracket = _BRACKET.match(content, end, stop)
    again = read_number(content, bracket.end(), stop) if bracket else None
    repeated = again is not None and again.value == number.value and content[again.end : again.end + 1] == ")"
    return again.end + 1 if again is not None and repeated else end


def _mention(
    content: str, first: Numeral, second: Numeral | None, around: Around, stop: int
) -> QuantityMention | None:
    """The mention, or None where the words beside the number show that it counts nobody."""
    last = second or first
    start = around.start if second or not {"between", "from"} & set(around.said[-1:]) else first.start
    if (
        is_named(content, start)
        or is_named(content, first.start)
        or measures(content, last.end, stop)
        or measures(content, around.end, stop)
    ):
        return None
    bound = [meaning for meaning in around.said if meaning in _BOUNDS]
    if not bound and all(is_year(content, number, stop) for number in (first, last)):
        return None
    if _is_no_count(content, first, last, stop):
        return None
    kind, low, high = _meaning(content, first, second, around.said, stop)
    return QuantityMention(
        quantity=_quantity(content, start, around.end, kind, low, high), per=_rate(content, around.end, stop),
        additional="additional" in around.said, total="total" in around.said,
        partitive=_is_part(content, around.end, stop),
    )  # fmt: skip


def _quantity(
    content: str, start: int, end: int, kind: QuantityKind, low: int | None, high: int | None
) -> Quantity:
    return Quantity(kind=kind, low=low, high=high, phrase=content[start:end], span=Span(start, end))


def _meaning(
    content: str, first: Numeral, second: Numeral | None, said: tuple[str, ...], stop: int
) -> tuple[QuantityKind, int | None, int | None]:
    value = first.value
    if value is None:
        return "vague", None, None
    if second is not None:
        return "between", lower_value(first, second), second.value
    bound = next((meaning for meaning in said if meaning in _BOUNDS), None)
    if bound in ("at_least", "more_than"):
        return ("at_least" if bound == "at_least" else "more_than"), value, None
    if bound in ("at_most", "less_than"):
        return ("at_most" if bound == "at_most" else "less_than"), None, value
    few = (
        folded(content[first.start : first.end]) == "a couple"
        and _OF.match(content, first.end, stop) is not None
    )
    if "about" in said or few:
        return "about", value, value
    return ("exact" if value else "none"), value, value


# ---------------------------------------------------------------- beside a number

_MORE = re.compile(rf"{BLANKS}(?:more|additional|further)\b")
_BRACKET = re.compile(rf"{BLANKS}\(")
_NEXT_WORD = re.compile(rf"{BLANKS}(?:of{BLANKS})?([a-z’']+)")
_OF = re.compile(rf"{BLANKS}of\b")
_OF_OR_VERB = re.compile(rf"{BLANKS}(?:of|were|are|have|had)\b")
"""What makes "a number" a count of people: "a number *of* guests", "a number *were* hurt"."""
_PART = re.compile(rf"{BLANKS}of{BLANKS}(?:the|them|those|these|whom|which|his|her|their|its|our)\b")


def _is_part(content: str, end: int, stop: int) -> bool:
    return _PART.match(content, end, stop) is not None


def _is_no_count(content: str, first: Numeral, last: Numeral, stop: int) -> bool:
    """ "That one", "one another", "a pair" without its people, "hundreds of dollars"."""
    words = number_lexicon()
    written = folded(content[first.start : first.end])
    following = _NEXT_WORD.match(content, last.end, stop)
    next_ = following[1] if following else ""
    if written == "one" and first is last:
        alone = next_ in ("", *words.not_people.one_follows)
        named = word_before(content, first.start).lower() in words.not_people.one_before
        return (named and alone) or next_ in words.not_people.one_after
    if written in words.vague.needs_of:
        return _OF.match(content, last.end, stop) is None
    if first.value is None:
        before = word_before(content, first.start).lower()
        return before in words.vague.not_after or next_ in (*words.vague.not_before, *words.vague.of_nothing)
    return False


@functools.cache
def _rates() -> re.Pattern[str]:
    rate = number_lexicon().rate
    never = r"(?!(?:in|within|for|over|on|after|of|and|or|but|than)\b)"
    return re.compile(
        rf"(?:{BLANKS}{never}\w{{2,16}}){{0,3}}{BLANKS}(?:{alternation(rate.every)}{BLANKS}(?P<unit>{alternation(rate.units)})"
        rf"|(?P<adverb>{alternation(rate.adverbs)}))\b(?![-’'])(?!{BLANKS}(?:after|before|earlier|later|ago|when|prior|[a-z]{{3,12}}(?:er|man)\b))"
    )


def _rate(content: str, end: int, stop: int) -> Rate | None:
    found = _rates().match(content, end, stop)
    if found is None:
        return None
    rate = number_lexicon().rate
    return rate.units[found["unit"].lower()] if found["unit"] else rate.adverbs[found["adverb"].lower()]


# ---------------------------------------------------------------- words without a number


def _nobody(content: str, found: re.Match[str], stop: int) -> Iterator[QuantityMention]:
    kind, end = find_nobody(content, found.start(), stop)
    zero = 0 if kind == "none" else None
    quantity = _quantity(content, found.start(), end, kind, zero, zero)
    yield QuantityMention(quantity=quantity, partitive=_is_part(content, end, stop))


def _word(content: str, found: re.Match[str], shape: str, stop: int) -> Iterator[QuantityMention]:
    """ "Several", "another", "a": kept unless what stands beside shows that no people are meant."""
    start, end = found.span(shape)
    words = number_lexicon()
    before, written = word_before(content, start).lower(), folded(found[shape])
    if measures(content, end, stop):
        return
    if shape == "vague":
        if before in words.vague.not_after or (
            written in words.vague.needs_of and not _OF_OR_VERB.match(content, end, stop)
        ):
            return
        yield QuantityMention(
            quantity=_quantity(content, start, end, "vague", None, None),
            partitive=_is_part(content, end, stop),
            additional=_MORE.match(content, end, stop) is not None,
        )
    elif shape == "another" and before not in ("one", "after"):
        yield QuantityMention(quantity=_quantity(content, start, end, "exact", 1, 1), additional=True)
    elif (shape == "article" and not content[start : start + 1].isupper()) or _begins(content, start):
        yield QuantityMention(quantity=_quantity(content, start, end, "exact", 1, 1), article=True)


def _begins(content: str, at: int) -> bool:
    """Whether "A" begins a sentence, rather than being a letter or a grade ("Vitamin A")."""
    return content[max(0, at - 4) : at].rstrip(" \t\"'“‘(")[-1:] in ("", ".", "!", "?", ":", "\n")
