"""Clusters and the identities minted so far in, incidents with lasting ids and the new identities out (law
9).

An anchor is `filed:<key>`, or a telling's id; `<telling id>~2` where the id of that telling's first incident
redirects for ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from harmledger.linking.link import Cluster
from harmledger.records.canonical import mint
from harmledger.records.incident import Identity, Incident, Perhaps


def identify(
    clusters: Sequence[Cluster], identities: Mapping[str, Identity]
) -> tuple[tuple[Incident, ...], tuple[Identity, ...]]:
    """An incident for each cluster, in order of id, and the identities to append to the ledger.

    `identities` maps each anchor to its latest identity, oldest anchor first. A cluster that holds filed
    tellings has the id of its filing, whatever else it holds; any other keeps the oldest anchor that it
    holds; one that holds none is minted from its smallest telling. Other live anchors in it redirect to its
    id for ever. A split leaves the id with the part that holds the anchor.
    """
    age = {anchor: nth for nth, anchor in enumerate(identities)}
    kept_by: list[tuple[Cluster, Identity]] = []
    new: list[Identity] = []
    for cluster in clusters:
        held = sorted(_live(cluster, identities), key=lambda identity: age[identity.anchor])
        kept = _kept(cluster, held, identities)
        if kept.anchor not in identities:
            new.append(kept)
        new += [
            Identity(id=old.id, anchor=old.anchor, redirects_to=kept.id) for old in held if old.id != kept.id
        ]
        kept_by.append((cluster, kept))
    incident_of = {telling: kept.id for cluster, kept in kept_by for telling in cluster.tellings}
    incidents = (_incident(cluster, kept, incident_of) for cluster, kept in kept_by)
    return tuple(sorted(incidents, key=lambda i: i.id)), tuple(
        sorted(new, key=lambda identity: identity.anchor)
    )


def _kept(cluster: Cluster, held: Sequence[Identity], identities: Mapping[str, Identity]) -> Identity:
    if cluster.filed_under is not None:
        anchor = f"filed:{cluster.filed_under}"
        return identities.get(anchor) or Identity(id=mint("inc", "filed", cluster.filed_under), anchor=anchor)
    if held:
        return held[0]
    return _minted_from(cluster.tellings[0], identities)


def _minted_from(telling_id: str, identities: Mapping[str, Identity]) -> Identity:
    """A new identity anchored in this telling; its earlier ones all redirect, and an id is never reused."""
    generation = 1 + sum(1 for _ in _generations(telling_id, identities))
    if generation == 1:
        return Identity(id=mint("inc", "telling", telling_id), anchor=telling_id)
    return Identity(id=mint("inc", "telling", telling_id, generation), anchor=f"{telling_id}~{generation}")


def _live(cluster: Cluster, identities: Mapping[str, Identity]) -> Iterator[Identity]:
    """The identities anchored in this cluster that do not redirect."""
    for telling_id in cluster.tellings:
        for identity in _generations(telling_id, identities):
            if identity.redirects_to is None:
                yield identity


def _generations(telling_id: str, identities: Mapping[str, Identity]) -> Iterator[Identity]:
    anchor, generation = telling_id, 1
    while anchor in identities:
        yield identities[anchor]
        generation += 1
        anchor = f"{telling_id}~{generation}"


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
