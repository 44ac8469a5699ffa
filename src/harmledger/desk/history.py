"""An incident in, all that happened to it out, latest first: who did what, when and why, and what that did to the
numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec
from litestar import Response, get
from litestar.params import FromPath

from harmledger.desk.access import needs
from harmledger.desk.asked import Asked, pages_of, workbench_of
from harmledger.desk.words import DeskWords
from harmledger.flow.history import Event, Numbers, history
from harmledger.ledger.browse import rows_of
from harmledger.ledger.queries import IncidentFile, incident_file
from harmledger.publishing.site.safe import brief


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """A number, grade or status that a step changed; `before` is null where there was nothing before."""

    label: str
    before: str | None
    after: str


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step, with what it changed."""

    event: Event
    on: tuple[tuple[str, str], ...]
    """Of each claim that it was on, the id and the words."""
    differences: tuple[Difference, ...]


@get("/incidents/{incident_id:str}/history", opt=needs("read"), sync_to_thread=True)
def show(request: Asked, incident_id: FromPath[str]) -> Response[bytes]:
    """What became of this incident: the reports as they came in, and who decided what on it, when and why."""
    bench, pages = workbench_of(request), pages_of(request)
    file = incident_file(bench.ledger, incident_id)
    happened = _steps(history(bench.ledger, file, bench.rules), _quotes(file), pages.words)
    return pages.set(
        request,
        "history.html",
        nav="incidents",
        incident=file.incident.id,
        row=rows_of(bench.ledger, [file.incident.id])[0],
        steps=list(happened)[::-1],
    )


def _quotes(file: IncidentFile) -> dict[str, str]:
    return {each.claim.id: brief(each.claim.quote) for each in (*file.claims, *file.replaced)}


def _steps(events: tuple[Event, ...], quotes: Mapping[str, str], words: DeskWords) -> Iterator[Step]:
    before: Numbers | None = None
    for event in events:
        on = tuple((id, quotes[id]) for id in event.on if id in quotes)
        yield Step(event=event, on=on, differences=tuple(_differences(before, event.after, words)))
        before = event.after


def _differences(before: Numbers | None, after: Numbers | None, words: DeskWords) -> Iterator[Difference]:
    was, now = _said(before, words), _said(after, words)
    for label, value in now.items():
        if value != was.get(label):
            yield Difference(label=label, before=was.get(label), after=value)


def _said(numbers: Numbers | None, words: DeskWords) -> dict[str, str]:
    """By its label, what an incident came to."""
    if numbers is None:
        return {}
    ranges = {
        words.who(each.outcome, each.group): words.bounds(each.low, each.high) for each in numbers.ranges
    }
    grade = words.value("grade", numbers.grade) or words.say("grade.none")
    strike = words.value("strike_status", numbers.strike_status) or words.say("claims.not_stated")
    return ranges | {words.say("list.grade"): grade, words.say("list.strike"): strike}
