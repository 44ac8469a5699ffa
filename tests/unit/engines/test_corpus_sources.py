"""Shards are found below paths and URIs, opened where they lie, and named without what only opens them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from capture_samples import gzipped, html_page, parquet, wacz, warc_record

from harmledger.engines.corpus.sources import Source, find_sources
from harmledger.errors import UsageError
from harmledger.flow.read_corpus import read_corpus
from harmledger.settings import read_settings
from made_reports import HARM, made_report, made_text, write_jsonl
from object_store import an_object_store

SEEN_AT = "2020-05-06T07:08:09Z"


def test_a_folder_or_a_uri_gives_the_same_shards(tmp_path: Path) -> None:
    for name in ("b 1%.jsonl", "a/c#.txt", ".hidden/d.txt", "a/.e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("words")
    found = list(find_sources(str(tmp_path)))
    assert [source.key for source in found] == ["a/c#.txt", "b 1%.jsonl"]
    assert found[1].uri == str(tmp_path / "b 1%.jsonl")
    assert [source.uri for source in find_sources(tmp_path.as_uri())] == [
        Path(source.uri).as_uri() for source in found
    ]
    with pytest.raises(UsageError, match="cannot be opened"):
        list(find_sources("gopher://old/house"))


@pytest.mark.parametrize(
    ("uri", "shown"),
    [
        ("/shards/a?.jsonl", "/shards/a?.jsonl"),
        ("s3://bucket/a.jsonl?scheme=http&region=eu", "s3://bucket/a.jsonl"),
        ("s3://name:secret@bucket/a.jsonl", "s3://bucket/a.jsonl"),
        ("abfs://shards@account.example/a.jsonl", "abfs://shards@account.example/a.jsonl"),
    ],
)
def test_what_opens_a_shard_is_not_kept(uri: str, shown: str) -> None:
    assert Source(uri=uri, key="a").shown == shown


@pytest.mark.usefixtures("_environment")
def test_archives_and_tables_in_an_object_store_are_read_as_those_at_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "made up")
    folder = tmp_path / "store" / "crawl" / "of 2014"
    folder.mkdir(parents=True)
    page = warc_record(html_page(story=made_text(1, HARM[:3])).encode(), url="https://fjord.example/1")
    (folder / "a.warc.gz").write_bytes(gzipped([page]))
    (folder / "b.wacz").write_bytes(wacz({"archive/b.warc.gz": gzipped([page])}))
    (folder / "c 1%.parquet").write_bytes(parquet([made_report(2)]))
    write_jsonl(folder / "d.jsonl", [made_report(3)])
    with an_object_store(tmp_path / "store") as host:
        far = f"s3://crawl/of%202014?endpoint_override={host}&scheme=http&region=eu-north-1"
        read = {
            name: read_corpus([given], tmp_path / name, settings=read_settings(), captured_at=SEEN_AT)
            for name, given in {"near": str(folder), "far": far}.items()
        }
    assert (read["far"].gathered, read["far"].kept, read["far"].claims) == (4, 4, read["near"].claims)
    near, far = (
        json.loads((tmp_path / name / "manifest.json").read_bytes())["shards"] for name in ("near", "far")
    )
    assert [shard["sha256"] for shard in far] == [shard["sha256"] for shard in near]
    assert far[2]["source"] == {"key": "c 1%.parquet", "uri": "s3://crawl/of%202014/c%201%25.parquet"}
