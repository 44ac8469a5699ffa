"""Codes in, words of the desk out: those of the site, and the desk's own under `desk.`."""

from __future__ import annotations

import datetime as dt

from babel import Locale

from harmledger import wording
from harmledger.flow.codebook import COUNTED, NO_CLAIM, NOT_STATED, OTHER
from harmledger.ledger.browse import IncidentRow
from harmledger.publishing.past import Change
from harmledger.publishing.site.safe import brief
from harmledger.publishing.site.words import Words


class DeskWords(Words):
    """The desk's language: what the site says of claims and ranges, and what only a workbench has to say."""

    def desk(self, code: str, **params: str | int) -> str:
        """The sentence of `desk.<code>`."""
        return wording.say(f"desk.{code}", params, self.language)

    def between(self, row: IncidentRow) -> str:
        """When an incident on a list was, to the day or the span of days that is known."""
        if row.starts_on is None:
            return self.say("date.unknown")
        start, end = dt.date.fromisoformat(row.starts_on), dt.date.fromisoformat(row.ends_on or row.starts_on)
        if start == end:
            return self.date(start)
        if start.day == 1 and end + dt.timedelta(days=1) == (start + dt.timedelta(days=31)).replace(day=1):
            return self.month(start)
        return self.say("date.span", start=self.date(start), end=self.date(end))

    def held(self, why: str) -> str:
        """Why a policy holds an incident back."""
        return wording.say(f"held.{why}", {}, self.language)

    def changed(self, change: Change) -> str:
        """What became of an incident from one release to the next."""
        return wording.say(f"changed.{change}", {}, self.language)

    def instant(self, at: int) -> str:
        """A moment in seconds since 1970, in UTC."""
        return dt.datetime.fromtimestamp(at, dt.UTC).strftime("%Y-%m-%d %H:%M:%S")

    def coded(self, field: str, value: str) -> str:
        """What a coder said of one field of a claim."""
        if value == NOT_STATED:
            return self.say("claims.not_stated")
        if field in COUNTED:
            kind, *numbers = value.split(" ")
            if kind == NOT_STATED:
                return self.say("claims.not_stated")
            return " ".join([self.value("quantity", kind), "–".join(map(self.number, map(int, numbers)))])
        if field == "blamed":
            return self.desk("coding.other") if value == OTHER else brief(value)
        return self.desk("coding.none") if value == NO_CLAIM else self.value(field, value)

    def facet(self, field: str, value: str) -> str:
        """The word for a value by which a list can be narrowed; `-` is what is not known."""
        if value == "-":
            return self.say("range.unknown")
        if field == "state":
            return self.desk(f"state.{value}")
        if field == "month":
            return self.month(dt.date.fromisoformat(f"{value}-01"))
        if field == "country":
            return str(Locale(self.language).territories.get(value, value))
        return brief(self.value(field, value))
