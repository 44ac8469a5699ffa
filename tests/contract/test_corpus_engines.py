"""A corpus read here and read on Spark is the same to the byte, in any order of its shards."""

from __future__ import annotations

import importlib.metadata
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pyarrow.parquet as pq
import pytest
from capture_samples import gzipped, html_page, parquet, wacz, warc_record

from harmledger import build
from harmledger.engines import spark
from harmledger.engines.corpus import slices as slicing
from harmledger.engines.corpus.select import Wanted
from harmledger.engines.corpus.tables import SCHEMAS
from harmledger.engines.read import open_readers
from harmledger.flow.import_corpus import import_corpus
from harmledger.flow.link_corpus import link_corpus
from harmledger.flow.read_corpus import Manifest, read_corpus
from harmledger.records.canonical import sha256
from harmledger.settings import Settings, read_settings
from made_reports import HARM, made_report, made_text, write_jsonl
from whole_program import EXAMPLES

SEEN_AT = "2020-05-06T07:08:09Z"
GOLDEN = Path(__file__).parents[1] / "golden" / "cases"
REPORTS, MANY = 30, 5_000


@pytest.fixture(scope="module")
def shards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Packed crawls, two tables of made reports and the example reports."""
    folder = tmp_path_factory.mktemp("shards")
    make_shards(folder, REPORTS)
    (folder / "examples").symlink_to(EXAMPLES)
    return folder


def make_shards(folder: Path, reports: int) -> None:
    """Two crawls, a JSONL and a Parquet table with `reports` reports in all, and a damaged archive."""
    rows = [made_report(number, quiet=number % 4 == 3) for number in range(reports)]
    third = reports // 3
    pages = [
        warc_record(
            html_page(story=made_text(number, HARM[:3])).encode(), url=f"https://fjord.example/{number}"
        )
        for number in range(third)
    ]
    (folder / "crawl.warc.gz").write_bytes(gzipped(pages[::2]))
    (folder / "crawl.wacz").write_bytes(wacz({"archive/crawl.warc.gz": gzipped(pages[1::2])}))
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
def master(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One Spark for the tests of this file: it takes longer to start than to read what they give it. Its Java compiles
    quickly rather than well, for it ends before the better code would pay."""
    usual = tmp_path_factory.mktemp("spark")
    (usual / "spark-defaults.conf").write_text(
        "spark.driver.extraJavaOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC\nspark.sql.shuffle.partitions 2\n"
    )
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SPARK_CONF_DIR", str(usual))
        with spark.session("local[1]") as session:
            assert session.conf.get("spark.sql.shuffle.partitions") == "2", (
                "what is set in the usual places holds"
            )
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


def test_a_manifest_names_versions_settings_and_the_bytes_that_went_in_and_came_out(
    shards: Path, here: Path, settings: Settings
) -> None:
    manifest = msgspec.json.decode((here / "manifest.json").read_bytes(), type=Manifest)
    assert manifest.harmledger == importlib.metadata.version("harmledger")
    assert manifest.started.limits == settings.limits
    assert {method.name for method in manifest.started.methods} == {"english", "arabic"}
    went_in = {shard.source.uri: shard.sha256 for shard in manifest.shards}
    assert went_in[str(shards / "a.jsonl")] == sha256((shards / "a.jsonl").read_bytes())
    came_out = {name: digest for slice_ in manifest.slices for name, digest in slice_.files.items()}
    assert came_out == {name: sha256(content) for name, content in content(here).items()}


def test_spark_reads_what_one_machine_reads_and_says_how_far_it_is(
    shards: Path, here: Path, settings: Settings, tmp_path: Path, master: str
) -> None:
    out = tmp_path / "corpus"
    told: list[tuple[str, float | None]] = []
    summary = read_corpus(
        given(shards)[::-1], out, settings=settings, master=master, captured_at=SEEN_AT,
        progress=lambda stage, done, *, share=None, **_: told.append((stage, share)),
    )  # fmt: skip
    assert summary.slices_before == 0
    assert content(out) == content(here)
    assert (out / "done").exists()
    assert told == [("reading slices", (n + 1) / summary.slices) for n in range(summary.slices)]
    assert set(models_opened_by_workers(master)) == {1}


def models_opened_by_workers(master: str) -> list[int]:
    """How often each worker that a few tasks come to, and that has read before, opened model and gazetteer."""

    def opened(items: list[int]) -> list[int]:
        return [open_readers.cache_info().misses for _ in items]

    with spark.session(master) as session:
        return [times for _, times in spark.run(opened, list(range(4)), session=session)]


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
    shards: Path, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = [str(shards / "a.jsonl")]
    whole = read_corpus(table, tmp_path / "whole", settings=settings, captured_at=SEEN_AT)
    monkeypatch.setattr(slicing.slices_of, "__kwdefaults__", {"slice_bytes": 1_500})
    parted = read_corpus(table, tmp_path / "parted", settings=settings, captured_at=SEEN_AT)
    assert (whole.slices, parted.slices > 2) == (1, True)
    for name in SCHEMAS:
        assert rows(tmp_path / "parted" / name) == rows(tmp_path / "whole" / name)


def rows(table: Path) -> list[dict[str, object]]:
    """All rows of a table, in order of their ids."""
    return sorted(pq.read_table(table).to_pylist(), key=lambda row: str(row["id"]))


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_an_import_gives_the_draft_of_a_build(
    here: Path, settings: Settings, tmp_path: Path, built: Path, database: str, request: pytest.FixtureRequest
) -> None:
    if database == "postgresql":
        server = request.getfixturevalue("postgres")
        settings = msgspec.structs.replace(settings, database=server.database())
    done = import_corpus(here, tmp_path / "imported", settings=settings, wanted=Wanted())
    assert import_corpus(here, tmp_path / "imported", settings=settings, wanted=Wanted()).rows == 0
    for name in ("claims.jsonl", "incidents.jsonl"):
        assert (tmp_path / "imported" / "release" / name).read_bytes() == (built / name).read_bytes()
    assert done.record.incidents > 5


@pytest.mark.full
def test_many_reports_and_the_golden_cases_are_read_and_linked_alike(
    settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "shards").mkdir()
    make_shards(tmp_path / "shards", MANY)
    inputs = [*given(tmp_path / "shards"), str(GOLDEN)]
    here, there = tmp_path / "here", tmp_path / "there"
    read_corpus(inputs, here, settings=settings, captured_at=SEEN_AT)
    read_corpus(inputs[::-1], there, settings=settings, master="local[2]", captured_at=SEEN_AT)
    for corpus, master in ((here, None), (there, "local[2]")):
        link_corpus(corpus, settings=settings, master=master)
    assert content(here) == content(there)
