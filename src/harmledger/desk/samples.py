"""Who codes what in; the list of samples with how far each coder is, samples drawn and reports given, out."""

from __future__ import annotations

import msgspec
from litestar import Response, get, post
from litestar.response import Redirect

from harmledger.accounts.accounts import users_of
from harmledger.accounts.permissions import may
from harmledger.desk.access import Person, needs
from harmledger.desk.asked import Asked, Form, pages_of, person_of, workbench_of
from harmledger.desk.verdicts import decided
from harmledger.desk.workbench import Workbench
from harmledger.errors import UsageError
from harmledger.flow.coding import Sample, draw, samples
from harmledger.ledger.assigned import given_counts, given_to_nobody
from harmledger.records.action import Assign

MOST_REPORTS = 500
"""Reports that are drawn or given at once."""
_CODER = "coder."
"""What the name of a coder's box in the form begins with."""


class CoderRow(msgspec.Struct, frozen=True, kw_only=True):
    """How far one coder of a sample is, in claims."""

    name: str
    done: int
    of: int


class SampleRow(msgspec.Struct, frozen=True, kw_only=True):
    """A sample on the list."""

    name: str
    reports: int
    finished: bool
    coders: tuple[CoderRow, ...]
    mine: bool
    """Whether who asks has claims of it to code."""
    seen: bool
    """Whether who asks may see what was coded."""


@get("/samples", opt=needs("read"), sync_to_thread=True)
def listed(request: Asked) -> Response[bytes]:
    """The samples, and, for who gives work, the forms to draw one and to give reports."""
    bench, person = workbench_of(request), person_of(request)
    with bench.ledger.snapshot() as connection:
        given = given_counts(connection)
    return pages_of(request).set(
        request, "samples.html", nav="samples", samples=[_row(each, person) for each in samples(bench.ledger)],
        people=coders_of(bench), given=given, most=MOST_REPORTS,
    )  # fmt: skip


@post("/samples/draw", opt=needs("assign"), sync_to_thread=True)
def drawn(request: Asked, data: Form) -> Redirect:
    """Draws a sample for the people who are ticked."""
    bench = workbench_of(request)
    coders = [name for name in coders_of(bench) if data.get(f"{_CODER}{name}")]
    name = "-".join(data.get("name", "").split())
    draw(
        bench.ledger, name, coders, _count(data, "size"), seed=_count(data, "seed"), by=person_of(request).name,
        rules=bench.rules,
    )  # fmt: skip
    return Redirect("/samples")


@post("/assign", opt=needs("assign"), sync_to_thread=True)
def give(request: Asked, data: Form) -> Redirect:
    """Gives somebody the reports that nobody was given, the ones first that could move the totals most."""
    bench, to = workbench_of(request), data.get("to", "")
    if to not in coders_of(bench):
        raise UsageError(f"{to[:64]!r} does not code here", to_do="choose somebody of the list")
    with bench.ledger.snapshot() as connection:
        reports = given_to_nobody(connection, _count(data, "count"))
    if not reports:
        raise UsageError(
            "every report with claims to look at was given to somebody", to_do="add reports first"
        )
    decided(request, Assign(to, reports), data)
    return Redirect("/samples")


def coders_of(bench: Workbench) -> list[str]:
    """The people who may code, in order of name."""
    return [user.name for user in users_of(bench.record) if user.active and may(user.role, "code")]


def may_see(sample: Sample, person: Person) -> bool:
    """Whether this person may see what others coded: everybody once all are done, and before that who adjudicates and
    does not code in it."""
    return sample.finished or (person.name not in sample.reports and person.may("adjudicate"))


def _row(sample: Sample, person: Person) -> SampleRow:
    coders = tuple(
        CoderRow(name=name, done=sample.claims - len(waiting), of=sample.claims)
        for name, waiting in sorted(sample.waiting.items())
    )
    return SampleRow(
        name=sample.name,
        reports=len({report for reports in sample.reports.values() for report in reports}),
        finished=sample.finished,
        coders=coders,
        mine=bool(sample.waiting.get(person.name)),
        seen=may_see(sample, person),
    )


def _count(data: dict[str, str], name: str) -> int:
    given = data.get(name, "").strip()
    if not given.isdecimal() or not 1 <= int(given) <= MOST_REPORTS:
        raise UsageError(f"{given[:20]!r} is no such number", to_do=f"a number from 1 to {MOST_REPORTS}")
    return int(given)
