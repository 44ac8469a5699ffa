"""A record in; what would be published and what is held back, and, once somebody publishes, the release, out."""

from __future__ import annotations

from collections import Counter

from litestar import Response, get, post

from harmledger.desk.access import needs
from harmledger.desk.asked import Asked, pages_of, person_of, workbench_of
from harmledger.flow.choose import preview
from harmledger.flow.release import release
from harmledger.publishing.release.names import releases
from harmledger.publishing.release.verify import read_manifest
from harmledger.publishing.scope import read_scope

MOST_HELD = 200
"""Incidents held back that are named on the page, for each reason."""


@get("/release", opt=needs("release"), sync_to_thread=True)
def look(request: Asked) -> Response[bytes]:
    """What a release made now would publish, what the policy holds back and why, and the releases there are."""
    bench = workbench_of(request)
    chosen = preview(bench.record, settings=bench.settings)
    held: dict[str, list[str]] = {}
    for incident_id, why in sorted(chosen.held.items()):
        held.setdefault(why, []).append(incident_id)
    there = [(folder.name, read_manifest(folder).counts) for folder in releases(bench.record / "releases")]
    return pages_of(request).set(
        request, "release.html", nav="release", publish=sorted(chosen.publish), most=MOST_HELD,
        stand=sorted(chosen.stand),
        held=sorted(held.items(), key=lambda entry: -len(entry[1])), policy=chosen.policy,
        scope=read_scope(bench.record), unnamed=Counter(chosen.withheld_publishers).most_common(50),
        there=there[::-1], released=None,
    )  # fmt: skip


@post("/release/now", opt=needs("release"), sync_to_thread=True)
def publish(request: Asked) -> Response[bytes]:
    """Publishes what the policy lets through, in the name of who asks."""
    bench = workbench_of(request)
    done = release(bench.record, settings=bench.settings, by=person_of(request).name)
    return pages_of(request).set(request, "released.html", nav="release", released=done)
