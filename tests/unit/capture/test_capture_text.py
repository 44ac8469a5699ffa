"""Text files: every character stays where it was, whatever the encoding; date, title, language are found."""

from __future__ import annotations

import codecs
import datetime as dt

import pytest
from capture_samples import ARABIC_STORY, STORY

from harmledger.capture.address import day_of_address
from harmledger.capture.dateline import dateline
from harmledger.capture.decoding import decode
from harmledger.capture.language import detect_language, language_code
from harmledger.capture.naming import file_name, one_line, without_surrogates

SEEN_ON = dt.date(2020, 6, 1)


def test_text_is_kept_to_the_character(read) -> None:
    content = f"\n\n  {STORY}  \r\n\r\nsecond\tline \u202bنص\u202c\x00 end\n\n"
    result = read("a.txt", codecs.BOM_UTF8 + content.encode())
    assert result.text.content == content
    assert result.text.extractor == "plain text 1 (utf-8)"
    assert result.capture.size_bytes == len(content.encode()) + 3
    assert result.report.content_sha256 == result.capture.sha256


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"), ("utf-16", "utf-16-le"), ("utf-16-le", "utf-16-le"), ("utf-32", "utf-32-le"),
        ("windows-1256", "windows-1256"), ("iso8859-6", "iso8859-6"),
    ],
)  # fmt: skip
def test_arabic_in_old_encodings(read, encoding, found) -> None:
    story = ARABIC_STORY.replace("،", ",") if encoding == "iso8859-6" else ARABIC_STORY
    result = read("a.txt", story.encode(encoding))
    assert result.text.content == story
    assert result.text.extractor == f"plain text 1 ({found})"
    assert (result.report.language, result.report.language_how) == ("ar", "found")


def test_damaged_text_is_refused_and_never_garbled(refused) -> None:
    arabic = ARABIC_STORY.encode()
    assert refused("cut.txt", arabic[:-2]) == "truncated"
    assert refused("bad.txt", arabic[:100] + b"\xff" + arabic[100:]) == "undecodable_at"
    assert refused("nul.txt", b"\x00" * 500) == "undecodable"
    assert refused("noise.txt", bytes(range(256)) * 8) == "undecodable"
    assert refused("blank.txt", b" \n\t \r\n") == "no_text"
    assert refused("empty.txt", b"") == "empty"


def test_a_document_may_not_choose_a_codec_that_is_no_encoding() -> None:
    assert (
        decode(b"caf\xe9 au lait", declared=("zlib_codec", "unicode_escape", "latin-1"))[1] == "windows-1252"
    )


@pytest.mark.parametrize(
    "line",
    [
        "18 May 2017", "May 18, 2017", "Thursday, 18 May 2017", "2017-05-18",
        "Published: 18 May 2017 10:32 GMT",
        "18 mai 2017", "18. Mai 2017", "١٨ مايو ٢٠١٧", "18 أيار 2017", "\u200f18 أيار/مايو 2017",
        "**18th of May 2017**",
        "18 de mayo de 2017", "May 18, 2017 at 4:05 p.m.",
    ],
)  # fmt: skip
def test_a_date_alone_on_a_line_is_found(line) -> None:
    assert dateline(f"# A heading\n\nBy A Writer  \n{line}\n\n{STORY}", not_after=SEEN_ON) == dt.date(
        2017, 5, 18
    )


@pytest.mark.parametrize(
    "top",
    [
        "05/06/2017", "18 May", "May 2017", "On 18 May 2017 a shell fell", "31 February 2017", "18 May 2031",
        "18 May 2017\n20 May 2017", "18 May 1017", "18 Maybe 2017",
    ],
)  # fmt: skip
def test_no_date_is_guessed(top) -> None:
    assert dateline(f"{top}\n\n{STORY}", not_after=SEEN_ON) is None


def test_a_date_is_looked_for_near_the_top_only() -> None:
    assert dateline(f"{'word ' * 130}\n18 May 2017\n", not_after=SEEN_ON) is None
    assert dateline("18 May 2017", not_after=SEEN_ON) == dt.date(2017, 5, 18)


def test_markdown_gives_its_heading_and_its_date(read) -> None:
    content = f"\n\n# Shell hits market\n\nBy A Writer  \n18 May 2017\n\n{STORY}\n"
    report = read("story.md", content.encode()).report
    assert (report.title, report.publisher) == ("Shell hits market", None)
    assert (report.published_on, report.published_how) == (dt.date(2017, 5, 18), "found")
    assert (report.language, report.language_how) == ("en", "found")


def test_language_is_null_where_it_cannot_be_told() -> None:
    assert detect_language("Qasrabad 12") is None
    assert detect_language("1234 5678 " * 20) is None
    assert detect_language(ARABIC_STORY) == "ar"
    assert [language_code(tag) for tag in ("en-GB", "ar_SY", "ckb", "", None)] == [
        "en",
        "ar",
        None,
        None,
        None,
    ]


def test_names_from_outside_become_plain() -> None:
    assert one_line("  a\n\tb\u2028c ") == "a b c"
    assert one_line(" \n") is None
    assert len(one_line("x" * 10_000) or "") == 1_000
    assert without_surrogates("a\ud800b\U0001f54a") == "a\ufffdb\U0001f54a"
    assert file_name("caf\udce9.txt") == "caf\\xe9.txt"


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://gazette.example/2019/03/04/shells-hit-market/", dt.date(2019, 3, 4)),
        ("https://gazette.example/news/2019-3-4-market", dt.date(2019, 3, 4)),
        ("https://gazette.example/2019/03/04/of-2018-12-31/", None),
        ("https://gazette.example/2019/13/04/", None),
        ("https://gazette.example/2021/03/04/", None),
        ("https://gazette.example/a?on=2019-03-04", None),
        ("https://gazette.example/12019/03/04", None),
        ("https://[bad/2019/03/04", None),
        (None, None),
    ],
)
def test_the_day_in_an_address(url, day) -> None:
    assert day_of_address(url, not_after=SEEN_ON) == day
