"""Codes, numbers and dates in, words in the site's language out. Every word of the site that is ours comes
from here."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from babel import Locale
from babel.dates import format_date

from harmledger import wording
from harmledger.publishing.matter import PublishedIncident
from harmledger.publishing.site.safe import shown
from harmledger.records.claim import Claim
from harmledger.records.figure import Figure, Quantity
from harmledger.records.moment import Moment
from harmledger.records.place import Place
from harmledger.records.reason import Reason
from harmledger.wording.catalog import RIGHT_TO_LEFT, catalog

_NUMBERLESS = frozenset({"vague", "plural_only", "none", "none_reported"})
"""Kinds of quantity that are put into words rather than into a range."""
_LONGEST_MONTH_DAYS = 31


class Words:
    """The site's language: asks the catalogs, and knows how the language writes numbers and dates."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.direction = "rtl" if language in RIGHT_TO_LEFT else "ltr"
        self._catalog = catalog(language)
        self._value = lru_cache(maxsize=2_000)(self._word_value)
        self._fixed = lru_cache(maxsize=2_000)(self._say_fixed)
        self.bounds = lru_cache(maxsize=20_000)(self._word_bounds)
        """A range in words; an end that is not known is said to be so, never shown as zero."""
        self.date = lru_cache(maxsize=20_000)(self._say_date)
        """A date as people of this language write it."""
        self.who = lru_cache(maxsize=2_000)(self._word_who)
        """Outcome and group, as the head of a row: `Killed, children`."""

    def say(self, code: str, **params: str | int) -> str:
        """The sentence of `site.<code>`."""
        if params:
            return wording.say(f"site.{code}", params, self.language)
        return self._fixed(code)

    def value(self, field: str, value: str | None) -> str:
        """The word for a value of a field: `value("outcome", "killed")`. Nothing said stays nothing.

        A value that the catalogs do not know (a convention may bring grades of its own) is shown as it is.
        """
        return "" if value is None else self._value(field, value)

    def release_day(self, release: str) -> str:
        """The day of a release, which its name begins with."""
        return self.date(dt.date.fromisoformat(release[:10]))

    def grade_means(self, grade: str) -> str:
        """What a grade says, in a sentence; blank for one that the catalogs do not know."""
        code = f"grade_means.{grade}"
        return wording.say(code, {}, self.language) if code in self._catalog else ""

    def review(self, published: PublishedIncident) -> str:
        """Whether people reviewed the incident, and as it stands now."""
        if published.stands_from:
            return self.say("review.stands", release=published.stands_from)
        return self.value("totals", "reviewed" if published.reviewed else "draft")

    def reason(self, reason: Reason) -> str:
        """The sentence of a reason."""
        return shown(wording.say(f"reason.{reason.code}", reason.params, self.language))

    def refusal(self, code: str, params: dict[str, str | int]) -> str:
        """The sentence of a refusal."""
        return shown(wording.say(f"refused.{code}", params, self.language))

    def refusal_kind(self, code: str) -> str:
        """A refusal's kind in a few words, without its particulars."""
        return wording.say(f"refused.{code}.short", {}, self.language)

    def number(self, number: int) -> str:
        """A whole number with its thousands apart."""
        return f"{number:,}"

    def _word_bounds(self, low: int | None, high: int | None) -> str:
        if low is None and high is None:
            return self.say("range.unknown")
        if high is None:
            return self.say("range.or_more", low=self.number(low or 0))
        if low is None:
            return self.say("range.up_to", high=self.number(high))
        if low == high:
            return self.number(low)
        return self.say("range.between", low=self.number(low), high=self.number(high))

    def both_ends(self, low: int | None, high: int | None) -> str:
        """A range of which both ends are known; a dash where one is not."""
        return "–" if low is None or high is None else self.bounds(low, high)

    def quantity(self, quantity: Quantity) -> str:
        """A quantity as said, put plainly: `40 or more`; without a number: `no number given`."""
        if quantity.kind in _NUMBERLESS:
            return self.value("quantity", quantity.kind)
        bounds = self.bounds(quantity.low, quantity.high)
        return self.say("quantity.about", n=bounds) if quantity.kind == "about" else bounds

    def figure(self, figure: Figure) -> str:
        """A figure put plainly: outcome, group and quantity."""
        rate = " " + self.say(f"per.{figure.per}") if figure.per else ""
        return f"{self.who(figure.outcome, figure.group)}: {self.quantity(figure.quantity)}{rate}"

    def _word_who(self, outcome: str, group: str) -> str:
        words = self.say(
            "range.group", outcome=self.value("outcome", outcome), group=self.value("group", group)
        )
        return words[:1].upper() + words[1:]

    def said(self, claim: Claim) -> str:
        """What a claim does: `denies · responsibility`."""
        return f"{self.value('stance', claim.stance)} · {self.value('about', claim.about)}"

    def moment(self, moment: Moment | None) -> str:
        """When, to the day or the span of days that is known."""
        if moment is None:
            return self.say("date.unknown")
        if moment.start == moment.end:
            return self.date(moment.start)
        if _is_whole_month(moment):
            return self.month(moment.start)
        return self.say("date.span", start=self.date(moment.start), end=self.date(moment.end))

    def place(self, place: Place | None) -> str:
        """The name of a place, as said."""
        return self.say("place.unknown") if place is None else shown(place.name)

    def how_known(self, known: Moment | Place | None) -> str:
        """How a date or a place was read from the words, as a sentence."""
        return "" if known is None else self.value("reason", known.reason)

    def short_month(self, first_day: dt.date) -> str:
        """A month and its year, for the foot of a chart: `Mar 2031`."""
        return format_date(first_day, format="MMM y", locale=self.language)

    def month(self, first_day: dt.date) -> str:
        """A month and its year: `March 2031`."""
        return format_date(first_day, format="MMMM y", locale=self.language)

    def country(self, code: str) -> str:
        """The name of a country by its ISO 3166-1 alpha-2 code; the code where the language has no name."""
        return str(Locale(self.language).territories.get(code, code))

    def distance(self, metres: int) -> str:
        """A distance, in metres below a kilometre."""
        if metres < 1_000:
            return self.say("distance.m", n=self.number(metres))
        return self.say("distance.km", n=f"{metres / 1000:,.1f}".removesuffix(".0"))

    def _word_value(self, field: str, value: str) -> str:
        code = f"{field}.{value}"
        return wording.say(code, {}, self.language) if code in self._catalog else shown(value)

    def _say_fixed(self, code: str) -> str:
        return wording.say(f"site.{code}", {}, self.language)

    def _say_date(self, date: dt.date) -> str:
        return format_date(date, format="d MMMM y", locale=self.language)


def _is_whole_month(moment: Moment) -> bool:
    after = moment.end + dt.timedelta(days=1)
    return (
        moment.precision == "month"
        and moment.start.day == after.day == 1
        and moment.days <= _LONGEST_MONTH_DAYS
    )
