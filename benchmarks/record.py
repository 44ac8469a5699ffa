"""A number of made tellings in; how long a record of so many takes to build and open, and each page of its desk, out.

    python benchmarks/record.py [--tellings 3000 30000] [--database sqlite postgres] [--asked 40] [--profile PAGE]

The record is of a made war (tests/made_war.py): some three tellings and six claims an incident. It is built on SQLite,
or on a PostgreSQL that is started for it, in a folder that is thrown away; every page is then asked for some forty
times, each time for another incident, claim, report, word or place in a list, as the desk serves it and without a
network. Each size runs in a process of its own. Times are of the clock, in milliseconds: the median and, of a hundred,
the 95th. Prints a table and, as the last line, JSON. Building takes longest: 100,000 incidents some half an hour.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from litestar import Litestar
    from litestar.testing import TestClient

    from harmledger.ledger.store import Ledger

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
HOST = "desk.local"
KIBIBYTES_A_MIB = 1024
P95 = 0.95


def main() -> None:
    """Runs each size on each database in a process of its own, or, told `--here`, one in this one."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tellings", type=int, nargs="+", default=[3_000, 30_000])
    parser.add_argument(
        "--database", nargs="+", choices=["sqlite", "postgres"], default=["sqlite", "postgres"]
    )
    parser.add_argument("--asked", type=int, default=40)
    parser.add_argument("--profile", help="a page of the table: where its time goes")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        print(json.dumps(run(options.tellings[0], options.database[0], options.asked, options.profile)))
        return
    runs = []
    for database in options.database:
        for size in options.tellings:
            more = ["--profile", options.profile] if options.profile else []
            words = [sys.executable, __file__, "--here", "--tellings", str(size), "--database", database]
            asked = ["--asked", str(options.asked), *more]
            printed = subprocess.run([*words, *asked], check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603
            *profile, last = printed.splitlines()
            print("\n".join(profile), end="")
            runs.append(json.loads(last))
            show(runs[-1])
    print(json.dumps(runs))


def show(made: dict[str, object]) -> None:
    """One run as a table."""
    print("\n{database}: {incidents} incidents, {claims} claims, {tellings} tellings".format(**made))
    print("build {build_s:.0f} s, open {open_s:.2f} s, peak {peak_mib:.0f} MiB".format(**made))
    print(f"{'':30}{'median ms':>10}{'p95 ms':>9}")
    for name, (median, p95) in made["pages"].items():  # type: ignore[attr-defined]
        print(f"{name:30}{median:>10.0f}{p95:>9.0f}")


def run(tellings: int, database: str, asked: int, profiled: str | None) -> dict[str, object]:
    """Builds a record of this size on this database and asks for its pages."""
    from litestar.testing import TestClient

    from harmledger import read_settings
    from harmledger.desk.app import make_app
    from harmledger.desk.workbench import Workbench
    from harmledger.ledger import postgres
    from postgres_server import a_server

    with ExitStack() as stack:
        record = (
            Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="harmledger-record-"))) / "record"
        )
        if database == "postgres":
            postgres.name_database(record, stack.enter_context(a_server()).database())
        build_s = timed(lambda: build(record, tellings))
        begun = time.perf_counter()
        bench = Workbench(record, read_settings(), person="bench")
        open_s = time.perf_counter() - begun
        client = stack.enter_context(TestClient(make_app(bench, hosts=[HOST]), base_url=f"http://{HOST}"))
        pages = {
            name: timed_often(ask, asked, profiled == name)
            for name, ask in asks(client, bench.ledger).items()
        }
        return {
            "tellings": tellings, "database": database, "build_s": build_s, "open_s": open_s, "pages": pages,
            "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIBIBYTES_A_MIB,
            **sizes(bench.ledger),
        }  # fmt: skip


def build(record: Path, tellings: int) -> None:
    """The record of a made war, with its views."""
    from harmledger.assessing.convention import load_convention
    from harmledger.flow.derive import derive
    from harmledger.flow.progress import silent
    from harmledger.ledger.store import Ledger
    from made_record import rows_of
    from made_war import make_war

    with Ledger.create(record) as ledger:
        ledger.append(row for rows in rows_of(make_war(tellings, seed=1)) for row in rows)
        derive(ledger, load_convention(), silent)


def sizes(ledger: Ledger) -> dict[str, int]:
    """How much there is."""
    from harmledger.ledger.queries import counts

    there = counts(ledger)
    return {"incidents": there.incidents, "claims": there.rows["claim"]}


def asks(client: TestClient[Litestar], ledger: Ledger) -> dict[str, Callable[[], object]]:
    """For each page, what asks for one of its kind; each time another."""
    from harmledger.ledger.browse import facets, inbox, listing

    draw = random.Random(2)  # noqa: S311
    rows = listing(ledger, limit=400).rows
    waiting = inbox(ledger, limit=400).rows
    counted = facets(ledger)
    months, actors = list(counted["month"]), [each for each in counted["actor"] if each]
    deep = json.dumps([rows[-1].starts_on, rows[-1].incident_id])

    def page(path: Callable[[], str]) -> Callable[[], object]:
        return lambda: client.get(path()).raise_for_status()

    def incident() -> str:
        return draw.choice(rows).incident_id

    return {
        "inbox": page(lambda: "/inbox"),
        "claim in its report": page(lambda: f"/inbox/{draw.choice(waiting).claim.id}"),
        "incidents": page(lambda: "/incidents"),
        "incidents, a later page": page(lambda: f"/incidents?after={deep}"),
        "incidents by dead": page(lambda: "/incidents?order=killed"),
        "incidents of a grade": page(lambda: f"/incidents?grade={draw.choice(list(counted['grade']))}"),
        "incidents of a month": page(lambda: f"/incidents?month={draw.choice(months)}"),
        "incidents of an actor": page(lambda: f"/incidents?actor={draw.choice(actors)}"),
        "incident": page(lambda: f"/incidents/{incident()}"),
        "history": page(lambda: f"/incidents/{incident()}/history"),
        "report": page(lambda: f"/reports/{draw.choice(waiting).report_id}"),
        "search reports, a word": page(
            lambda: f"/search?q={word(waiting[draw.randrange(len(waiting))].claim.quote)}"
        ),
        "search reports, a common word": page(lambda: "/search?q=killed"),
        "search claims": page(lambda: "/search?kind=claim&q=gunfire"),
        "search incidents": page(lambda: f"/search?kind=incident&q={word(draw.choice(rows).place or '')}"),
        "log": page(lambda: "/log"),
        "a verdict": lambda: decided(ledger, draw.choice(waiting).claim.id),
    }


def word(words: str) -> str:
    """A rare word of these: the longest."""
    return max(words.split() or [""], key=len).strip(".,")


def decided(ledger: Ledger, claim: str) -> None:
    """Accepts a claim: in the chain, on the disk, with all that follows from it."""
    from harmledger.assessing.convention import load_convention
    from harmledger.flow.decide import decide
    from harmledger.records.action import Accept

    decide(ledger, Accept(claim), by="bench", rules=load_convention())


def timed(what: Callable[[], object]) -> float:
    """Seconds of the clock."""
    begun = time.perf_counter()
    what()
    return time.perf_counter() - begun


def timed_often(what: Callable[[], object], times: int, profile: bool) -> tuple[float, float]:
    """Milliseconds: the median and the 95th of a hundred, the first time left out."""
    what()
    profiler = cProfile.Profile(builtins=False)
    if profile:
        profiler.enable()
    took = sorted(timed(what) * 1000 for _ in range(times))
    if profile:
        profiler.disable()
        pstats.Stats(profiler).sort_stats("cumtime").print_stats(40)
    return took[len(took) // 2], took[int(len(took) * P95)]


if __name__ == "__main__":
    main()
