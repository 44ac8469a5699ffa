"""What `build` does with what it is given: counted once, kept or refused, read again by a newer reader."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest

from harmledger import Settings, Summary, build, read_settings
from harmledger.engines import read as engine
from harmledger.errors import ReadingFailed
from harmledger.ledger.store import Ledger
from harmledger.ledger.verify import verify
from harmledger.reading.arabic.reader import VERSION as ARABIC
from harmledger.reading.english.reader import EnglishReader
from harmledger.records.reading import Method, Reading
from harmledger.records.report import Report, Text
from made_reports import HARM, made_report, made_text, write_jsonl
from whole_program import EXAMPLES


@pytest.fixture
def settings(_environment: None) -> Settings:
    return read_settings()


def lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def made(folder: Path, settings: Settings, *inputs: Path) -> Summary:
    return build(inputs, folder, settings=settings, site=False)


def test_every_input_is_counted_once(tmp_path: Path, settings: Settings) -> None:
    rows = [made_report(number, quiet=True) for number in range(70)]
    table = write_jsonl(tmp_path / "reports.jsonl", rows)
    with table.open("a") as file:
        file.write("{not json\n" + json.dumps({"key": "empty", "text": ""}) + "\n")
    first = made(tmp_path / "record", settings, table, table).taken
    assert (first.gathered, first.kept, first.known, first.refused) == (144, 70, 70, 4)
    more = made(tmp_path / "record", settings, table, EXAMPLES).taken
    assert (more.gathered, more.kept, more.known, more.refused) == (84, 11, 70, 3)
    assert sum(more.reasons.values()) == 3
    assert more.read_again == 0


def test_a_filed_report_without_a_claim_still_gives_its_incident(tmp_path: Path, settings: Settings) -> None:
    row = {
        "key": "quiet",
        "text": "The ferry sails again on Tuesday.",
        "incident": "case 7",
        "language": "en",
    }
    made(tmp_path / "record", settings, write_jsonl(tmp_path / "reports.jsonl", [row]))
    (incident,) = lines(tmp_path / "record" / "release" / "incidents.jsonl")
    assert incident["key"] == "case 7"
    assert incident["reports"] == ["quiet"]
    assert incident["date"] is None
    assert incident["place"] is None
    assert incident["claims"] == []
    assert all(ends["low"] is None for ends in incident["killed"].values())


def test_a_language_without_a_reader_is_kept_and_said_to_be_unread(
    tmp_path: Path, settings: Settings
) -> None:
    russian = (
        "Жители сообщили, что во вторник при обстреле рынка погибли четыре человека, пишет наш корреспондент."
    )
    table = write_jsonl(tmp_path / "reports.jsonl", [{"key": "ru-1", "text": russian}])
    summary = made(tmp_path / "record", settings, table)
    assert (summary.taken.kept, summary.taken.refused, summary.taken.unread) == (1, 0, 1)
    assert summary.taken.reasons == {"no_reader": 1}
    assert summary.record.texts.refused == 1
    (refusal,) = lines(tmp_path / "record" / "release" / "refusals.jsonl")
    assert (refusal["stage"], refusal["code"]) == ("reading", "no_reader")
    again = made(tmp_path / "record", settings, table).taken
    assert (again.known, again.unread, again.read_again) == (1, 0, 0)
    with Ledger.open(tmp_path / "record") as ledger:
        assert [text.content for text in ledger.each(Text)] == [russian]


def test_a_newer_reader_reads_old_texts_again(
    record: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And touches no capture: the reports themselves may be gone by then."""
    before = lines(record / "release" / "claims.jsonl")
    older = EnglishReader.read
    newer = property(lambda self: method(self, "newer"))

    def method(reader: EnglishReader, version: str) -> Method:
        return Method(name="english", version=version, code_sha256="0", data_sha256="0", gazetteer_sha256="0")

    def half(self: EnglishReader, report: Report, text: Text) -> Reading:
        read = older(self, report, text)
        kept = len(read.claims) // 2
        return msgspec.structs.replace(read, claims=read.claims[:kept], resolutions=read.resolutions[:kept])

    monkeypatch.setattr(EnglishReader, "read", half)
    monkeypatch.setattr(EnglishReader, "method", newer)
    shutil.rmtree(record / "site")
    engine.open_readers.cache_clear()
    try:
        summary = made(record, settings, EXAMPLES)
    finally:
        engine.open_readers.cache_clear()
    assert (summary.taken.known, summary.taken.read_again) == (11, 10)
    after = lines(record / "release" / "claims.jsonl")
    assert 0 < len(after) < len(before)
    assert {claim["id"] for claim in after} < {claim["id"] for claim in before}
    assert {claim["method"] for claim in after} == {"english newer", f"arabic {ARABIC}"}
    assert summary.record.rows["capture"] == 11
    assert summary.record.rows["reading"] == 21
    assert verify(record).holds


def test_a_reader_that_breaks_stops_one_report_and_says_so(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = EnglishReader.read

    def breaks(self: EnglishReader, report: Report, text: Text) -> Reading:
        if report.key == "made-1":
            raise ReadingFailed("a secret of the text")
        if report.key == "made-2":
            raise IndexError("a secret of the text")
        return whole(self, report, text)

    monkeypatch.setattr(EnglishReader, "read", breaks)
    table = write_jsonl(tmp_path / "reports.jsonl", [made_report(number) for number in range(4)])
    summary = made(tmp_path / "record", settings, table)
    assert (summary.taken.kept, summary.taken.unread) == (4, 2)
    refusals = (tmp_path / "record" / "release" / "refusals.jsonl").read_text()
    assert [line["code"] for line in map(json.loads, refusals.splitlines())] == ["reader_failed"] * 2
    assert "secret" not in refusals
    monkeypatch.setattr(EnglishReader, "read", whole)
    mended = made(tmp_path / "record", settings, table)
    assert mended.taken.read_again == 2
    assert mended.record.texts.kept == 4
    assert (tmp_path / "record" / "release" / "refusals.jsonl").read_text() == ""


def test_a_convention_changes_no_claim_and_stays(tmp_path: Path, settings: Settings) -> None:
    record = tmp_path / "record"
    texts = [made_text(number, HARM) for number in range(3)]
    rows = [{"key": f"r{n}", "text": text, "published": "2014-03-09"} for n, text in enumerate(texts)]
    made(record, settings, write_jsonl(tmp_path / "reports.jsonl", rows))
    claims = (record / "release" / "claims.jsonl").read_bytes()
    incidents = (record / "release" / "incidents.jsonl").read_bytes()
    build(
        [tmp_path / "reports.jsonl"],
        record,
        settings=msgspec.structs.replace(settings, convention="ucdp-like"),
    )
    assert (record / "release" / "claims.jsonl").read_bytes() == claims
    assert (record / "release" / "incidents.jsonl").read_bytes() != incidents
    kept = made(record, settings, tmp_path / "reports.jsonl")
    assert list(kept.record.grades) == ["ucdp-like 1"]


def test_an_incident_keeps_its_oldest_id(tmp_path: Path, settings: Settings) -> None:
    """Whatever comes later, and however its id sorts (law 9)."""
    record, kept = tmp_path / "record", ""
    text = "At least {} people were killed by shelling in Selfoss on 4 March 2014, residents said."
    for number in range(5):
        row = {"key": f"r{number}", "text": text.format(number + 4), "published": "2014-03-05"}
        made(record, settings, write_jsonl(tmp_path / f"{number}.jsonl", [row]))
        (incident,) = lines(record / "release" / "incidents.jsonl")
        kept = kept or incident["id"]
        assert incident["id"] == kept
        assert len(incident["reports"]) == number + 1


def test_progress_knows_how_much_is_left(tmp_path: Path, settings: Settings) -> None:
    shares: dict[str, list[float]] = {}

    def told(stage: str, done: int, *, share: float | None = None, **counts: int) -> None:
        shares.setdefault(stage, []).extend([] if share is None else [share])

    rows = [made_report(number, quiet=True) for number in range(80)]
    table = write_jsonl(tmp_path / "reports.jsonl", rows)
    build([table, EXAMPLES], tmp_path / "record", settings=settings, progress=told)
    gazetteer, *stages = shares
    assert gazetteer.startswith("gazetteer")
    assert stages == ["reading", "linking", "assessing", "draft", "site"]
    assert shares["reading"] == sorted(shares["reading"])
    assert 0.1 < shares["reading"][0] < shares["reading"][-1] <= 1
