"""Coding a sample: blind until done, measured as the literature has it, adjudicated by a decision like any other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from decided_record import ANN, BO, CLEO, did, record_of, views

from harmledger.flow.coding import agreement, differences, draw_sample, sample_of
from harmledger.ledger.browse import report_file
from harmledger.ledger.store import Ledger
from harmledger.records.action import Assign, Code

SPRING = "spring"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with record_of(tmp_path) as opened:
        yield opened


def code(ledger: Ledger, claim: str, by: str, **fields: str) -> None:
    did(ledger, Code(SPRING, claim, fields), by=by)


def test_coders_work_blind_and_change_nothing(ledger: Ledger) -> None:
    reports = draw_sample(ledger, 3, seed=7)
    assert reports == draw_sample(ledger, 3, seed=7)
    assert len(reports) == 3
    for coder in (ANN, BO):
        did(ledger, Assign(coder, reports, sample=SPRING), by=CLEO)
    before = views(ledger)
    one, two = (told.claim.id for told in report_file(ledger, reports[0]).claims)
    code(ledger, one, ANN, stance="asserts")
    code(ledger, two, ANN, stance="denies")
    code(ledger, one, BO, stance="doubts")
    assert {each.by for each in sample_of(ledger, SPRING, seen_by=BO).coded} == {BO}
    assert {each.by for each in sample_of(ledger, SPRING).coded} == {ANN, BO}
    code(ledger, two, BO, stance="denies")
    done = sample_of(ledger, SPRING, seen_by=BO)
    assert {each.by for each in done.coded} == {ANN, BO}
    assert [(each.claim, each.said) for each in differences(done)] == [(one, {ANN: "asserts", BO: "doubts"})]
    assert views(ledger) == before
    code(ledger, one, BO, stance="asserts")
    assert differences(sample_of(ledger, SPRING)) == ()


def test_agreement_is_what_is_worked_out_by_hand(ledger: Ledger) -> None:
    claims = [told.claim.id for n in range(1, 6) for told in report_file(ledger, f"mill-{n}").claims]
    ann = "aaaaabbbbb"
    bo = "aaaabbbbba"
    for claim, of_ann, of_bo in zip(claims, ann, bo, strict=True):
        code(ledger, claim, ANN, grade=of_ann, stance="asserts")
        code(ledger, claim, BO, grade=of_bo, stance="asserts")
    grade, stance = agreement(sample_of(ledger, SPRING))
    assert (grade.claims, grade.agreed, grade.coders) == (10, 8, (ANN, BO))
    assert grade.kappa == pytest.approx((0.8 - 0.5) / (1 - 0.5))
    # Krippendorff: 20 values, 10 of each; observed disagreement 4/20, expected 2·10·10/(20·19).
    assert grade.alpha == pytest.approx(1 - (4 / 20) / (2 * 10 * 10 / (20 * 19)))
    assert (stance.agreed, stance.kappa, stance.alpha) == (10, None, None)
