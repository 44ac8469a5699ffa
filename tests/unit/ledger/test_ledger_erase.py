"""Erasing: the words are gone from every file, they do not come back, and the chain still holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from ledger_samples import AT, NEWER, Sample, build_views, fill, reading_of, sample

from harmledger.errors import LedgerBusy, NotInRecord
from harmledger.ledger import purging
from harmledger.ledger.erase import Erased, erase, erasure_id
from harmledger.ledger.queries import counts, told_claims
from harmledger.ledger.store import Ledger
from harmledger.ledger.verify import verify
from harmledger.records.canonical import sha256
from harmledger.records.capture import Capture
from harmledger.records.decision import Decision, Erasure
from harmledger.records.incident import Identity
from harmledger.records.refusal import make_refusal
from harmledger.records.report import Report, Text, make_text

WHY = "the family asked"
GONE, STAYS = sample(7), sample(5)


def _made(folder: Path, samples: list[Sample]) -> Path:
    with Ledger.create(folder) as ledger:
        fill(ledger, samples)
        build_views(ledger)
    return folder


def _erase(folder: Path, target: str) -> Erased:
    with Ledger.open(folder, write=True) as ledger:
        return erase(ledger, target, by="reviewer 4", why=WHY, at=AT)


def _files_with(folder: Path, words: bytes) -> list[str]:
    return [str(path) for path in folder.rglob("*") if path.is_file() and words in path.read_bytes()]


def test_the_words_are_gone_from_every_file(tmp_path: Path) -> None:
    folder = _made(tmp_path, [GONE, STAYS])
    (folder / "release").mkdir()
    (folder / "releases" / "2031-06-01").mkdir(parents=True)
    with Ledger.open(folder, write=True) as ledger:
        erased = erase(ledger, "mill-7", by="reviewer 4", why=WHY, at=AT)
        for words in (
            b"mill 7-0",
            b"mill 7-1",
            b"Mill 7 hit",
            b"mill-7",
        ):  # the write-ahead log is still open here
            assert _files_with(folder, words) == []
    assert len(_files_with(folder, b"mill 5-0")) == 2
    assert (
        set(erased.rows) - {ledger_row for ledger_row in erased.rows if ledger_row.startswith("rdg-")}
        == GONE.ids
    )
    assert erased.sha256s == (GONE.capture.sha256,)
    assert (erased.same_bytes, erased.to_rebuild, erased.to_withdraw) == (
        (),
        ("views", "release"),
        ("2031-06-01",),
    )


def test_readers_skip_what_was_erased_and_the_row_says_who_and_why(tmp_path: Path) -> None:
    folder = _made(tmp_path, [GONE, STAYS])
    _erase(folder, "mill-7")
    with Ledger.open(folder, write=True) as ledger:
        assert list(ledger.each(Text)) == [STAYS.text]
        assert list(ledger.readings()) == [STAYS.reading]
        assert ledger.find(Report, GONE.report.id) is None
        with pytest.raises(NotInRecord, match="erased by decision"):
            ledger.get(Report, GONE.report.id)
        note = ledger.get(Erasure, erasure_id(GONE.text.id))
        assert (note.by, note.at, note.why, len(note.salted_sha256)) == ("reviewer 4", AT, WHY, 64)
        build_views(ledger)
        assert {told.report_key for told in told_claims(ledger)} == {"mill-5"}
        assert counts(ledger).erased == {
            "capture": 1, "claim": 2, "filing": 1, "reading": 1, "report": 1, "text": 1,
        }  # fmt: skip
        assert counts(ledger).captures.holds
    report = verify(folder)
    assert report.holds
    erased = [finding for finding in report.findings if finding.code == "erased_by_decision"]
    assert len(erased) == 7
    assert {(f.outcome, f.params["by"], f.params["why"]) for f in erased} == {
        ("not_checked", "reviewer 4", WHY)
    }


def test_what_was_erased_does_not_come_back(tmp_path: Path) -> None:
    folder = _made(tmp_path, [GONE, STAYS])
    _erase(folder, "mill-7")
    with Ledger.open(folder, write=True) as ledger:
        assert fill(ledger, [GONE, STAYS]) == 0
        elsewhere = sample(17, content=GONE.content)
        assert fill(ledger, [elsewhere]) == 0  # the same bytes under another key are erased bytes
        newer = make_text(report_id=GONE.report.id, content=GONE.text.content, extractor="plain 2")
        assert ledger.append([newer, reading_of(newer, NEWER)]) == 0
        assert ledger.append([reading_of(GONE.text, NEWER)]) == 0
        assert ledger.has(Capture, GONE.capture.id)
        assert ledger.is_erased(f"sha256:{GONE.capture.sha256}")
        assert not ledger.archive.has(GONE.capture.sha256)
    assert _files_with(folder, b"mill 7-0") == []


def test_bytes_of_another_report_stay_until_that_is_erased_too(tmp_path: Path) -> None:
    first, second = sample(1, content=b"same bytes"), sample(2, content=b"same bytes")
    folder = _made(tmp_path, [first, second])
    erased = _erase(folder, first.report.id)
    assert (erased.sha256s, erased.same_bytes) == ((), (second.report.id,))
    with Ledger.open(folder) as ledger:
        assert ledger.archive.get(sha256(b"same bytes")) == b"same bytes"
        assert ledger.find(Capture, first.capture.id) == first.capture
    erased = _erase(folder, "mill-2")
    assert erased.sha256s == (sha256(b"same bytes"),)
    assert {first.capture.id, second.capture.id} <= set(erased.rows)
    assert verify(folder).holds


@pytest.mark.parametrize(
    "target",
    [
        GONE.report.id,
        GONE.text.id,
        GONE.reading.claims[0].id,
        GONE.capture.id,
        f"sha256:{GONE.capture.sha256}",
    ],
)
def test_any_part_of_a_report_takes_the_whole(tmp_path: Path, target: str) -> None:
    folder = _made(tmp_path, [GONE, STAYS])
    assert set(_erase(folder, target).rows) > GONE.ids
    assert _files_with(folder, b"mill 7-1") == []
    assert _erase(folder, target).rows == ()
    assert verify(folder).holds


def test_decisions_and_refusals_that_hang_on_it_go_with_it(tmp_path: Path) -> None:
    folder = _made(tmp_path, [GONE, STAYS])
    on_gone = _decision("dec-1", GONE.reading.claims[1].id)
    on_other = _decision("dec-2", STAYS.reading.claims[1].id)
    at_capture = make_refusal(
        stage="capture", location=f"{GONE.capture.location}#member x", code="empty", params={}
    )
    of_text = make_refusal(stage="reading", location=GONE.text.id, code="reader_broke", params={})
    elsewhere = make_refusal(stage="capture", location="/in/mill-70.txt", code="empty", params={})
    identity = Identity(id="inc-1", anchor="tel-1")
    with Ledger.open(folder, write=True) as ledger:
        ledger.append([on_gone, on_other, at_capture, of_text, elsewhere, identity])
    assert {on_gone.id, at_capture.id, of_text.id} <= set(_erase(folder, "mill-7").rows)
    for alone in (elsewhere.id, on_other.id, identity.id):
        assert _erase(folder, alone).rows == (alone,)
    with Ledger.open(folder) as ledger:
        assert list(ledger.each(Text)) == [STAYS.text]
    assert verify(folder).holds


def _decision(id: str, on: str) -> Decision:
    return Decision(id=id, kind="accept", on=(on,), by="reviewer 4", at=AT, why="read twice")


@pytest.mark.parametrize(
    "target", ["mill-8", "", "sha256:" + "0" * 64, "../../etc", erasure_id(GONE.text.id)]
)
def test_a_name_for_nothing_is_refused(tmp_path: Path, target: str) -> None:
    folder = _made(tmp_path, [GONE])
    with Ledger.open(folder, write=True) as ledger:
        head = ledger.head()
        with pytest.raises(NotInRecord):
            erase(ledger, target, by="reviewer 4", why=WHY, at=AT)
        assert ledger.head() == head


def test_while_another_reads_the_files_wait_and_the_next_writer_clears_them(tmp_path: Path) -> None:
    folder = _made(tmp_path, [GONE, STAYS])
    with Ledger.open(folder) as reader, Ledger.open(folder, write=True, wait_s=0.05) as ledger:
        reports = reader.each(Report)
        next(reports)
        with pytest.raises(LedgerBusy, match="another program reads this record"):
            erase(ledger, "mill-7", by="reviewer 4", why=WHY, at=AT)
        assert ledger.find(Report, GONE.report.id) is None
        assert ("store", "erasure_unfinished") in {(f.check, f.code) for f in verify(folder).failures}
        reports.close()
    Ledger.open(folder, write=True).close()
    assert _files_with(folder, b"mill 7-0") == []
    assert verify(folder).holds


def test_an_erasure_killed_before_the_files_are_cleared_is_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _made(tmp_path, [GONE, STAYS])
    with monkeypatch.context() as killed:
        killed.setattr(purging, "finish", lambda engine, archive: None)
        _erase(folder, "mill-7")
        assert len(_files_with(folder, b"mill 7-0")) == 1
        assert ("archive", "erasure_unfinished") in {(f.check, f.code) for f in verify(folder).failures}
    Ledger.open(folder, write=True).close()
    assert _files_with(folder, b"mill 7-0") == []
    assert verify(folder).holds
