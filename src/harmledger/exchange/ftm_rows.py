"""A file of FollowTheMoney entities in; its Events as rows, with the numbers and parties that we write, out."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import msgspec

from harmledger import wording
from harmledger.errors import InputRefused
from harmledger.exchange.mapping import Mapping
from harmledger.exchange.row import Row
from harmledger.records.figure import Group

BLAMED = "blamed"
"""The role of a link from a party to an event that it is blamed for."""
_JOINED = "; "
_NUMBERS = re.compile(r"([^:]{1,60}): (\d{1,10}|\?)–(\d{1,10}|\?)")
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?")
_TOLD = ("startDate", "endDate", "date", "location", "country", "name", "summary", "description", "keywords")
"""Properties that become cells under their own names, the last two for their words alone."""


class _Entity(msgspec.Struct):
    """What of an entity is looked at."""

    id: str = ""
    schema: str = ""
    properties: dict[str, list[str]] = {}


def read_ftm(path: Path, mapping: Mapping) -> Iterator[Row]:
    """Each Event as a row. Raises InputRefused for a file without entities.

    The file is gone through three times, so that memory holds the links and the names of parties alone.
    """
    links = _links(path)
    wanted = {party for parties in links.values() for party in parties}
    names = {each.id: _first(each, "name") for _, each in _entities(path) if each.id in wanted}
    found = False
    for number, each in _entities(path):
        found = found or bool(each.schema)
        if each.schema == "":
            yield Row(number, {}, InputRefused("not_an_entity"))
        elif each.schema == "Event":
            parties = (names.get(party) for party in links.get(each.id, ()))
            yield Row(number, _cells(each, [party for party in parties if party]))
    if not found:
        raise InputRefused("not_this_format", format=mapping.name, column="schema")


def group_words(outcome: str, group: str) -> str:
    """How the notes of an event name an outcome and a group: in English, whatever the language of the record."""
    return f"{wording.say(f'outcome.{outcome}', {})}, {wording.say(f'group.{group}', {})}"


def _links(path: Path) -> dict[str, list[str]]:
    """By event, the parties that are blamed for it."""
    links: dict[str, list[str]] = {}
    for _, each in _entities(path):
        if each.schema == "UnknownLink" and BLAMED in each.properties.get("role", ()):
            for event in each.properties.get("object", ()):
                links.setdefault(event, []).extend(each.properties.get("subject", ()))
    return links


def _entities(path: Path) -> Iterator[tuple[int, _Entity]]:
    """Each filled line with its number; one that is no entity has no schema."""
    decoder = msgspec.json.Decoder(_Entity)
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    yield number, decoder.decode(line.removeprefix(b"\xef\xbb\xbf"))
                except (msgspec.DecodeError, UnicodeDecodeError):
                    yield number, _Entity()


def _cells(event: _Entity, parties: list[str]) -> dict[str, str]:
    told = {name: _JOINED.join(event.properties.get(name, ())) for name in _TOLD}
    told |= {"id": event.id, BLAMED: _JOINED.join(parties)}
    told |= dict(_numbers(event.properties.get("notes", ())))
    told |= _days(told["startDate"] or told["date"], told["endDate"])
    return {name: cell for name, cell in told.items() if cell}


def _first(entity: _Entity, name: str) -> str | None:
    return next(iter(entity.properties.get(name, ())), None)


def _days(start: str, end: str) -> dict[str, str]:
    """Both ends as days: the model allows a year or a month alone, which is the whole of it."""
    return {"startDate": _day(start, last=False), "endDate": _day(end or start, last=True)}


def _day(written: str, *, last: bool) -> str:
    partial = _PARTIAL.fullmatch(written)
    if partial is None or not "01" <= (partial[2] or "01") <= "12":
        return written
    year, month = partial[1], partial[2] or ("12" if last else "01")
    day = calendar.monthrange(int(year), int(month))[1] if last else 1
    return f"{year}-{month}-{day:02}"


def _numbers(notes: Iterable[str]) -> Iterator[tuple[str, str]]:
    """`killed.civilians.low` and its like, from notes that we write; other notes say nothing to a program."""
    for note in notes:
        found = _NUMBERS.fullmatch(note)
        if found and found[1] in _columns():
            for end, number in (("low", found[2]), ("high", found[3])):
                if number != "?":
                    yield f"{_columns()[found[1]]}.{end}", number


@cache
def _columns() -> dict[str, str]:
    return {group_words(o, group): f"{o}.{group}" for o in ("killed", "injured") for group in get_args(Group)}
