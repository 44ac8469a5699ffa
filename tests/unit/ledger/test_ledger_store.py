"""The store: what goes in stays, once; what is asked for comes out joined; a second writer waits; a lost tail
is seen."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import msgspec
import pytest
from ledger_samples import ENGLISH, NEWER, fill, reading_of, sample
from sqlalchemy import delete, update

from harmledger.errors import LedgerBroken, LedgerBusy, LedgerError, NotInRecord
from harmledger.ledger import kinds
from harmledger.ledger.chain import GENESIS, Head
from harmledger.ledger.kinds import KINDS
from harmledger.ledger.store import Ledger
from harmledger.ledger.tables import about, truth
from harmledger.records.canonical import canonical_json
from harmledger.records.claim import Claim
from harmledger.records.incident import Identity
from harmledger.records.reading import Reading
from harmledger.records.refusal import make_refusal
from harmledger.records.report import Filing, Report, Text, make_text


def test_what_was_appended_comes_back_as_it_was(tmp_path: Path) -> None:
    samples = [sample(number, claims=3) for number in range(4)]
    with Ledger.create(tmp_path / "record") as ledger:
        assert fill(ledger, samples) == 4 * (5 + 3)
    with Ledger.open(tmp_path / "record") as ledger:
        assert [ledger.get(Report, each.report.id) for each in samples] == [each.report for each in samples]
        assert list(ledger.each(Text)) == sorted((each.text for each in samples), key=lambda text: text.id)
        assert list(ledger.readings()) == sorted((each.reading for each in samples), key=lambda r: r.text_id)
        assert ledger.reading_of(samples[2].text.id) == samples[2].reading
        assert ledger.owned(Filing, samples[1].report.id) == [samples[1].filing]
        assert ledger.archive.get(samples[0].capture.sha256) == samples[0].content
        assert ledger.find(Report, "rep-none") is None
        assert ledger.reading_of("txt-none") is None
        with pytest.raises(NotInRecord, match="no claim clm-none"):
            ledger.get(Claim, "clm-none")


def test_an_id_that_is_there_adds_nothing_and_moves_no_head(tmp_path: Path) -> None:
    with Ledger.create(tmp_path) as ledger:
        assert ledger.head() == GENESIS
        fill(ledger, [sample(1), sample(2)])
        head = ledger.head()
        assert fill(ledger, [sample(2), sample(1), sample(1)]) == 0
        assert ledger.append([]) == 0
        assert ledger.head() == head
        changed = msgspec.structs.replace(sample(1).report, title="Another title")
        assert ledger.append([changed]) == 0
        assert ledger.get(Report, changed.id).title == "Mill 1 hit"
        assert ledger.known(Report, [changed.id, "rep-none"]) == {changed.id}


def test_an_append_that_fails_adds_none_of_its_rows(tmp_path: Path) -> None:
    good, stray = sample(1), sample(2)
    with Ledger.create(tmp_path) as ledger:
        with pytest.raises(LedgerError, match=f"hangs from text {stray.text.id}, which is not here"):
            ledger.append([good.report, good.text, stray.reading])
        assert ledger.head() == GENESIS
        short = msgspec.structs.replace(good.reading, resolutions=())
        with pytest.raises(LedgerError, match="one resolution a claim"):
            ledger.append([good.text, short])
        foreign = msgspec.structs.replace(good.reading, text_id=stray.text.id)
        with pytest.raises(LedgerError, match="of another text"):
            ledger.append([good.text, stray.text, foreign])
        broken = msgspec.structs.replace(good.report, title="half \ud83d")
        with pytest.raises(LedgerError, match="half a character"):
            ledger.append([good.capture, broken])
        assert list(ledger.each(Report)) == []


def test_a_text_is_read_by_a_method_when_its_reading_is_there(tmp_path: Path) -> None:
    first, second = sample(1), sample(2)
    with Ledger.create(tmp_path) as ledger:
        ledger.append([*first.records, second.report, second.text])
        assert ledger.is_read(first.text.id, ENGLISH)
        assert not ledger.is_read(first.text.id, NEWER)
        assert list(ledger.unread(ENGLISH)) == [second.text]
        again = make_text(report_id=first.report.id, content=first.text.content, extractor="plain 2")
        ledger.append([again])
        assert sorted(text.id for text in ledger.unread(NEWER)) == sorted([again.id, second.text.id])
        for text in ledger.unread(ENGLISH):
            ledger.append([reading_of(text)])
        assert list(ledger.unread(ENGLISH)) == []


def test_a_newer_reading_stands_and_a_claim_of_both_is_one_row(tmp_path: Path) -> None:
    one = sample(1)
    shorter = Reading(
        text_id=one.text.id,
        method=NEWER,
        claims=one.reading.claims[:1],
        resolutions=one.reading.resolutions[:1],
    )
    with Ledger.create(tmp_path) as ledger:
        fill(ledger, [one])
        assert ledger.append([shorter]) == 1
        assert ledger.reading_of(one.text.id) == shorter
        assert len(list(ledger.each(Claim))) == 2


def test_an_incident_keeps_its_minting_and_its_first_redirect(tmp_path: Path) -> None:
    minted = Identity(id="inc-1", anchor="tel-1")
    with Ledger.create(tmp_path) as ledger:
        ledger.append([minted])
        redirect = msgspec.structs.replace(minted, redirects_to="inc-0")
        assert ledger.append([redirect]) == 1
        assert ledger.append([msgspec.structs.replace(minted, redirects_to="inc-9")]) == 0
        assert ledger.owned(Identity, "inc-1") == [minted, redirect]


def test_a_second_writer_waits_and_then_is_told_what_to_do(tmp_path: Path) -> None:
    Ledger.create(tmp_path).close()
    with Ledger.open(tmp_path, write=True) as first, Ledger.open(tmp_path, write=True, wait_s=0.05) as second:
        with first.locked(), pytest.raises(LedgerBusy, match="another program is writing") as caught:
            second.append([sample(1).report])
        assert "wait until it has ended" in caught.value.to_do
        assert second.append([sample(1).report]) == 1


def test_a_writer_that_ends_in_time_lets_the_waiting_one_in(tmp_path: Path) -> None:
    Ledger.create(tmp_path).close()
    held = threading.Event()

    def hold() -> None:
        with Ledger.open(tmp_path, write=True) as ledger, ledger.locked():
            held.set()
            time.sleep(0.2)

    holder = threading.Thread(target=hold)
    with Ledger.open(tmp_path, write=True, wait_s=20) as ledger:
        holder.start()
        held.wait()
        assert ledger.append([sample(1).report]) == 1
        holder.join()


def test_a_reader_sees_the_moment_at_which_it_began(tmp_path: Path) -> None:
    with Ledger.create(tmp_path) as writer, Ledger.open(tmp_path) as reader:
        writer.append([sample(number).report for number in range(3)])
        reports = reader.each(Report)
        seen = [next(reports)]
        writer.append([sample(number).report for number in range(3, 6)])
        seen += reports
        assert len(seen) == 3
        assert len(list(reader.each(Report))) == 6


def test_one_opened_to_read_cannot_write(tmp_path: Path) -> None:
    Ledger.create(tmp_path).close()
    with Ledger.open(tmp_path) as ledger, pytest.raises(LedgerError, match="opened for reading"):
        ledger.append([sample(1).report])


def test_only_one_build_at_a_time_is_let_in(tmp_path: Path) -> None:
    with Ledger.create(tmp_path) as first, Ledger.open(tmp_path, write=True) as second:
        with first.alone():
            with pytest.raises(LedgerBusy, match="building this record"), second.alone():
                pytest.fail("two builds at once")
            assert second.append([sample(1).report]) == 1
        with second.alone():
            assert second.head().seq == 1


def test_a_folder_without_a_record_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotInRecord, match="no record here"):
        Ledger.open(tmp_path)
    (tmp_path / "ledger.sqlite").touch()  # what a start that was killed at once leaves
    with pytest.raises(NotInRecord, match="no record here"):
        Ledger.open(tmp_path)
    with Ledger.create(tmp_path) as ledger:
        assert ledger.append([sample(1).report]) == 1


def test_rows_cut_off_the_end_and_a_lost_ledger_are_not_built_upon(tmp_path: Path) -> None:
    with Ledger.create(tmp_path) as ledger:
        fill(ledger, [sample(1)])
        last = ledger.head()
        with ledger.locked() as connection:
            connection.execute(delete(truth).where(truth.c.seq == last.seq))
    for write in (False, True):
        with pytest.raises(LedgerBroken, match=f"rows up to {last.seq} are gone or changed"):
            Ledger.open(tmp_path, write=write)
    (tmp_path / "ledger.sqlite").unlink()
    with pytest.raises(LedgerBroken, match="the ledger is gone"):
        Ledger.create(tmp_path)


def test_a_head_that_lags_after_a_kill_moves_on(tmp_path: Path) -> None:
    with Ledger.create(tmp_path) as ledger:
        ledger.append([sample(1).report])
        kept = (tmp_path / "ledger.head").read_bytes()
        ledger.append([sample(2).report])
    (tmp_path / "ledger.head").write_bytes(kept)
    (tmp_path / ".ledger.head.4711").write_bytes(b"{")
    with Ledger.open(tmp_path, write=True) as ledger:
        ledger.append([sample(3).report])
        assert msgspec.json.decode((tmp_path / "ledger.head").read_bytes(), type=Head) == ledger.head()
    assert not (tmp_path / ".ledger.head.4711").exists()


def test_a_ledger_of_another_format_is_not_touched(tmp_path: Path) -> None:
    with Ledger.create(tmp_path) as ledger, ledger.locked() as connection:
        connection.execute(update(about).values(value="99"))
    with pytest.raises(LedgerError, match="a ledger of format 99"):
        Ledger.open(tmp_path)


def test_older_payloads_are_read_up_and_newer_ones_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusal = make_refusal(stage="capture", location="/in/a", code="empty", params={})
    with Ledger.create(tmp_path) as ledger:
        ledger.append([refusal])
        lifted = KINDS["refusal"]._replace(lifts=(lambda fields: {**fields, "code": f"{fields['code']}_v2"},))
        monkeypatch.setitem(kinds.KINDS, "refusal", lifted)
        assert ledger.get(type(refusal), refusal.id).code == "empty_v2"
    with pytest.raises(LedgerError, match="written by a newer harmledger"):
        kinds.decode(KINDS["report"], 2, canonical_json(sample(1).report))


def test_ids_are_asked_for_in_any_number(tmp_path: Path) -> None:
    reports = [sample(number).report for number in range(1000)]
    with Ledger.create(tmp_path) as ledger:
        assert ledger.append(reports) == 1000
        assert ledger.known(Report, (report.id for report in reports)) == {report.id for report in reports}
        assert ledger.has(Report, reports[999].id)
        assert not ledger.is_erased(reports[0].id)
