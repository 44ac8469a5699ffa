"""Ids hold: minted once, kept with the oldest anchor, redirected for ever, never reused."""

from __future__ import annotations

from itertools import permutations

from harmledger.linking.anchors import Anchors
from harmledger.linking.identities import identify
from harmledger.linking.link import Cluster
from harmledger.records.incident import Identity


def cluster(*tellings: str, filed_under: str | None = None) -> Cluster:
    return Cluster(
        tellings=tuple(sorted(tellings)),
        filed_under=filed_under,
        links=(),
        origins=(),
        origins_low=1,
        origins_high=1,
    )


class Record:
    """The identities of a record, as the ledger would keep them: appended, the latest row of an anchor in
    force."""

    def __init__(self) -> None:
        self.rows: list[Identity] = []

    def build(self, *clusters: Cluster) -> dict[tuple[str, ...], str]:
        incidents, new = identify(clusters, Anchors(self.rows))
        self.rows += new
        return {incident.tellings: incident.id for incident in incidents}

    def now(self, id: str) -> str:
        """Where the redirects of an id lead."""
        into = next((row.redirects_to for row in self.rows if row.id == id and row.redirects_to), None)
        return id if into is None else self.now(into)


def test_a_filed_incident_has_its_keys_id_in_any_order() -> None:
    clusters = [
        cluster("t1", filed_under="A-1"),
        cluster("t2", filed_under="A-2"),
        cluster("t0", "t3", filed_under="A-3"),
    ]
    seen = set()
    for order in permutations(clusters):
        incidents, new = identify(order)
        seen.add((incidents, new))
    assert len(seen) == 1
    incidents, _ = seen.pop()
    assert {incident.key for incident in incidents} == {"A-1", "A-2", "A-3"}


def test_building_twice_mints_nothing() -> None:
    record = Record()
    first = record.build(cluster("t1", "t2"), cluster("t3"))
    rows = list(record.rows)
    assert record.build(cluster("t1", "t2"), cluster("t3")) == first
    assert record.rows == rows


def test_an_earlier_telling_that_joins_later_does_not_move_the_id() -> None:
    record = Record()
    before = record.build(cluster("t5"))["t5",]
    assert record.build(cluster("t1", "t5"))["t1", "t5"] == before


def test_a_merge_keeps_the_oldest_anchor_and_the_other_redirects() -> None:
    record = Record()
    oldest = record.build(cluster("t9"))["t9",]
    younger = record.build(cluster("t9"), cluster("t1"))["t1",]
    merged = record.build(cluster("t1", "t9"))["t1", "t9"]
    assert merged == oldest
    assert record.now(younger) == oldest


def test_a_split_leaves_the_id_with_the_anchor_and_reuses_no_id() -> None:
    record = Record()
    oldest = record.build(cluster("t9"))["t9",]
    younger = record.build(cluster("t9"), cluster("t1"))["t1",]
    record.build(cluster("t1", "t9"))
    apart = record.build(cluster("t1"), cluster("t9"))
    assert apart["t9",] == oldest
    assert apart["t1",] not in {oldest, younger}
    assert record.now(younger) == oldest
    assert record.build(cluster("t1"), cluster("t9")) == apart


def test_a_filing_takes_over_an_unfiled_incident() -> None:
    record = Record()
    unfiled = record.build(cluster("t1"))["t1",]
    filed = record.build(cluster("t1", "t2", filed_under="A-1"))["t1", "t2"]
    assert filed != unfiled
    assert record.now(unfiled) == filed
