"""What people decide goes into the chain, moves the numbers that follow from it, and can always be undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from decided_record import ANN, BO, CLEO, RULES, claim_in, did, killed, made_anew, proven_record, views

from harmledger.errors import DecisionRefused, EvidenceError, NotInRecord, StaleDecision
from harmledger.flow.history import history
from harmledger.ledger.queries import current_incident, incident_file, incidents
from harmledger.ledger.store import Ledger
from harmledger.reading.stated import statement_of
from harmledger.records.action import (
    Accept,
    Add,
    ClearQuote,
    Comment,
    Correct,
    Merge,
    Move,
    OverrideValue,
    Publish,
    Reject,
    Review,
    Split,
    Undo,
    Unsure,
    Withdraw,
)
from harmledger.records.decision import Decision
from harmledger.records.moment import Moment
from harmledger.records.span import Span
from harmledger.records.standing import IncidentStanding
from harmledger.records.statement import FigureStated, Statement


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Six reports of two claims each, filed under `case 0`, `case 1` and `case 2`."""
    with proven_record(tmp_path / "record") as opened:
        yield opened


def standing(ledger: Ledger, incident: str) -> IncidentStanding:
    return incident_file(ledger, incident).standing


def review(ledger: Ledger, incident: str, by: str = BO) -> None:
    seen = incident_file(ledger, incident)
    did(ledger, Review(seen.incident.id, seen.standing.seal), by=by, team=True)


def test_a_rejected_claim_counts_for_nothing_stays_visible_and_comes_back(ledger: Ledger) -> None:
    before = views(ledger)
    claims = incident_file(ledger, "case 1").claims
    for told in claims[:-1]:
        made = did(ledger, Reject(told.claim.id))
    kept = claims[-1].claim
    ends = killed(ledger, "case 1")
    assert ends is not None
    assert set(ends.low_reason.claims) == {kept.id}
    file = incident_file(ledger, "case 1")
    aside = {each.claim_id for each in file.assessments[0].set_aside}
    assert {told.claim.id for told in claims[:-1]} <= aside
    assert [told.standing.verdict for told in file.claims] == ["rejected"] * 3 + ["proposed"]
    assert made.incidents == (file.incident.id,)
    assert views(ledger)["links"] == before["links"]  # a verdict moves no link
    assert made_anew(ledger) == views(ledger)
    for decision in list(ledger.each(Decision)):
        did(ledger, Undo(decision.id))
    assert views(ledger) == before


def test_an_incident_of_which_every_claim_was_rejected_is_withdrawn(ledger: Ledger) -> None:
    for told in incident_file(ledger, "case 2").claims:
        last = did(ledger, Reject(told.claim.id))
    assert standing(ledger, "case 2").state == "withdrawn"
    assert incident_file(ledger, "case 2").assessments[0].ranges == ()
    did(ledger, Undo(last.decision.id))
    assert standing(ledger, "case 2").state == "proposed"


def test_a_correction_stands_in_place_of_the_claim_and_both_are_shown(ledger: Ledger) -> None:
    told = claim_in(ledger, "case 1")
    tellings = incident_file(ledger, "case 1").incident.tellings
    stated = statement_of(told.claim, told.resolution)
    figure = msgspec.structs.replace(stated.figures[0], kind="exact", low=90, high=90)
    made = did(ledger, Correct(told.claim.id, msgspec.structs.replace(stated, figures=(figure,))))
    file = incident_file(ledger, "case 1")
    by_id = {each.claim.id: each for each in file.claims}
    assert told.claim.id not in by_id
    corrected = by_id[str(made.claim)]
    assert corrected.method.name == "person:ann"
    assert (corrected.standing.verdict, corrected.standing.replaces) == ("person", told.claim.id)
    assert [(each.claim.id, each.standing.replaced_by) for each in file.replaced] == [
        (told.claim.id, made.claim)
    ]
    assert killed(ledger, "case 1").high == 90  # type: ignore[union-attr]
    assert file.incident.tellings == tellings
    did(ledger, Accept(told.claim.id), by=BO)
    assert told.claim.id in {each.claim.id for each in incident_file(ledger, "case 1").claims}
    assert incident_file(ledger, "case 1").replaced == ()


def test_what_the_words_mean_can_be_corrected_without_another_claim(ledger: Ledger) -> None:
    told = claim_in(ledger, "case 1")
    stated = statement_of(told.claim, told.resolution)
    day = dt.date(2031, 4, 30)
    corrected = msgspec.structs.replace(
        stated, when=Moment(start=day, end=day, precision="day", reason="stated"), blamed=()
    )
    made = did(ledger, Correct(told.claim.id, corrected))
    assert made.claim == told.claim.id
    now = {each.claim.id: each for each in incident_file(ledger, "case 1").claims}[told.claim.id]
    assert (now.resolution.when, now.method.name) == (corrected.when, "person:ann")
    with pytest.raises(DecisionRefused) as refused:
        did(ledger, Correct(told.claim.id, corrected))
    assert refused.value.code == "nothing_changed"


def test_a_claim_from_selected_words_needs_words_of_the_text(ledger: Ledger) -> None:
    told = claim_in(ledger, "case 0")
    text = told.claim.text_id
    words = Span(told.claim.span.start, told.claim.span.start + 11)
    figure = FigureStated(outcome="injured", kind="exact", low=77, high=77, span=words)
    made = did(ledger, Add(text, Statement(span=told.claim.span, figures=(figure,))))
    file = incident_file(ledger, "case 0")
    added = next(each for each in file.claims if each.claim.id == made.claim)
    assert added.claim.quote == told.claim.quote
    assert added.claim.figures[0].quantity.phrase == words.of(added.claim.quote)
    assert {(r.outcome, r.high) for r in file.assessments[0].ranges} >= {("injured", 77)}
    with pytest.raises(EvidenceError):
        did(ledger, Add(text, Statement(span=Span(10, 100_000))))
    did(ledger, Undo(made.decision.id))
    assert made.claim not in {each.claim.id for each in incident_file(ledger, "case 0").claims}


def test_an_override_stands_beside_what_was_computed(ledger: Ledger) -> None:
    incident = current_incident(ledger, "case 1").id
    computed = killed(ledger, incident)
    did(
        ledger,
        OverrideValue(incident, "range", outcome="killed", group="people", low=3, high=4),
        why="register",
    )
    did(ledger, OverrideValue(incident, "grade", label="contested"), why="two accounts")
    assessment = incident_file(ledger, incident).assessments[0]
    now = killed(ledger, incident)
    assert now is not None
    assert (now.low, now.high, now.low_reason.code) == (3, 4, "decided.by_person")
    assert assessment.grade == "contested"
    by_field = {each.field: each for each in assessment.overrides}
    assert by_field["range"].computed_range == computed
    assert (by_field["grade"].by, by_field["grade"].why) == (ANN, "two accounts")
    with pytest.raises(DecisionRefused, match="no such label"):
        did(ledger, OverrideValue(incident, "grade", label="excellent"))
    with pytest.raises(DecisionRefused, match="why is missing"):
        did(ledger, OverrideValue(incident, "grade", label="fair"), why=" ")
    assert made_anew(ledger) == views(ledger)


def test_a_review_signs_what_was_seen_and_is_outdated_by_what_comes_after(ledger: Ledger) -> None:
    incident = current_incident(ledger, "case 1").id
    did(ledger, Accept(claim_in(ledger, incident).claim.id), by=ANN)
    with pytest.raises(DecisionRefused, match="own work"):
        review(ledger, incident, by=ANN)
    review(ledger, incident)
    signed = standing(ledger, incident)
    assert (signed.state, signed.reviewed_by, signed.worked_by) == ("reviewed", (BO,), (ANN,))
    did(ledger, Publish("2031-06-01", "0" * 64, {incident: signed.seal}), by=CLEO)
    assert (standing(ledger, incident).state, standing(ledger, incident).published_in) == (
        "published",
        "2031-06-01",
    )
    rejected = did(ledger, Reject(claim_in(ledger, incident).claim.id), by=ANN)
    after = standing(ledger, incident)
    assert (after.state, after.published_seal) == ("outdated", signed.seal)
    with pytest.raises(StaleDecision):
        did(ledger, Review(incident, signed.seal), by=BO)
    did(ledger, Undo(rejected.decision.id))
    assert standing(ledger, incident).state == "published"
    did(ledger, Withdraw(incident), by=BO)
    assert standing(ledger, incident).state == "withdrawn"
    assert made_anew(ledger) == views(ledger)


def test_who_decides_on_what_somebody_else_changed_meanwhile_is_told(ledger: Ledger) -> None:
    claim = claim_in(ledger, "case 1").claim.id
    saw = ledger.head().seq
    first = did(ledger, Reject(claim), by=ANN, saw=saw)
    rows = ledger.head().seq
    with pytest.raises(StaleDecision) as stale:
        did(ledger, Accept(claim), by=BO, saw=saw)
    assert stale.value.since == (first.decision.id,)
    assert ledger.head().seq == rows
    did(ledger, Unsure(claim), by=ANN, saw=saw)
    did(ledger, Comment(claim), by=BO, saw=saw, why="see the hospital's list")
    assert did(ledger, Accept(claim), by=BO, saw=ledger.head().seq).version == ledger.head().seq


def test_what_cannot_be_decided_writes_nothing(ledger: Ledger) -> None:
    rows = ledger.head().seq
    incident = current_incident(ledger, "case 1")
    for action, code in (
        (Merge((incident.id, "case 1")), "one_and_the_same"),
        (Split(incident.id, incident.tellings), "no_two_parts"),
        (Move(incident.tellings[:1], incident.id), "already_there"),
        (Move(incident.tellings), "already_alone"),
        (Move(()), "no_telling"),
        (OverrideValue(incident.id, "range", outcome="killed", group="people", low=5, high=4), "no_range"),
    ):
        with pytest.raises(DecisionRefused) as refused:
            did(ledger, action)
        assert refused.value.code == code
    for unknown in (Accept("clm-0"), Move(("tel-0",)), Undo("dec-0"), Withdraw("inc-0"), ClearQuote("clm-0")):
        with pytest.raises(NotInRecord):
            did(ledger, unknown)
    assert ledger.head().seq == rows


def test_an_undoing_can_be_undone_and_nothing_is_undone_twice(ledger: Ledger) -> None:
    claim = claim_in(ledger, "case 1").claim.id
    rejected = did(ledger, Reject(claim)).decision
    undone = did(ledger, Undo(rejected.id)).decision
    with pytest.raises(DecisionRefused, match="not in force"):
        did(ledger, Undo(rejected.id))
    did(ledger, Undo(undone.id))
    verdicts = {each.claim.id: each.standing.verdict for each in incident_file(ledger, "case 1").claims}
    assert verdicts[claim] == "rejected"
    assert len(incidents(ledger)) == 3


def test_the_history_says_who_did_what_and_what_it_did_to_the_numbers(ledger: Ledger) -> None:
    told = claim_in(ledger, "case 1", -1)
    incident = current_incident(ledger, "case 1").id
    stated = statement_of(told.claim, told.resolution)
    figure = msgspec.structs.replace(stated.figures[0], kind="exact", low=90, high=90)
    corrected = did(
        ledger, Correct(told.claim.id, msgspec.structs.replace(stated, figures=(figure,))), why="page 2"
    )
    did(ledger, OverrideValue(incident, "grade", label="contested"), by=BO)
    did(ledger, Undo(corrected.decision.id), by=CLEO, why="misread")
    events = history(ledger, incident_file(ledger, incident), RULES)
    assert [(event.kind, event.by) for event in events] == [
        ("report", "mill-1"),
        ("report", "mill-4"),
        ("correct", ANN),
        ("override", BO),
        ("undo", CLEO),
    ]
    highs = [event.after.killed_high for event in events if event.after]
    assert highs[2:] == [90, 90, highs[1]]
    assert [event.after.grade for event in events if event.after][-2:] == ["contested", "contested"]
    assert [event.in_force for event in events] == [True, True, False, True, True]
    now = killed(ledger, incident)
    assert now is not None
    assert events[-1].after is not None
    assert (now.low, now.high) == (events[-1].after.killed_low, events[-1].after.killed_high)
