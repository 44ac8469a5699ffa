"""A sentence with its moments in; when the harm was done out: those that date something else say so."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from harmledger.reading.any_of import any_of
from harmledger.reading.english.claims.scene import scene_words, token_at
from harmledger.reading.english.sentences.parse import Parsed
from harmledger.reading.english.when.dates import is_of_words
from harmledger.reading.english.words.dates import date_lexicon
from harmledger.reading.english.words.harm import harm_lexicon
from harmledger.reading.english.words.numbers import BLANKS, alternation, folded
from harmledger.reading.moments import DAY_OF_DEATH, DAY_OF_WORDS
from harmledger.records.moment import Moment

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLIMB = 6
"""Most words between a date and the verb that it belongs to."""
_DATE_LINE = dt.timedelta(days=1)
"""A report of today can tell of tomorrow, west of the date line."""
_TIES = frozenset(("pobj", "prep", "npadvmod", "advmod", "nummod", "compound", "appos", "amod", "det"))


def event_moments(
    content: str, parsed: Parsed, moments: Sequence[Moment], published_on: dt.date | None
) -> list[Moment]:
    """The moments of a sentence; those that date words, a death of wounds or something else say so by their
    reason.

    What lies wholly after the day of publication has not happened and is left out; what reaches beyond it
    ends there ("this week").
    """
    told = [_until(moment, published_on) for moment in moments if _is_told(moment, published_on)]
    tied = [moment for moment in told if _befell(_governor(parsed, moment))]
    return [one for moment in told for one in _judged(content, parsed, moment, bool(tied))]


def _is_told(moment: Moment, published_on: dt.date | None) -> bool:
    return published_on is None or moment.start <= published_on + _DATE_LINE


def _until(moment: Moment, published_on: dt.date | None) -> Moment:
    if published_on is None or moment.end <= published_on + _DATE_LINE or moment.start > published_on:
        return moment
    return msgspec.structs.replace(moment, end=published_on, precision="days")


def _judged(content: str, parsed: Parsed, moment: Moment, others_tied: bool) -> Iterator[Moment]:
    """The moment with its reason, behind the day that is counted back from it ("Friday, two days after he was
    shot")."""
    governor = _governor(parsed, moment)
    counted = _counted_back(content, parsed, moment)
    if counted is not None:
        yield counted
    if counted is not None or _of_wounds().search(content, parsed.span.start, parsed.span.end) is not None:
        reason = DAY_OF_DEATH
    else:
        reason = moment.reason
    if (
        _dates_words(content, moment, governor)
        or _is_ahead(governor)
        or (others_tied and not _befell(governor) and _is_verb(governor))
    ):
        reason = DAY_OF_WORDS
    yield moment if reason == moment.reason else msgspec.structs.replace(moment, reason=reason)


@functools.cache
def _of_wounds() -> re.Pattern[str]:
    later = rf"died{BLANKS}(?:\w{{1,20}}{BLANKS}){{1,3}}later"
    return re.compile(rf"\b(?:{any_of(scene_words().died_of_wounds)}|{later})\b")


@functools.cache
def _after_harm() -> re.Pattern[str]:
    """What stands behind a day that is counted from that of the harm."""
    units = alternation(unit for unit, kind in date_lexicon().units.items() if kind == "day")
    count = rf"(?P<count>[0-9]{{1,2}}|{alternation(date_lexicon().counts)})"
    return re.compile(rf",?{BLANKS}(?:just{BLANKS})?{count}{BLANKS}{units}{BLANKS}after\b")


def _counted_back(content: str, parsed: Parsed, moment: Moment) -> Moment | None:
    if moment.span is None or moment.days != 1:
        return None
    found = _after_harm().match(content, moment.span.end, parsed.span.end)
    if found is None or not _tells_of_harm(parsed, found.end()):
        return None
    said = folded(found["count"])
    count = int(said) if said.isdigit() else date_lexicon().counts[said]
    day = moment.start - dt.timedelta(days=count)
    return msgspec.structs.replace(
        moment, start=day, end=day, part_of_day=None, reason="relative_to_date_before"
    )


def _tells_of_harm(parsed: Parsed, start: int) -> bool:
    """Whether a word of harm, or one that says that something happened, stands behind `start`."""
    words = (t.lower_ for t in parsed.doc if parsed.span.start + t.idx >= start)
    return any(word in harm_lexicon().triggers or word in scene_words().befell for word in words)


def _dates_words(content: str, moment: Moment, governor: Token | None) -> bool:
    if moment.span is not None and is_of_words(content, moment.span):
        return True
    words = date_lexicon().words
    if governor is None or not _is_verb(governor):
        return False
    return governor.lower_ in words.afterwards or (governor.lower_ in words.spoken and governor.tag_ != "VBN")


def _befell(governor: Token | None) -> bool:
    """Whether a date belongs to a word of harm, or to one that says that something happened."""
    return governor is not None and (
        governor.lower_ in harm_lexicon().triggers or governor.lower_ in scene_words().befell
    )


def _is_verb(token: Token | None) -> bool:
    return token is not None and token.tag_.startswith("VB")


def _is_ahead(governor: Token | None) -> bool:
    """Whether a date is of what is still to come: "ahead of talks on Tuesday", "on the eve of Tuesday's vote"."""
    above = () if governor is None else (governor, *governor.ancestors)[:_CLIMB]
    return any(token.lower_ in ("ahead", "eve") for token in above)


def _governor(parsed: Parsed, moment: Moment) -> Token | None:
    """The word that a date says the time of: "wrote" in "On Monday X wrote that …", "raid" in "the raid on
    Monday"."""
    token = token_at(parsed, moment.span)
    for _ in range(_CLIMB):
        attributive = (
            token is not None and token.dep_ == "amod"
        )  # "at least nine *identified* people were killed"
        verb = _is_verb(token) and not attributive
        if token is None or verb or _befell(token) or token.dep_ not in _TIES:
            return token
        token = token.head if token.head is not token else None
    return None
