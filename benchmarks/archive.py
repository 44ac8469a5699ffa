"""Numbers of made tellings in; how long they take to be linked from files, here and on Spark, how well, out.

    python benchmarks/archive.py [--tellings 3000 10000 30000] [--engines here spark] [--cores 2]

The tellings are of a made war (tests/made_war.py: towns hit again and again, tolls that rise, copies, three in ten only
mention another event). Each run is in a process of its own. Times are wall-clock without the making of the war; memory
is that of the largest process. Precision and recall are of pairs of tellings against what was made. Prints a table
and, as the last line, JSON.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from math import comb
from pathlib import Path

import pyarrow.dataset as ds

ROOT = Path(__file__).parents[1]
KIBIBYTES_A_MIB = 1024
TELLINGS_A_FILE = 5_000
_ROW = "{engine:<8}{tellings:>9}{pairs:>11}{incidents:>11}{s:>8.1f}{peak_mib:>10.0f}{precision:>11.3f}{recall:>8.3f}"


def main() -> None:
    """Runs each size on each engine, or, told `--here`, one of them in this process."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tellings", type=int, nargs="+", default=[3_000, 10_000, 30_000])
    parser.add_argument("--engines", nargs="+", choices=("here", "spark"), default=["here", "spark"])
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.alone:
        print(json.dumps(run(options.engines[0], options.tellings[0], options.cores)))
        return
    print("engine   tellings      pairs  incidents       s  peak MiB  precision  recall")
    runs = []
    for tellings in options.tellings:
        for engine in options.engines:
            words = ["--tellings", tellings, "--engines", engine, "--cores", options.cores]
            command = [sys.executable, __file__, "--alone", *map(str, words)]
            runs.append(json.loads(subprocess.check_output(command, text=True).splitlines()[-1]))  # noqa: S603
            print(_ROW.format(**runs[-1]))
    print(json.dumps(runs))


def run(engine: str, tellings: int, cores: int) -> dict[str, float | str]:
    """One run; the tellings are written to files first, as `link_corpus` does it from reports."""
    sys.path.insert(0, str(ROOT / "tests"))
    from harmledger.engines.engine import open_engine
    from harmledger.engines.linking.store import Stored
    from harmledger.engines.linking.told import write_told
    from harmledger.flow.link_corpus import link_told
    from harmledger.linking.parts import own_matter
    from made_war import make_war

    war = make_war(tellings, seed=1)
    with tempfile.TemporaryDirectory(prefix="harmledger-") as name:
        out = Path(name)
        own = own_matter(war.tellings, war.matter)
        stored = [Stored(telling=telling, matter=own[telling.id]) for telling in war.tellings]
        told = [
            write_told(out / "scratch", file, stored[start : start + TELLINGS_A_FILE])
            for file, start in enumerate(range(0, tellings, TELLINGS_A_FILE))
        ]
        event_of = war.event_of
        del war, own, stored
        begun = time.perf_counter()
        with open_engine(cores, f"local[{cores}]" if engine == "spark" else None) as opened:
            made = link_told(opened, out, told)
        spent = time.perf_counter() - begun
        rows = ds.dataset(out / "tellings").to_table(columns=["id", "incident_id"]).to_pylist()
    found = [(row["incident_id"], event_of[row["id"]]) for row in rows]
    right = _pairs(found)
    return {
        "engine": engine, "tellings": made.tellings, "pairs": made.pairs, "incidents": made.incidents, "s": spent,
        "peak_mib": max(
            resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        ) / KIBIBYTES_A_MIB,
        "precision": right / max(1, _pairs(incident for incident, _ in found)),
        "recall": right / max(1, _pairs(event for _, event in found)),
    }  # fmt: skip


def _pairs(groups: Iterable[object]) -> int:
    """Pairs of members of one group."""
    return sum(comb(size, 2) for size in Counter(groups).values())


if __name__ == "__main__":
    main()
