"""A number of made tellings in; how long it takes to link and assess them, and in how much memory, out.

    python benchmarks/linking.py [--tellings 10000 30000 100000] [--profile]

The tellings are of a made war (tests/made_war.py): towns hit again and again, copies, late stories, mentions of other
events. Each size runs in a process of its own, one after the other, so that memory is its own peak. Prints a table and,
as the last line, JSON.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
KIBIBYTES_A_MIB = 1024


def main() -> None:
    """Runs each size in a process of its own, or, told `--here`, one size in this one."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tellings", type=int, nargs="+", default=[10_000, 30_000, 100_000])
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--profile", action="store_true", help="where the time of linking goes")
    options = parser.parse_args()
    if options.here:
        print(json.dumps(run(options.tellings[0], profile=options.profile)))
        return
    print(f"{'tellings':>9}{'incidents':>11}{'linking s':>11}{'assessing s':>13}{'peak MiB':>10}")
    runs = []
    for size in options.tellings:
        more = ["--profile"] if options.profile else []
        words = [sys.executable, __file__, "--here", "--tellings", str(size), *more]
        printed = subprocess.run(words, check=True, capture_output=True, text=True).stdout  # noqa: S603
        *profile, last = printed.splitlines()
        print("\n".join(profile), end="")
        runs.append(json.loads(last))
        print(
            "{tellings:>9}{incidents:>11}{linking_s:>11.1f}{assessing_s:>13.1f}{peak_mib:>10.0f}".format(
                **runs[-1]
            )
        )
    print(json.dumps(runs))


def run(tellings: int, *, profile: bool) -> dict[str, float]:
    """Times of this process's own CPU; memory is the peak, the made tellings included."""
    sys.path.insert(0, str(ROOT / "tests"))
    from made_war import assessed, make_war

    war = make_war(tellings, seed=1)
    profiler = cProfile.Profile(builtins=False)
    if profile:
        profiler.enable()
    begun = linked = time.process_time()
    incidents = 0
    for _ in assessed(war):
        linked = time.process_time() if not incidents else linked
        incidents += 1
    if profile:
        profiler.disable()
        pstats.Stats(profiler).sort_stats("tottime").print_stats(16)
    return {
        "tellings": tellings, "incidents": incidents, "linking_s": linked - begun,
        "assessing_s": time.process_time() - linked,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIBIBYTES_A_MIB,
    }  # fmt: skip


if __name__ == "__main__":
    main()
