"""A record in; what would be published, what that changes of the last release and what is held back, and, once somebody
publishes, the release, out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec
from litestar import Response, get, post

from harmledger.desk.access import needs
from harmledger.desk.asked import Asked, pages_of, person_of, workbench_of
from harmledger.desk.passing import passing_of
from harmledger.exchange.contract import BoundsLine
from harmledger.flow.choose import publishers_left_out
from harmledger.flow.next_release import Shelf, as_published, next_release, since_last
from harmledger.flow.release import release
from harmledger.ledger.browse import IncidentRow, rows_of
from harmledger.ledger.listed import WHOLE
from harmledger.ledger.store import Ledger
from harmledger.publishing.policy import read_policy
from harmledger.publishing.release.contract import ReleasedIncident
from harmledger.publishing.release.names import RELEASES, releases
from harmledger.publishing.release.verify import read_manifest

MOST_SHOWN = 200
"""Incidents that are named on the page, for each reason."""
MOST_NAMES = 50


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """Incidents that a release would treat alike: how many, and the first of them."""

    name: str
    """The code of why they are held back, or of what became of them."""
    incidents: int
    rows: tuple[IncidentRow, ...]


class Before(msgspec.Struct, frozen=True, kw_only=True):
    """What the last release says of an incident."""

    killed_low: int | None
    killed_high: int | None
    grade: str | None


@get("/release", opt=needs("release"), sync_to_thread=True)
def look(request: Asked) -> Response[bytes]:
    """What a release made now would publish, what it would change of the last one, what the policy holds back and why,
    and the releases there are."""
    bench, ledger = workbench_of(request), workbench_of(request).ledger
    policy = read_policy(bench.record)
    made = next_release(ledger, bench.rules, policy)
    since = since_last(ledger, bench.rules, made)
    left_out = publishers_left_out(ledger, policy)
    there = [(folder.name, read_manifest(folder).counts) for folder in releases(bench.record / RELEASES)]
    changed = _named(ledger, "changed", since.changed) if since else None
    through, stand = _named(ledger, "publish", made.publish), _rows(ledger, "stands", made.stand)
    added = _named(ledger, "added", since.added) if since else None
    held = [_named(ledger, each.fate, each) for each in made.held]
    gone = [_named(ledger, each.fate, each) for each in since.gone] if since else []
    pages = pages_of(request)
    rows = (row for each in (through, stand, added, changed, *held, *gone) if each for row in each.rows)
    return pages.set(
        request, "release.html", nav="release", publish=through, stand=stand, held=held, since=since,
        added=added, changed=changed, gone=gone, passing=passing_of(ledger, rows, pages.words),
        before=_before(as_published(ledger, (row.incident_id for row in changed.rows))) if changed else {},
        quotes=0 if policy.quotes.publish == "none" else made.publish.quotes,
        unnamed=list(left_out.items())[:MOST_NAMES], unnamed_more=max(len(left_out) - MOST_NAMES, 0),
        there=there[::-1],
    )  # fmt: skip


@post("/release/now", opt=needs("release"), sync_to_thread=True)
def publish(request: Asked) -> Response[bytes]:
    """Publishes what the policy lets through, in the name of who asks."""
    bench = workbench_of(request)
    done = release(bench.record, settings=bench.settings, by=person_of(request).name)
    return pages_of(request).set(request, "released.html", nav="release", released=done)


def _named(ledger: Ledger, name: str, shelf: Shelf) -> Named:
    return Named(name=name, incidents=shelf.incidents, rows=rows_of(ledger, shelf.ids(ledger, MOST_SHOWN)))


def _rows(ledger: Ledger, name: str, ids: tuple[str, ...]) -> Named:
    return Named(name=name, incidents=len(ids), rows=rows_of(ledger, ids[:MOST_SHOWN]))


def _before(published: Mapping[str, ReleasedIncident]) -> dict[str, Before]:
    return {
        id: Before(killed_low=ends[0], killed_high=ends[1], grade=line.grade)
        for id, line in published.items()
        for ends in [_ends(line.killed)]
    }


def _ends(bounds: Mapping[str, BoundsLine]) -> tuple[int | None, int | None]:
    """Of all people, else of civilians, else of whichever group reaches highest, as lists of incidents show it."""
    groups: Iterable[str] = (*WHOLE, *sorted(bounds, key=lambda group: -(bounds[group].high or -1)))
    found = next((bounds[group] for group in groups if group in bounds), None)
    return (found.low, found.high) if found else (None, None)
