"""Tellings of a made war, in files, are linked as `link` links them in memory: the same incidents, links and ids."""

from __future__ import annotations

import random
from pathlib import Path

import pyarrow.dataset as ds
import pytest

from harmledger.engines.engine import open_engine
from harmledger.engines.linking.pieces import TELLINGS
from harmledger.engines.linking.store import Stored
from harmledger.engines.linking.told import write_told
from harmledger.flow.link_corpus import link_told
from harmledger.linking import blocking
from harmledger.linking.identities import identify
from harmledger.linking.link import link
from harmledger.linking.parts import own_matter
from made_war import War, make_war

FILES = 3


@pytest.fixture(scope="module")
def war() -> War:
    return make_war(250, seed=3)


def write_war(war: War, scratch: Path, seed: int) -> list:
    """The tellings of `war`, in any order, in a few files."""
    tellings = war.tellings.copy()
    random.Random(seed).shuffle(tellings)  # noqa: S311
    own = own_matter(tellings, war.matter)
    stored = [Stored(telling=telling, matter=own[telling.id]) for telling in tellings]
    return [write_told(scratch, file, stored[file::FILES]) for file in range(FILES)]


def rows_of(folder: Path, *columns: str) -> set[tuple]:
    table = ds.dataset(folder, format="parquet").to_table(columns=list(columns))
    return {tuple(map(str, row.values())) for row in table.to_pylist()}


@pytest.mark.parametrize(("bin_size", "crowd"), [(1, 150), (TELLINGS, 4)])
def test_files_are_linked_as_memory_is(
    war: War, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bin_size: int, crowd: int
) -> None:
    monkeypatch.setattr("harmledger.engines.linking.pieces.TELLINGS", bin_size)
    meetings = tuple(each._replace(window=min(crowd, each.window)) for each in blocking.MEETINGS)
    monkeypatch.setattr(blocking, "MEETINGS", meetings)
    expected, _ = identify(link(war.tellings, war.matter).clusters)
    with open_engine(processes=1, master=None) as engine:
        found = link_told(engine, tmp_path, write_war(war, tmp_path / "scratch", seed=bin_size))
    assert (found.tellings, found.incidents) == (250, len(expected))
    assert rows_of(tmp_path / "tellings", "id", "incident_id") == {
        (telling, incident.id) for incident in expected for telling in incident.tellings
    }
    assert rows_of(tmp_path / "links", "one", "other", "score") == {
        (one.left, one.right, str(one.score)) for incident in expected for one in incident.links
    }
    assert rows_of(tmp_path / "incidents", "id", "origins_low", "perhaps") == {
        (each.id, str(each.origins_low), str([perhaps.incident for perhaps in each.perhaps]))
        for each in expected
    }
