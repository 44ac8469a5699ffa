"""What `flow` says of itself while it works in, one live line on a terminal out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as RichProgress

from harmledger.flow.progress import Progress, silent

_COLUMNS = (
    SpinnerColumn(),
    TextColumn("{task.description}"),
    BarColumn(pulse_style="dim"),
    TimeElapsedColumn(),
    TextColumn("left:"),
    TimeRemainingColumn(),
)


@contextmanager
def bar(*, quiet: bool) -> Iterator[Progress]:
    """A line on the error side that says what is going on and how long it may take; nothing where it would be
    noise."""
    if quiet or not sys.stderr.isatty():
        yield silent
        return
    with RichProgress(*_COLUMNS, console=Console(stderr=True), transient=True) as live:
        yield _Bar(live)


class _Bar:
    """One line; each stage has its own clock, so that the time left is that of the stage."""

    def __init__(self, live: RichProgress) -> None:
        self._live = live
        self._stage = ""
        self._task = live.add_task("starting", total=None)

    def __call__(self, stage: str, done: int, *, share: float | None = None, **counts: int) -> None:
        if stage != self._stage:
            self._stage = stage
            self._live.remove_task(self._task)
            self._task = self._live.add_task(stage, total=None)
        beside = "".join(f", {count} {name}" for name, count in counts.items() if count)
        words = f"{stage}: {done}{beside}" if done or counts else stage
        if share is None:
            self._live.update(self._task, description=words)
        else:
            self._live.update(self._task, description=words, completed=share, total=1.0)
