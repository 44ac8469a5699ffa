"""A date that is counted from another day in, with its context; the calendar dates that it means out."""

from __future__ import annotations

import datetime as dt
import re

from harmledger.reading import moments
from harmledger.reading.english.when.context import DateContext
from harmledger.reading.english.when.stated import ONE_DAY, Resolved, is_coming, is_name, joined, one
from harmledger.reading.english.words.dates import Offset, date_lexicon
from harmledger.reading.english.words.numbers import folded
from harmledger.reading.moments import AFTER_PUBLICATION, Dates

_AFTER, _BEFORE = ("next", "the following"), ("last", "past", "this past", "the previous")


def _relative(context: DateContext) -> str:
    return "relative_to_publication" if context.published_on else "relative_to_last_date"


def read_season_near(match: re.Match[str], context: DateContext) -> list[Resolved]:
    if context.anchor is None:
        return []
    name = date_lexicon().seasons[match["season"].lower()]
    this = next(
        s
        for year in (context.anchor.year, context.anchor.year - 1)
        if (s := moments.season(year, name)).start <= context.anchor
    )
    by = {"last": -1 if this.end >= context.anchor else 0, "next": 1}.get(match["near"].lower(), 0)
    return one(moments.season(this.start.year + by, name), _relative(context), focus=False)


def read_weekday(match: re.Match[str], context: DateContext) -> list[Resolved]:
    found = (
        None
        if is_name(match)
        else _weekday_date(match["weekday"], folded(match["near"] or ""), context, match)
    )
    return one(Dates(found[0], found[0], "day"), found[1]) if found else []


def _weekday_date(
    name: str, near: str, context: DateContext, match: re.Match[str]
) -> tuple[dt.date, str] | None:
    weekday = date_lexicon().weekday(name)
    focus = context.focus.start if context.focus else None
    if focus is not None and near in ("the following", "the previous", "that"):
        moved = moments.weekday_after(focus, weekday) if near == "the following" else None
        moved = moved or moments.weekday_until(
            focus - (ONE_DAY if near == "the previous" else dt.timedelta(0)), weekday
        )
        return moved, "weekday_by_date_before"
    if context.published_on is not None:
        anchor = context.published_on
        if near in _AFTER or (near not in _BEFORE and is_coming(match)):
            return moments.weekday_after(anchor, weekday), AFTER_PUBLICATION
        if near in _BEFORE:
            return moments.weekday_until(anchor - ONE_DAY, weekday), "weekday_before_publication"
        found = moments.weekday_until(anchor + ONE_DAY, weekday)
        return found, "weekday_before_publication" if found <= anchor else AFTER_PUBLICATION
    if focus is not None:
        return moments.weekday_nearest(focus, weekday), "weekday_by_date_before"
    return (
        (moments.weekday_nearest(context.first_date, weekday), "weekday_by_date_after")
        if context.first_date
        else None
    )


def read_weekdays(match: re.Match[str], context: DateContext) -> list[Resolved]:
    last = _weekday_date(match["weekday"], "", context, match)
    if last is None or is_name(match):
        return []
    first = moments.weekday_until(last[0], date_lexicon().weekday(match["weekday_1"]))
    return joined(match, Dates(first, first, "day"), Dates(last[0], last[0], "day"), last[1])


def _offset(offset: Offset, anchor: dt.date, reason: str) -> list[Resolved]:
    now = moments.shifted(anchor, 0, offset.unit) if offset.or_now else None
    dates = now if now and now.start <= anchor else moments.shifted(anchor, offset.by, offset.unit)
    until = moments.shifted(anchor, offset.until, offset.unit) if offset.until is not None else None
    if dates is not None and until is not None:
        dates = moments.days(dates.start, until.end)
    return one(dates, reason, offset.part, focus=offset.unit == "day")


def read_deictic(match: re.Match[str], context: DateContext) -> list[Resolved]:
    offset = date_lexicon().deictic[folded(match["phrase"])]
    return _offset(offset, context.anchor, _relative(context)) if context.anchor else []


def read_anaphoric(match: re.Match[str], context: DateContext) -> list[Resolved]:
    offset = date_lexicon().anaphoric[folded(match["phrase"])]
    return (
        _offset(
            offset, context.focus.end if offset.by > 0 else context.focus.start, "relative_to_date_before"
        )
        if context.focus
        else []
    )


def _count(match: re.Match[str]) -> int:
    said = folded(match["count"])
    return int(said) if said.isdigit() else date_lexicon().counts[said]


def read_ago(match: re.Match[str], context: DateContext) -> list[Resolved]:
    unit = date_lexicon().units[match["unit"].lower()]
    if context.anchor is None:
        return []
    return (
        one(moments.later(context.anchor, -_count(match), unit), _relative(context)) if unit != "hour" else []
    )


def read_later(match: re.Match[str], context: DateContext) -> list[Resolved]:
    unit = date_lexicon().units[match["unit"].lower()]
    if context.focus is None or unit == "hour":
        return []
    forward = match["way"].lower() not in ("earlier", "before", "previously")
    return one(
        moments.later(context.focus.start, _count(match) if forward else -_count(match), unit),
        "relative_to_date_before",
    )


def read_stretch(match: re.Match[str], context: DateContext) -> list[Resolved]:
    unit = date_lexicon().units[match["unit"].lower()]
    dates = moments.stretch(context.anchor, _count(match), unit) if context.anchor else None
    return one(dates, _relative(context), focus=False)
