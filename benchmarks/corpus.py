"""Made shards in; how fast one machine and Spark read them into a corpus, and in how much memory a worker, out.

    python benchmarks/corpus.py [--reports 2000] [--cores 2]

Each engine reads the same shards in a process of its own: here with one process and with `cores`, then on Spark with
as many. All reports tell of harm in the first set, one in ten in the second. Times are wall-clock with the start of
engine and models; to tell that start from the reading, a tenth of the reports is read first. Prints a table and, as
the last line, JSON.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
from made_reports import made_report, write_jsonl  # noqa: E402

SHARDS = 8
TICK_S = 0.2
KIBIBYTES_A_MIB = 1024


class Run(NamedTuple):
    """One engine over one pile."""

    pile: str
    engine: str
    start_s: float
    """What a run costs before it reads."""
    reports_per_s: float
    worker_mib: float
    """Peak memory of the largest Python process."""


def main() -> None:
    """Reads every pile with every engine and prints what was seen."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=2_000)
    parser.add_argument("--cores", type=int, default=2)
    options = parser.parse_args()
    runs = list(_runs(options.reports, options.cores))
    print(f"{'pile':<12} {'engine':<16} {'start s':>8} {'reports/s':>10} {'MiB a worker':>13}")
    for run in runs:
        print(
            f"{run.pile:<12} {run.engine:<16} {run.start_s:>8.1f} {run.reports_per_s:>10.1f} {run.worker_mib:>13.0f}"
        )
    print(json.dumps([run._asdict() for run in runs]))


def _runs(reports: int, cores: int) -> Iterator[Run]:
    engines = {
        "here, 1": ["--engine", "local", "--processes", "1"],
        f"here, {cores}": ["--engine", "local", "--processes", str(cores)],
        f"spark, {cores}": ["--engine", "spark", "--master", f"local[{cores}]"],
    }
    with tempfile.TemporaryDirectory() as name:
        for pile, one_in in (("all harm", 1), ("one in ten", 10)):
            few, many = (
                _shards(Path(name, f"{pile} {share}"), reports // share, one_in) for share in (10, 1)
            )
            for engine, words in engines.items():
                short_s, _ = _timed(few, Path(name, f"{pile} {engine} few"), words)
                long_s, peak = _timed(many, Path(name, f"{pile} {engine}"), words)
                each_s = (long_s - short_s) / (reports - reports // 10)
                yield Run(pile, engine, short_s - each_s * (reports // 10), 1 / each_s, peak)


def _shards(folder: Path, reports: int, one_in: int) -> Path:
    folder.mkdir()
    for shard in range(SHARDS):
        numbers = range(shard, reports, SHARDS)
        rows = (made_report(number, sentences=6, quiet=number // SHARDS % one_in != 0) for number in numbers)
        write_jsonl(folder / f"{shard}.jsonl", rows)
    return folder


def _timed(shards: Path, out: Path, words: list[str]) -> tuple[float, float]:
    """Seconds that the run took, and the most memory that one of its Python processes held, in MiB."""
    command = [
        sys.executable, "-c", "from harmledger.cli.main import run; run()", "read", str(shards), "--out", str(out),
        *words,
    ]  # fmt: skip
    begun, peaks, ended = time.perf_counter(), [0.0], threading.Event()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        watcher = threading.Thread(target=_watch, args=(process.pid, peaks, ended))
        watcher.start()
        status = process.wait()
        ended.set()
        watcher.join()
    if status:
        raise SystemExit(f"{' '.join(command)} ended with {status}")
    return time.perf_counter() - begun, max(peaks)


def _watch(root: int, peaks: list[float], ended: threading.Event) -> None:
    while not ended.wait(TICK_S):
        peaks.append(max((_python_mib(process) for process in _family(root)), default=0.0))


def _family(root: int) -> set[int]:
    """A process and all that descend from it, from /proc."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
    family, grown = {root}, True
    while grown:
        more = {child for child, parent in parents.items() if parent in family}
        grown = not more <= family
        family |= more
    return family


def _python_mib(process: int) -> float:
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    fields = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    if "python" not in fields["Name"] or "VmRSS" not in fields:
        return 0.0
    return int(fields["VmRSS"].split()[0]) / KIBIBYTES_A_MIB


if __name__ == "__main__":
    main()
