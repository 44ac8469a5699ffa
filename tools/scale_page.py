"""`docs/scale.json`, in which benchmarks keep their runs (`--keep`), in; the tables of `docs/explanation/scale.md` and
the charts `docs/img/growth-*.svg` out.

`--check` says whether all are up to date.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from log_chart import Line, Panel, drawn

ROOT = Path(__file__).resolve().parent.parent
MEASURED = ROOT / "docs" / "scale.json"
PAGE = ROOT / "docs" / "explanation" / "scale.md"
IMAGES = ROOT / "docs" / "img"
BEGIN, END = "<!-- {name}: made by tools/scale_page.py from docs/scale.json -->\n", "<!-- /{name} -->"
ENGINES = {"here": "DuckDB", "spark": "Spark"}
DATABASES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}
READING = {
    "pile": "{pile}",
    "engine, cores": "{engine}",
    "before it reads: CPU": "{start_s:.0f} s",
    "clock": "{start_clock_s:.0f} s",
    "reports a CPU second": "{reports_per_s:.0f}",
    "CPU a report": "{ms:.1f} ms",
    "largest Python": "{worker_mib:,.0f} MiB",
    "all processes": "{mib:,.0f} MiB",
}
LINKING = {
    "engine, cores": "{engine}, {cores}",
    "tellings": "{tellings:,}",
    "claims": "{claims:,}",
    "pairs compared": "{pairs:,}",
    "incidents": "{incidents:,}",
    "CPU": "{cpu_s:,.0f} s",
    "largest Python": "{worker_mib:,.0f} MiB",
    "all processes": "{mib:,.0f} MiB",
    "precision": "{precision:.4f}",
    "recall": "{recall:.3f}",
}
"""The columns of a table, and what of a run stands in each."""
BUILDING = (
    ("taking in what was read, CPU", "taken_s", "s"),
    ("making everything that follows, CPU", "build_s", "s"),
    ("peak memory of building", "peak_mib", "MiB"),
)
"""The rows on how a record was made: their names, fields and units."""
Run = dict[str, Any]
"""What one run of a benchmark gave, in that benchmark's words."""


def main() -> int:
    """Write or check; gives the exit status."""
    kept: dict[str, list[Run]] = json.loads(MEASURED.read_text("utf-8"))
    made = {PAGE: filled(PAGE.read_text("utf-8"), kept)}
    made |= {
        IMAGES / f"growth-{name}.svg": drawn(list(panels(kept[name]))) for name, panels in CHARTS.items()
    }
    if "--check" in sys.argv:
        holds = all(path.exists() and path.read_text("utf-8") == content for path, content in made.items())
        print("all hold" if holds else "tables or charts are out of date: run tools/scale_page.py")
        return int(not holds)
    for path, content in made.items():
        path.write_text(content, "utf-8")
    return 0


def filled(page: str, kept: dict[str, list[Run]]) -> str:
    """The page with each of its tables made anew."""
    for name, lines in TABLES.items():
        begin, end = BEGIN.format(name=name), END.format(name=name)
        before, rest = page.split(begin)
        page = before + begin + "\n" + "\n".join(lines(kept[name])) + "\n\n" + end + rest.split(end, 1)[1]
    return page


def reading_table(runs: Sequence[Run]) -> Iterator[str]:
    """What reading costs, by pile and engine."""
    return _table(READING, runs)


def linking_table(runs: Sequence[Run]) -> Iterator[str]:
    """What linking costs and how well it does, by size and engine."""
    named = [{**run, "engine": ENGINES[run["engine"]]} for run in runs]
    return _table(LINKING, sorted(named, key=lambda run: (run["tellings"], run["engine"])))


def _table(columns: dict[str, str], runs: Iterable[Run]) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |"
    yield (
        "|"
        + "|".join(
            " --- " if kind.endswith("}") and ":" not in kind else " ---: " for kind in columns.values()
        )
        + "|"
    )
    for run in runs:
        yield f"| {' | '.join(columns.values())} |".format(**run)


def record_table(runs: Sequence[Run]) -> Iterator[str]:
    """What a record of each size costs on each database: a column a run."""
    runs = sorted(runs, key=lambda run: (run["database"] != "sqlite", run["incidents"]))
    yield "| | " + " | ".join(DATABASES[run["database"]] for run in runs) + " |"
    yield "| --- |" + " ---: |" * len(runs)
    yield _row("incidents", runs, lambda run: f"{run['incidents']:,}")
    yield _row("claims", runs, lambda run: f"{run['claims']:,}")
    for name, field, unit in BUILDING:
        yield _row(name, runs, lambda run, field=field, unit=unit: _built(run, field, unit))
    yield _row("opening", runs, lambda run: f"{run['open_s']:.2f} s")
    for page in runs[-1]["pages"]:
        yield _row(page, runs, lambda run, page=page: _times(run, page))


def _built(run: Run, field: str, unit: str) -> str:
    """What building took; a record that was filled with the rows of another one was not built."""
    return f"{run[field]:,.0f} {unit}" if field in run else "–"


def _times(run: Run, page: str) -> str:
    return "{:.0f} · {:.0f}".format(*run["pages"][page]) if page in run["pages"] else "–"


def _row(name: str, runs: Sequence[Run], cell: Any) -> str:
    return f"| {name} | " + " | ".join(cell(run) for run in runs) + " |"


def linking_panels(runs: Sequence[Run]) -> Iterator[Panel]:
    """How linking grows with the number of claims."""
    for title, field in (
        ("CPU, seconds", "cpu_s"),
        ("memory of all processes, MiB", "mib"),
        ("pairs compared", "pairs"),
    ):
        yield Panel(title, "claims", tuple(_lines(runs, "engine", ENGINES, field)))
    here = [run for run in runs if run["engine"] == "here"]
    found = [
        Line(field, tuple((run["claims"], run[field]) for run in here), nth)
        for nth, field in enumerate(("precision", "recall"))
    ]
    yield Panel("precision and recall of pairs", "claims", tuple(found), shares=True)


def record_panels(runs: Sequence[Run]) -> Iterator[Panel]:
    """How a record's times grow with the number of its claims."""
    yield Panel(
        "making everything that follows, CPU seconds", "claims",
        tuple(_lines(runs, "database", DATABASES, "build_s")),
    )  # fmt: skip
    for title, pages in (
        ("adding and deciding, median ms", ("one report added", "a verdict")),
        ("looking, median ms", ("incidents", "incident", "explain")),
        ("searching, median ms", ("search reports, a word", "search reports, a common word")),
    ):
        lines = (
            line._replace(name=f"{page}, {line.name}", colour=nth, dashed=line.name == "PostgreSQL")
            for nth, page in enumerate(pages)
            for line in _lines(_asked(runs, page), "database", DATABASES, page)
        )
        yield Panel(title, "claims", tuple(lines))


def _asked(runs: Iterable[Run], page: str) -> list[Run]:
    """The runs that were asked for this page, its median among their fields."""
    return [{**run, page: run["pages"][page][0]} for run in runs if page in run["pages"]]


def _lines(runs: Iterable[Run], kind: str, names: dict[str, str], field: str) -> Iterator[Line]:
    for nth, (value, name) in enumerate(names.items()):
        points = sorted((run["claims"], run[field]) for run in runs if run[kind] == value and field in run)
        if points:
            yield Line(name.partition(",")[0], tuple(points), nth)


TABLES = {"reading": reading_table, "linking": linking_table, "record": record_table}
CHARTS = {"linking": linking_panels, "record": record_panels}


if __name__ == "__main__":
    sys.exit(main())
