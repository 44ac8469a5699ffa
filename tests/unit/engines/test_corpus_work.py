"""A slice is read once, a report that kills its reader is refused in the end, and a corpus keeps its settings."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pyarrow.parquet as pq
import pytest

from harmledger.engines.corpus import work
from harmledger.engines.corpus.journal import Journal
from harmledger.engines.corpus.select import Wanted, find_reports
from harmledger.engines.corpus.slices import Slice, slices_of
from harmledger.engines.corpus.sources import Shard, Source
from harmledger.errors import UsageError
from harmledger.flow.read_corpus import read_corpus
from harmledger.settings import Settings, read_settings
from made_reports import made_report, write_jsonl


class PlugPulled(BaseException):
    """What no `except` of the program catches: the machine is gone."""


@pytest.fixture
def settings(_environment: None) -> Settings:
    return read_settings()


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return write_jsonl(tmp_path / "made.jsonl", (made_report(number) for number in range(6)))


def test_a_report_that_ends_its_reader_twice_is_refused_and_the_others_are_read(
    table: Path, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = work.extract_and_read

    def deadly(task, items):
        if items[0].key == "made-4":
            raise PlugPulled
        return reading(task, items)

    monkeypatch.setattr(work, "extract_and_read", deadly)
    out = tmp_path / "corpus"
    for _ in range(2):
        with pytest.raises(PlugPulled):
            read_corpus([str(table)], out, settings=settings)
        assert list(out.rglob("*.parquet")) == []
    summary = read_corpus([str(table)], out, settings=settings)
    assert (summary.kept, summary.refused, summary.reasons) == (5, 1, {"ended_its_reader": 1})
    (refusals,) = (out / "refusals").iterdir()
    assert pq.read_table(refusals)["location"].to_pylist() == [f"{table}#line 5"]
    assert list((out / "attempts").iterdir()) == []


def test_a_death_alone_accuses_no_report(tmp_path: Path) -> None:
    for number in (3, 8):
        Journal(tmp_path / "j").take_in_hand(number)
    assert not Journal(tmp_path / "j").is_deadly(3)
    (tmp_path / "j").write_bytes(b'{"in_ha')  # killed while it wrote
    assert not Journal(tmp_path / "j").is_deadly(8)


def test_later_runs_add_shards_and_keep_the_settings(table: Path, settings: Settings, tmp_path: Path) -> None:
    out = tmp_path / "corpus"
    read_corpus([str(table)], out, settings=settings)
    more = write_jsonl(tmp_path / "more.jsonl", [made_report(9)])
    added = read_corpus([str(table), str(more)], out, settings=settings)
    assert (added.shards, added.slices_before, added.gathered) == (2, 1, 7)
    other = msgspec.structs.replace(
        settings, limits=msgspec.structs.replace(settings.limits, row_bytes_max=9_999)
    )
    with pytest.raises(UsageError, match="with other limits"):
        read_corpus([str(table)], out, settings=other)
    with pytest.raises(UsageError, match="not a corpus"):
        read_corpus([str(table)], tmp_path, settings=settings)
    with pytest.raises(UsageError, match="no such file"):
        read_corpus([str(tmp_path / "nothing")], out, settings=settings)


def test_slices_share_out_every_report_once() -> None:
    shard = Shard(source=Source(uri="/a", key="a"), sha256="0" * 64, size_bytes=2_001)
    slices = slices_of([shard], slice_bytes=1_000)
    assert [(one.part, one.parts) for one in slices] == [(0, 3), (1, 3), (2, 3)]
    shared = sorted(pair for one in slices for pair in one.of("abcdefg"))
    assert shared == list(enumerate("abcdefg"))
    assert len({one.name for one in slices}) == 3
    elsewhere = Slice(shard=msgspec.structs.replace(shard, sha256="1" * 64), part=0, parts=3)
    assert elsewhere.name != slices[0].name


@pytest.mark.parametrize(
    ("wanted", "keys"),
    [
        (Wanted(), {"made-0", "made-30", "made-60"}),
        (Wanted(since=dt.date(2014, 3, 11)), {"made-30", "made-60"}),
        (Wanted(until=dt.date(2014, 3, 11)), {"made-0", "made-30"}),
        (Wanted(since=dt.date(2014, 3, 12), until=dt.date(2014, 3, 20)), set()),
        (Wanted(countries=("FR",)), set()),
        (Wanted(countries=("FR", "IS")), {"made-0", "made-30", "made-60"}),
        (Wanted(blamed=("Northern Brigades", "Coast Guard")), {"made-0", "made-30", "made-60"}),
        (Wanted(blamed=("Coast Guard",)), set()),
    ],
)
def test_what_is_wanted_is_found_by_day_country_and_party(
    settings: Settings, tmp_path: Path, wanted: Wanted, keys: set[str]
) -> None:
    rows = [made_report(number, sentences=8) for number in (0, 30, 60)]
    out = tmp_path / "corpus"
    read_corpus([str(write_jsonl(tmp_path / "made.jsonl", rows))], out, settings=settings)
    found = list(find_reports(out, wanted))
    assert {kept.report.key for kept, _ in found} == keys
    assert all(b"made-" in content for _, content in found)
