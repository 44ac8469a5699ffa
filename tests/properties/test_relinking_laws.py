"""Linking only what a new telling touches gives what linking the whole record again would give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from unittest.mock import patch

import pytest

from harmledger.linking import blocking
from harmledger.linking.link import Cluster, link
from harmledger.linking.sides import Matter
from harmledger.linking.touched import keys_of, relink
from harmledger.records.telling import Telling
from made_war import make_war

Told = tuple[Telling, Matter]


class Record:
    """A record in memory: tellings by key, and by component."""

    def __init__(self, told: Iterable[Told]) -> None:
        self._told = {telling.id: (telling, matter) for telling, matter in told}
        self._keys = {id: keys_of(telling, matter) for id, (telling, matter) in self._told.items()}
        self.clusters = linked(self._told.values())
        first = {id: cluster.component for cluster in self.clusters for id in cluster.tellings}
        self._component = {id: frozenset(o for o in first if first[o] == first[id]) for id in first}

    def holders(self, keys: frozenset[str]) -> frozenset[str]:
        return frozenset(id for id, own in self._keys.items() if own & keys)

    def component(self, telling_id: str) -> frozenset[str]:
        return self._component[telling_id]

    def told(self, telling_ids: Iterable[str]) -> Mapping[str, Told]:
        return {id: self._told[id] for id in telling_ids}


def linked(told: Iterable[Told]) -> tuple[Cluster, ...]:
    told = list(told)
    return link([telling for telling, _ in told], {telling.id: matter for telling, matter in told})


@pytest.mark.parametrize("crowd", [150, 4], ids=["as it is", "crowded: few may meet by a key"])
@pytest.mark.parametrize(
    "seed", [1, pytest.param(2, marks=pytest.mark.full), pytest.param(3, marks=pytest.mark.full)]
)
def test_linking_what_is_touched_equals_linking_everything(seed: int, crowd: int) -> None:
    war = make_war(120, seed=seed)
    told = [(telling, war.matter[telling.id]) for telling in war.tellings]
    meetings = tuple(meeting._replace(window=min(crowd, meeting.window)) for meeting in blocking.MEETINGS)
    with patch.multiple(blocking, MEETINGS=meetings, CELL_WINDOW=min(crowd, blocking.CELL_WINDOW)):
        for count in (110, 119):
            record = Record(told[:count])
            new = told[count : count + 1]
            found = relink(new, record)
            others = [c for c in record.clusters if found.tellings.isdisjoint(c.tellings)]
            whole = linked(told[: count + 1])
            assert sorted((*others, *found.clusters), key=lambda c: c.tellings) == list(whole)
            assert len(found.tellings) < count, "not everything is linked anew"
