"""The interval of documented harm against made worlds whose truth is known: how often it holds it, and when not."""

from __future__ import annotations

import random

import msgspec
import pytest
from made_counted import incident, told

from harmledger.estimating.counted import Counted, counted
from harmledger.estimating.draws import chance_of_one
from harmledger.estimating.model import default_model
from harmledger.estimating.totals import Totals
from made_war import assessed, make_war

MODEL = msgspec.structs.replace(default_model(), draws=400)
WORLDS, INCIDENTS = 120, 60
SCORE = 200


def made_world(seed: int, *, error: float, bias: float = 1.0) -> tuple[list[Counted], int]:
    """Incidents counted by one to three voices each, and how many died in all; a fifth has another one beside it that
    may be the same, and is, as often as its score says."""
    chance = random.Random(seed)  # noqa: S311
    made, died = [], 0
    for number in range(INCIDENTS):
        dead = _dead(chance)
        died += dead
        names = (f"{seed}-{number}", f"{seed}-{number}-again")
        doubled = chance.random() < 0.2
        made.append(_told(names[0], dead, names[1] if doubled else None, error, bias, chance))
        if doubled:
            is_one = chance.random() < chance_of_one(SCORE)
            other = dead if is_one else _dead(chance)
            died += 0 if is_one else other
            made.append(_told(names[1], other, names[0], error, bias, chance))
    return made, died


def _dead(chance: random.Random) -> int:
    return 1 + int(chance.paretovariate(1.4))


def _told(
    name: str, dead: int, perhaps: str | None, error: float, bias: float, chance: random.Random
) -> Counted:
    counts = [_count(dead, error, bias, chance) for _ in range(chance.choice((1, 1, 2, 3)))]
    ranged = told(min(counts), max(counts), *((n, n) for n in counts))
    return incident(name, ranged, origins=len(counts), perhaps={perhaps: SCORE} if perhaps else None)


def _count(dead: int, error: float, bias: float, chance: random.Random) -> int:
    return max(1, round(dead * bias * chance.lognormvariate(-error * error / 2, error)))


def coverage(*, error: float, bias: float = 1.0) -> tuple[float, float]:
    """The share of made worlds of which the narrow and the wide interval hold the truth."""
    narrow = wide = 0
    for seed in range(WORLDS):
        totals = Totals([()], MODEL)
        made, died = made_world(seed, error=error, bias=bias)
        for each in made:
            totals.add(each)
        (line,) = (line for line in totals.lines() if line.group == "people")
        assert line.narrow is not None
        assert line.wide is not None
        narrow += line.narrow[0] <= died <= line.narrow[1]
        wide += line.wide[0] <= died <= line.wide[1]
    return narrow / WORLDS, wide / WORLDS


@pytest.mark.parametrize("error", [0.15, 0.25, 0.35])
def test_the_interval_covers_where_counts_err_as_the_model_says_or_somewhat_otherwise(error: float) -> None:
    narrow, wide = coverage(error=error)
    assert wide >= 0.85
    assert 0.35 <= narrow <= 0.85


def test_it_does_not_cover_what_every_voice_gets_wrong_alike() -> None:
    _, wide = coverage(error=0.25, bias=1.5)
    assert wide < 0.2, "an interval of what is documented: exaggeration common to all is beyond it"


@pytest.mark.full
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_whole_chain_from_tellings_to_the_interval_holds_the_truth(seed: int) -> None:
    war = make_war(1_500, seed=seed)
    totals = Totals([()])
    for one, what_follows in assessed(war):
        totals.add(counted(one, what_follows, reviewed=False))
    (line,) = (line for line in totals.lines() if line.group == "people")
    told_of = {war.event_of[telling.id] for telling in war.tellings if telling.main}
    assert line.wide is not None
    assert line.wide[0] <= sum(war.events[event].killed for event in told_of) <= line.wide[1]
