"""Ids hold (law 9): a newer reader, a report filed late, a claim added by a person and an erasure leave an incident's
id with what is told of it, in views brought up and in views made anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from decided_record import RULES, did, made_anew, views
from ledger_samples import NEWER, Sample, reading_of, sample

from harmledger.flow.derive import derive
from harmledger.flow.progress import silent
from harmledger.flow.update import update
from harmledger.ledger.erase import erase
from harmledger.ledger.identities import identity_rows
from harmledger.ledger.queries import current_incident, incident_file, incidents
from harmledger.ledger.store import Ledger
from harmledger.linking.anchors import HELD
from harmledger.reading.stated import statement_of
from harmledger.records.action import Add, Merge, Split
from harmledger.records.reading import Reading

FIVE = [sample(number, claims=3) for number in (1, 11, 21, 31, 41)]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Five reports that nobody filed, merged into one incident."""
    with Ledger.create(tmp_path / "record") as opened:
        for each in FIVE:
            opened.put(each.content)
        opened.append([row for each in FIVE for row in each.records if row is not each.filing])
        derive(opened, RULES, silent)
        apart = [incident.id for incident in incidents(opened)]
        did(opened, Merge(tuple(apart)))
        yield opened
        patched, head = views(opened), opened.head()
        assert made_anew(opened) == patched
        assert opened.head() == head, "views made anew append nothing"


def the_one(ledger: Ledger) -> str:
    """The id of the incident that holds most."""
    return max(incidents(ledger), key=lambda incident: len(incident.tellings)).id


def found_by(ledger: Ledger, incident: str) -> Sample:
    """The report by which the incident is found now."""
    with ledger.snapshot() as connection:
        held = [row.held for row in identity_rows(connection, [incident]) if row.held][-1]
    return next(each for each in FIVE if each.report.id == held[0].report_id)


def newer(of: Sample, *claims: int) -> Reading:
    """The report as a newer reader has it: these claims of it, each another than before."""
    reading = reading_of(of.text, NEWER, about="harm")
    return msgspec.structs.replace(
        reading,
        claims=tuple(reading.claims[nth] for nth in claims),
        resolutions=tuple(reading.resolutions[nth] for nth in claims),
    )


def test_a_newer_reader_mints_no_id_for_what_it_finds_in_the_same_words(ledger: Ledger) -> None:
    before = the_one(ledger)
    were = set(current_incident(ledger, before).tellings)
    for each in FIVE:
        ledger.append([newer(each, 0, 2)])
        update(ledger, RULES)
    assert not were & set(current_incident(ledger, before).tellings)
    assert [incident.id for incident in incidents(ledger)] == [before]


def test_it_holds_when_the_views_are_of_another_layout(ledger: Ledger) -> None:
    before = the_one(ledger)
    ledger.append(newer(each, 1) for each in FIVE)
    derive(ledger, RULES, silent)
    assert [incident.id for incident in incidents(ledger)] == [before]


def test_the_id_stays_with_the_others_when_its_anchor_is_told_no_more(ledger: Ledger) -> None:
    before = the_one(ledger)
    for _ in range(HELD + 1):
        ledger.append([newer(found_by(ledger, before))])
        update(ledger, RULES)
        assert the_one(ledger) == before
    assert len(current_incident(ledger, before).tellings) == len(FIVE) - HELD - 1


def test_the_id_stays_with_the_others_when_its_anchor_is_erased(ledger: Ledger) -> None:
    before = the_one(ledger)
    erase(ledger, found_by(ledger, before).report.key, by="ann", why="asked to", at="2031-06-01T00:00:00Z")
    update(ledger, RULES)
    assert the_one(ledger) == before


def test_of_two_parts_the_id_stays_with_one_whatever_a_newer_reader_makes_of_it(ledger: Ledger) -> None:
    before = the_one(ledger)
    leaving = current_incident(ledger, before).tellings[:2]
    did(ledger, Split(before, leaving))
    other = current_incident(ledger, leaving[0]).id
    for each in FIVE:
        ledger.append([newer(each, 0)])
        update(ledger, RULES)
    assert {incident.id: len(incident.tellings) for incident in incidents(ledger)} == {before: 3, other: 2}


def test_an_incident_whose_report_is_filed_later_redirects_to_the_filing(tmp_path: Path) -> None:
    alone = FIVE[0]
    with Ledger.create(tmp_path / "record") as opened:
        opened.put(alone.content)
        opened.append([row for row in alone.records if row is not alone.filing])
        derive(opened, RULES, silent)
        unfiled = the_one(opened)
        opened.append([alone.filing])
        update(opened, RULES)
        assert current_incident(opened, unfiled).key == alone.filing.incident_key


def test_a_claim_that_a_person_adds_leaves_the_id_as_it_is(ledger: Ledger) -> None:
    before = the_one(ledger)
    of = found_by(ledger, before)
    claims = incident_file(ledger, before).claims
    stated = next(each for each in claims if each.claim.text_id == of.text.id)
    words = statement_of(stated.claim, stated.resolution)
    did(ledger, Add(of.text.id, msgspec.structs.replace(words, about="harm")))
    assert len(incident_file(ledger, before).claims) == len(claims) + 1
    assert the_one(ledger) == before
