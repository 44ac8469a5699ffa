"""Coding a sample: blind until done, measured as the literature has it, adjudicated by a decision like any other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from decided_record import ANN, BO, CLEO, RULES, record_of, views

from harmledger.errors import DecisionRefused, NotInRecord, UsageError
from harmledger.flow import coding
from harmledger.flow.agreement import agreement, differences
from harmledger.flow.codebook import coded_fields
from harmledger.flow.coding import Coded, Sample, draw, draw_sample, sample_of, samples
from harmledger.ledger.browse import report_file
from harmledger.ledger.store import Ledger

SPRING = "spring"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with record_of(tmp_path) as opened:
        yield opened


def test_coders_work_blind_until_all_are_done_and_change_nothing(ledger: Ledger) -> None:
    assert draw_sample(ledger, 3, seed=7) == draw_sample(ledger, 3, seed=7)
    reports = draw(ledger, SPRING, (ANN, BO), 2, seed=7, by=CLEO, rules=RULES)
    before = views(ledger)
    claims = [told.claim.id for report in reports for told in report_file(ledger, report).claims]
    for claim in claims:
        coding.code(ledger, SPRING, claim, {"stance": "asserts"}, by=ANN, rules=RULES)
    for claim in claims[1:]:
        coding.code(ledger, SPRING, claim, {"stance": "asserts"}, by=BO, rules=RULES)
    assert {each.by for each in sample_of(ledger, SPRING, seen_by=BO).coded} == {BO}
    assert {each.by for each in sample_of(ledger, SPRING, seen_by=ANN).coded} == {ANN}, "ready is not done"
    assert {each.by for each in sample_of(ledger, SPRING).coded} == {ANN, BO}
    assert sample_of(ledger, SPRING).waiting == {ANN: (), BO: (claims[0],)}
    coding.code(ledger, SPRING, claims[0], {"stance": "doubts"}, by=BO, rules=RULES)
    done = sample_of(ledger, SPRING, seen_by=BO)
    assert (done.finished, {each.by for each in done.coded}) == (True, {ANN, BO})
    assert [(each.claim, each.said) for each in differences(done)] == [
        (claims[0], {ANN: "asserts", BO: "doubts"})
    ]
    assert views(ledger) == before
    with pytest.raises(DecisionRefused, match="sample is finished"):
        coding.code(ledger, SPRING, claims[0], {"stance": "asserts"}, by=BO, rules=RULES)


def test_a_sample_is_drawn_for_two_under_a_name_of_its_own(ledger: Ledger) -> None:
    for name, coders in ((SPRING, (ANN,)), (SPRING, (ANN, ANN)), ("a/b", (ANN, BO)), ("", (ANN, BO))):
        with pytest.raises(UsageError):
            draw(ledger, name, coders, 1, seed=1, by=CLEO, rules=RULES)
    assert samples(ledger) == ()
    draw(ledger, SPRING, (ANN, BO), 1, seed=1, by=CLEO, rules=RULES)
    with pytest.raises(UsageError, match="taken"):
        draw(ledger, SPRING, (ANN, BO), 1, seed=2, by=CLEO, rules=RULES)
    with pytest.raises(NotInRecord):
        sample_of(ledger, "summer")
    claim = sample_of(ledger, SPRING).waiting[ANN][0]
    with pytest.raises(DecisionRefused, match="not in sample"):
        coding.code(ledger, SPRING, claim, {"stance": "asserts"}, by=CLEO, rules=RULES)


def test_a_reading_is_one_word_a_field() -> None:
    given = {"stance": "asserts", "about": "harm", "extent": "incident", "status": "civilian", "means": "-"}
    given |= {"killed.kind": "between", "killed.low": "15", "killed.high": "9", "injured.kind": "vague"}
    read = coded_fields({**given, "blamed": "the Northern Brigades"}, {"the Northern Brigades"})
    assert (read["killed"], read["injured"], read["blamed"]) == (
        "between 9 15",
        "vague",
        "the Northern Brigades",
    )
    assert coded_fields({"stance": "none"}, ()) == {"stance": "none"}
    for wrong in ({"stance": ""}, {"killed.low": "many"}, {"killed.low": "12345678"}, {"blamed": "somebody"}):
        with pytest.raises(UsageError):
            coded_fields({**given, "blamed": "-", **wrong}, ())


def test_agreement_is_what_is_worked_out_by_hand() -> None:
    claims = [f"clm-{number}" for number in range(10)]
    ann = "aaaaabbbbb"
    bo = "aaaabbbbba"
    coded = tuple(
        Coded(claim=claim, by=by, fields={"grade": said, "stance": "asserts"})
        for by, all_said in ((ANN, ann), (BO, bo))
        for claim, said in zip(claims, all_said, strict=True)
    )
    sample = Sample(name=SPRING, reports={}, waiting={}, claims=10, coded=coded)
    grade, stance = agreement(sample)
    assert (grade.claims, grade.agreed, grade.coders) == (10, 8, (ANN, BO))
    assert grade.kappa == pytest.approx((0.8 - 0.5) / (1 - 0.5))
    # Krippendorff: 20 values, 10 of each; observed disagreement 4/20, expected 2·10·10/(20·19).
    assert grade.alpha == pytest.approx(1 - (4 / 20) / (2 * 10 * 10 / (20 * 19)))
    assert (stance.agreed, stance.kappa, stance.alpha) == (10, None, None)
