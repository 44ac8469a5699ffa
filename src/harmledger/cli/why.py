"""An explanation in, its lines out: each range with the rule and the quotes behind each end, what was set
aside and why, what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

import msgspec

from harmledger.assessing.explain import ClaimLine, EndExplained, Explanation, claims_behind
from harmledger.ledger.queries import IncidentFile
from harmledger.records.assessment import SetAside
from harmledger.records.reason import Reason
from harmledger.wording import say

_QUOTE = 300
"""Characters of a quote that are shown; the whole of it is in the draft."""
_ANSWERED = 80
"""Characters that are shown of the words that somebody answers."""


class Line(msgspec.Struct, frozen=True):
    """One line of words, how far it stands in, and whether it stands out."""

    words: str
    indent: int = 0
    style: str = ""


def explained(file: IncidentFile, why: Explanation, language: str) -> Iterator[Line]:
    """Why the numbers of an incident are as they are, from its heading down to what would change them."""
    keys = {report.id: report.key for report in file.reports}
    yield from _Explained(why, keys, language).lines(file)


class _Explained:
    """One explanation, being put into words of one language."""

    def __init__(self, why: Explanation, keys: Mapping[str, str], language: str) -> None:
        self._why = why
        self._claims = claims_behind(why)
        self._keys = keys
        self._language = language

    def lines(self, file: IncidentFile) -> Iterator[Line]:
        """All of it."""
        key = f" ({file.incident.key})" if file.incident.key else ""
        yield Line(f"{file.incident.id}{key} · {self._why.convention}", style="bold")
        yield from self._label("strike_status", self._why.strike_status, self._why.strike_reasons)
        yield from self._label(
            "responsibility_status", self._why.responsibility_status, self._why.responsibility_reasons
        )
        for each in self._why.inferred_parties:
            yield Line(f"{self._say('heading.inferred')}: {each.party}")
            yield Line(self._reason(each.reason), 2)
        yield from self._label("grade", self._why.grade, self._why.grade_reasons)
        for _, ends in groupby(self._why.ends, key=lambda end: (end.outcome, end.group)):
            yield from self._range(list(ends))
        yield from self._set_aside()
        yield from self._would_change()

    def _label(self, name: str, value: str | None, reasons: Sequence[Reason]) -> Iterator[Line]:
        if value is None and not reasons:
            return
        worded = self._say(f"{name}.{value}") if value else self._say("site.range.unknown")
        yield Line(f"{self._say(f'heading.{name}')}: {worded}")
        for reason in reasons:
            yield Line(self._reason(reason), 2)

    def _range(self, ends: Sequence[EndExplained]) -> Iterator[Line]:
        """Both ends under one heading, and once where one rule set them from the same claims."""
        first, last = ends[0], ends[-1]
        numbers = [end.number for end in ends]
        yield Line("")
        what = {"outcome": first.outcome, "group": first.group}
        yield Line(f"{self._say('site.range.group', what)}: {self._numbers(numbers)}", style="bold")
        if first.number == last.number and first.reason.claims == last.reason.claims:
            ends = [first]
        for end in ends:
            yield Line(self._reason(end.reason), 2)
            yield from self._quotes(end.reason.claims)

    def _numbers(self, numbers: Sequence[int | None]) -> str:
        low, high = numbers[0], numbers[-1]
        if low is None:
            unknown = self._say("site.range.unknown")
            return unknown if high is None else self._say("site.range.up_to", {"high": high})
        if high is None:
            return self._say("site.range.or_more", {"low": low})
        return f"{low}" if low == high else self._say("site.range.between", {"low": low, "high": high})

    def _set_aside(self) -> Iterator[Line]:
        """What entered no end, a reason at a time."""
        by_reason: dict[str, list[SetAside]] = {}
        for aside in self._why.set_aside:
            by_reason.setdefault(self._reason(aside.reason), []).append(aside)
        if by_reason:
            yield Line("")
            yield Line(self._say("heading.set_aside"), style="bold")
        for reason, asides in by_reason.items():
            yield Line(reason, 2)
            yield from self._quotes(dict.fromkeys(aside.claim_id for aside in asides))

    def _would_change(self) -> Iterator[Line]:
        if self._why.would_change:
            yield Line("")
            yield Line(self._say("heading.would_change"), style="bold")
        for reason in self._why.would_change:
            yield Line(self._reason(reason), 2)

    def _quotes(self, claims: Iterable[str]) -> Iterator[Line]:
        """The words of the claims, those that several voices say together once."""
        known = [self._claims[claim] for claim in claims if claim in self._claims]
        for _, together in groupby(known, key=lambda c: (c.report_id, c.quote, c.stance, c.answers)):
            yield from self._quote(list(together))

    def _quote(self, together: Sequence[ClaimLine]) -> Iterator[Line]:
        claim = together[0]
        said_on = f", {claim.said_on.isoformat()}" if claim.said_on else ""
        report = self._keys.get(claim.report_id, claim.report_id)
        voices = "; ".join(" › ".join(each.voices) for each in together)
        where = f", {self._say('site.claims.in_title')}" if claim.in_title else ""
        yield Line(f"{voices} ({self._say(f'stance.{claim.stance}')}{said_on}{where}) [{report}]", 4)
        yield Line(f"“{_shortened(claim.quote, _QUOTE)}”", 6, "italic")
        yield from self._answered(claim)

    def _answered(self, claim: ClaimLine) -> Iterator[Line]:
        answered = self._claims.get(claim.answers or "")
        if answered is not None and answered.quote != claim.quote:
            quote = f"“{_shortened(answered.quote, _ANSWERED)}”"
            yield Line(f"{self._say('heading.answers')}: {answered.voices[-1]}, {quote}", 6)

    def _reason(self, reason: Reason) -> str:
        return self._say(f"reason.{reason.code}", reason.params)

    def _say(self, code: str, params: Mapping[str, str | int] | None = None) -> str:
        return say(code, params or {}, self._language)


def _shortened(quote: str, most: int) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= most else f"{words[: most - 1]}…"
