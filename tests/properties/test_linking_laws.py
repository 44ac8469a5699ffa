"""Laws of linking: a partition, the same in any order and batching, with filings and decisions above every
score."""

from __future__ import annotations

import datetime as dt
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from harmledger.linking.facts import facts_of
from harmledger.linking.identities import identify
from harmledger.linking.judgements import Judgements
from harmledger.linking.link import Cluster, link
from harmledger.linking.model import default_model
from harmledger.linking.score import Following, score_pair
from harmledger.linking.sides import Matter, make_side
from harmledger.records.moment import Moment
from harmledger.records.place import Place
from harmledger.records.report import Report, make_text
from harmledger.records.telling import Telling

WORDS = (
    "zaitun",
    "bakery",
    "ovens",
    "orchard",
    "minaret",
    "Salma Haddadin",
    "ferry",
    "six",
    "queue",
    "motorcycle",
    "killed",
    "shell",
)
PLACES = (
    (35.0, 38.0, 2_000),
    (35.05, 38.02, 8_000),
    (35.4, 38.5, 30_000),
    (34.0, 41.0, 2_000),
    (35.2, 38.2, 120_000),
)


@st.composite
def worlds(draw: st.DrawFn) -> list[tuple[Telling, Matter]]:
    return [draw(told(f"tel-{n}")) for n in range(draw(st.integers(0, 9)))]


@st.composite
def told(draw: st.DrawFn, id: str) -> tuple[Telling, Matter]:
    day = dt.date(2031, 5, 1) + dt.timedelta(draw(st.integers(0, 12)))
    spot = draw(st.none() | st.sampled_from(PLACES))
    firm = draw(st.booleans())
    telling = Telling(
        id=id,
        report_id=id,
        text_id=id,
        claims=(),
        role="primary",
        when=Moment(start=day, end=day, precision="day", reason="stated" if firm else "day_of_publication"),
        where=None if spot is None else place(*spot),
        means=draw(st.sampled_from((None, "shelling", "airstrike", "shooting"))),
        published_on=day,
        filed_under=draw(st.sampled_from((None, None, None, "A", "B"))),
    )
    content = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=3, max_size=25)))
    report = Report(id=id, key=id, content_sha256="", published_on=day)
    return telling, Matter(
        claims=(), facts=facts_of(report, make_text(report_id=id, content=content, extractor="made"))
    )


def place(latitude: float, longitude: float, radius_m: int) -> Place:
    return Place(
        name=f"{latitude}",
        latitude=latitude,
        longitude=longitude,
        radius_m=radius_m,
        level="town",
        gazetteer_id="x",
        reason="made",
    )


pairs = st.frozensets(
    st.tuples(st.integers(0, 8), st.integers(0, 8)).map(lambda p: (f"tel-{p[0]}", f"tel-{p[1]}")), max_size=3
)


def run(world: list[tuple[Telling, Matter]], judgements: Judgements) -> tuple[Cluster, ...]:
    return link(
        [telling for telling, _ in world],
        {telling.id: matter for telling, matter in world},
        judgements=judgements,
    ).clusters


@settings(max_examples=150, deadline=None)
@given(worlds(), pairs, pairs, st.randoms(use_true_random=False))
def test_any_order_gives_the_same_partition_links_and_ids(
    world: list[tuple[Telling, Matter]], same: frozenset, not_same: frozenset, chance: random.Random
) -> None:
    judgements = Judgements(same=same - not_same, not_same=frozenset(p for p in not_same if p[0] != p[1]))
    found = run(world, judgements)
    shuffled = list(world)
    chance.shuffle(shuffled)
    assert run(shuffled, judgements) == found
    assert identify(run(shuffled, judgements)) == identify(found)
    check_partition(world, found)
    check_decided(world, found, judgements)


def check_partition(world: list[tuple[Telling, Matter]], found: tuple[Cluster, ...]) -> None:
    assert sorted(id for cluster in found for id in cluster.tellings) == sorted(
        telling.id for telling, _ in world
    )
    for cluster in found:
        assert len(cluster.links) == len(cluster.tellings) - 1
        assert sorted(id for origin in cluster.origins for id in origin.tellings) == list(cluster.tellings)
        assert cluster.origins_low <= cluster.origins_high
    check_suggested(found)


def check_suggested(found: tuple[Cluster, ...]) -> None:
    """What may be one event is said of both, and never of a cluster itself."""
    cluster_of = {id: cluster.tellings for cluster in found for id in cluster.tellings}
    said = {(c.tellings, cluster_of[near.telling], near.score) for c in found for near in c.near}
    assert said == {(other, own, score) for own, other, score in said}
    assert all(own != other and score >= default_model().decide.suggest_at for own, other, score in said)


def check_decided(
    world: list[tuple[Telling, Matter]], found: tuple[Cluster, ...], judgements: Judgements
) -> None:
    cluster_of = {id: cluster for cluster in found for id in cluster.tellings}
    by_key: dict[str, set[tuple[str, ...]]] = {}
    for telling, _ in world:
        if telling.filed_under is not None:
            by_key.setdefault(telling.filed_under, set()).add(cluster_of[telling.id].tellings)
            assert cluster_of[telling.id].filed_under == telling.filed_under
    assert all(len(clusters) == 1 for clusters in by_key.values())
    filed = {telling.id: telling.filed_under for telling, _ in world}
    for left, right in judgements.not_same:
        if (
            left in cluster_of
            and right in cluster_of
            and (filed[left] is None or filed[left] != filed[right])
        ):
            assert cluster_of[left].tellings != cluster_of[right].tellings


@settings(max_examples=100, deadline=None)
@given(worlds(), told("tel-new"))
def test_a_report_that_arrives_moves_no_other_pair_s_score(
    world: list[tuple[Telling, Matter]], new: tuple[Telling, Matter]
) -> None:
    model = default_model()
    sides = [make_side(telling, matter, model.levels) for telling, matter in world]
    before = {(a.id, b.id): score_pair(a, b, model) for a in sides for b in sides if a.id != b.id}
    run([*world, new], Judgements())
    assert {(a.id, b.id): score_pair(a, b, model) for a in sides for b in sides if a.id != b.id} == before
    assert all(before[b, a] == score for (a, b), score in before.items())
    followed = {(a.id, b.id): Following(model).score(a, b) for a in sides for b in sides if a.id != b.id}
    worth = {
        pair: score for pair, score in before.items() if score is not None and score >= model.decide.follow_at
    }
    assert {pair: score for pair, score in followed.items() if score is not None} == worth


@settings(max_examples=60, deadline=None)
@given(worlds(), worlds())
def test_worlds_that_share_nothing_are_linked_each_on_its_own(
    here: list[tuple[Telling, Matter]], there: list[tuple[Telling, Matter]]
) -> None:
    far = [elsewhere(telling, matter) for telling, matter in there if telling.filed_under is None]
    together = run([*here, *far], Judgements())
    assert sorted(together, key=key) == sorted([*run(here, Judgements()), *run(far, Judgements())], key=key)


def elsewhere(telling: Telling, matter: Matter) -> tuple[Telling, Matter]:
    """The same telling twenty years later, in another country and in words that nobody here uses."""
    day = telling.published_on.replace(year=2051)
    there = place(-20.0, -60.0, 2_000) if telling.where else None
    moved = Telling(
        id="far-" + telling.id, report_id="far", text_id="far", claims=(), role="primary",
        when=Moment(start=day, end=day, precision="day", reason="stated"), where=there, published_on=day,
    )  # fmt: skip
    content = " ".join(f"{word[::-1]}q" for word in matter.facts.words)
    report = Report(id="far-" + telling.id, key="far", content_sha256="", published_on=day)
    return moved, Matter(
        claims=(), facts=facts_of(report, make_text(report_id="far", content=content, extractor="made"))
    )


def key(cluster: Cluster) -> tuple[str, ...]:
    return cluster.tellings
