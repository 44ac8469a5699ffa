"""A number of made tellings in; how long a record of so many takes to build and open, to add to, and to look at, out.

    python benchmarks/record.py [--tellings 2700 27000] [--database sqlite postgres] [--asked 40] [--profile PAGE]
        [--record FOLDER] [--url POSTGRESQL] [--keep FILE]

The record is of a made war (tests/made_war.py): some three tellings and eleven claims an incident. It is built on
SQLite, or on a PostgreSQL that is started for it, in a folder that is thrown away, unless one is named (`--record`,
and an empty database, `--url`); one that was made there earlier is taken as it is. Then come what people ask for, some
forty times each, always another incident, claim, report, word or place in a list (benchmarks/asked.py), and what they
add and decide. Each size runs in a process of its own. Times are of the clock, in milliseconds, the median and, of a
hundred, the 95th; of building, seconds of this process's CPU too. Prints a table; `--keep` adds the runs to a JSON
file, of which tools/scale_page.py makes a page. Building takes longest: 100,000 incidents with a million claims
(`--tellings 270000`) half an hour of CPU.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import json
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from kept import keep

if TYPE_CHECKING:
    from harmledger.ledger.kinds import Appendable

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
HOST = "desk.local"
KIBIBYTES_A_MIB = 1024
P95 = 0.95
SENTENCES = 5
"""Of harm in a report: some four claims a telling, as in news reports."""
TELLINGS_A_PART = 2_000
HELD_BACK, ADDED = 120, 12
"""Reports that are kept to be added one by one once the record is there; how many of them a run adds."""
TOLD_EVERY = 10_000
"""Incidents between two words on how far it is."""


def main() -> None:
    """Runs each size on each database in a process of its own, or, told `--here`, one in this one."""
    options = _options()
    if options.here:
        print(json.dumps(run(options)))
        return
    for database in options.database:
        for size in options.tellings:
            own = ["--here", "--tellings", str(size), "--database", database, "--asked", str(options.asked)]
            for name in ("profile", "record", "url"):
                own += [f"--{name}", str(getattr(options, name))] if getattr(options, name) else []
            printed = subprocess.run(  # noqa: S603
                [sys.executable, __file__, *own], check=True, stdout=subprocess.PIPE, text=True
            ).stdout
            *profile, last = printed.splitlines()
            print("\n".join(profile), end="")
            made = json.loads(last)
            show(made)
            if options.keep:
                keep(options.keep, "record", made, ("database", "tellings"))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tellings", type=int, nargs="+", default=[2_700, 27_000])
    parser.add_argument(
        "--database", nargs="+", choices=["sqlite", "postgres"], default=["sqlite", "postgres"]
    )
    parser.add_argument("--asked", type=int, default=40)
    parser.add_argument("--profile", help="a page of the table: where its time goes")
    parser.add_argument("--record", type=Path, help="where the record is, or is made and kept")
    parser.add_argument("--url", help="the PostgreSQL database that keeps its rows")
    parser.add_argument("--keep", type=Path, help="the JSON file that runs are added to")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def show(made: dict[str, Any]) -> None:
    """One run as a table."""
    print("\n{database}: {incidents} incidents, {claims} claims, {tellings} tellings".format(**made))
    if "build_s" in made:
        print(
            "taken in {taken_s:.0f} s, everything made {build_s:.0f} s of CPU, {clock_s:.0f} s, "
            "{peak_mib:.0f} MiB".format(**made)
        )
    print("open {open_s:.2f} s".format(**made))
    print(f"{'':30}{'median ms':>10}{'p95 ms':>9}")
    for name, (median, p95) in made["pages"].items():
        print(f"{name:30}{median:>10.0f}{p95:>9.0f}", flush=True)


def run(options: argparse.Namespace) -> dict[str, Any]:
    """Builds a record of this size on this database, unless it is there, and asks for its pages."""
    from harmledger.ledger import postgres
    from harmledger.ledger.database import database_of
    from postgres_server import a_server

    (tellings,), (kind,) = options.tellings, options.database
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="harmledger-record-"))
        record = options.record or Path(folder) / "record"
        if kind == "postgres":
            postgres.name_database(record, options.url or stack.enter_context(a_server()).database())
        if not database_of(record).holds_rows(record):
            _beside(record, "built").write_text(json.dumps(build(record, tellings)))
        kept = _beside(record, "built")
        built = json.loads(kept.read_text()) if kept.exists() else {}
        return {
            "tellings": tellings, "database": kind, **built, **asked(record, options.asked, options.profile, stack),
        }  # fmt: skip


def asked(record: Path, times: int, profiled: str | None, stack: ExitStack) -> dict[str, Any]:
    """What is asked of the record, and what is added to it, with the times that it took."""
    from asked import asks, explained, sizes
    from litestar.testing import TestClient

    from harmledger import read_settings
    from harmledger.desk.app import make_app
    from harmledger.desk.workbench import Workbench

    begun = time.perf_counter()
    bench = Workbench(record, read_settings(), person="bench")
    open_s = time.perf_counter() - begun
    client = stack.enter_context(TestClient(make_app(bench, hosts=[HOST]), base_url=f"http://{HOST}"))
    gc.freeze()  # as the desk does before it serves
    questions = {**asks(client, bench.ledger), "explain": explained(record, bench.ledger)}
    pages = {name: timed_often(ask, times, profiled == name) for name, ask in questions.items()}
    adding = list(adds(record, bench.ledger))
    if adding:
        pages["one report added"] = timed_each(adding, profiled == "one report added")
    return {"open_s": open_s, "pages": pages, **sizes(bench.ledger)}


def build(record: Path, tellings: int) -> dict[str, float]:
    """The record of a made war without its last few reports, with its views. CPU seconds of taking in what was read,
    and of making everything that follows from it; of SQLite these are all, of PostgreSQL those of this process."""
    from harmledger.assessing.convention import load_convention
    from harmledger.flow.derive import derive
    from harmledger.ledger.store import Ledger

    began, taken_s = time.perf_counter(), 0.0
    with Ledger.create(record) as ledger:
        waiting: list[tuple[Appendable, ...]] = []
        for part in _reports(tellings):
            waiting += part
            ready, waiting = waiting[:-HELD_BACK], waiting[-HELD_BACK:]
            begun = time.process_time()
            ledger.append(chain.from_iterable(ready))
            taken_s += time.process_time() - begun
        _hold_back(record, waiting)
        begun = time.process_time()
        derive(ledger, load_convention(), _told)
    return {
        "taken_s": taken_s, "build_s": time.process_time() - begun, "clock_s": time.perf_counter() - began,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIBIBYTES_A_MIB,
    }  # fmt: skip


def _told(stage: str, done: int, *, share: float | None = None, **counts: int) -> None:  # noqa: ARG001
    """How far a build is, to whoever waits."""
    if done % TOLD_EVERY == 0 or share is None:
        print(f"{stage} {done}, {time.process_time():.0f} s of CPU", file=sys.stderr, flush=True)


def _reports(tellings: int) -> Iterator[list[tuple[Appendable, ...]]]:
    from made_record import rows_of
    from made_war import war_in_parts

    for war in war_in_parts(tellings, seed=1, part=TELLINGS_A_PART, sentences=SENTENCES):
        yield list(rows_of(war))


def adds(record: Path, ledger: Any) -> Iterator[Callable[[], object]]:
    """What adds each of some of the reports that were held back, as read, with all that follows from it, on the disk;
    none where all have been added."""
    from harmledger.assessing.convention import load_convention
    from harmledger.flow.update import update
    from harmledger.records.reading import Reading
    from harmledger.records.report import Report, Text

    rules = load_convention()
    rows = msgspec.msgpack.decode(
        _beside(record, "later").read_bytes(), type=list[tuple[Report, Text, Reading]]
    )
    _hold_back(record, rows[ADDED:])
    for each in rows[:ADDED]:
        yield lambda each=each: (ledger.append(each), update(ledger, rules))


def _hold_back(record: Path, rows: Sequence[tuple[Appendable, ...]]) -> None:
    _beside(record, "later").write_bytes(msgspec.msgpack.encode(rows))


def _beside(record: Path, name: str) -> Path:
    """What a run keeps beside its record: `later`, the reports that are added once it is there; `built`, what building
    took."""
    return record.with_suffix(f".{name}")


def timed(what: Callable[[], object]) -> float:
    """Milliseconds of the clock."""
    begun = time.perf_counter()
    what()
    return (time.perf_counter() - begun) * 1000


def timed_often(what: Callable[[], object], times: int, profile: bool) -> tuple[float, float]:
    """The median and the 95th of a hundred, the first time left out."""
    what()
    return timed_each([what] * times, profile)


def timed_each(whats: Sequence[Callable[[], object]], profile: bool) -> tuple[float, float]:
    """The median and the 95th of a hundred."""
    profiler, took = cProfile.Profile(builtins=False), []
    for what in whats:
        if profile:
            profiler.enable()
        took.append(timed(what))
        profiler.disable()
    if profile:
        pstats.Stats(profiler).sort_stats("cumtime").print_stats(40)
    took.sort()
    return took[len(took) // 2], took[int(len(took) * P95)]


if __name__ == "__main__":
    main()
