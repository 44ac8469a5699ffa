"""Clusters and the identities minted so far in, incidents with lasting ids and the new identities out (law
9).

An anchor is `filed:<key>`, or a telling's id; `filed~2:<key>` or `<telling id>~2` where the first id so
anchored redirects for ever, since what was one incident came apart again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

import msgspec

from harmledger.linking.link import Cluster
from harmledger.records.canonical import mint
from harmledger.records.incident import Identity, Incident, Perhaps

_FILED = "filed"


def identify(
    clusters: Sequence[Cluster],
    identities: Mapping[str, Identity],
    left: Mapping[str, str] | None = None,
    elsewhere: Mapping[str, str] | None = None,
) -> tuple[tuple[Incident, ...], tuple[Identity, ...]]:
    """An incident for each cluster, in order of id, and the identities to append to the ledger.

    `identities` maps each anchor to its latest identity, oldest anchor first. A cluster that holds filed
    tellings has the id of its filing, whatever else it holds; any other keeps the oldest anchor that it
    holds; one that holds none is minted from its smallest telling. Other live anchors in it redirect to its
    id for ever. A split leaves the id with the part that holds the anchor. `left`: for tellings that a person
    took out of their filing, its key: a filing that nobody is left in redirects to where they are. `elsewhere`: the
    incident of each telling outside of `clusters` that one of them may be one with.
    """
    age = {anchor: nth for nth, anchor in enumerate(identities)}
    empty = _emptied(clusters, left or {})
    kept_by: list[tuple[Cluster, Identity]] = []
    new: list[Identity] = []
    for cluster in clusters:
        live = (*_live(cluster, identities), *_live_filings(cluster, identities, empty))
        held = sorted(live, key=lambda identity: age[identity.anchor])
        kept = _kept(cluster, held, identities)
        if kept.anchor not in identities:
            new.append(kept)
        new += [
            Identity(id=old.id, anchor=old.anchor, redirects_to=kept.id) for old in held if old.id != kept.id
        ]
        kept_by.append((cluster, kept))
    incident_of = dict(elsewhere or {})
    incident_of |= {telling: kept.id for cluster, kept in kept_by for telling in cluster.tellings}
    incidents = (_incident(cluster, kept, incident_of) for cluster, kept in kept_by)
    return tuple(sorted(incidents, key=lambda i: i.id)), tuple(
        sorted(new, key=lambda identity: identity.anchor)
    )


def anchored(rows: Iterable[Identity], kept: Mapping[str, str]) -> dict[str, Identity]:
    """The latest identity by its anchor, oldest first, from the rows of the truth in their order.

    `kept`: incidents whose anchor left them by a person's decision, with the telling that they are anchored in
    instead; where they were anchored they stand as one that redirects, so that their id is not minted again.
    """
    latest: dict[str, Identity] = {}
    for row in rows:
        first = latest.setdefault(row.id, row)
        latest[row.id] = Identity(id=row.id, anchor=first.anchor, redirects_to=row.redirects_to)
    taken = {identity.anchor for identity in latest.values()}
    by_anchor: dict[str, Identity] = {}
    for identity in latest.values():
        by_anchor[identity.anchor] = identity
        telling = kept.get(identity.id)
        if telling is not None and telling != identity.anchor and identity.redirects_to is None:
            anchor = next(a for a in _anchors(telling) if a not in taken)
            taken.add(anchor)
            by_anchor[identity.anchor] = msgspec.structs.replace(identity, redirects_to=identity.id)
            by_anchor[anchor] = msgspec.structs.replace(identity, anchor=anchor)
    return by_anchor


def _anchors(subject: str) -> Iterator[str]:
    yield subject
    for generation in count(2):
        yield _anchor(subject, generation)


def earlier_ids(anchor: str) -> tuple[str, ...]:
    """The ids that were minted from the same telling or filing before the one with this anchor, oldest first."""
    head, _, key = anchor.partition(":")
    filed = head.partition("~")[0] == _FILED and bool(key)
    generation = int((head if filed else anchor).partition("~")[2] or 1)
    of = ("filed", key) if filed else ("telling", anchor.partition("~")[0])
    return tuple(mint("inc", *of, *([nth] if nth > 1 else [])) for nth in range(1, generation))


def _emptied(clusters: Sequence[Cluster], left: Mapping[str, str]) -> dict[str, str]:
    """For the smallest telling that left it, each filing that nobody is left in."""
    there = {cluster.filed_under for cluster in clusters}
    first: dict[str, str] = {}
    for telling_id, key in sorted(left.items(), reverse=True):
        if key not in there:
            first[key] = telling_id
    return {telling_id: key for key, telling_id in first.items()}


def _live_filings(
    cluster: Cluster, identities: Mapping[str, Identity], empty: Mapping[str, str]
) -> Iterator[Identity]:
    for telling_id in cluster.tellings:
        if telling_id in empty:
            for identity in _generations(f"{_FILED}:{empty[telling_id]}", identities):
                if identity.redirects_to is None:
                    yield identity


def _kept(cluster: Cluster, held: Sequence[Identity], identities: Mapping[str, Identity]) -> Identity:
    if cluster.filed_under is not None:
        return _of_filing(cluster.filed_under, identities)
    if held:
        return held[0]
    return _minted_from(cluster.tellings[0], identities)


def _of_filing(key: str, identities: Mapping[str, Identity]) -> Identity:
    """The live identity of a filing, or a new one."""
    earlier = list(_generations(f"{_FILED}:{key}", identities))
    live = [identity for identity in earlier if identity.redirects_to is None]
    if live:
        return live[0]
    if not earlier:
        return Identity(id=mint("inc", "filed", key), anchor=f"{_FILED}:{key}")
    generation = 1 + len(earlier)
    return Identity(id=mint("inc", "filed", key, generation), anchor=_anchor(f"{_FILED}:{key}", generation))


def _minted_from(telling_id: str, identities: Mapping[str, Identity]) -> Identity:
    """A new identity anchored in this telling; its earlier ones all redirect, and an id is never reused."""
    generation = 1 + sum(1 for _ in _generations(telling_id, identities))
    if generation == 1:
        return Identity(id=mint("inc", "telling", telling_id), anchor=telling_id)
    return Identity(id=mint("inc", "telling", telling_id, generation), anchor=_anchor(telling_id, generation))


def _anchor(subject: str, generation: int) -> str:
    """A subject's anchor of a later generation."""
    if subject.startswith(f"{_FILED}:"):
        return f"{_FILED}~{generation}:{subject.removeprefix(f'{_FILED}:')}"
    return f"{subject}~{generation}"


def _live(cluster: Cluster, identities: Mapping[str, Identity]) -> Iterator[Identity]:
    """The identities anchored in this cluster that do not redirect."""
    for telling_id in cluster.tellings:
        for identity in _generations(telling_id, identities):
            if identity.redirects_to is None:
                yield identity


def _generations(subject: str, identities: Mapping[str, Identity]) -> Iterator[Identity]:
    anchor, generation = subject, 1
    while anchor in identities:
        yield identities[anchor]
        generation += 1
        anchor = _anchor(subject, generation)


def _incident(cluster: Cluster, identity: Identity, incident_of: Mapping[str, str]) -> Incident:
    return Incident(
        id=identity.id,
        key=cluster.filed_under,
        tellings=cluster.tellings,
        links=cluster.links,
        origins=cluster.origins,
        origins_low=cluster.origins_low,
        origins_high=cluster.origins_high,
        perhaps=tuple(
            Perhaps(incident=incident_of[near.telling], score=near.score, reasons=near.reasons)
            for near in cluster.near
        ),
    )


def current_id(incident_id: str, identities: Iterable[Identity]) -> str:
    """The id under which an incident stands now: follows redirects to their end. An id never minted is given
    back as it is."""
    redirects = {
        identity.id: identity.redirects_to for identity in identities if identity.redirects_to is not None
    }
    while incident_id in redirects:
        incident_id = redirects[incident_id]
    return incident_id
