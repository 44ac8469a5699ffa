"""A record in; what would be published and what is held back, and, once somebody publishes, the release, out."""

from __future__ import annotations

from collections import Counter

import msgspec
from litestar import Response, get, post

from harmledger.desk.access import needs
from harmledger.desk.asked import Asked, pages_of, person_of, workbench_of
from harmledger.flow.choose import preview
from harmledger.flow.release import release
from harmledger.ledger.browse import IncidentRow, rows_of
from harmledger.publishing.release.names import releases
from harmledger.publishing.release.verify import read_manifest

MOST_SHOWN = 200
"""Incidents that are named on the page, for each reason."""


class Shelf(msgspec.Struct, frozen=True, kw_only=True):
    """Incidents that a release would treat alike: how many, and the first of them."""

    name: str
    """`publish`, `stand`, or the code of why they are held back."""
    incidents: int
    rows: tuple[IncidentRow, ...]


@get("/release", opt=needs("release"), sync_to_thread=True)
def look(request: Asked) -> Response[bytes]:
    """What a release made now would publish, what the policy holds back and why, and the releases there are."""
    bench = workbench_of(request)
    chosen = preview(bench.record, settings=bench.settings)
    held: dict[str, list[str]] = {}
    for incident_id, why in sorted(chosen.held.items()):
        held.setdefault(why, []).append(incident_id)
    shelves = [
        ("publish", list(chosen.publish)), ("stand", list(chosen.stand)),
        *sorted(held.items(), key=lambda entry: -len(entry[1])),
    ]  # fmt: skip
    publish, stand, *back = [
        Shelf(name=name, incidents=len(ids), rows=rows_of(bench.ledger, sorted(ids)[:MOST_SHOWN]))
        for name, ids in shelves
    ]
    there = [(folder.name, read_manifest(folder).counts) for folder in releases(bench.record / "releases")]
    return pages_of(request).set(
        request, "release.html", nav="release", publish=publish, stand=stand, held=back,
        unnamed=Counter(chosen.withheld_publishers).most_common(50),
        there=there[::-1],
    )  # fmt: skip


@post("/release/now", opt=needs("release"), sync_to_thread=True)
def publish(request: Asked) -> Response[bytes]:
    """Publishes what the policy lets through, in the name of who asks."""
    bench = workbench_of(request)
    done = release(bench.record, settings=bench.settings, by=person_of(request).name)
    return pages_of(request).set(request, "released.html", nav="release", released=done)
