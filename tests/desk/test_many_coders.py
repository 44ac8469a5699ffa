"""Twenty people decide at once for minutes, and the desk is killed while they do: nothing that anybody was told is kept
is lost, and the chain holds.

`SOAK_SECONDS=20 pytest tests/desk/test_many_coders.py` makes it short.
"""

from __future__ import annotations

import os
import random
import signal
import threading
from pathlib import Path

import pytest
from coders import Told, make_coders, served, work
from decided_record import made_anew, views

from harmledger.flow.house import house_rules
from harmledger.flow.update import update
from harmledger.ledger.queries import told_claims
from harmledger.ledger.store import Ledger
from harmledger.ledger.verify import verify
from harmledger.records.decision import Decision
from harmledger.settings import read_settings

CODERS = 20
SOAK_S = float(os.environ.get("SOAK_SECONDS", "300"))
KILLS = 5


def claims_of(record: Path) -> list[str]:
    with Ledger.open(record) as ledger:
        return [told.claim.id for told in told_claims(ledger)]


@pytest.mark.full
def test_nothing_is_lost_while_twenty_people_decide(either_record: Path) -> None:
    tokens = make_coders(either_record, CODERS)
    told = {name: Told() for name in tokens}
    over = threading.Event()
    with served(either_record) as (process, url):
        threading.Timer(SOAK_S, over.set).start()
        work(url, tokens, claims_of(either_record), told, over)
        assert process.poll() is None, "the desk ended"
        process.send_signal(signal.SIGINT)
        process.wait(30)
    kept_by(either_record, told)
    answers = {status for each in told.values() for status in each.answers}
    assert answers <= {201, 409}, answers
    assert all(each.kept for each in told.values()), "somebody never had a turn"


@pytest.mark.full
def test_what_was_acknowledged_outlives_a_kill(either_record: Path) -> None:
    tokens = make_coders(either_record, 6)
    told = {name: Told() for name in tokens}
    claims, moments = claims_of(either_record), random.Random(3)  # noqa: S311
    for _ in range(KILLS):
        with served(either_record) as (process, url):
            threading.Timer(moments.uniform(1, 4), process.kill).start()
            work(url, tokens, claims, told, threading.Event())
            assert process.wait(30) == -signal.SIGKILL
        kept_by(either_record, told)


def kept_by(record: Path, told: dict[str, Told]) -> None:
    """Everything that was acknowledged is in the chain, in the name of who did it, and the views follow from it."""
    settings = read_settings()
    with Ledger.open(record, write=True) as ledger:
        there = {each.id: each for each in ledger.each(Decision)}
        for name, each in told.items():
            for id, kind in each.kept.items():
                assert (there[id].by, there[id].kind) == (name, kind)
        update(ledger, house_rules(record, settings))
        patched = views(ledger)
        assert made_anew(ledger) == patched
    report = verify(record)
    assert report.holds, report.failures
