"""Verifying: a sound record passes; each thing altered is found and named; what cannot be told is said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from ledger_samples import Sample, build_views, fill, sample
from sqlalchemy import delete, insert, select, update

from harmledger.errors import NotInRecord
from harmledger.ledger import tables
from harmledger.ledger.chain import GENESIS, next_head, row_digest
from harmledger.ledger.kinds import entry
from harmledger.ledger.store import Ledger
from harmledger.ledger.tables import truth
from harmledger.ledger.verify import VerifyReport, verify
from harmledger.ledger.views import VIEWS, canonical_view
from harmledger.records.claim import claim_id

SAMPLES = [sample(number) for number in range(3)]


@pytest.fixture
def record(tmp_path: Path) -> Path:
    with Ledger.create(tmp_path / "record") as ledger:
        fill(ledger, SAMPLES)
        build_views(ledger)
    return tmp_path / "record"


def _alter(record: Path, *statements: Any) -> None:
    with (
        Ledger(record, Ledger.open(record, write=True).engine, write=True) as ledger,
        ledger.locked() as connection,
    ):
        for statement in statements:
            connection.execute(statement)


def _failures(report: VerifyReport) -> list[tuple[str, str]]:
    return [(finding.code, finding.where) for finding in report.failures]


def _row_of(record: Path, id: str) -> Any:
    with Ledger.open(record) as ledger, ledger.snapshot() as connection:
        return connection.execute(select(truth).where(truth.c.id == id)).one()


def test_a_sound_record_passes_every_check(record: Path) -> None:
    report = verify(record)
    assert report.holds
    assert {finding.check for finding in report.findings if finding.outcome == "pass"} == {
        "store", "chain", "rows", "head", "archive", "evidence", "readings", "accounts", "views",
    }  # fmt: skip
    unchecked = {finding.code for finding in report.findings if finding.outcome == "not_checked"}
    assert unchecked == {"no_outside_head", "views_not_rebuilt"}
    with pytest.raises(NotInRecord):
        verify(record / "archive")


@pytest.mark.parametrize("column", ["payload", "salt", "digest", "previous"])
def test_a_byte_altered_in_a_row_names_the_row(record: Path, column: str) -> None:
    claim = SAMPLES[1].reading.claims[0]
    row = _row_of(record, claim.id)
    content = bytearray(getattr(row, column))
    content[7] ^= 1
    _alter(record, update(truth).where(truth.c.id == claim.id).values({column: bytes(content)}))
    expected = "link_broken" if column == "previous" else "payload_altered"
    assert (expected, f"row {row.seq}, claim {claim.id}") in _failures(verify(record))


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"payload": None, "salt": None}, "payload_missing"),
        ({"kind": "rumour"}, "unknown_kind"),
        ({"owner": "txt-other"}, "columns_differ"),
        ({"version": 9}, "payload_unreadable"),
    ],
)
def test_a_row_that_says_something_else_is_named(record: Path, values: dict[str, Any], code: str) -> None:
    claim = SAMPLES[1].reading.claims[0]
    row = _row_of(record, claim.id)
    _alter(record, update(truth).where(truth.c.id == claim.id).values(values))
    where = f"row {row.seq}, {values.get('kind', 'claim')} {claim.id}"
    assert (code, where) in _failures(verify(record))


def test_a_byte_altered_in_the_file_of_the_ledger_names_the_row(record: Path) -> None:
    file = record / "ledger.sqlite"
    content = file.read_bytes()
    said = b'"quote":"At least 2 people were killed near mill 1-1'
    assert content.count(said) == 1
    file.write_bytes(content.replace(said, said.replace(b"2 people", b"3 people")))
    claim = SAMPLES[1].reading.claims[1]
    assert _failures(verify(record)) == [
        ("payload_altered", f"row {_row_of(record, claim.id).seq}, claim {claim.id}"),
        ("quote_differs", f"row {_row_of(record, claim.id).seq}, claim {claim.id}"),
    ]


def test_rows_removed_from_the_middle_and_from_the_end_are_found(record: Path) -> None:
    with Ledger.open(record) as ledger:
        last = ledger.head()
    _alter(record, delete(truth).where(truth.c.seq == 5))
    assert ("rows_missing", "row 6") in _failures(verify(record))
    _alter(record, delete(truth).where(truth.c.seq == last.seq))
    assert ("head_not_in_chain", f"row {last.seq}") in _failures(verify(record))


def test_only_a_head_kept_elsewhere_finds_a_chain_that_was_made_anew(record: Path) -> None:
    with Ledger.open(record) as ledger:
        kept = ledger.head()
    _make_chain_anew(record)
    assert verify(record).holds
    told = verify(record, known_heads=[kept])
    assert _failures(told) == [("head_not_in_chain", f"row {kept.seq}")]
    assert not [finding for finding in told.findings if finding.code == "no_outside_head"]


def _make_chain_anew(record: Path) -> None:
    """What somebody does who can write the whole folder: another title, and every digest made to fit it."""
    with Ledger.open(record, write=True) as ledger, ledger.locked() as connection:
        head = GENESIS
        for row in connection.execute(select(truth).order_by(truth.c.seq)).all():
            payload = row.payload.replace(b"Mill 1 hit", b"Mill 1 fell")
            digest = row_digest(row.salt, payload)
            values = {"payload": payload, "digest": digest, "previous": bytes.fromhex(head.link)}
            connection.execute(update(truth).where(truth.c.seq == row.seq).values(values))
            head = next_head(head, entry(SAMPLES[0].report)._replace(
                kind=row.kind, id=row.id, owner=row.owner, version=row.version), digest)  # fmt: skip
    (record / "ledger.head").write_bytes(msgspec.json.encode(head))


def test_captured_bytes_that_were_altered_or_lost_are_named(record: Path) -> None:
    with Ledger.open(record) as ledger:
        altered, lost = (ledger.archive.path(each.capture.sha256) for each in SAMPLES[:2])
    altered.write_bytes(altered.read_bytes().replace(b"0", b"1", 1))
    lost.unlink()
    names = ["/".join(path.parts[-4:]) for path in (altered, lost)]
    assert names[0].startswith("archive/")
    assert _failures(verify(record)) == [("bytes_altered", names[0]), ("bytes_missing", names[1])]


def test_bytes_of_a_killed_build_are_told_and_no_fault(record: Path) -> None:
    with Ledger.open(record, write=True) as ledger:
        ledger.put(b"put before the kill")
        ledger.append([])
    report = verify(record)
    assert report.holds
    assert [finding.params for finding in report.findings if finding.code == "bytes_without_capture"] == [
        {"files": 1}
    ]


def test_a_quote_that_its_text_does_not_say_is_found(tmp_path: Path) -> None:
    def forged(each: Sample) -> Sample:
        draft = msgspec.structs.replace(each.reading.claims[0], quote="At least 900 people were killed")
        claim = msgspec.structs.replace(draft, id=claim_id(draft))
        resolution = msgspec.structs.replace(each.reading.resolutions[0], claim_id=claim.id)
        reading = msgspec.structs.replace(each.reading, claims=(claim,), resolutions=(resolution,))
        return msgspec.structs.replace(each, reading=reading)

    bad = forged(sample(1))
    with Ledger.create(tmp_path) as ledger:
        fill(ledger, [bad])
    claim = bad.reading.claims[0]
    assert _failures(verify(tmp_path)) == [("quote_differs", f"row 5, claim {claim.id}")]


def test_a_reading_whose_claim_is_gone_is_named(record: Path) -> None:
    one = SAMPLES[2]
    _alter(record, delete(truth).where(truth.c.id == one.reading.claims[0].id))
    failures = verify(record).failures
    assert [f.params for f in failures if f.code == "claim_missing"] == [{"claim": one.reading.claims[0].id}]


def test_what_waits_after_a_kill_is_told_and_no_fault(record: Path) -> None:
    waiting = sample(8)
    with Ledger.open(record, write=True) as ledger:
        ledger.put(waiting.content)
        ledger.append([waiting.capture])
        ledger.append([sample(9).report, sample(9).text])
    report = verify(record)
    assert report.holds
    found = {
        (f.code, f.where) for f in report.findings if f.check == "accounts" and f.outcome == "not_checked"
    }
    assert found == {("captures_waiting", waiting.capture.id), ("texts_waiting", sample(9).text.id)}
    assert "views_behind" in {finding.code for finding in report.findings}


def test_an_altered_view_is_named_and_a_rebuild_is_compared(record: Path) -> None:
    def as_it_is(ledger: Ledger) -> dict[str, Iterator[bytes]]:
        return {name: canonical_view(ledger, name) for name in VIEWS}

    def without_links(ledger: Ledger) -> dict[str, list[bytes]]:
        return {"links": []}

    assert "views_as_rebuilt" in {finding.code for finding in verify(record, rebuild=as_it_is).findings}
    assert _failures(verify(record, rebuild=without_links)) == []  # these samples have a case each
    _alter(record, insert(tables.links).values(left="a", right="b", incident_id="c", payload=b"{}"))
    assert _failures(verify(record, rebuild=without_links)) == [("view_altered", "links")]


def test_a_file_that_is_no_database_fails_and_raises_nothing(record: Path) -> None:
    file = record / "ledger.sqlite"
    content = bytearray(file.read_bytes())
    content[4096 * 2 : 4096 * 3] = bytes(4096)
    file.write_bytes(content)
    assert not verify(record).holds
    file.write_bytes(b"not a database at all" * 400)
    assert verify(record).failures[0].code == "cannot_be_read"


def test_an_unreadable_head_is_a_finding(record: Path) -> None:
    (record / "ledger.head").write_bytes(b"{")
    assert _failures(verify(record)) == [("head_unreadable", "ledger.head")]
