"""A number of made tellings in; how long a record of so many takes to build and open, to add to, and to look at, out.

    python benchmarks/record.py [--tellings 2700 27000] [--database sqlite postgres] [--asked 40] [--profile PAGE]
        [--added 12] [--record FOLDER] [--url POSTGRESQL] [--keep FILE]

The record is of a made war (tests/made_war.py): some three tellings and eleven claims an incident. It is built on
SQLite, or on a PostgreSQL that is started for it, in a folder that is thrown away, unless one is named (`--record`,
and an empty database, `--url`); one that was made there earlier is taken as it is, one that was begun is finished. Then
come what people ask for, some forty times each, always another incident, claim, report, word or place in a list
(benchmarks/asked.py), what they decide, and reports that were held back (benchmarks/held_back.py). Each size runs in a
process of its own. Times are of the clock, in milliseconds, the median and, of a hundred, the 95th; of building,
seconds of this process's CPU too. Prints a table; `--keep` adds the runs to a JSON file, of which tools/scale_page.py
makes a page. Building takes longest: 100,000 incidents (`--tellings 312000`) some 40 minutes of CPU.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from held_back import HELD_BACK, add_each, hold_back
from kept import keep
from timing import timed_often

if TYPE_CHECKING:
    from harmledger.ledger.kinds import Appendable

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
HOST = "desk.local"
KIBIBYTES_A_MIB = 1024
SENTENCES = 5
"""Of harm in a report: some four claims a telling, as in news reports."""
TELLINGS_A_PART = 2_000
_BUILDING = {
    "taken_s": "taken in: {:.0f} s of CPU",
    "build_s": "everything made: {:.0f} s of CPU",
    "clock_s": "on the clock {:.0f} s",
    "peak_mib": "{:.0f} MiB",
}
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
            own += ["--added", str(options.added)]
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
    parser.add_argument("--added", type=int, default=12)
    parser.add_argument("--profile", help="a page of the table: where its time goes")
    parser.add_argument("--record", type=Path, help="where the record is, or is made and kept")
    parser.add_argument("--url", help="the PostgreSQL database that keeps its rows")
    parser.add_argument("--keep", type=Path, help="the JSON file that runs are added to")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def show(made: dict[str, Any]) -> None:
    """One run as a table."""
    print("\n{database}: {incidents} incidents, {claims} claims, {tellings} tellings".format(**made))
    for field, words in _BUILDING.items():
        if field in made:
            print(words.format(made[field]))
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
        kept = record.with_suffix(".built")
        built = json.loads(kept.read_text()) if kept.exists() else {}
        if not database_of(record).holds_rows(record):
            kept.write_text(json.dumps(built := take_in(record, tellings)))
        if not _is_made(record):
            kept.write_text(json.dumps(built := {**built, **make_all(record)}))
        return {
            "tellings": tellings, "database": kind, **built, **asked(record, options, stack),
        }  # fmt: skip


def asked(record: Path, options: argparse.Namespace, stack: ExitStack) -> dict[str, Any]:
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
    pages = {
        name: timed_often(ask, options.asked, profile=options.profile == name)
        for name, ask in questions.items()
    }
    pages |= add_each(record, bench.ledger, options.added, profile=options.profile == "one report added")
    return {"open_s": open_s, "pages": pages, **sizes(bench.ledger)}


def take_in(record: Path, tellings: int) -> dict[str, float]:
    """The truth of a record of a made war, without its last few reports; seconds of this process's CPU, without those
    of making the war."""
    from harmledger.ledger.store import Ledger

    taken_s = 0.0
    with Ledger.create(record) as ledger:
        waiting: list[tuple[Appendable, ...]] = []
        for part in _reports(tellings):
            waiting += part
            ready, waiting = waiting[:-HELD_BACK], waiting[-HELD_BACK:]
            begun = time.process_time()
            ledger.append(chain.from_iterable(ready))
            taken_s += time.process_time() - begun
    hold_back(record, waiting)
    return {"taken_s": taken_s}


def make_all(record: Path) -> dict[str, float]:
    """Everything that follows from the truth of a record; seconds of this process's CPU (on PostgreSQL its server
    takes more), and of the clock."""
    from harmledger.assessing.convention import load_convention
    from harmledger.flow.derive import derive
    from harmledger.ledger.store import Ledger

    with Ledger.open(record, write=True) as ledger:
        began, begun = time.perf_counter(), time.process_time()
        derive(ledger, load_convention(), _told)
    return {
        "build_s": time.process_time() - begun, "clock_s": time.perf_counter() - began,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIBIBYTES_A_MIB,
    }  # fmt: skip


def _is_made(record: Path) -> bool:
    from harmledger.ledger.store import Ledger
    from harmledger.ledger.views import made_views

    with Ledger.open(record, write=True) as ledger:
        return bool(made_views(ledger))


def _told(stage: str, done: int, *, share: float | None = None, **counts: int) -> None:  # noqa: ARG001
    """How far a build is, to whoever waits."""
    if done % TOLD_EVERY == 0 or share is None:
        print(f"{stage} {done}, {time.process_time():.0f} s of CPU", file=sys.stderr, flush=True)


def _reports(tellings: int) -> Iterator[list[tuple[Appendable, ...]]]:
    from made_record import rows_of
    from made_war import war_in_parts

    for war in war_in_parts(tellings, seed=1, part=TELLINGS_A_PART, sentences=SENTENCES):
        yield list(rows_of(war))


if __name__ == "__main__":
    main()
