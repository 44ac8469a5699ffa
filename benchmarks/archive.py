"""Numbers of made tellings in; how long they take to be linked from files, here and on Spark, how well, out.

    python benchmarks/archive.py [--tellings 2500 25000] [--engines here spark] [--cores 2] [--keep FILE]

The tellings are of a made war (tests/made_war.py: towns hit again and again, tolls that rise, copies, three in ten only
mention another event), some four claims a telling, as news reports have them. They are put into files once a size, as
`link` does it from reports; each engine then links them in processes of its own, of which CPU time, clock and memory
are taken. Precision and recall are of pairs of tellings against what was made. Prints a table; `--keep` adds the runs
to a JSON file, of which tools/scale_page.py makes a page. A hundred thousand claims take a minute and a half.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import comb
from pathlib import Path
from typing import NamedTuple

import msgspec
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
from kept import keep
from watch import run_watched

ROOT = Path(__file__).parents[1]
TELLINGS_A_FILE = 5_000
SENTENCES = 5
"""Of harm in a report of the war: some four claims a telling."""
_HEAD = (
    "engine  tellings   claims      pairs  incidents  told s   cpu s  clock s   meet compare cluster  near"
    "  worker MiB  all MiB  prec.  recall"
)
_ROW = (
    "{engine:<6}{tellings:>10}{claims:>9}{pairs:>11}{incidents:>11}{told_s:>8.0f}{cpu_s:>8.0f}{clock_s:>9.0f}"
    "{meet_s:>7.0f}{compare_s:>8.0f}{cluster_s:>8.0f}{near_s:>6.0f}{worker_mib:>12.0f}{mib:>9.0f}{precision:>7.3f}{recall:>8.3f}"
)
_STAGES = {
    "who meets whom": "meet_s",
    "comparing pairs": "compare_s",
    "making incidents": "cluster_s",
    "comparing incidents": "near_s",
}


class Run(NamedTuple):
    """One size on one engine."""

    engine: str
    cores: int
    tellings: int
    claims: int
    pairs: int
    """That were compared."""
    incidents: int
    told_s: float
    """CPU seconds of putting the tellings and their keys into files: the same for every engine."""
    cpu_s: float
    clock_s: float
    meet_s: float
    compare_s: float
    cluster_s: float
    near_s: float
    """Of the clock: finding who meets whom, comparing pairs, making incidents, looking which may be one."""
    worker_mib: float
    mib: float
    precision: float
    recall: float


class Made(msgspec.Struct):
    """What `--make` leaves beside the files of a war."""

    claims: int
    told_s: float
    told: list[tuple[int, int]]
    """The number of each file and how many tellings it holds."""


def main() -> None:
    """Each size on each engine or, told so, one step of it in this process."""
    options = _options()
    if options.make:
        make(options.make, options.tellings[0])
    elif options.link:
        link(options.link, options.engines[0], options.cores)
    else:
        print(_HEAD)
        for run in _runs(options):
            print(_ROW.format(**run._asdict()), flush=True)
            if options.keep:
                keep(options.keep, "linking", run._asdict(), ("engine", "tellings"))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tellings", type=int, nargs="+", default=[2_500, 25_000])
    parser.add_argument("--engines", nargs="+", choices=("here", "spark"), default=["here", "spark"])
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="the JSON file that runs are added to")
    parser.add_argument("--war", type=Path, help="a folder to make the war in, or where it was made before")
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--link", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _runs(options: argparse.Namespace) -> Iterator[Run]:
    for tellings in options.tellings:
        with tempfile.TemporaryDirectory(prefix="harmledger-archive-") as aside:
            folder = options.war or Path(aside)
            name = str(folder)
            if not (folder / "made.json").exists():
                run_watched([sys.executable, __file__, "--make", name, "--tellings", str(tellings)])
            for engine in options.engines:
                words = ["--link", name, "--engines", engine, "--cores", str(options.cores)]
                cost = run_watched([sys.executable, __file__, *words])
                made = json.loads((folder / "made.json").read_text())
                yield Run(
                    engine=engine, cores=options.cores, tellings=tellings, claims=made["claims"], told_s=made["told_s"],
                    cpu_s=cost.cpu_s, clock_s=cost.clock_s, worker_mib=cost.worker_mib, mib=cost.mib,
                    **json.loads(cost.printed.splitlines()[-1]), **_judged(folder),
                )  # fmt: skip


def make(folder: Path, tellings: int) -> None:
    """Puts a war of so many tellings into files below `folder`/scratch, and the truth beside them."""
    sys.path.insert(0, str(ROOT / "tests"))
    from harmledger.engines.linking.store import Stored
    from harmledger.engines.linking.told import write_told
    from harmledger.linking.parts import own_matter
    from made_war import war_in_parts

    made = Made(claims=0, told_s=0, told=[])
    (folder / "truth").mkdir(parents=True)
    for file, war in enumerate(war_in_parts(tellings, seed=1, part=TELLINGS_A_FILE, sentences=SENTENCES)):
        own = own_matter(war.tellings, war.matter)
        stored = [Stored(telling=telling, matter=own[telling.id]) for telling in war.tellings]
        begun = time.process_time()
        told = write_told(folder / "scratch", file, stored)
        made.told_s += time.process_time() - begun
        made.told.append((told.file, told.count))
        made.claims += sum(len(telling.claims) for telling in war.tellings)
        events = [war.event_of[telling.id] for telling in war.tellings]
        truth = pa.table({"id": [telling.id for telling in war.tellings], "event": events})
        pq.write_table(truth, folder / "truth" / f"{file:06}.parquet")
    (folder / "made.json").write_bytes(msgspec.json.encode(made))


def link(folder: Path, engine: str, cores: int) -> None:
    """Links the war in `folder` into `folder`/linked, as `link_corpus` does, and prints what was found."""
    from harmledger.engines.engine import open_engine
    from harmledger.engines.linking.told import Tellings
    from harmledger.flow.link_corpus import link_told

    made = msgspec.json.decode((folder / "made.json").read_bytes(), type=Made)
    out = folder / "linked"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    for table in (folder / "scratch").iterdir():
        (out / "scratch").mkdir(exist_ok=True)
        (out / "scratch" / table.name).symlink_to(table)
    told = [Tellings(file=file, count=count) for file, count in made.told]
    with open_engine(cores, f"local[{cores}]" if engine == "spark" else None) as opened:
        stages = _Stages()
        found = link_told(opened, out, told, stages)
    print(json.dumps({"pairs": found.pairs, "incidents": found.incidents, **stages.seconds()}))


class _Stages:
    """Told how far linking is, knows how long each stage took."""

    def __init__(self) -> None:
        self._begun: dict[str, float] = {}

    def __call__(self, stage: str, done: int, **_more: object) -> None:
        print(time.strftime("%H:%M:%S"), stage, done, file=sys.stderr, flush=True)
        self._begun.setdefault(stage, time.perf_counter())

    def seconds(self) -> dict[str, float]:
        """Of each stage, up to the next one or now."""
        begun = [*(self._begun[stage] for stage in _STAGES), time.perf_counter()]
        return {
            name: end - start for name, (start, end) in zip(_STAGES.values(), pairwise(begun), strict=True)
        }


def _judged(folder: Path) -> dict[str, float]:
    """Precision and recall of the pairs of tellings that were linked, against the events that they tell of."""
    truth = ds.dataset(folder / "truth").to_table()
    event_of = dict(zip(truth["id"].to_pylist(), truth["event"].to_pylist(), strict=True))
    linked = ds.dataset(folder / "linked" / "tellings").to_table(columns=["id", "incident_id"])
    events = [event_of[id] for id in linked["id"].to_pylist()]
    incidents = linked["incident_id"].to_pylist()
    right = _pairs(zip(incidents, events, strict=True))
    return {"precision": right / max(1, _pairs(incidents)), "recall": right / max(1, _pairs(events))}


def _pairs(groups: Iterable[object]) -> int:
    """Pairs of members of one group."""
    return sum(comb(size, 2) for size in Counter(groups).values())


if __name__ == "__main__":
    main()
