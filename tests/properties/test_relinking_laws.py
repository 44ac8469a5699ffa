"""Linking only what is touched gives what linking the whole record again would give: whoever leaves or comes, whatever
people decide, however crowded it is."""

from __future__ import annotations

import random
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from unittest.mock import patch

import msgspec
import pytest

from harmledger.linking import blocking
from harmledger.linking.held import Place, Told
from harmledger.linking.judgements import Judgements
from harmledger.linking.link import Cluster, Linked, Tie, link
from harmledger.linking.model import LinkModel, default_model
from harmledger.linking.near import Likeness
from harmledger.linking.stands import At, Stand
from harmledger.linking.touched import Touched, relink
from made_war import make_war


class Record:
    """A record in memory, as a ledger keeps one."""

    def __init__(self, told: Iterable[Told], judged: Judgements, model: LinkModel) -> None:
        self._told = {telling.id: (telling, matter) for telling, matter in told}
        self.linked = linked(self._told.values(), judged, model)
        self.now = judged
        self._clusters = {cluster.tellings[0]: cluster for cluster in self.linked.clusters}
        self._cluster_of = {id: first for first, each in self._clusters.items() for id in each.tellings}
        self._stands = {stand.id: stand for stand in self.linked.stands}
        self._by_key: dict[int, list[At]] = defaultdict(list)
        for stand in sorted(self.linked.stands, key=lambda stand: stand.at):
            for key in stand.held_keys():
                self._by_key[key].append(stand.at)

    def stands(self, ids: Collection[str]) -> Mapping[str, Stand]:
        return {id: self._stands[id] for id in ids if id in self._stands}

    def before(self, at: At, most: Mapping[int, int]) -> dict[int, list[At]]:
        found = {}
        for key, many in most.items():
            holders = self._by_key.get(key, [])
            end = bisect_left(holders, at)
            found[key] = holders[max(0, end - many) : end][::-1]
        return found

    def after(self, at: At, most: Mapping[int, int]) -> dict[int, list[At]]:
        return {
            key: [each for each in self._by_key.get(key, []) if each > at][:many]
            for key, many in most.items()
        }

    def ties(self, ids: Collection[str]) -> list[Tie]:
        return [tie for tie in self.linked.ties if tie.left in ids or tie.right in ids]

    def places(self, ids: Collection[str]) -> Mapping[str, Place]:
        footings = self.linked.footings
        reached = {footings[id].piece for id in ids if id in footings}
        return {
            id: Place(footing, self._cluster_of[id])
            for id, footing in footings.items()
            if footing.piece in reached
        }

    def filed(self, keys: Collection[str]) -> list[str]:
        return [id for id, (telling, _) in self._told.items() if telling.filed_under in keys]

    def likenesses(self, firsts: Collection[str]) -> list[Likeness]:
        return [each for each in self.linked.likenesses if each.one in firsts or each.other in firsts]

    def told(self, ids: Collection[str]) -> Mapping[str, Told]:
        return {id: self._told[id] for id in ids}

    def clusters(self, ids: Collection[str]) -> list[Cluster]:
        return [msgspec.structs.replace(self._clusters[id], near=()) for id in ids]

    def judgements(self, ids: Collection[str]) -> Judgements:
        here = set(ids)
        return Judgements(
            same=frozenset(pair for pair in self.now.same if here.issuperset(pair)),
            not_same=frozenset(pair for pair in self.now.not_same if here.issuperset(pair)),
        )


def linked(told: Iterable[Told], judged: Judgements, model: LinkModel) -> Linked:
    told = list(told)
    matter = {telling.id: matter for telling, matter in told}
    return link([telling for telling, _ in told], matter, model, judged)


def patched(record: Record, gone: Collection[str], found: Touched) -> dict[str, object]:
    """The record with what has changed in place of what was there."""
    was = record.linked
    taken = {id for cluster in found.clusters for id in cluster.tellings} | set(gone)
    unlike, untied = set(found.unlike), set(found.untied)
    stays = {id: each for id, each in was.footings.items() if id not in gone}
    return {
        "clusters": [*(c for c in was.clusters if taken.isdisjoint(c.tellings)), *found.clusters],
        "footings": {**stays, **found.footings},
        "stands": [*(s for s in was.stands if s.id not in gone), *found.stands],
        "ties": [*(t for t in was.ties if (t.left, t.right) not in untied), *found.tied],
        "likenesses": [*(a for a in was.likenesses if (a.one, a.other) not in unlike), *found.alike],
    }


def parts(linked: Mapping[str, object]) -> dict[str, object]:
    """Everything, in an order of its own."""
    return {
        name: each if isinstance(each, Mapping) else sorted(msgspec.json.encode(one, order="sorted") for one in each)  # type: ignore[attr-defined]
        for name, each in linked.items()
    }  # fmt: skip


def some_judgements(ids: list[str], draw: random.Random) -> Judgements:
    pairs = [tuple(sorted(draw.sample(ids, 2))) for _ in range(draw.randrange(5))]
    half = len(pairs) // 2
    return Judgements(
        same=frozenset(pairs[:half]), not_same=frozenset(pairs[half:]) - frozenset(pairs[:half])
    )  # type: ignore[arg-type]


def decided_on(*judgements: Judgements) -> set[str]:
    return {id for each in judgements for pair in (*each.same, *each.not_same) for id in pair}


@pytest.mark.parametrize(
    ("crowd", "fits"), [(150, 120), (4, 4)], ids=["as it is", "few meet by a key, and few fit in a piece"]
)
@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.full) for seed in range(2, 12))])
def test_linking_what_is_touched_equals_linking_everything(seed: int, crowd: int, fits: int) -> None:
    war, draw = make_war(140, seed=seed), random.Random(seed)  # noqa: S311
    told: list[Told] = [(telling, war.matter[telling.id]) for telling in war.tellings]
    meetings = tuple(meeting._replace(window=min(crowd, meeting.window)) for meeting in blocking.MEETINGS)
    decide = msgspec.structs.replace(default_model().decide, component_tellings=fits)
    model = msgspec.structs.replace(default_model(), decide=decide)
    with patch.object(blocking, "MEETINGS", meetings):
        for _ in range(4):
            world = [(_filed(telling, draw), matter) for telling, matter in told]
            draw.shuffle(world)
            before = some_judgements([telling.id for telling, _ in world], draw)
            record = Record(world[10:], before, model)
            after = some_judgements([telling.id for telling, _ in world], draw)
            record.now = after
            check_change(record, world, (before, after), draw, model)


def _filed(telling: object, draw: random.Random) -> object:
    key = draw.choice(("A", "B", *(None,) * 60))
    return msgspec.structs.replace(telling, filed_under=key)  # type: ignore[type-var]


def check_change(
    record: Record,
    world: list[Told],
    judged: tuple[Judgements, Judgements],
    draw: random.Random,
    model: LinkModel,
) -> None:
    """Some come, some leave, some change, and all on whom people decided otherwise do."""
    held = {telling.id for telling, _ in world[10:]}
    coming = world[: draw.choice((0, 1, 2, 10))]
    changing = [telling.id for telling, _ in world[20 : 20 + draw.choice((0, 0, 1, 3))]]
    leaving = {telling.id for telling, _ in world[30 : 30 + draw.choice((0, 1, 2))]}
    redecided = decided_on(*judged) & held - leaving
    moved = [
        (msgspec.structs.replace(telling, when=draw.choice(world)[0].when), matter)
        if telling.id in changing
        else (telling, matter)
        for telling, matter in world[10:]
        if telling.id not in leaving
    ]
    again = [each for each in moved if each[0].id in changing]
    otherwise = [each for each in moved if each[0].id in redecided and each[0].id not in changing]
    gone = leaving | {telling.id for telling, _ in again}
    found = relink(gone, [*coming, *again], otherwise, record, model)
    whole = linked([*moved, *coming], judged[1], model)
    wanted = {name: getattr(whole, name) for name in Linked.__struct_fields__}
    assert parts(patched(record, gone, found)) == parts(wanted)
