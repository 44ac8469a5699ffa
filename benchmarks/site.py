"""A number of made incidents in; how long their site takes, how much memory, and how many files on how much disk, out.

    python benchmarks/site.py [--incidents 3000 10000 100000] [--processes 2]

The incidents are those of the tests (tests/unit/publishing/made_up_many.py), each with three reports and six claims.
Each size runs in a process of its own, so that memory is its own peak. Prints a table and, as the last line, JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parents[1]
KIBIBYTES_A_MIB = 1024
COLUMNS = (
    "{incidents:>10}{processes:>10}{wall_s:>9.0f}{cpu_s:>8.0f}{files:>9}{disk_mb:>10.0f}{peak_mib:>10.0f}"
)


def main() -> None:
    """Runs each size in a process of its own, or, told `--here`, one size in this one."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--incidents", type=int, nargs="+", default=[3_000, 10_000, 100_000])
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        print(json.dumps(run(options.incidents[0], options.processes)))
        return
    print(" incidents processes   wall s   CPU s    files   disk MB  peak MiB")
    runs = []
    for size in options.incidents:
        words = [
            sys.executable, __file__, "--here", "--incidents", str(size), "--processes", str(options.processes)
        ]  # fmt: skip
        printed = subprocess.run(words, check=True, capture_output=True, text=True).stdout  # noqa: S603
        runs.append(json.loads(printed))
        print(COLUMNS.format(**runs[-1]))
    print(json.dumps(runs))


def run(incidents: int, processes: int) -> dict[str, float]:
    """Wall and CPU time, the made incidents included; the peak is of all processes together, at most."""
    sys.path.insert(0, str(ROOT / "tests" / "unit" / "publishing"))
    from made_up_many import ManyIncidents

    from harmledger.engines import local
    from harmledger.publishing.site.write import write_site

    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        spread = partial(local.run, processes=processes, batch=40)
        write_site(Path(folder) / "site", ManyIncidents(incidents), spread=spread)
        wall_s = time.monotonic() - began
        files = [path.stat() for path in Path(folder).rglob("*") if path.is_file()]
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    workers = processes if processes > 1 else 0
    return {
        "incidents": incidents, "processes": processes, "wall_s": wall_s, "cpu_s": sum(os.times()[:4]),
        "files": len(files), "disk_mb": sum(each.st_blocks * 512 for each in files) / 1e6,
        "peak_mib": (own.ru_maxrss + workers * children.ru_maxrss) / KIBIBYTES_A_MIB,
    }  # fmt: skip


if __name__ == "__main__":
    main()
