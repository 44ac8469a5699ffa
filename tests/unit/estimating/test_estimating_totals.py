"""Totals: what is summed, what is not known, what the interval reckons with, and what it never does."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from made_counted import incident, told

from harmledger.estimating.draws import chance_of_one, stands, tolls
from harmledger.estimating.model import default_model
from harmledger.estimating.totals import Total, Totals

MODEL = default_model()
EXACT = msgspec.structs.replace(MODEL, count_error=0.0)
SURE, NEVER = 2_000, -2_000


def one_line(*incidents: object, model: object = EXACT) -> Total:
    totals = Totals([()], model)
    for each in incidents:
        totals.add(each)
    (line,) = (line for line in totals.lines() if line.group == "people")
    return line


def test_a_toll_not_known_is_counted_and_never_zero() -> None:
    line = one_line(
        incident("a", told(3, 5)),
        incident("b"),
        incident("c", told(None, None)),
        incident("d", told(None, 4)),
    )
    assert (line.incidents, line.unknown, line.low, line.high) == (2, 2, 3, 9)
    assert (line.without_low, line.without_high) == (1, 0)
    nobody = one_line(incident("a"), incident("b"))
    assert (nobody.unknown, nobody.low, nobody.high, nobody.narrow, nobody.wide) == (
        2,
        None,
        None,
        None,
        None,
    )


def test_a_cell_without_any_number_has_its_line() -> None:
    totals = Totals([("month",)])
    totals.add(incident("a", told(3, 3), month="2031-03"))
    totals.add(incident("b", month="2031-04"))
    totals.add(incident("c", told(2, 2)))
    lines = {line.cell: (line.incidents, line.unknown, line.low) for line in totals.lines()}
    assert lines == {("2031-03",): (1, 0, 3), ("2031-04",): (0, 1, None), (None,): (1, 0, 2)}
    assert [line.cell for line in totals.lines()][-1] == (None,), "what is not known stands last"


def test_draft_and_reviewed_are_never_summed() -> None:
    totals = Totals([()])
    totals.add(incident("a", told(3, 3)))
    totals.add(incident("b", told(40, 40), state="reviewed"))
    assert [(line.state, line.low) for line in totals.lines()] == [("reviewed", 40), ("draft", 3)]


def test_two_incidents_that_are_surely_one_count_once() -> None:
    twice = (incident("a", told(8, 8), perhaps={"b": SURE}), incident("b", told(8, 8), perhaps={"a": SURE}))
    assert one_line(*twice).wide == (8, 8)
    assert one_line(*twice).low == 16, "the naive sum stands beside it, and says so"
    apart = (incident("a", told(8, 8), perhaps={"b": NEVER}), incident("b", told(8, 8), perhaps={"a": NEVER}))
    assert one_line(*apart).wide == (16, 16)


def test_of_incidents_that_are_all_one_exactly_one_stands_in_every_draw() -> None:
    names = ("a", "b", "c", "d")
    ring = [incident(name, perhaps={other: SURE for other in names if other != name}) for name in names]
    assert (np.sum([stands(each, MODEL) for each in ring], axis=0) == 1).all()


def test_an_interval_lies_within_the_ends_where_counts_are_exact() -> None:
    line = one_line(*(incident(f"i{n}", told(2, 10, (2, 2), (10, 10))) for n in range(40)))
    assert (line.low, line.high) == (80, 400)
    assert 80 < line.wide[0] < line.narrow[0] < 240 < line.narrow[1] < line.wide[1] < 400
    assert abs(sum(line.narrow) / 2 - 240) < 10, "each voice is as likely as the next"


def test_more_origins_make_the_count_firmer_and_nobody_is_lost() -> None:
    alone, borne_out = (tolls(incident("a", origins=k), told(100, 100), MODEL) for k in (1, 4))
    assert alone.std() == pytest.approx(2 * borne_out.std(), rel=0.1)
    assert alone.mean() == pytest.approx(100, abs=2)
    assert tolls(incident("b"), told(1, 1), MODEL).min() == 1
    assert (tolls(incident("b"), told(0, 0), MODEL) == 0).all()


def test_any_order_gives_the_same_lines_and_an_arrival_moves_no_other_draw() -> None:
    some = [
        incident(f"i{n}", told(n, 2 * n, (n, n), (n, 2 * n)), year=str(2030 + n % 2)) for n in range(1, 9)
    ]
    one, other = Totals(), Totals()
    for each in some:
        one.add(each)
    for each in reversed(some):
        other.add(each)
    assert list(one.lines()) == list(other.lines())
    before = [line for line in one.lines() if line.cell == ("2030",)]
    one.add(incident("late", told(9, 9), year="2031"))
    assert [line for line in one.lines() if line.cell == ("2030",)] == before


def test_a_score_is_log_odds_in_hundredths_of_a_bit() -> None:
    assert [round(chance_of_one(score), 3) for score in (-300, 0, 100, 300)] == [0.111, 0.5, 0.667, 0.889]
