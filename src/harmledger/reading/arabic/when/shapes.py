"""Folded Arabic text in, the stretches that are written like a date out, by their shape."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from harmledger.reading.arabic.when.lexicon import any_of, date_words

_BEGINS = r"(?<![\w])"
_ENDS = r"(?![\w])"


@functools.cache
def _shapes() -> re.Pattern[str]:
    words = date_words()
    month, hijri = any_of(words.months), any_of(words.hijri)
    day = r"(?P<{0}>[0-9]{{1,2}}|" + any_of(words.ordinals) + ")"
    year = r"(?:\s*[،,]?\s*(?:من\s+)?(?:عام\s+|العام\s+|سنه\s+|لعام\s+)?(?P<{0}>(?:19|20)[0-9]{{2}}))?"
    past_day = rf"(?:\s+(?P<wpast>{any_of(words.cues.past)}))?"
    past = rf"(?:\s+(?P<past>{any_of(words.cues.past)}))?"
    part = rf"(?:(?P<{{0}}>{any_of(words.parts)})\s+)?"
    clitic = r"(?:و|ف)?(?:ب|ل|ك)?"
    return re.compile(
        "|".join((
            rf"(?P<iso>{_BEGINS}(?P<iy>(?:19|20)[0-9]{{2}})[-/.](?P<im>[0-9]{{1,2}})[-/.](?P<id>[0-9]{{1,2}})(?![0-9]))",
            r"(?P<numeric>(?<![0-9])(?P<na>[0-9]{1,2})\s?[-/.]\s?(?P<nb>[0-9]{1,2})\s?[-/.]\s?(?P<ny>(?:19|20)[0-9]{2})(?![0-9]))",
            rf"(?P<hijri>{_BEGINS}{day.format('hd')}\s+(?:من\s+)?(?:شهر\s+)?(?P<hm>{hijri})\s*[،,]?\s*(?:عام\s+|سنه\s+)?(?P<hy>1[34][0-9]{{2}})\s?(?:ه|هـ|هجري|للهجره)?{_ENDS})",
            rf"(?P<daymonth>{_BEGINS}{day.format('dd')}\s*(?:من\s+)?(?:شهر\s+)?[-/]?\s*(?P<dm>{month}){_ENDS}(?:\s?[/(-]\s?{month}{_ENDS}\)?)?{year.format('dy')}{past})",
            rf"(?P<monthday>{_BEGINS}(?P<mm>{month})\s+(?P<md>[0-9]{{1,2}})\s?[،,]\s?(?P<my>(?:19|20)[0-9]{{2}}){_ENDS})",
            rf"(?P<monthyear>{_BEGINS}{clitic}(?P<ym>{month})(?:\s?[/(-]\s?{month}\)?)?\s+(?:من\s+)?(?:عام\s+)?(?P<yy>(?:19|20)[0-9]{{2}}){_ENDS})",
            rf"(?P<relative>{_BEGINS}{clitic}{part.format('rp')}(?P<day>{any_of(words.relative)}){_ENDS})",
            rf"(?P<weekday>{_BEGINS}(?:و|ف)?{part.format('wp')}(?:يوم\s+)?(?P<name>{any_of(words.weekdays)}){_ENDS}{past_day})",
            rf"(?P<year>{_BEGINS}(?:عام|العام|سنه|لعام)\s+(?P<only>(?:19|20)[0-9]{{2}}){_ENDS})",
        ))
    )  # fmt: skip


def find_shapes(folded: str) -> Iterator[re.Match[str]]:
    """Every stretch that is written like a date, in order; `lastgroup` cannot tell the shape, `shape_of` does."""
    return _shapes().finditer(folded)


SHAPES = ("iso", "numeric", "hijri", "daymonth", "monthday", "monthyear", "relative", "weekday", "year")


def shape_of(found: re.Match[str]) -> str:
    """Which of `SHAPES` a stretch has."""
    return next(shape for shape in SHAPES if found[shape] is not None)
