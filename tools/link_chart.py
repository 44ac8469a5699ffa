"""Weights as stated, as found and as shipped in; the chart of them that the docs show, out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

FITTED = (
    "place",
    "time",
    "means",
    "blamed",
    "figures",
    "persons",
    "names",
    "ages",
    "streets",
    "words",
    "copy",
)
"""The comparisons, in the order in which the chart shows them."""
_ROW, _WIDE, _MIDDLE, _A_BIT = 17, 760, 400, 22.0


class Weight(NamedTuple):
    """One level of one comparison: what a person stated, what Splink found, and what is shipped."""

    comparison: str
    level: str
    stated: int
    found: float
    pairs: int
    fitted: int


def chart(weights: Sequence[Weight]) -> str:
    """An SVG: for each level the stated weight (hollow), what Splink found (tick) and the shipped one (bar)."""
    shown = sorted(weights, key=lambda each: (FITTED.index(each.comparison), -each.fitted, each.level))
    height = _ROW * (len(shown) + 2)
    rows = "\n".join(_row(each, _ROW * (n + 2)) for n, each in enumerate(shown))
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {height}" width="{_WIDE}" height="{height}" role="img"
 aria-label="Weights of the pair model: stated, found, shipped">
<style>text{{font:12px system-ui,sans-serif;fill:#444}} .fitted{{fill:#2f6f8f}} .stated{{fill:none;stroke:#888}}
.found{{stroke:#b5462f;stroke-width:2}}
@media (prefers-color-scheme:dark){{text{{fill:#ccc}} .fitted{{fill:#6fb2d2}}}}</style>
<text x="8" y="14">bar: shipped; hollow: stated; tick: found by Splink on a made war; bits, right: one event</text>
<line x1="{_MIDDLE}" x2="{_MIDDLE}" y1="{_ROW * 1.2}" y2="{height}" stroke="#888"/>
{rows}
</svg>
"""


def _row(each: Weight, y: int) -> str:
    top = y - 11
    found = _MIDDLE + max(-15.0, min(15.0, each.found / 100)) * _A_BIT
    return (
        f'<text x="8" y="{y}">{each.comparison}</text><text x="80" y="{y}">{each.level}</text>'
        f'<rect class="fitted" {_bar(each.fitted)} y="{top + 3}" height="7"/>'
        f'<rect class="stated" {_bar(each.stated)} y="{top}" height="13"/>'
        f'<line class="found" x1="{found:.1f}" x2="{found:.1f}" y1="{top}" y2="{top + 13}"/>'
        f'<text x="{_WIDE - 8}" y="{y}" text-anchor="end">{each.fitted / 100:+.1f}</text>'
    )


def _bar(weight: int) -> str:
    length = abs(weight) / 100 * _A_BIT
    return f'x="{_MIDDLE - (length if weight < 0 else 0):.1f}" width="{length:.1f}"'
