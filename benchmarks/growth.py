"""Measurements that were kept, as JSON, in; charts of how cost grows with size, as SVG, out.

    python benchmarks/growth.py [docs/scale.json docs/img]

What the benchmarks add with `--keep` is drawn here: docs/img/growth-*.svg follow from docs/scale.json alone.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
KEPT, IMAGES = ROOT / "docs" / "scale.json", ROOT / "docs" / "img"
Run = dict[str, Any]
"""What one run of a benchmark gave, in that benchmark's words."""


def keep(file: Path, name: str, run: Run, by: Sequence[str]) -> None:
    """Adds a run to the list `name` of `file`, in place of an earlier one that has the same `by`."""
    kept = json.loads(file.read_text()) if file.exists() else {}
    same = [run[field] for field in by]
    others = [each for each in kept.get(name, []) if [each[field] for field in by] != same]
    kept[name] = sorted([*others, run], key=lambda each: [each[field] for field in by])
    file.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")


class Line(NamedTuple):
    """One thing that grows."""

    name: str
    points: tuple[tuple[float, float], ...]
    colour: int
    dashed: bool = False


class Panel(NamedTuple):
    """A chart: both axes are logarithmic, but for shares."""

    title: str
    across: str
    lines: tuple[Line, ...]
    shares: bool = False


def main() -> None:
    """Draws every chart anew."""
    kept, images = map(Path, sys.argv[1:3]) if len(sys.argv) > 2 else (KEPT, IMAGES)
    for name, drawn in charts(json.loads(kept.read_text())).items():
        (images / name).write_text(drawn, "utf-8")


def charts(kept: dict[str, list[Run]]) -> dict[str, str]:
    """The SVG of each chart of which something was kept, by the name of its file."""
    return {
        f"growth-{name}.svg": drawn(list(panels(kept[name])))
        for name, panels in (("linking", _linking), ("record", _record))
        if name in kept
    }


_ENGINES = {"here": "DuckDB", "spark": "Spark"}
_DATABASES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}


def _linking(runs: Sequence[Run]) -> Iterator[Panel]:
    for title, field in (
        ("CPU seconds", "cpu_s"),
        ("memory of all processes, MiB", "mib"),
        ("pairs compared", "pairs"),
    ):
        yield Panel(title, "claims", tuple(_lines(runs, "engine", _ENGINES, "claims", field)))
    here = [run for run in runs if run["engine"] == "here"]
    found = [
        Line(field, tuple((run["claims"], run[field]) for run in here), nth)
        for nth, field in enumerate(("precision", "recall"))
    ]
    yield Panel("precision and recall of pairs", "claims", tuple(found), shares=True)


def _record(runs: Sequence[Run]) -> Iterator[Panel]:
    yield Panel(
        "making everything anew, s",
        "claims",
        tuple(_lines(runs, "database", _DATABASES, "claims", "build_s")),
    )
    for title, pages in (
        ("a change and all that follows, ms", ("one report added", "a verdict")),
        ("looking, median ms", ("inbox", "incidents", "incident", "explain")),
        ("searching, median ms", ("search reports, a word", "search reports, a common word")),
    ):
        flat = [{**run, **{page: run["pages"][page][0] for page in pages}} for run in runs]
        yield Panel(
            title, "claims",
            tuple(
                line._replace(name=f"{page}, {line.name}", colour=nth, dashed=line.name == "PostgreSQL")
                for nth, page in enumerate(pages)
                for line in _lines(flat, "database", _DATABASES, "claims", page)
            ),
        )  # fmt: skip


def _lines(runs: Iterable[Run], kind: str, names: dict[str, str], across: str, field: str) -> Iterator[Line]:
    for nth, (value, name) in enumerate(names.items()):
        points = tuple((run[across], run[field]) for run in runs if run[kind] == value)
        if points:
            yield Line(name, points, nth)


_WIDE, _HIGH, _LEFT, _TOP, _RIGHT, _BOTTOM = 380, 270, 52, 30, 16, 62
"""Of a panel, and of its margins, in pixels."""
_COLOURS = ("#2f6f8f", "#b5462f", "#5a7d2a", "#8a5a9e")
_A_KEY = 15


def drawn(panels: Sequence[Panel]) -> str:
    """The panels, two in a row."""
    keys = max(len(panel.lines) for panel in panels)
    high = _HIGH + _A_KEY * max(0, keys - 2)
    wide, whole = 2 * _WIDE, high * -(-len(panels) // 2)
    placed = "\n".join(
        f'<g transform="translate({_WIDE * (n % 2)},{high * (n // 2)})">{_panel(panel, high)}</g>'
        for n, panel in enumerate(panels)
    )
    styles = "".join(f".c{n}{{stroke:{colour};fill:{colour}}}" for n, colour in enumerate(_COLOURS))
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {whole}" width="{wide}" height="{whole}" role="img"
 aria-label="{escape("; ".join(panel.title for panel in panels))}">
<style>text{{font:12px system-ui,sans-serif;fill:#444}} .axis{{stroke:#8884}} path{{fill:none!important;stroke-width:2}}
{styles} @media (prefers-color-scheme:dark){{text{{fill:#ccc}} path,circle{{filter:brightness(1.6)}}}}</style>
{placed}
</svg>
"""


class _Axis(NamedTuple):
    """Values in, pixels out."""

    low: float
    high: float
    start: float
    end: float
    even: bool = False

    def at(self, value: float) -> float:
        """Where a value stands."""
        low, high, here = (v if self.even else math.log10(v) for v in (self.low, self.high, value))
        return self.start + (self.end - self.start) * (here - low) / (high - low)

    def ticks(self) -> list[float]:
        """Tens, or fifths of one."""
        if self.even:
            return [n / 5 for n in range(6)]
        return [10.0**n for n in range(round(math.log10(self.low)), round(math.log10(self.high)) + 1)]


def _tens(values: Iterable[float]) -> tuple[float, float]:
    """The tens around some values."""
    known = [value for value in values if value > 0]
    low, high = math.floor(math.log10(min(known))), math.ceil(math.log10(max(known)))
    return 10.0**low, 10.0 ** max(high, low + 1)


def _panel(panel: Panel, high: int) -> str:
    points = [point for line in panel.lines for point in line.points]
    bottom = high - _BOTTOM - _A_KEY * max(0, len(panel.lines) - 2)
    across = _Axis(*_tens(x for x, _ in points), _LEFT, _WIDE - _RIGHT)
    up = (
        _Axis(0, 1, bottom, _TOP, even=True)
        if panel.shares
        else _Axis(*_tens(y for _, y in points), bottom, _TOP)
    )
    return "\n".join(
        [
            f'<text x="{_LEFT}" y="16" font-weight="600">{escape(panel.title)}</text>',
            *(_across(across.at(tick), bottom, _short(tick)) for tick in across.ticks()),
            *(_up(up.at(tick), _short(tick)) for tick in up.ticks()),
            f'<text x="{_WIDE - _RIGHT}" y="{bottom + 28}" text-anchor="end">{escape(panel.across)}</text>',
            *(_line(n, line, across, up, bottom) for n, line in enumerate(panel.lines)),
        ]
    )


def _across(x: float, bottom: int, label: str) -> str:
    return (
        f'<line class="axis" x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP}" y2="{bottom}"/>'
        f'<text x="{x:.1f}" y="{bottom + 14}" text-anchor="middle">{label}</text>'
    )


def _up(y: float, label: str) -> str:
    return (
        f'<line class="axis" x1="{_LEFT}" x2="{_WIDE - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
        f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{label}</text>'
    )


def _line(nth: int, line: Line, across: _Axis, up: _Axis, bottom: int) -> str:
    """The line, and below the chart its name."""
    at = [(across.at(x), up.at(y)) for x, y in line.points]
    path = "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in at)
    dots = "".join(f'<circle class="c{line.colour}" cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in at)
    dashes = ' stroke-dasharray="5 4"' if line.dashed else ""
    y = bottom + 30 + _A_KEY * nth
    return (
        f'<path class="c{line.colour}"{dashes} d="{path}"/>{dots}'
        f'<path class="c{line.colour}"{dashes} d="M{_LEFT},{y}h22"/>'
        f'<text x="{_LEFT + 28}" y="{y + 4}">{escape(line.name)}</text>'
    )


def _short(value: float) -> str:
    for unit, name in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if value >= unit:
            return f"{value / unit:g}{name}"
    return f"{value:g}"


if __name__ == "__main__":
    main()
