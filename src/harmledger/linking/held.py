"""Nothing in; what linking asks of a record that holds its tellings already, out: as it was before some left and others
came."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

import msgspec

from harmledger.linking.crowd import Crowd
from harmledger.linking.judgements import Judgements
from harmledger.linking.link import Cluster, Footing, Tie
from harmledger.linking.model import LinkModel
from harmledger.linking.near import Likeness
from harmledger.linking.parts import own_matter
from harmledger.linking.sides import Matter, Side, make_side
from harmledger.records.telling import Telling

Told = tuple[Telling, Matter]


class Place(msgspec.Struct, frozen=True):
    """Where a telling is in the record."""

    footing: Footing
    cluster: str
    """Whatever its cluster is called: the same for all of one cluster."""


class Held(Crowd, Protocol):
    """What a record keeps of its tellings."""

    def ties(self, ids: Collection[str]) -> Sequence[Tie]:
        """Those with an end among these tellings."""
        ...

    def places(self, ids: Collection[str]) -> Mapping[str, Place]:
        """All tellings in the pieces of these."""
        ...

    def filed(self, keys: Collection[str]) -> Collection[str]:
        """All tellings filed under these."""
        ...

    def likenesses(self, firsts: Collection[str]) -> Sequence[Likeness]:
        """Those of the clusters with these first tellings, with any other."""
        ...

    def told(self, ids: Collection[str]) -> Mapping[str, Told]:
        """These tellings with their matter."""
        ...

    def clusters(self, ids: Collection[str]) -> Sequence[Cluster]:
        """The clusters with these first tellings, `near` left empty."""
        ...

    def judgements(self, ids: Collection[str]) -> Judgements:
        """What people decided, as it stands now, on pairs of these, those that come among them."""
        ...


class KnownSides:
    """Sides of tellings, those of a record's asked for once and many at a time."""

    def __init__(self, new: Iterable[Told], held: Held, model: LinkModel) -> None:
        self._held, self._model = held, model
        self._told = {telling.id: (telling, matter) for telling, matter in new}
        self._sides: dict[str, Side] = {}

    def of(self, ids: Collection[str]) -> dict[str, Side]:
        """The sides of these tellings."""
        absent = sorted(id for id in ids if id not in self._told)
        if absent:
            self._told |= self._held.told(absent)
        return {id: self._side(id) for id in ids}

    def matter_of(self, ids: Iterable[str]) -> dict[str, Matter]:
        """What linking looks at in tellings whose sides were asked for before."""
        return {id: self._own(id) for id in ids}

    def _side(self, id: str) -> Side:
        if id not in self._sides:
            self._sides[id] = make_side(self._told[id][0], self._own(id), self._model.levels)
        return self._sides[id]

    def _own(self, id: str) -> Matter:
        telling, matter = self._told[id]
        return own_matter([telling], {id: matter})[id]
