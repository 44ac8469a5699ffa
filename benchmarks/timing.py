"""Something to do in; how many milliseconds it takes, out."""

from __future__ import annotations

import cProfile
import pstats
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

Times = tuple[float, float]
"""Milliseconds: the median and, of a hundred, the 95th."""
_P95 = 0.95


def timed(what: Callable[[], object]) -> float:
    """Milliseconds of the clock."""
    begun = time.perf_counter()
    what()
    return (time.perf_counter() - begun) * 1000


def timed_often(what: Callable[[], object], times: int, *, profile: bool) -> Times:
    """Of so many times, the first left out."""
    what()
    with profiled(profile):
        return spread([timed(what) for _ in range(times)])


@contextmanager
def profiled(wanted: bool) -> Iterator[None]:
    """Where the time of this block goes is printed, if that is wanted."""
    profiler = cProfile.Profile(builtins=False)
    if wanted:
        profiler.enable()
    yield
    if wanted:
        profiler.disable()
        pstats.Stats(profiler).sort_stats("cumtime").print_stats(40)


def spread(took: Iterable[float]) -> Times:
    """The median and the 95th of a hundred."""
    ordered = sorted(took)
    return ordered[len(ordered) // 2], ordered[int(len(ordered) * _P95)]
