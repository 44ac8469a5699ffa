"""A writer to be killed: a folder goes in; samples are appended and views replaced, until it is done or dead.

As a program it forks a writer for each line that it is sent, so that imports cost their time once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from ledger_samples import build_views, fill, sample

from harmledger.ledger.erase import erase
from harmledger.ledger.store import Ledger

SAMPLES = 60
BATCH = 3
ERASED = 4
"""The sample that is erased once it is there."""


def write(folder: Path, begun: Callable[[], object]) -> None:
    """Appends every sample that is not there, a few at a time, with the views after each batch; then erases
    one.

    Calls `begun` once something was added in this run.
    """
    with Ledger.create(folder) as ledger, ledger.alone():
        for first in range(0, SAMPLES, BATCH):
            if fill(ledger, [sample(number) for number in range(first, first + BATCH)]):
                begun()
                build_views(ledger)
        erase(ledger, sample(ERASED).report.id, by="reviewer 4", why="asked for", at="2031-05-06T07:08:09Z")
        begun()
        build_views(ledger)


if __name__ == "__main__":
    for _ in sys.stdin:
        writer = os.fork()
        if not writer:
            write(Path(sys.argv[1]), begun=lambda: print(os.getpid(), flush=True))
            os._exit(0)
        os.waitpid(writer, 0)
        print("ended", flush=True)
