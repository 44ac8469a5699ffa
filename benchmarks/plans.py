"""A record in; for each thing that people ask of it, the tables that are read, by which index and how fast, out.

    python benchmarks/plans.py RECORD [--asked PAGE …] [--whole]

Every statement that a page of the desk sends (benchmarks/asked.py) is sent again behind EXPLAIN. Prints, a statement a
line, the milliseconds it took and how the database finds its rows: `SEARCH table USING index` or, where it reads all of
a table, `SCAN`. `--whole` prints the statements too.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))


class Sent(NamedTuple):
    """A statement and what became of it."""

    sql: str
    took_ms: float
    plan: tuple[str, ...]


def main() -> None:
    """Asks for every page once to warm up, and once more to see what it sends."""
    from asked import asks
    from litestar.testing import TestClient

    from harmledger import read_settings
    from harmledger.desk.app import make_app
    from harmledger.desk.workbench import Workbench

    options = _options()
    bench = Workbench(options.record, read_settings(), person="bench")
    with TestClient(make_app(bench, hosts=["desk.local"]), base_url="http://desk.local") as client:
        for name, ask in asks(client, bench.ledger).items():
            if name == "a verdict" or (options.asked and name not in options.asked):
                continue
            ask()
            with _listened(bench.ledger.engine) as sent:
                ask()
            print(f"\n{name}")
            for each in sent:
                print(f"{each.took_ms:8.1f} ms  {'; '.join(each.plan)}")
                if options.whole:
                    print(f"             {' '.join(each.sql.split())}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("record", type=Path)
    parser.add_argument("--asked", nargs="*", help="only these pages")
    parser.add_argument("--whole", action="store_true", help="print the statements too")
    return parser.parse_args()


@contextmanager
def _listened(engine: Any) -> Iterator[list[Sent]]:
    """The statements that are sent meanwhile."""
    from sqlalchemy import event

    sent: list[Sent] = []
    begun: dict[int, float] = {}

    def before(_connection: Any, cursor: Any, *_rest: object) -> None:
        begun[id(cursor)] = time.perf_counter()

    def after(connection: Any, cursor: Any, sql: str, values: Any, *_rest: object) -> None:
        took_ms = (time.perf_counter() - begun.pop(id(cursor))) * 1000
        if sql.lstrip().upper().startswith(("SELECT", "WITH")):
            sent.append(Sent(sql, took_ms, tuple(_plan(connection, sql, values))))

    event.listen(engine, "before_cursor_execute", before)
    event.listen(engine, "after_cursor_execute", after)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", before)
        event.remove(engine, "after_cursor_execute", after)


def _plan(connection: Any, sql: str, values: Any) -> Iterator[str]:
    """What the database says that it does, a step each."""
    on_sqlite = connection.dialect.name == "sqlite"
    explain = connection.connection.cursor()
    explain.execute(f"{'EXPLAIN QUERY PLAN' if on_sqlite else 'EXPLAIN'} {sql}", values)
    for row in explain.fetchall():
        step = str(row[-1]).strip()
        if on_sqlite or " Scan " in step or step.startswith("Seq"):
            yield step
    explain.close()


if __name__ == "__main__":
    main()
