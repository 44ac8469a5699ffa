"""A number and what stands beside it in, the kind and bounds of the quantity that they say out ("from 3 to 5")."""

from __future__ import annotations

from collections.abc import Sequence

from harmledger.reading.arabic.how_many.numbers import Numeral, read_number
from harmledger.reading.arabic.words.split import Word
from harmledger.records.figure import QuantityKind


def upper_end(words: Sequence[Word], number: Numeral, said: Sequence[str]) -> Numeral | None:
    """The other end of "between 3 and 5", "3-5", "three to five", "3 or 4"."""
    at = number.last + 1
    if at >= len(words):
        return None
    text = words[at].text
    if text in ("-", "الي", "او") or (text == "و" and "between" in said):
        second = read_number(words, at + 1)
    elif "between" in said and text.startswith("و"):
        second = read_number(words, at)
    else:
        return None
    return second if second is not None and second.value > number.value else None


def risen_to(words: Sequence[Word], number: Numeral) -> Numeral | None:
    """The later number of "from 3 to 5": a toll that rose; the former one is over."""
    at = number.last + 1
    if (
        number.first == 0
        or words[number.first - 1].text != "من"
        or at >= len(words)
        or words[at].text != "الي"
    ):
        return None
    return read_number(words, at + 1)


def meaning_of(
    number: Numeral, second: Numeral | None, said: Sequence[str]
) -> tuple[QuantityKind, int | None, int | None]:
    """The kind and bounds of a number with its upper end and the phrases that stand before or behind it."""
    value = number.value
    if second is not None:
        return "between", value, second.value
    if "at_least" in said:
        return "at_least", value, None
    if "more_than" in said:
        return "more_than", value, None
    if "less_than" in said or "at_most" in said:
        return ("less_than" if "less_than" in said else "at_most"), None, value
    if "about" in said:
        return "about", value, value
    return ("exact" if value else "none"), value, value
