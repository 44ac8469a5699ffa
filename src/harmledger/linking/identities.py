"""Clusters and where the ids minted so far stand in, incidents with lasting ids and the new identities out (law 9)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from harmledger.linking.anchors import NO_ANCHORS, Anchors, filing
from harmledger.linking.link import Cluster
from harmledger.records.incident import Identity, Incident, Perhaps
from harmledger.records.telling import TellingRef

RefOf = Callable[[str], TellingRef]


def identify(
    clusters: Sequence[Cluster],
    anchors: Anchors = NO_ANCHORS,
    left: Mapping[str, str] | None = None,
    elsewhere: Mapping[str, str] | None = None,
    ref_of: RefOf | None = None,
) -> tuple[tuple[Incident, ...], tuple[Identity, ...]]:
    """An incident for each cluster, in order of id, and the identities to append to the ledger.

    A cluster that holds filed tellings has the id of its filing, whatever else it holds; any other keeps the oldest id
    that stands in it; where none does, one is minted from its smallest telling. Other live ids in it redirect to its
    id for ever. A split leaves the id with the part in which it stands. `left`: for tellings that a person took out of
    their filing, its key: a filing that nobody is left in redirects to where they are. `elsewhere`: the incident of
    each telling outside of `clusters` that one of them may be one with. `ref_of`: the words of a telling of these
    clusters, so that ids are found again when it is told otherwise; None: ids are made for once, and not kept.
    """
    empty = _emptied(clusters, left or {})
    kept_by: list[tuple[Cluster, Identity]] = []
    new: list[Identity] = []
    for cluster in clusters:
        live = anchors.live([*cluster.tellings, *_empty_filings(cluster, empty)])
        kept, fresh = _kept(cluster, live, anchors)
        new += _noted(cluster, kept, fresh, anchors, ref_of)
        new += [
            Identity(id=old.id, anchor=old.anchor, redirects_to=kept.id) for old in live if old.id != kept.id
        ]
        kept_by.append((cluster, kept))
    incident_of = dict(elsewhere or {})
    incident_of |= {telling: kept.id for cluster, kept in kept_by for telling in cluster.tellings}
    incidents = (_incident(cluster, kept, incident_of) for cluster, kept in kept_by)
    return tuple(sorted(incidents, key=lambda i: i.id)), tuple(
        sorted(new, key=lambda identity: identity.anchor)
    )


def _emptied(clusters: Sequence[Cluster], left: Mapping[str, str]) -> dict[str, str]:
    """For the smallest telling that left it, each filing that nobody is left in."""
    there = {cluster.filed_under for cluster in clusters}
    first: dict[str, str] = {}
    for telling_id, key in sorted(left.items(), reverse=True):
        if key not in there:
            first[key] = telling_id
    return {telling_id: key for key, telling_id in first.items()}


def _empty_filings(cluster: Cluster, empty: Mapping[str, str]) -> Iterator[str]:
    return (filing(empty[telling_id]) for telling_id in cluster.tellings if telling_id in empty)


def _kept(cluster: Cluster, live: Sequence[Identity], anchors: Anchors) -> tuple[Identity, bool]:
    """The cluster's identity, and whether it is a new one."""
    if cluster.filed_under is not None:
        subject = filing(cluster.filed_under)
        live = anchors.live([subject])
    else:
        subject = cluster.tellings[0]
    return (live[0], False) if live else (anchors.new(subject), True)


def _noted(
    cluster: Cluster, kept: Identity, fresh: bool, anchors: Anchors, ref_of: RefOf | None
) -> Iterator[Identity]:
    """The row by which the ledger knows of the incident's id, or of the tellings by which it is found, where it does
    not yet."""
    held = kept.held
    if ref_of is not None and cluster.filed_under is None:
        held = anchors.held_from_now_on(kept, cluster.tellings, ref_of)
    if fresh:
        yield msgspec.structs.replace(kept, held=held)
    elif held != kept.held:
        yield Identity(id=kept.id, anchor=kept.anchor, held=held, nth=kept.nth + 1)


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
