"""The date that a document bears on a line of its own near its top; in: text; out: a date, or null."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from babel import Locale

_TOP_CHARACTERS = 600
_LINE_CHARACTERS_MAX = 80
_HEADING_LINES = 3
_BEHIND_NAME = re.compile(r"(?:[,،|–—]|\s-)\s")
"""What stands between a name and its date: "The Fjord Daily, 5 March 2014"."""
_YEAR_MIN = 1900
_LOCALES = ("en", "ar", "ar_SY", "ar_DZ", "ar_MA", "fr", "de", "es", "it", "pt", "ru", "uk", "tr", "fa", "he")
"""Languages whose month names are known, from the CLDR. Arabic has three sets of them."""
_LABELS = "published|posted|date|dated|issued|release date|نشر|نشر في|تاريخ النشر|التاريخ"
_LABEL = rf"(?:(?:{_LABELS})\s?(?:on)?\s?:?\s)?"
_WEEKDAY = r"(?:[^\W\d_]{2,12}\.?(?:\s|[,،]\s?))?"
_CLOCK = r"(?:\s?[,|–-]?\s?(?:at\s)?\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s?\(?[A-Z]{2,5}\)?)?)?"
_MONTH = r"([^\W\d_]{3,12}(?:\s[^\W\d_]{3,8})?)(?:\s?/\s?[^\W\d_]{3,12})?\.?"
_YEAR = r"(\d{4})"
_SHAPES = tuple(
    re.compile(rf"{_LABEL}{_WEEKDAY}{shape}{_CLOCK}", re.IGNORECASE)
    for shape in (
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s(?:of\s|de\s)?(?P<month>{_MONTH})[,،]?\s(?:de\s)?(?P<year>{_YEAR})",
        rf"(?P<month>{_MONTH})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>{_YEAR})",
        r"(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})",
    )
)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_DIRECTION_MARKS = dict.fromkeys(
    map(ord, "\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff")
)


def dateline(text: str, *, not_after: dt.date) -> dt.date | None:
    """The one full date that stands alone on a line in the first 600 characters, or ends one of the first three
    behind a name ("The Fjord Daily, 5 March 2014"); null where none or several do.

    Purely numeric dates other than ISO ones are no answer: 05/06/2017 is two days in two countries.
    """
    lines = text[:_TOP_CHARACTERS].splitlines()
    if (
        len(text) > _TOP_CHARACTERS
        and lines
        and not text[_TOP_CHARACTERS - 1 : _TOP_CHARACTERS + 1].splitlines()[1:]
    ):
        lines.pop()  # cut inside: "18 May 2017" may go on
    found = {date for line in lines if (date := _date_alone(line)) is not None}
    if not found:
        heading = [line for line in lines if line.strip()][:_HEADING_LINES]
        found = {date for line in heading if (date := _date_behind_name(line)) is not None}
    dates = {date for date in found if dt.date(_YEAR_MIN, 1, 1) <= date <= not_after}
    return dates.pop() if len(found) == 1 and dates else None


def _date_behind_name(line: str) -> dt.date | None:
    """The date with which a heading ends, behind a comma, bar or dash."""
    plain = " ".join(line.split())
    if len(plain) > _LINE_CHARACTERS_MAX:
        return None
    dates = (_date_alone(plain[mark.end() :]) for mark in _BEHIND_NAME.finditer(plain))
    return next((date for date in dates if date is not None), None)


def _date_alone(line: str) -> dt.date | None:
    """The date that is all that `line` says."""
    plain = " ".join(line.translate(_DIRECTION_MARKS).translate(_DIGITS).split()).strip(" *_#|.")
    if not 8 <= len(plain) <= _LINE_CHARACTERS_MAX:
        return None
    for shape in _SHAPES:
        if found := shape.fullmatch(plain):
            return _date(found.groupdict())
    return None


def _date(parts: dict[str, str | None]) -> dt.date | None:
    """The date that day, month and year make, if there is such a day."""
    month = int(parts["number"] or 0) if "number" in parts else _month(parts.get("month") or "")
    try:
        return dt.date(int(parts["year"] or 0), month or 0, int(parts["day"] or 0))
    except ValueError:
        return None


def _month(words: str) -> int | None:
    """The month that `words` name, in any of the languages; of `أيار/مايو`, the one that both name."""
    names = _months()
    numbers = {names.get(word.strip(" .").casefold()) for word in words.split("/")}
    return numbers.pop() if len(numbers) == 1 else None


@cache
def _months() -> dict[str, int]:
    """Number of the month by its name; a name that means two months in two languages is left out."""
    names: dict[str, int] = {}
    clashing: set[str] = set()
    for code in _LOCALES:
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in Locale.parse(code).months[form][width].items():
                    word = name.casefold().strip(" .")
                    if names.setdefault(word, number) != number:
                        clashing.add(word)
    return {name: number for name, number in names.items() if name not in clashing and not name[:1].isdigit()}
