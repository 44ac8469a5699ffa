"""The laws of deciding: views patched are views made anew, undoing everything undoes everything, the order in which
reports came makes no difference, and nothing that was acknowledged is lost by a kill."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import deciding_writer
from decided_record import ANN, BO, RULES, did, made_anew, parts, record_of, views
from deciding_writer import some_action
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_samples import Sample, sample
from msgspec.structs import replace

from harmledger.errors import DecisionRefused, NotInRecord
from harmledger.flow.update import update
from harmledger.ledger.store import Ledger
from harmledger.ledger.verify import verify
from harmledger.records.action import Undo
from harmledger.records.decision import Decision

FEW = settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
KILLS = 3


@FEW
@given(st.integers(0, 10_000))
def test_patched_views_are_views_made_anew_and_undoing_goes_back(seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311
    with (
        tempfile.TemporaryDirectory(prefix="harmledger-laws-") as folder,
        record_of(Path(folder) / "record", [backwards(sample(number)) for number in range(1, 7)]) as ledger,
    ):
        before = parts(ledger), views(ledger)["tellings"]
        for by in (ANN, BO, ANN, BO, ANN):
            with contextlib.suppress(DecisionRefused, NotInRecord):
                did(ledger, some_action(ledger, draw), by)
        assert made_anew(ledger) == views(ledger)
        for decision in reversed([d for d in ledger.each(Decision) if d.kind != "undo"]):
            with contextlib.suppress(DecisionRefused):  # it was undone before
                did(ledger, Undo(decision.id))
        assert (parts(ledger), views(ledger)["tellings"]) == before
        assert verify(ledger.folder).holds


def backwards(one: Sample) -> Sample:
    """The same report from a reader that puts its claims the other way round than their words: it decides the order."""
    reading = one.reading
    turned = replace(reading, claims=reading.claims[::-1], resolutions=reading.resolutions[::-1])
    return replace(one, reading=turned)


@FEW
@given(st.permutations(range(1, 7)))
def test_the_order_in_which_reports_came_makes_no_difference_to_what_follows(order: list[int]) -> None:
    with tempfile.TemporaryDirectory(prefix="harmledger-laws-") as folder:
        found = []
        for name, numbers in (("one", range(1, 7)), ("other", order)):
            with record_of(Path(folder) / name, [sample(number) for number in numbers]) as ledger:
                made = did(ledger, some_action(ledger, random.Random(1))).decision  # noqa: S311
                found.append(_beside_its_id(views(ledger), made.id))
        lists = ("tellings", "incidents", "links", "assessments", "standings", "listing", "waiting", "inbox")
        assert {name: found[0][name] for name in lists} == {name: found[1][name] for name in lists}


def _beside_its_id(made: dict[str, object], decision: str) -> dict[str, object]:
    """The views without the id of the decision, which follows from the rows before it and so from their order."""
    return {
        name: value.replace(decision.encode(), b"dec-") if isinstance(value, bytes) else value
        for name, value in made.items()
    }


def test_killed_at_any_moment_no_decision_that_was_acknowledged_is_lost(tmp_path: Path) -> None:
    record, moments = tmp_path / "record", random.Random(20310507)  # noqa: S311
    with record_of(record):
        pass
    acknowledged: list[str] = []
    command = [sys.executable, deciding_writer.__file__, str(record)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as writers:
        for seed in range(KILLS):
            acknowledged += _kill_while_deciding(writers, seed, after_s=moments.uniform(0.1, 0.6))
            assert verify(record).holds
    assert acknowledged
    with Ledger.open(record, write=True) as ledger:
        assert set(acknowledged) <= {decision.id for decision in ledger.each(Decision)}
        update(ledger, RULES)
        assert made_anew(ledger) == views(ledger)


def _kill_while_deciding(writers: subprocess.Popen[str], seed: int, *, after_s: float) -> list[str]:
    """SIGKILL to a new writer once it has decided something; what it said that it had decided."""
    assert writers.stdin is not None
    assert writers.stdout is not None
    writers.stdin.write(f"{seed}\n")
    writers.stdin.flush()
    writer = int(writers.stdout.readline())
    said = [writers.stdout.readline().strip()]
    time.sleep(after_s)
    with contextlib.suppress(ProcessLookupError):
        os.kill(writer, signal.SIGKILL)
    while said[-1] != "ended":
        said.append(writers.stdout.readline().strip())
    return said[:-1]
