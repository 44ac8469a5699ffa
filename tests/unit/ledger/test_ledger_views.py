"""The views: replaced whole or not at all, the same to the byte; the read side finds what they hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from ledger_samples import AT, assessment, build_views, fill, outcome, sample

from harmledger.errors import LedgerError, NotInRecord
from harmledger.ledger.erase import erase
from harmledger.ledger.queries import (
    Filter,
    counts,
    incident_file,
    incident_files,
    incidents,
    told_claims,
)  # fmt: skip
from harmledger.ledger.store import Ledger
from harmledger.ledger.views import VIEWS, Entries, Outcome, canonical_view, made_views, replace_views
from harmledger.records.incident import Identity, Incident
from harmledger.records.refusal import make_refusal


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.create(tmp_path) as ledger:
        fill(ledger, [sample(number) for number in range(6)])
        build_views(ledger)
        yield ledger


def _all(ledger: Ledger) -> dict[str, bytes]:
    return {name: b"".join(canonical_view(ledger, name)) for name in VIEWS}


def test_a_view_is_canonical_jsonl_in_order_of_id(ledger: Ledger) -> None:
    lines = list(canonical_view(ledger, "incidents"))
    ids = [msgspec.json.decode(line, type=Incident).id for line in lines]
    assert ids == sorted(ids)
    assert len(ids) == 3
    assert all(line.endswith(b"}\n") and b"\n" not in line[:-1] for line in lines)
    assert {name: view.entries for name, view in made_views(ledger).items()} == {
        "tellings": 6, "incidents": 3, "links": 3, "assessments": 3, "standings": 3,
    }  # fmt: skip
    assert made_views(ledger)["links"].watermark == ledger.head().seq


def test_a_replacing_that_breaks_off_leaves_the_old_views(ledger: Ledger) -> None:
    before = _all(ledger)

    def breaking() -> Iterator[Outcome]:
        yield outcome(Incident(id="inc-new", key=None, tellings=(), origins_low=0, origins_high=0))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replace_views(ledger, Entries(tellings=[], outcomes=breaking()), watermark=ledger.head().seq)
    assert _all(ledger) == before


def test_views_made_before_an_erasure_are_not_put_in_place_after_it(ledger: Ledger) -> None:
    watermark = ledger.head().seq
    erase(ledger, "mill-1", by="reviewer 4", why="asked for by the family", at=AT)
    assert made_views(ledger) == {}
    assert _all(ledger) == dict.fromkeys(VIEWS, b"")
    with pytest.raises(LedgerError, match="erased while this was being built"):
        replace_views(ledger, Entries(tellings=[], outcomes=[]), watermark=watermark)
    build_views(ledger)
    assert made_views(ledger)["tellings"].entries == 5


def test_an_incident_is_found_by_id_by_key_and_by_an_id_that_redirects(ledger: Ledger) -> None:
    file = incident_file(ledger, "case 1")
    assert [report.key for report in sorted(file.reports, key=lambda r: r.key)] == ["mill-1", "mill-4"]
    assert len(file.tellings) == 2
    assert {told.claim.quote for told in file.claims} == {
        f"At least {number + at} people were killed near mill {number}-{at}, the Harbour clinic said."
        for number in (1, 4)
        for at in (0, 1)
    }
    assert {told.incident_id for told in file.claims} == {file.incident.id}
    assert file.assessments == (assessment(file.incident.id),)
    ledger.append([Identity(id="inc-old", anchor="tel-old", redirects_to="inc-older")])
    ledger.append([Identity(id="inc-older", anchor="tel-older", redirects_to=file.incident.id)])
    assert incident_file(ledger, "inc-old") == incident_file(ledger, file.incident.id) == file
    with pytest.raises(NotInRecord, match="no incident 'case 99'"):
        incident_file(ledger, "case 99")


def test_a_ring_of_redirects_ends(ledger: Ledger) -> None:
    ledger.append([Identity(id="inc-a", anchor="t", redirects_to="inc-b")])
    ledger.append([Identity(id="inc-b", anchor="u", redirects_to="inc-a")])
    with pytest.raises(NotInRecord):
        incident_file(ledger, "inc-a")


def test_incidents_are_listed_by_filter_and_page(ledger: Ledger) -> None:
    everything = incidents(ledger)
    assert [file.incident for file in incident_files(ledger)] == everything
    first = incidents(ledger, limit=2)
    assert first + incidents(ledger, after=first[-1].id, limit=2) == everything
    assert incidents(ledger, Filter(grade="fair")) == []
    assert (
        incidents(ledger, Filter(grade="weak", convention="example 1", strike_status="likely")) == everything
    )
    assert (
        incidents(ledger, Filter(not_before=dt.date(2031, 5, 2), not_after=dt.date(2031, 5, 1))) == everything
    )
    assert incidents(ledger, Filter(not_before=dt.date(2031, 5, 3))) == []
    assert incidents(ledger, Filter(not_after=dt.date(2031, 4, 30))) == []


def test_every_claim_is_told_with_its_report_and_incident(ledger: Ledger) -> None:
    told = list(told_claims(ledger))
    assert len(told) == 12
    assert [claim.claim.text_id for claim in told] == sorted(claim.claim.text_id for claim in told)
    of_one = [claim for claim in told if claim.report_key == "mill-5"]
    assert [claim.incident_id for claim in of_one] == [incident_file(ledger, "case 2").incident.id] * 2
    ledger.append([sample(9).report, sample(9).text, sample(9).reading])
    assert [claim.incident_id for claim in told_claims(ledger) if claim.report_key == "mill-9"] == [
        None,
        None,
    ]


def test_counts_add_up_to_what_was_taken_in(ledger: Ledger) -> None:
    unread, refused, broken = sample(20), sample(21), sample(22)
    ledger.append([unread.capture, unread.report, unread.text])
    ledger.append([refused.capture])
    ledger.append([make_refusal(stage="capture", location=refused.capture.location, code="empty", params={})])
    ledger.append([broken.capture, broken.report, broken.text])
    ledger.append([make_refusal(stage="reading", location=broken.text.id, code="reader_broke", params={})])
    now = counts(ledger)
    assert (now.captures.taken_in, now.captures.kept, now.captures.refused, now.captures.waiting) == (
        9,
        8,
        1,
        (),
    )
    assert (now.texts.taken_in, now.texts.kept, now.texts.refused) == (8, 6, 1)
    assert now.texts.waiting == (unread.text.id,)
    assert now.captures.holds
    assert not now.texts.holds
    assert now.refusals == {"empty": 1, "reader_broke": 1}
    assert now.grades == {"example 1": {"weak": 3}}
    assert (now.tellings, now.incidents, now.rows["claim"], now.erased) == (6, 3, 12, {})
