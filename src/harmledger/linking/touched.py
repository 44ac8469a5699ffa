"""New tellings and an index of those that are held in, what must be linked anew out, so that it equals linking the
whole record again.

A new telling can change the pairs only of tellings that hold a key which it seeks, and so the clusters only of their
components. These are linked anew, with everybody who shares a key with any of them standing beside: then the crowds
in which they meet are those of the whole record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

import msgspec

from harmledger.linking.blocking import held_keys, sought_keys
from harmledger.linking.judgements import NO_JUDGEMENTS, Judgements
from harmledger.linking.link import Cluster, link
from harmledger.linking.model import LinkModel, default_model
from harmledger.linking.parts import own_matter
from harmledger.linking.sides import Matter, Side, make_side
from harmledger.records.telling import Telling


class Held(Protocol):
    """What a record keeps of the tellings that it holds, before the new ones come."""

    def holders(self, keys: frozenset[str]) -> frozenset[str]:
        """Ids of the tellings with any of these among their `keys_of`."""
        ...

    def component(self, telling_id: str) -> frozenset[str]:
        """Ids of all tellings in the component of this one (`Cluster.component`)."""
        ...

    def told(self, telling_ids: Iterable[str]) -> Mapping[str, tuple[Telling, Matter]]:
        """These tellings with their matter."""
        ...


class Touched(msgspec.Struct, frozen=True, kw_only=True):
    """What new tellings change."""

    tellings: frozenset[str]
    """Every held telling whose cluster, links or origins may have changed: the clusters below take its place."""
    clusters: tuple[Cluster, ...]


def keys_of(telling: Telling, matter: Matter, model: LinkModel | None = None) -> frozenset[str]:
    """What a record must keep of a telling, so that new ones find it. Depends on this telling alone."""
    return held_keys(_side(telling, matter, model or default_model())) | _decided_keys(telling)


def relink(
    new: Sequence[tuple[Telling, Matter]],
    held: Held,
    model: LinkModel | None = None,
    judgements: Judgements = NO_JUDGEMENTS,
) -> Touched:
    """The clusters of the new tellings and of all whom they touch: those that linking everything anew would give.

    `judgements` are those by which the held tellings were linked; where new ones came in, the components of the
    tellings that they name must be linked again as well.
    """
    model = model or default_model()
    near = held.holders(_sought(new, model))
    touched = frozenset(id for telling_id in near for id in held.component(telling_id))
    told = dict(held.told(touched))
    own = [*new, *told.values()]
    around = held.told(held.holders(_sought(own, model)) - touched)
    clusters = link(
        [telling for telling, _ in own],
        {telling.id: matter for telling, matter in (*own, *around.values())},
        model,
        judgements,
        beside=[telling for telling, _ in around.values()],
    )
    return Touched(tellings=touched, clusters=clusters)


def _sought(told: Iterable[tuple[Telling, Matter]], model: LinkModel) -> frozenset[str]:
    return frozenset(
        key
        for telling, matter in told
        for key in sought_keys(_side(telling, matter, model)) | _decided_keys(telling)
    )


def _decided_keys(telling: Telling) -> frozenset[str]:
    """Tellings filed under one incident are one, whatever else they share."""
    return frozenset() if telling.filed_under is None else frozenset((f"filed {telling.filed_under}",))


def _side(telling: Telling, matter: Matter, model: LinkModel) -> Side:
    return make_side(telling, own_matter([telling], {telling.id: matter})[telling.id], model.levels)
