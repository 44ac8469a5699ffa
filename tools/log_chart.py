"""Lines of things that grow with size in; charts with logarithmic axes, as SVG, out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple


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


_WIDE, _HIGH, _LEFT, _TOP, _RIGHT, _BOTTOM = 380, 270, 52, 30, 16, 62
"""Of a panel, and of its margins, in pixels."""
_COLOURS = ("#2f6f8f", "#b5462f", "#5a7d2a", "#8a5a9e")
_A_KEY = 15
_MARGIN = 1.25


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
<style>text{{font:12px system-ui,sans-serif;fill:#444}} .title{{font-weight:600}} .axis{{stroke:#8884}}
path{{fill:none!important;stroke-width:2}}
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
        return [
            10.0**n for n in range(math.ceil(math.log10(self.low)), math.floor(math.log10(self.high)) + 1)
        ]


def _around(values: Iterable[float]) -> tuple[float, float]:
    """Bounds a little beyond some values, with two tens between them at least."""
    known = [value for value in values if value > 0]
    low, high = min(known) / _MARGIN, max(known) * _MARGIN
    first, last = math.ceil(math.log10(low)), math.floor(math.log10(high))
    return (low, high) if first < last else (min(low, 10.0**last), max(high, 10.0 ** (last + 1)))


def _panel(panel: Panel, high: int) -> str:
    points = [point for line in panel.lines for point in line.points]
    bottom = high - _BOTTOM - _A_KEY * max(0, len(panel.lines) - 2)
    across = _Axis(*_around(x for x, _ in points), _LEFT, _WIDE - _RIGHT)
    up = (
        _Axis(0, 1, bottom, _TOP, even=True)
        if panel.shares
        else _Axis(*_around(y for _, y in points), bottom, _TOP)
    )
    return "\n".join(
        [
            f'<text class="title" x="{_LEFT}" y="16">{escape(panel.title)}</text>',
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
