"""A number of made tellings in; how long it takes to add one report to a record of so many, and to decide, out.

    python benchmarks/adding.py [--tellings 3000 10000] [--reports 12] [--profile]

The record is of a made war (tests/made_war.py), on SQLite, in a folder that is thrown away. Each of the reports is
added by itself, as captured and read: rows into the truth, then everything that follows from them, on the disk. Times
are of the process's own CPU, and of the clock where it is said. Prints a table and, as the last line, JSON. Making the
record takes longest: of 100,000 tellings some ten minutes.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

MIB = 1024 * 1024


def main() -> None:
    """Runs each size, one after the other."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tellings", type=int, nargs="+", default=[3_000, 10_000])
    parser.add_argument("--reports", type=int, default=12)
    parser.add_argument("--profile", action="store_true", help="where the time of adding goes")
    options = parser.parse_args()
    print(
        f"{'tellings':>9}{'all anew s':>12}{'add: median s':>15}{'worst s':>9}{'worst, clock s':>16}{'MiB':>7}"
    )
    runs = []
    for size in options.tellings:
        with tempfile.TemporaryDirectory(prefix="harmledger-adding-") as folder:
            runs.append(run(size, options.reports, Path(folder) / "record", profile=options.profile))
        print(
            "{tellings:>9}{anew_s:>12.1f}{median_s:>15.2f}{worst_s:>9.2f}{clock_s:>16.2f}{mib:>7.0f}".format(
                **runs[-1]
            )
        )
    print(json.dumps(runs))


def run(tellings: int, reports: int, record: Path, *, profile: bool) -> dict[str, float]:
    """One size: a record with all but the last reports, then each of these."""
    from harmledger.assessing.convention import load_convention
    from harmledger.flow.derive import derive
    from harmledger.flow.progress import silent
    from harmledger.flow.update import update
    from harmledger.ledger.store import Ledger
    from made_record import rows_of
    from made_war import make_war

    rules = load_convention()
    every = list(rows_of(make_war(tellings, seed=1)))
    with Ledger.create(record) as ledger:
        ledger.append(row for rows in every[:-reports] for row in rows)
        anew_s, _ = timed(lambda: derive(ledger, rules, silent))
        profiler = cProfile.Profile(builtins=False)
        if profile:
            profiler.enable()
        added = [
            timed(lambda rows=rows: (ledger.append(rows), update(ledger, rules))) for rows in every[-reports:]
        ]
        if profile:
            profiler.disable()
            pstats.Stats(profiler).sort_stats("cumtime").print_stats(45)
    return {
        "tellings": tellings, "anew_s": anew_s,
        "median_s": statistics.median(cpu for cpu, _ in added), "worst_s": max(cpu for cpu, _ in added),
        "clock_s": max(clock for _, clock in added),
        "mib": (record / "ledger.sqlite").stat().st_size / MIB,
    }  # fmt: skip


def timed(what: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the process's own CPU, and of the clock."""
    begun, clock = time.process_time(), time.perf_counter()
    what()
    return time.process_time() - begun, time.perf_counter() - clock


if __name__ == "__main__":
    main()
