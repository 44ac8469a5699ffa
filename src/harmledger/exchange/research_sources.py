"""An incident in, its rows in Airwars' table of research sources out: what each report alone says, in words and
numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from harmledger.exchange.bundle import Bundle
from harmledger.exchange.contract import ClaimLine, FigureLine
from harmledger.exchange.table_format import Cells

_GROUPS = {
    "civilian_non_combatants": "civilians", "children": "children", "women": "women", "men": "men",
    "belligerents": "combatants",
}  # fmt: skip
"""The groups of the table, and ours."""
_OUTCOMES = ("killed", "injured")
_PARTS = ("subset", "part", "additional")
"""Relations of a figure that says how many of a number, or how many beside it, and not how many there were."""
_BETWEEN_QUOTES = " […] "
RESEARCH_COLUMNS = (
    "post_id", "post_published", "post_modified", "permalink", "source_url", "source_post_id", "source_date",
    "source_author", "source_author_translated", "source_content", "source_content_translated",
    "source_includes_video", "source_video_transcript_translated",
    *(f"{group}_{outcome}_{end}" for group in _GROUPS for outcome in _OUTCOMES for end in ("min", "max")),
)  # fmt: skip


def research_sources(bundle: Bundle) -> Iterator[Cells]:
    """A row a report: the quotes of it that are published, and what it says itself of each group. The table has no
    column for the code of an incident: `post_id` holds it."""
    for report in bundle.reports:
        claims = [claim for claim in bundle.claims if claim.report == report.key]
        yield {
            "post_id": bundle.name, "source_url": report.url, "source_author": report.publisher,
            "source_date": report.published.isoformat() if report.published else None,
            "source_content": _quoted(claims), **_numbers(claims),
        }  # fmt: skip


def _quoted(claims: Sequence[ClaimLine]) -> str | None:
    """The words of the claims in the order of the text, each once."""
    quotes = dict.fromkeys(
        claim.quote for claim in sorted(claims, key=lambda claim: claim.start) if claim.quote
    )
    return _BETWEEN_QUOTES.join(quotes) or None


def _numbers(claims: Sequence[ClaimLine]) -> Cells:
    """The least and the most that the report says of each group; nothing is added up, and what is not said is empty."""
    figures = [figure for claim in claims for figure in _said(claim)]
    cells: Cells = {}
    for group, ours in _GROUPS.items():
        for outcome in _OUTCOMES:
            told = [each for each in figures if (each.outcome, each.group) == (outcome, ours)]
            lows = [each.low for each in told if each.low is not None]
            highs = [each.high for each in told if each.high is not None]
            cells[f"{group}_{outcome}_min"] = min(lows, default=None)
            cells[f"{group}_{outcome}_max"] = max(highs, default=None)
    return cells


def _said(claim: ClaimLine) -> Iterator[FigureLine]:
    """The figures by which a report counts people of this incident: not denied, and no part of another of its group."""
    if claim.stance in ("asserts", "concedes") and claim.extent == "incident":
        for figure in claim.figures:
            if not (figure.relation in _PARTS and _of_its_group(figure, claim)):
                yield figure


def _of_its_group(figure: FigureLine, claim: ClaimLine) -> bool:
    """Whether the figure that it is related to counts the same group; of one in another claim, that is assumed."""
    return not isinstance(figure.related, int) or claim.figures[figure.related].group == figure.group
