"""A command in; what it and all that descend from it cost out: time of the clock and of processors, memory.

Read from /proc while the command runs, five times a second: what a process did in its last fifth of a second is missed.
"""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

TICK_S = 0.2
KIBIBYTES_A_MIB = 1024
_TICKS_A_S = os.sysconf("SC_CLK_TCK")
_PARENT, _CPU = 1, slice(11, 13)
"""Fields of /proc/PID/stat behind the name: the parent; ticks in the program, ticks in the kernel."""


class Cost(NamedTuple):
    """What a command cost with all its descendants."""

    printed: str
    clock_s: float
    cpu_s: float
    """Of all processes, which other programs on the machine hardly change."""
    mib: float
    """The peak of all processes together; what they share counts for each."""
    worker_mib: float
    """The peak of the largest Python process."""


class Watched(NamedTuple):
    """A process at one moment."""

    parent: int
    cpu_s: float


def run_watched(command: Sequence[str]) -> Cost:
    """Runs it to its end. Raises SystemExit where it fails."""
    begun, watch, ended = time.perf_counter(), _Watch(), threading.Event()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        watcher = threading.Thread(target=watch.until, args=(process.pid, ended))
        watcher.start()
        printed, _ = process.communicate()
        ended.set()
        watcher.join()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    clock_s = time.perf_counter() - begun
    return Cost(printed, clock_s, sum(watch.cpu_s.values()), watch.mib, watch.worker_mib)


class _Watch:
    def __init__(self) -> None:
        self.cpu_s: dict[int, float] = {}
        self.mib = self.worker_mib = 0.0

    def until(self, root: int, ended: threading.Event) -> None:
        """Looks at the family of `root` again and again."""
        while not ended.wait(TICK_S):
            there = dict(_processes())
            family = _family(root, there)
            self.cpu_s |= {process: there[process].cpu_s for process in family & there.keys()}
            held = [_memory(process) for process in family]
            self.mib = max(self.mib, sum(mib for _, mib in held))
            self.worker_mib = max(self.worker_mib, *(mib for name, mib in held if "python" in name), 0.0)


def _processes() -> list[tuple[int, Watched]]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        cpu_s = sum(map(int, fields[_CPU])) / _TICKS_A_S
        found.append((int(stat.parent.name), Watched(int(fields[_PARENT]), cpu_s)))
    return found


def _family(root: int, there: dict[int, Watched]) -> set[int]:
    """A process and all that descend from it."""
    family, grown = {root}, True
    while grown:
        more = {process for process, seen in there.items() if seen.parent in family}
        grown = not more <= family
        family |= more
    return family


def _memory(process: int) -> tuple[str, float]:
    """The name of a process and what it holds in memory, in MiB."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return "", 0.0
    fields = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    return fields["Name"], int(fields.get("VmRSS", "0").split()[0]) / KIBIBYTES_A_MIB
