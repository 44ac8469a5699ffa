"""Results come in the order of their items, however many processes work, and no worker outlives its build."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from harmledger.engines import local

ORPHANS = """
import sys, time
from harmledger.engines import local

def slow(items):
    time.sleep(600)
    return items

if __name__ == "__main__":
    import multiprocessing, threading
    workers = lambda: print(*(worker.pid for worker in multiprocessing.active_children()), flush=True)
    threading.Timer(1.5, workers).start()
    list(local.run(slow, range(2), processes=2, batch=1))
"""


def doubled(items: list[int]) -> list[int]:
    return [item * 2 for item in items]


def test_order_and_pairs() -> None:
    found = [pair for batch in local.run(doubled, range(10), processes=1, batch=4) for pair in batch]
    assert found == [(n, 2 * n) for n in range(10)]


def test_items_are_taken_as_they_are_needed() -> None:
    taken = []

    def items() -> Iterator[int]:
        for n in range(100):
            taken.append(n)
            yield n

    batches = local.run(doubled, items(), processes=1, batch=5)
    next(batches)
    assert taken == [0, 1, 2, 3, 4]


def test_a_result_for_each_item_or_an_error() -> None:
    with pytest.raises(ValueError, match="shorter"):
        list(local.run(lambda items: items[1:], range(3), processes=1, batch=3))


def test_workers_end_with_a_parent_that_is_killed(tmp_path: os.PathLike[str]) -> None:
    program = os.path.join(tmp_path, "orphans.py")
    with open(program, "w") as file:
        file.write(ORPHANS)
    with subprocess.Popen([sys.executable, program], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        workers = [int(pid) for pid in parent.stdout.readline().split()]
        parent.kill()
    assert len(workers) == 2
    deadline = time.monotonic() + 20
    while any(_runs(pid) for pid in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    left = [pid for pid in workers if _runs(pid)]
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert not left


def _runs(pid: int) -> bool:
    """Whether the process is there and is no zombie that waits for whoever adopted it."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
