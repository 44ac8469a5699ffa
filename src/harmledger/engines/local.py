"""A pure function and its items in, results in the order of the items out, on the cores of one machine."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD = 4
"""Batches handed out a process before the first must be back: memory stays the same for any number."""


def run(
    work: Callable[[list[Item]], list[Result]], items: Iterable[Item], *, processes: int, batch: int
) -> Iterator[list[tuple[Item, Result]]]:
    """Batches of each item with its result, in order, worked on by `processes` processes; with one, in this
    process.

    `work` gives one result an item and must be picklable. What it raises is raised here.
    """
    parts = batches(items, batch)
    if processes <= 1:
        for part in parts:
            yield list(zip(part, work(part), strict=True))
        return
    with _pool(processes) as pool:
        yield from in_order(lambda part: pool.submit(work, part), parts, ahead=processes * _AHEAD)


def in_order(
    submit: Callable[[list[Item]], Future[list[Result]]], parts: Iterable[list[Item]], *, ahead: int
) -> Iterator[list[tuple[Item, Result]]]:
    """Each part's items with their results, in order of the parts, of which `ahead` are submitted before the first
    must be back."""
    waiting: deque[tuple[list[Item], Future[list[Result]]]] = deque()
    for part in parts:
        waiting.append((part, submit(part)))
        if len(waiting) >= ahead:
            yield _paired(*waiting.popleft())
    while waiting:
        yield _paired(*waiting.popleft())


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """`items` in lists of `size`, the last one shorter."""
    source = iter(items)
    while part := list(itertools.islice(source, size)):
        yield part


def _paired(part: list[Item], future: Future[list[Result]]) -> list[tuple[Item, Result]]:
    return list(zip(part, future.result(), strict=True))


@contextmanager
def _pool(processes: int) -> Iterator[ProcessPoolExecutor]:
    """Worker processes that end with this one; what was not begun is dropped when the block breaks off."""
    context = multiprocessing.get_context(
        "spawn"
    )  # forking a process that holds threads and models is unsafe
    pool = ProcessPoolExecutor(max_workers=processes, mp_context=context, initializer=_follow_parent)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _follow_parent() -> None:
    """In a worker: leave Ctrl-C to the parent, and end when the parent does, killed or not.

    Without it a killed parent leaves its workers waiting for ever, each with a language model in memory.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_after_parent, daemon=True).start()


def _end_after_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
