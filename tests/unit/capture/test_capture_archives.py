"""WARC, WACZ, ZIP and mbox: what is whole is kept, what is damaged is refused by place, none runs away."""

from __future__ import annotations

import gzip

from capture_samples import (
    ARABIC_STORY,
    ROWS,
    STORY,
    gzipped,
    html_page,
    jsonl,
    mailbox,
    message,
    pdf,
    wacz,
    warc_record,
    xlsx,
    zipped,
)

from harmledger.capture import CaptureLimits, Extracted
from harmledger.records.refusal import Refusal

PAGE = html_page().encode()


def summary(results) -> list[str]:
    """The key of each report, and the code of each refusal."""
    return [result.report.key if isinstance(result, Extracted) else result.code for result in results]


def places(results) -> list[str]:
    """Where in its archive each result stands."""
    where = [
        result.location if isinstance(result, Refusal) else result.capture.location for result in results
    ]
    return [location.partition("#")[2] for location in where]


def test_warc_gives_the_archived_page(take) -> None:
    arabic = html_page(story=ARABIC_STORY).encode("windows-1256")
    records = [
        warc_record(b"software: none\r\n", kind="warcinfo", content_type="application/warc-fields"),
        warc_record(PAGE),
        warc_record(gzip.compress(PAGE), url="https://gazette.example/2", extra="Content-Encoding: gzip\r\n"),
        warc_record(arabic, url="https://gazette.example/3", content_type="text/html; charset=windows-1256"),
        warc_record(pdf([[STORY[:90]]]), url="https://gazette.example/4.php", content_type="application/pdf"),
    ]
    results = take("crawl.warc.gz", gzipped(records))
    site = "https://gazette.example"
    assert summary(results) == [f"{site}/story", f"{site}/2", f"{site}/3", f"{site}/4.php"]
    assert places(results) == ["record 2", "record 3", "record 4", "record 5"]
    first, second, third, _ = results
    assert first.capture.sha256 == second.capture.sha256
    assert first.capture.id != second.capture.id
    assert first.report.url == "https://gazette.example/story"
    assert (ARABIC_STORY in third.text.content, third.report.language) == (True, "ar")
    assert third.capture.media_type == "text/html; charset=windows-1256"


def test_warc_records_that_hold_no_document_are_refused_one_by_one(take) -> None:
    records = [
        warc_record(b"gone", status=404),
        warc_record(b"body{}", url="https://gazette.example/a.css", content_type="text/css"),
        warc_record(b"", kind="revisit"),
        warc_record(PAGE, digest="A" * 32),
        warc_record(b"no gzip", extra="Content-Encoding: gzip\r\n"),
        warc_record(b"zz\r\nbad chunk", extra="Transfer-Encoding: chunked\r\n"),
        warc_record(b""),
        warc_record(b"\x89PNG\r\n\x1a\n" + b"\0" * 9, content_type="image/png"),
        warc_record(PAGE),
    ]
    assert summary(take("crawl.warc", b"".join(records))) == [
        "http_status", "unknown_kind", "revisit_record", "digest_mismatch", "damaged", "damaged", "empty",
        "unknown_kind", "https://gazette.example/story",
    ]  # fmt: skip


def test_a_cut_warc_keeps_its_whole_records(take) -> None:
    good = "https://gazette.example/story"
    plain = warc_record(PAGE) + warc_record(PAGE, url="https://gazette.example/2")
    assert summary(take("a.warc", plain[:-300])) == [good, "truncated"]
    packed = gzipped([warc_record(PAGE), warc_record(PAGE)])
    assert summary(take("b.warc.gz", packed[:-100])) == [good, "truncated"]
    broken = bytearray(packed)
    broken[len(packed) * 3 // 4] ^= 0xFF
    assert summary(take("c.warc.gz", bytes(broken)))[0] == good
    assert summary(take("c.warc.gz", bytes(broken)))[1] in ("damaged", "digest_mismatch")
    assert summary(take("d.warc", warc_record(PAGE) + b"noise\r\n\r\n")) == [
        good,
        "archive_damaged_from_here",
    ]


def test_wacz_checks_the_digests_of_its_package(take) -> None:
    good, bad = gzipped([warc_record(PAGE)]), gzipped([warc_record(PAGE, url="https://gazette.example/2")])
    content = wacz(
        {"archive/a.warc.gz": good, "archive/b.warc.gz": bad},
        digests={"archive/b.warc.gz": "sha256:" + "0" * 64},
    )
    results = take("a.wacz", content)
    assert summary(results) == ["https://gazette.example/story", "digest_mismatch"]
    assert places(results) == ["member archive/a.warc.gz#record 1", "member archive/b.warc.gz"]
    tampered = wacz({"archive/a.warc.gz": good}).replace(
        b'"wacz_version": "1.1.1"', b'"wacz_version": "1.1.0"'
    )
    (result,) = take("b.wacz", tampered)
    assert result.code in ("damaged", "package_digest_mismatch")
    assert summary(take("c.wacz", wacz({}, digests={"archive/x.warc": "sha256:00"}))) == ["member_missing"]


def test_a_zip_is_a_folder(take) -> None:
    files = {
        "b.txt": STORY.encode(), "a/page.html": PAGE, ".hidden/x.txt": b"x", "__MACOSX/b.txt": b"x",
        "rows.jsonl": jsonl([ROWS[1], {"key": "f", "file": "b.txt"}]),
        "table.xlsx": xlsx([["text"], [STORY]]),
    }  # fmt: skip
    results = take("all.zip", zipped(files))
    assert summary(results) == [
        "all.zip/a/page.html",
        "all.zip/b.txt",
        "b",
        "row_file_in_archive",
        "table.xlsx#2",
    ]
    assert places(results)[2:4] == ["member rows.jsonl#line 1", "member rows.jsonl#line 2"]


def test_archives_in_archives_to_a_depth(take) -> None:
    warc = wacz({"archive/a.warc.gz": gzipped([warc_record(PAGE)])})
    assert summary(take("a.zip", zipped({"in.wacz": warc}))) == ["https://gazette.example/story"]
    deep = zipped({"x.txt": STORY.encode()})
    for level in range(5):
        deep = zipped({f"{level}.zip": deep})
    (result,) = take("deep.zip", deep)
    assert (result.code, result.params) == ("nested_too_deep", {"limit": 3})


def test_bombs_stop_while_they_expand(take) -> None:
    small = CaptureLimits(expansion_free_bytes=1_000_000)
    zeros = b"\0" * 8_000_000
    assert set(summary(take("a.zip", zipped({"a.txt": zeros, "b.txt": zeros}), limits=small))) == {
        "expands_too_far"
    }
    assert summary(take("b.warc.gz", gzip.compress(warc_record(zeros)), limits=small)) == ["expands_too_far"]
    after = gzip.compress(warc_record(PAGE) + b"\r\n" * 4_000_000)
    assert summary(take("c.warc.gz", after, limits=small)) == [
        "https://gazette.example/story",
        "expands_too_far",
    ]
    bounded = CaptureLimits(content_bytes_max=1_000, expansion_ratio_max=10_000)
    long_and_short = warc_record(zeros) + warc_record(b"<html><p>" + STORY.encode())
    assert summary(take("d.warc", long_and_short, limits=bounded)) == [
        "too_many_bytes", "https://gazette.example/story",
    ]  # fmt: skip
    many = zipped({f"{n}.txt": b"x" for n in range(30)})
    assert summary(take("e.zip", many, limits=CaptureLimits(members_max=20))) == ["too_many_members"]


def test_a_mailbox_gives_each_message(take) -> None:
    results = take("box.mbox", mailbox([message(), message(subject="Second")]))
    assert summary(results) == ["box.mbox#1", "box.mbox#2"]
    assert [result.report.title for result in results] == ["Shell hits market", "Second"]
    assert places(results) == ["message 1", "message 2"]
