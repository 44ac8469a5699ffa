"""Killed at any moment and run again, a build goes on to the same record, to the byte of its draft."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from harmledger.ledger.sqlite import holds_rows
from harmledger.ledger.verify import verify
from made_reports import made_report, write_jsonl
from whole_program import EXAMPLES

REPORTS = 80
KILLS = 6
MOST_ROUNDS = 24
KILLED = -signal.SIGKILL


class Builder:
    """Starts builds, each a process of its own, and kills them."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def build(self, *words: object, kill_after_s: float | None = None) -> int:
        """Runs `harmledger build`; gives its exit status, negative if a signal ended it."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(["build", *map(str, words)]) + "\n")
        self._process.stdin.flush()
        child = int(self._line())
        if kill_after_s is not None:
            time.sleep(kill_after_s)
            with contextlib.suppress(ProcessLookupError):  # it may have ended before
                os.kill(child, signal.SIGKILL)
        return os.waitstatus_to_exitcode(int(self._line()))

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()


@pytest.fixture
def builder(_environment: None) -> Iterator[Builder]:
    program = Path(__file__).with_name("warm_builder.py")
    process = subprocess.Popen(
        [sys.executable, program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process:
        yield Builder(process)


def test_killed_at_any_moment_it_goes_on_to_the_same_draft(builder: Builder, tmp_path: Path) -> None:
    rows = [made_report(number, sentences=1, quiet=number % 2 == 1) for number in range(REPORTS)]
    table = write_jsonl(tmp_path / "reports.jsonl", rows)
    whole, record = tmp_path / "whole", tmp_path / "record"
    begun = time.monotonic()
    assert builder.build(table, EXAMPLES, "--out", whole) == 0
    took_s = time.monotonic() - begun

    moments = random.Random(20140304)  # noqa: S311
    killed, latest_s = 0, took_s / 4
    for _ in range(MOST_ROUNDS):
        ended = builder.build(table, EXAMPLES, "--out", record, kill_after_s=moments.uniform(0, latest_s))
        killed += ended == KILLED
        latest_s = latest_s if ended == KILLED else latest_s / 2  # it had ended before
        if holds_rows(record):
            report = verify(record)
            assert report.holds, report.failures
        if killed == KILLS:
            break
    assert killed == KILLS
    assert builder.build(table, EXAMPLES, "--out", record) == 0
    for part in ("release", "site"):
        assert _files(record / part) == _files(whole / part)
    assert verify(record).holds
    assert not [path for path in record.iterdir() if path.name.endswith((".new", ".old", ".part"))]


def _files(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
