"""Shards in; how fast one machine and Spark read them into a corpus, and in how much memory a worker, out.

    python benchmarks/corpus.py [--reports 2000] [--cores 2] [--piles news] [--keep FILE]

Each engine reads the same shards in a process of its own: here with one process and with `cores`, then on Spark with as
many. All made reports tell of harm in the first pile, one in ten in the second; the third are news pages, where
../shared/bench/dev/gva is there. A rate is of the CPU time of all processes, the engine's own among them, so that other
programs hardly change it; to tell what a run costs before it reads from the reading, a tenth of the reports is read
first. Prints a table; `--keep` adds the runs to a JSON file.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from kept import keep
from watch import Cost, run_watched

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
from made_reports import made_report, write_jsonl  # noqa: E402

NEWS = ROOT.parent / "shared" / "bench" / "dev" / "gva" / "reports.jsonl"
PILES = ["all harm", "one in ten", *(["news"] if NEWS.exists() else [])]
SHARDS = 8
_ROW = (
    "{pile:<12}{engine:<10}{start_s:>13.1f}{start_clock_s:>15.1f}{reports_per_s:>23.1f}{ms:>14.1f}"
    "{worker_mib:>13.0f}{mib:>9.0f}"
)


class Run(NamedTuple):
    """One engine over one pile."""

    pile: str
    engine: str
    start_s: float
    """CPU seconds that a run costs before it reads."""
    start_clock_s: float
    reports_per_s: float
    """In a second of CPU time, on one core."""
    ms: float
    """Of CPU time a report."""
    worker_mib: float
    """The peak of the largest Python process."""
    mib: float
    """The peak of all processes together, Java among them."""


def main() -> None:
    """Reads every pile with every engine and prints what was seen."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=2_000)
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--piles", nargs="+", choices=PILES, default=PILES)
    parser.add_argument("--keep", type=Path, help="the JSON file that runs are added to")
    options = parser.parse_args()
    print(
        "pile        engine    start, cpu s  start, clock s  reports a cpu second  ms a report  a worker MiB  all MiB"
    )
    for run in _runs(options.reports, options.cores, options.piles):
        print(_ROW.format(**run._asdict()), flush=True)
        if options.keep:
            keep(options.keep, "reading", run._asdict(), ("pile", "engine"))


def _runs(reports: int, cores: int, piles: Sequence[str]) -> Iterator[Run]:
    engines = {
        "here, 1": ["--engine", "local", "--processes", "1"],
        f"here, {cores}": ["--engine", "local", "--processes", str(cores)],
        f"spark, {cores}": ["--engine", "spark", "--master", f"local[{cores}]"],
    }
    with tempfile.TemporaryDirectory(prefix="harmledger-corpus-") as name:
        folder = Path(name)
        for pile in piles:
            few, many = (_shards(folder / f"{pile}, {part}", pile, part) for part in (reports // 10, reports))
            for engine, words in engines.items():
                short = _read(few, folder / f"{pile}, {engine}, few", words)
                long = _read(many, folder / f"{pile}, {engine}", words)
                each_s = (long.cpu_s - short.cpu_s) / (reports - reports // 10)
                each_clock_s = (long.clock_s - short.clock_s) / (reports - reports // 10)
                yield Run(
                    pile, engine, short.cpu_s - each_s * (reports // 10),
                    short.clock_s - each_clock_s * (reports // 10), 1 / each_s, each_s * 1000,
                    long.worker_mib, long.mib,
                )  # fmt: skip


def _shards(folder: Path, pile: str, reports: int) -> Path:
    """So many reports of a pile, shared out over some shards."""
    folder.mkdir()
    if pile == "news":
        with NEWS.open("rb") as file:
            lines = list(islice(file, reports))
        for shard in range(SHARDS):
            (folder / f"{shard}.jsonl").write_bytes(b"".join(lines[shard::SHARDS]))
        return folder
    one_in = 1 if pile == "all harm" else 10
    for shard in range(SHARDS):
        numbers = range(shard, reports, SHARDS)
        rows = (made_report(number, sentences=6, quiet=number // SHARDS % one_in != 0) for number in numbers)
        write_jsonl(folder / f"{shard}.jsonl", rows)
    return folder


def _read(shards: Path, out: Path, words: list[str]) -> Cost:
    program = "from harmledger.cli.main import run; run()"
    return run_watched([sys.executable, "-c", program, "read", str(shards), "--out", str(out), *words])


if __name__ == "__main__":
    main()
