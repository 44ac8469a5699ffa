"""A corpus read here and read on Spark is the same to the byte, in any order of its shards, whatever was killed."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pyarrow.parquet as pq
import pytest
from capture_samples import gzipped, html_page, parquet, warc_record

from harmledger import build
from harmledger.engines import spark
from harmledger.engines.corpus import slices as slicing
from harmledger.engines.corpus.select import Wanted
from harmledger.flow.import_corpus import import_corpus
from harmledger.flow.link_corpus import link_corpus
from harmledger.flow.read_corpus import CorpusSummary, read_corpus
from harmledger.settings import Settings, read_settings
from made_reports import HARM, made_report, made_text, write_jsonl
from whole_program import EXAMPLES

SEEN_AT = "2020-05-06T07:08:09Z"
GOLDEN = Path(__file__).parents[1] / "golden" / "cases"
REPORTS, MANY = 30, 5_000


@pytest.fixture(scope="module")
def shards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A packed crawl, two tables of made reports and the example reports."""
    folder = tmp_path_factory.mktemp("shards")
    make_shards(folder, REPORTS)
    (folder / "examples").symlink_to(EXAMPLES)
    return folder


def make_shards(folder: Path, reports: int) -> None:
    """A crawl, a JSONL and a Parquet table with `reports` reports in all, and a damaged archive."""
    rows = [made_report(number, quiet=number % 4 == 3) for number in range(reports)]
    third = reports // 3
    pages = [
        warc_record(
            html_page(story=made_text(number, HARM[:3])).encode(), url=f"https://fjord.example/{number}"
        )
        for number in range(third)
    ]
    (folder / "crawl.warc.gz").write_bytes(gzipped(pages))
    (folder / "cut.warc.gz").write_bytes(gzipped(pages[:3])[:-40])
    write_jsonl(folder / "a.jsonl", rows[third : 2 * third])
    (folder / "b.parquet").write_bytes(parquet(rows[2 * third :]))


def given(shards: Path) -> list[str]:
    """Its shards, each by itself."""
    return [str(path) for path in sorted(shards.iterdir())]


@pytest.fixture
def settings(_environment: None) -> Settings:
    return read_settings()


@pytest.fixture(scope="module")
def built(shards: Path, tmp_path_factory: pytest.TempPathFactory, _environment: None) -> Path:
    """The draft of a record built of the same shards."""
    record = tmp_path_factory.mktemp("built")
    build([Path(shard) for shard in given(shards)], record, settings=read_settings(), site=False)
    return record / "release"


@pytest.fixture(scope="module")
def master() -> Iterator[str]:
    """One Spark for the tests of this file: it takes longer to start than to read what they give it."""
    with spark.session("local[1]") as session:
        session.conf.set("spark.sql.shuffle.partitions", 2)
        yield "local[1]"


@pytest.fixture(scope="module")
def here(shards: Path, tmp_path_factory: pytest.TempPathFactory, _environment: None) -> Path:
    """The corpus as one process of this machine reads it, in one go."""
    out = tmp_path_factory.mktemp("here") / "corpus"
    read_corpus(given(shards), out, settings=read_settings(), captured_at=SEEN_AT)
    return out


def content(corpus: Path) -> dict[str, bytes]:
    """Every file of a corpus that says what it holds."""
    return {
        path.relative_to(corpus).as_posix(): path.read_bytes()
        for path in sorted(corpus.rglob("*.parquet"))
        if not path.name.startswith(".")
    }


def test_what_was_given_was_kept_or_refused(shards: Path, here: Path, settings: Settings) -> None:
    again = read_corpus(given(shards), here, settings=settings)
    assert again.slices_before == again.slices
    assert again.gathered == again.kept + again.refused
    assert again.reasons == {"truncated": 1, "truncated_or_damaged": 1}
    assert again.claims > REPORTS


def test_spark_reads_what_one_machine_reads(
    shards: Path, here: Path, settings: Settings, tmp_path: Path, master: str
) -> None:
    out = tmp_path / "corpus"
    summary = read_corpus(given(shards)[::-1], out, settings=settings, master=master, captured_at=SEEN_AT)
    assert summary.slices_before == 0
    assert content(out) == content(here)
    assert (out / "done").exists()


def test_spark_links_what_one_machine_links_and_a_build_finds_the_same(
    here: Path, settings: Settings, tmp_path: Path, master: str, built: Path
) -> None:
    for engine in ("local", "spark"):
        shutil.copytree(here, tmp_path / engine)
        link_corpus(tmp_path / engine, settings=settings, master=master if engine == "spark" else None)
    assert content(tmp_path / "local") == content(tmp_path / "spark")
    incidents = (built / "incidents.jsonl").read_bytes().splitlines()
    linked = pq.read_table(tmp_path / "local" / "linked" / "incidents")
    assert sorted(linked["id"].to_pylist()) == sorted(json.loads(line)["id"] for line in incidents)


def test_slices_part_a_shard_and_lose_nothing(
    shards: Path, here: Path, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = read_corpus([str(shards / "a.jsonl")], tmp_path / "whole", settings=settings, captured_at=SEEN_AT)
    monkeypatch.setattr(slicing.slices_of, "__kwdefaults__", {"slice_bytes": 1_500})
    parted = read_corpus(
        [str(shards / "a.jsonl")], tmp_path / "parted", settings=settings, captured_at=SEEN_AT
    )
    assert parted.slices > 2
    assert _without(parted) == _without(whole)


def _without(summary: CorpusSummary) -> CorpusSummary:
    return msgspec.structs.replace(summary, out=Path(), slices=0)


def test_an_import_gives_the_draft_of_a_build(
    here: Path, settings: Settings, tmp_path: Path, built: Path
) -> None:
    done = import_corpus(here, tmp_path / "imported", settings=settings, wanted=Wanted())
    assert import_corpus(here, tmp_path / "imported", settings=settings, wanted=Wanted()).rows == 0
    for name in ("claims.jsonl", "incidents.jsonl"):
        assert (tmp_path / "imported" / "release" / name).read_bytes() == (built / name).read_bytes()
    assert done.record.incidents > 5


@pytest.mark.full
def test_many_reports_and_the_golden_cases_are_read_alike(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "shards").mkdir()
    make_shards(tmp_path / "shards", MANY)
    inputs = [*given(tmp_path / "shards"), str(GOLDEN)]
    here, there = tmp_path / "here", tmp_path / "there"
    read_corpus(inputs, here, settings=settings, captured_at=SEEN_AT)
    read_corpus(inputs[::-1], there, settings=settings, master="local[2]", captured_at=SEEN_AT)
    assert content(here) == content(there)


@pytest.mark.full
@pytest.mark.parametrize("victim", ["driver", "worker"])
def test_killed_in_the_middle_it_goes_on_to_the_same_corpus(
    shards: Path, here: Path, settings: Settings, tmp_path: Path, victim: str
) -> None:
    out = tmp_path / "corpus"
    program = (
        "import sys; from harmledger.flow.read_corpus import read_corpus; "
        "from harmledger.settings import read_settings; from pathlib import Path\n"
        f"read_corpus(sys.argv[2:], Path(sys.argv[1]), settings=read_settings(), captured_at={SEEN_AT!r}, "
        "master='local-cluster[2,1,1024]')"
    )
    command = [sys.executable, "-c", program, str(out), *given(shards)]
    with subprocess.Popen(command, start_new_session=True) as driver:
        _wait_for_marks(out, 4)
        if victim == "driver":
            os.killpg(driver.pid, signal.SIGKILL)
        else:
            _kill_a_worker()
            assert driver.wait(timeout=300) == 0
    if victim == "driver":
        assert not (out / "manifest.json").exists()
        read_corpus(given(shards), out, settings=settings, master="local[2]", captured_at=SEEN_AT)
    assert content(out) == content(here)


def _wait_for_marks(out: Path, least: int) -> None:
    deadline = time.monotonic() + 240
    while len(list(out.glob("done/*.json"))) < least:
        assert time.monotonic() < deadline, "Spark did not begin"
        time.sleep(0.05)


def _kill_a_worker() -> None:
    """SIGKILL to a process that reads: one of Spark's Python workers."""
    found = subprocess.run(
        ["pgrep", "-f", "pyspark.daemon|pyspark/daemon"], capture_output=True, text=True, check=True
    )
    with contextlib.suppress(ProcessLookupError):
        os.kill(int(found.stdout.split()[-1]), signal.SIGKILL)
