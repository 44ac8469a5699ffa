"""Killed at any moment, a record opens, verifies and goes on to the same rows and views."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import appending_writer
from appending_writer import ERASED, SAMPLES, write
from ledger_samples import Sample, build_views, fill, sample

from harmledger.ledger.erase import erase
from harmledger.ledger.kinds import KINDS
from harmledger.ledger.store import Ledger
from harmledger.ledger.truth import present
from harmledger.ledger.verify import verify
from harmledger.ledger.views import VIEWS, canonical_view

ROUNDS = 8
LONGEST_S = 0.12


def test_killed_at_any_moment_it_goes_on_to_the_same_record(tmp_path: Path) -> None:
    record, moments = tmp_path / "record", random.Random(20310506)  # noqa: S311
    lengths = []
    command = [sys.executable, appending_writer.__file__, str(record)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writers:
        for _ in range(ROUNDS):
            _kill_while_writing(writers, after_s=moments.uniform(0, LONGEST_S))
            failures = verify(record).failures
            # Killed while it erased, the words still lie in the files: verify must say so, and nothing else.
            assert {failure.code for failure in failures} <= {"erasure_unfinished"}, failures
            with Ledger.open(record) as ledger:
                lengths.append(ledger.head().seq)
    assert lengths == sorted(lengths)
    assert lengths[0] < lengths[-1]
    write(record, begun=lambda: None)
    assert _content(record) == _content(_unharmed(tmp_path / "unharmed"))
    assert verify(record).holds
    assert not list((record / "archive" / ".incoming").iterdir())


def _kill_while_writing(writers: subprocess.Popen[str], *, after_s: float) -> None:
    """SIGKILL to a new writer, a while after it has added something; one that has nothing to add says so and
    ends."""
    assert writers.stdin is not None
    assert writers.stdout is not None
    writers.stdin.write("write\n")
    writers.stdin.flush()
    said = writers.stdout.readline().strip()
    if said != "ended":
        time.sleep(after_s)
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(said), signal.SIGKILL)
        while said != "ended":
            said = writers.stdout.readline().strip()


def _unharmed(folder: Path) -> Path:
    """The record as one append in another order makes it."""
    samples: list[Sample] = [sample(number) for number in reversed(range(SAMPLES))]
    with Ledger.create(folder) as ledger:
        fill(ledger, samples)
        build_views(ledger)
        erase(ledger, sample(ERASED).text.id, by="reviewer 4", why="asked for", at="2031-05-06T07:08:09Z")
        build_views(ledger)
    return folder


def _content(record: Path) -> dict[str, object]:
    """All rows but for their place, salt and links (an erasure quotes a salted digest), and all views."""
    with Ledger.open(record) as ledger, ledger.snapshot() as connection:
        rows = {
            kind: sorted(
                (row.id, b"" if kind == "erasure" else row.payload)
                for row in connection.execute(present(kind))
            )
            for kind in KINDS
        }
        return {**rows, **{name: list(canonical_view(ledger, name)) for name in VIEWS}}
