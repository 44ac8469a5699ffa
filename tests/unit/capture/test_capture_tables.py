"""Tables: a row is a report, its text to the character; a bad row is refused by place, the others stay."""

from __future__ import annotations

import datetime as dt

import pytest
from capture_samples import ARABIC_STORY, ROWS, STORY, csv_table, html_page, jsonl, parquet, xlsx, zipped

from harmledger.capture import CaptureLimits, ColumnMap, Extracted
from harmledger.records.canonical import sha256
from harmledger.records.refusal import Refusal


def codes(results) -> list[tuple[str, str]]:
    """Place within the file, and code, of each refusal."""
    return [
        (result.location.partition("#")[2], result.code) for result in results if isinstance(result, Refusal)
    ]


def keys(results) -> list[str]:
    return [result.report.key for result in results if isinstance(result, Extracted)]


def test_a_title_stands_behind_the_words_that_do_not_hold_it(take) -> None:
    told = {"text": "Shells hit the market.\n", "published": "2019-03-04"}
    titles = {"a": "Nine hurt – Gazette", "b": "shells hit THE  market", "c": " ", "d": "so long " * 90}
    behind, held, blank, endless = take(
        "rows.jsonl", jsonl([{**told, "key": key, "title": title} for key, title in titles.items()])
    )
    assert behind.text.content == "Shells hit the market.\n\n\nNine hurt – Gazette"
    assert behind.text.title.of(behind.text.content) == "Nine hurt – Gazette"
    for one in (behind, held, blank, endless):
        assert one.text.body == told["text"]
    assert [one.text.title for one in (held, blank, endless)] == [None] * 3


def test_jsonl_gives_a_report_a_line(take) -> None:
    content = jsonl(ROWS)
    first, second = take("rows.jsonl", content)
    assert first.text.content == STORY
    assert first.capture.sha256 == sha256(content.split(b"\n")[0])
    assert first.capture.location.endswith("/rows.jsonl#line 1")
    report = first.report
    assert (report.key, report.publisher) == ("a", "Harbour Gazette")
    assert (report.published_on, report.published_how) == (dt.date(2019, 3, 4), "given")
    assert [filing.incident_key for filing in first.filings] == ["Q1"]
    assert second.text.content == ARABIC_STORY
    assert (second.report.published_on, second.report.published_how, second.filings) == (None, None, ())
    assert (second.report.language, second.report.language_how) == ("ar", "found")


def test_the_text_of_a_row_keeps_every_code_point(read) -> None:
    text = f"\ufeff \r\n\x00{STORY}\u202e\U0001f54a e\u0301 \n"
    result = read("rows.jsonl", jsonl([{"key": "k", "text": text, "language": "en-GB"}]))
    assert result.text.content == text
    assert (result.report.language, result.report.language_how) == ("en", "given")
    assert result.text.extractor == "text as given 1"


def test_bad_lines_are_refused_by_number_and_the_others_kept(take) -> None:
    lines = [
        jsonl([ROWS[0]]), b"\n", b"{no json\n", b'"a string"\n', b'{"key":"c"}\n', b'{"text":5}\n',
        b'{"text":"t","published":"4 March"}\n', b'{"text":"t","language":"Englisch"}\n',
        b'{"text":"\\ud800"}\n',
        b'{"text":"\xff"}\n', b'{"text":"t","file":"f"}\n', b"[" * 50_000 + b"\n", b'{"text":"  "}\n',
        b'{"key":7,"text":"' + STORY.encode() + b'","incident":12}',
    ]  # fmt: skip
    results = take("rows.jsonl", b"".join(lines))
    assert codes(results) == [
        ("line 3", "row_not_json"), ("line 4", "row_not_json"), ("line 5", "row_without_text"),
        ("line 6", "cell_not_text"), ("line 7", "cell_not_a_date"), ("line 8", "cell_not_a_language"),
        ("line 9", "row_not_json"), ("line 10", "row_not_json"), ("line 11", "row_with_text_and_file"),
        ("line 12", "row_not_json"), ("line 13", "no_text"),
    ]  # fmt: skip
    assert keys(results) == ["a", "7"]
    assert results[-1].filings[0].incident_key == "12"


def test_a_line_over_the_limit_is_refused_alone(take) -> None:
    content = jsonl([{"text": "x" * 5_000}, {"text": STORY}])
    results = take("rows.jsonl", content, limits=CaptureLimits(row_bytes_max=1_000))
    assert codes(results) == [("line 1", "row_too_long")]
    assert keys(results) == ["rows.jsonl#2"]


def test_a_row_may_name_a_file_beside_the_table_and_none_elsewhere(take, tmp_path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "page.html").write_text(html_page())
    (tmp_path / "sub" / "bundle.zip").write_bytes(zipped({"a.txt": STORY.encode()}))
    (tmp_path / "link.html").symlink_to("/etc/hostname")
    files = ["sub/page.html", "../page.html", "/etc/hostname", "link.html", "missing.html", "sub/bundle.zip"]
    rows = [
        {"key": f"k{n}", "file": file, "publisher": "A desk", "incident": "I"} for n, file in enumerate(files)
    ]
    results = take("rows.jsonl", jsonl(rows))
    page = results[0]
    assert (page.report.key, page.report.publisher, page.report.title) == (
        "k0",
        "A desk",
        "Shell hits market",
    )
    assert page.capture.location.endswith("rows.jsonl#line 1 file sub/page.html")
    assert page.capture.size_bytes == len(html_page().encode())
    assert [code for _, code in codes(results)] == [
        "row_file_outside", "row_file_outside", "row_file_outside", "row_file_missing",
        "row_file_holds_several",
    ]  # fmt: skip


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_rows_keep_line_ends_inside_cells(take, separator) -> None:
    first, second = take("rows.csv", csv_table(separator))
    assert first.text.content == STORY.replace(". ", ".\n")
    assert first.capture.location.endswith("rows.csv#row 2")
    assert (first.report.published_on, first.filings[0].incident_key) == (dt.date(2019, 3, 4), "Q1")
    assert second.text.content == ARABIC_STORY.replace(". ", ".\n")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1256"])
def test_csv_in_other_encodings(read, encoding) -> None:
    assert read("a.csv", f"Key,TEXT\nk,{ARABIC_STORY}\n".encode(encoding)).text.content == ARABIC_STORY


def test_bad_csv_rows_are_refused_by_number(take) -> None:
    content = (
        f'key,text\na,"{STORY}"\nb,one,two\nc,é bad \udcff byte\n\nd,\ne,"x"y\n'.encode(
            "utf-8", "surrogateescape"
        )
        + f"f,{STORY.replace(',', '')}\n".encode()
        + b'g,"never closed'
    )
    results = take("a.csv", content)
    assert codes(results) == [
        ("row 3", "row_not_as_wide_as_header"), ("row 4", "undecodable"), ("row 6", "row_without_text"),
        ("row 7", "row_not_csv"), ("row 9", "row_not_csv"),
    ]  # fmt: skip
    assert keys(results) == ["a", "f"]


def test_csv_rows_over_the_limit(take) -> None:
    small = CaptureLimits(row_bytes_max=300)
    results = take("a.csv", f"text\n{'x' * 900}\n{STORY.replace(',', '')}\n".encode(), limits=small)
    assert codes(results) == [("row 2", "row_too_long")]
    assert keys(results) == ["a.csv#3"]
    assert codes(take("b.csv", b'text\n"' + b"line\n" * 200, limits=small)) == [("row 2", "quote_not_closed")]


def test_a_table_without_its_columns_is_refused(refused) -> None:
    assert refused("a.csv", b"name,words\na,b\n") == "no_text_column"
    assert refused("b.csv", b"text,Text\na,b\n") == "column_twice"


def test_columns_can_be_named(read) -> None:
    content = f'Ref,Body,Outlet\n9,"{STORY}",The Gazette\n'.encode()
    columns = ColumnMap(key="Ref", text="Body", publisher="outlet")
    result = read("a.csv", content, columns=columns)
    assert (result.report.key, result.report.publisher) == ("9", "The Gazette")


def test_xlsx_reads_each_sheet_with_dates_and_numbers(take) -> None:
    header = ["key", "text", "published"]
    content = xlsx([header, [7, STORY, dt.datetime(2019, 3, 4)], [], [8, None, None]], [["notes"], ["x"]], [])
    results = take("a.xlsx", content)
    assert keys(results) == ["7"]
    assert results[0].report.published_on == dt.date(2019, 3, 4)
    assert results[0].text.content == STORY
    assert codes(results) == [("row 4", "row_without_text"), ("sheet 2 row 1", "no_text_column")]


def test_xlsx_limits(take, refused) -> None:
    content = xlsx([["text"], *([STORY] for _ in range(20))])
    results = take("a.xlsx", content, limits=CaptureLimits(sheet_rows_max=10))
    assert len(keys(results)) == 9
    assert codes(results) == [("row 11", "sheet_too_large")]
    assert refused("b.xlsx", content, limits=CaptureLimits(office_bytes_max=1_000)) == "expands_too_far"


def test_parquet_gives_a_report_a_row_as_jsonl_does(take) -> None:
    rows = [{"n": 7, "published": dt.date(2019, 3, 4), **row} for row in ROWS]
    results = take("rows.parquet", parquet([*rows, {"key": "c", "text": None}]))
    same = take("rows.jsonl", jsonl(ROWS))
    assert keys(results) == keys(same) == ["a", "b"]
    assert [one.text.content for one in results[:2]] == [STORY, ARABIC_STORY]
    assert results[0].report.published_on == dt.date(2019, 3, 4)
    assert results[0].capture.location.endswith("/rows.parquet#row 1")
    assert codes(results) == [("row 3", "row_without_text")]


def test_parquet_without_its_columns_or_its_end_is_refused(take, refused) -> None:
    content = parquet(ROWS)
    assert refused("a.parquet", parquet([{"words": STORY}])) == "no_text_column"
    assert refused("a.parquet", content[:-20]) == "truncated_or_damaged"
    long = parquet([{"text": "x" * 5_000}, {"text": STORY}])
    results = take("rows.parquet", long, limits=CaptureLimits(row_bytes_max=1_000))
    assert codes(results) == [("row 1", "row_too_long")]
    assert keys(results) == ["rows.parquet#2"]
