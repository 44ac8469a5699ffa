"""Files and folders: sorted, named, checked against their names; links and pipes do not lead astray."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path

import pytest
from capture_samples import STORY, docx_file, html_page, pdf, samples, warc_record

from harmledger.capture import CaptureLimits, Gathered, gather
from harmledger.records.capture import capture_id
from harmledger.records.refusal import Refusal

LIMITS = CaptureLimits()


def test_a_folder_is_walked_by_name_with_relative_keys(tmp_path) -> None:
    for name in ("b.txt", "a/z.txt", "a/é.txt", ".hidden.txt", ".git/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(STORY)
    items = list(gather([tmp_path], limits=LIMITS))
    assert [item.key for item in items if isinstance(item, Gathered)] == ["a/z.txt", "a/é.txt", "b.txt"]
    assert [item.location for item in items] == [
        f"{tmp_path}/a/z.txt",
        f"{tmp_path}/a/é.txt",
        f"{tmp_path}/b.txt",
    ]
    assert len({item.sha256 for item in items if isinstance(item, Gathered)}) == 1
    assert len({item.capture_id for item in items if isinstance(item, Gathered)}) == 3


def test_a_file_has_its_name_for_key_and_its_capture_id_beforehand(tmp_path, monkeypatch) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    monkeypatch.chdir(tmp_path)
    (item,) = gather([Path("a.txt")], limits=LIMITS)
    assert isinstance(item, Gathered)
    assert (item.key, item.location, item.media_type) == ("a.txt", f"{tmp_path}/a.txt", "text/plain")
    assert item.capture_id == capture_id(sha256=item.sha256, location=item.location)


def test_links_pipes_and_missing_files_are_refused(tmp_path) -> None:
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "a.txt").write_text(STORY)
    (tmp_path / "out.txt").write_text(STORY)
    (folder / "leaves.txt").symlink_to(tmp_path / "out.txt")
    (folder / "loop").symlink_to(folder / "loop")
    (folder / "up").symlink_to(folder)
    (folder / "same.txt").symlink_to(folder / "sub" / "a.txt")
    os.mkfifo(folder / "pipe.txt")
    items = list(gather([folder, tmp_path / "none.txt"], limits=LIMITS))
    refusals = {Path(item.location).name: item.code for item in items if isinstance(item, Refusal)}
    assert refusals.pop("loop") in ("link_leaves_folder", "not_found")
    assert refusals == {"leaves.txt": "link_leaves_folder", "pipe.txt": "not_a_file", "none.txt": "not_found"}
    assert [item.key for item in items if isinstance(item, Gathered)] == ["same.txt", "sub/a.txt"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", html_page().encode()), ("a.txt", html_page().encode()), ("a.docx", pdf([["words"]])),
        ("a.html", docx_file(["words"])), ("a.xlsx", docx_file(["words"])), ("a.jsonl", warc_record(b"x")),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0"), ("a.pdf", b"plain words"), ("a.warc.gz", b"plain words"),
    ],
)  # fmt: skip
def test_content_must_be_what_the_name_says(refused, name, content) -> None:
    assert refused(name, content) == "not_what_its_name_says"


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0", "image/png"), ("a.py", b"print()", ".py"),
        ("a", b"\0\1\2\3", "unknown"),
        ("a.gz", b"\x1f\x8b\x08\x00abc", "application/gzip"), ("a.rtf", b"{\\rtf1 words}", "application/rtf"),
    ],
)  # fmt: skip
def test_other_kinds_are_refused_by_name(take, name, content, found) -> None:
    (result,) = take(name, content)
    assert (result.code, result.params) == ("unknown_kind", {"found": found})


def test_a_name_without_a_suffix_is_told_by_its_content(read) -> None:
    assert read("page", html_page().encode()).capture.media_type == "text/html"
    assert read("page.aspx", html_page().encode()).capture.media_type == "text/html"
    assert read("BM notes", f"BM {STORY}".encode()).text.content == f"BM {STORY}"


def test_signatures_inside_a_text_do_not_change_its_kind(read) -> None:
    for start in ("RIFF", "On %PDF-1.4", "GIF8"):
        assert read("a.txt", f"{start} {STORY}".encode()).capture.media_type == "text/plain"
    assert read("b.pdf", b"junk\n" + pdf([[STORY[:90]]])).capture.media_type == "application/pdf"


def test_a_file_over_the_limit_is_refused(refused) -> None:
    assert refused("a.txt", b"x" * 2_000, limits=CaptureLimits(content_bytes_max=1_000)) == "too_many_bytes"
    assert (
        refused("b.txt", b"x" * 2_000, limits=CaptureLimits(text_characters_max=1_000))
        == "too_many_characters"
    )


def test_a_name_that_is_no_utf8_can_be_recorded(tmp_path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(path, "w") as file:
        file.write(STORY)
    (item,) = gather([tmp_path], limits=LIMITS)
    assert isinstance(item, Gathered)
    assert item.key == "caf\\xe9.txt"
    assert item.location.encode().endswith(b"/caf\\xe9.txt")


def test_one_bad_file_never_stops_the_others(tmp_path) -> None:
    for name, content in samples().items():
        (tmp_path / name).write_bytes(content)
        (tmp_path / f"bad-{name}").write_bytes(content[: len(content) // 3])
    items = list(gather([tmp_path], limits=LIMITS))
    whole = {item.key for item in items if isinstance(item, Gathered)}
    single = {
        "story.txt",
        "arabic.txt",
        "story.md",
        "story.html",
        "story.pdf",
        "story.docx",
        "mail.eml",
        "page.eml",
    }
    inside = {
        "a",
        "b",
        "https://gazette.example/story",
        "bundle.zip/two.html",
        "box.mbox#2",
        "mail.eml/story.pdf",
    }
    assert single | inside <= whole
    assert list(gather([tmp_path], limits=LIMITS)) == items


def test_memory_does_not_grow_with_the_number_of_rows(tmp_path) -> None:
    row = b'{"text":"' + b"words " * 2_000 + b'"}\n'

    def peak(rows: int) -> int:
        path = tmp_path / f"{rows}.jsonl"
        path.write_bytes(row * rows)
        tracemalloc.start()
        count = sum(1 for _ in gather([path], limits=LIMITS))
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert count == rows
        return found

    peak(10)
    assert peak(2_000) < peak(20) * 2
