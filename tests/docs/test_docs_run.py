"""Every command and every Python block of README and docs/ runs, in a folder with the files they name."""

from __future__ import annotations

import gzip
import io
import json
import re
import shlex
import shutil
from pathlib import Path

import openpyxl
import pytest

from made_reports import made_report, write_jsonl
from whole_program import EXAMPLES, Command

ROOT = Path(__file__).parents[2]
ALL = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_BLOCK = re.compile(r"^```(sh|python|toml)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_INCIDENT = re.compile(r"^(inc-[0-9a-f]+|INCIDENT)$")
EVENTS = (
    "id,date_start,date_end,low,high,where_coordinates,latitude,longitude\n"
    "1,2014-03-09,2014-03-09,2,4,Selfoss,63.9,-21.0\n"
)
PAGES = [page for page in ALL if _BLOCK.search(page.read_text("utf-8"))]


@pytest.fixture
def world(tmp_path: Path, example_record: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with reports, tables and a record under the names that the docs use."""
    shutil.copytree(EXAMPLES, tmp_path / "reports")
    shutil.copytree(EXAMPLES, tmp_path / "examples" / "reports")
    shutil.copytree(example_record, tmp_path / "record")
    shutil.move(tmp_path / "reports" / "posts.csv", tmp_path / "posts.csv")
    for name in ("article.txt", "my-report.txt"):
        shutil.copy(EXAMPLES / "north-wire-2014-03-04.txt", tmp_path / name)
    write_jsonl(tmp_path / "reports.jsonl", [made_report(number) for number in range(2)])
    _write_warc(tmp_path / "page.warc.gz", (EXAMPLES / "fjord-daily-2014-03-05.html").read_bytes())
    (tmp_path / "crawl").mkdir()
    shutil.copy(tmp_path / "page.warc.gz", tmp_path / "crawl")
    _write_sheet(tmp_path / "sources.xlsx")
    (tmp_path / "events.csv").write_text(EVENTS, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_what_a_page_shows_runs(
    page: Path, world: Path, harmledger: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    for language, block in _BLOCK.findall(page.read_text("utf-8")):
        if language == "toml":
            (world / "columns.toml").write_text(block, "utf-8")
        elif language == "python":
            exec(compile(block, str(page), "exec"), {})  # noqa: S102
        else:
            for words in _commands(block):
                monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
                ended = harmledger(*(_filled_in(word, world / "record") for word in words))
                assert ended.status == 0, f"{shlex.join(words)}\n{ended.err}"


def test_every_link_leads_somewhere() -> None:
    dead = [
        f"{page.name}: {link}"
        for page in ALL
        for link in re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text("utf-8"))
        if not (page.parent / link).exists()
    ]
    assert dead == []


def _commands(block: str) -> list[list[str]]:
    """The words of each `harmledger …` line, its comment left out, its continuation joined."""
    lines = block.replace("\\\n", " ").splitlines()
    words = [shlex.split(line, comments=True) for line in lines]
    return [line[1:] for line in words if line and line[0] == "harmledger"]


def _filled_in(word: str, record: Path) -> str:
    """Ids of incidents depend on the reader's version: those shown stand for one that the record holds."""
    if word == "REPORT-KEY":
        return "account-1"
    held = (record / "release" / "incidents.jsonl").read_text("utf-8")
    return word if word in held else _INCIDENT.sub(str(json.loads(held.splitlines()[0])["id"]), word)


def _write_warc(path: Path, page: bytes) -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    headers = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://fjord-daily.example/market\r\n"
        "WARC-Date: 2014-03-05T07:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    path.write_bytes(gzip.compress(headers.encode() + answer + b"\r\n\r\n"))


def _write_sheet(path: Path) -> None:
    """A table as an analyst keeps one, with the columns that the docs map."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet(index=0)
    sheet.append(["Source ID", "Translated text", "Date posted", "Channel", "Case number"])
    row = made_report(3)
    sheet.append([row["key"], row["text"], row["published"], row["publisher"], "case 1"])
    book.save(path)
