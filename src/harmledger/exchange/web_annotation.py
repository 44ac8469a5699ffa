"""W3C Web Annotation: a claim in, an annotation of its words out: by position and, where it may be shown, by quote."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from harmledger.exchange.bundle import Bundle
from harmledger.exchange.contract import ClaimLine, ReportLine
from harmledger.exchange.format import Edition, Format, Piece
from harmledger.exchange.losses import Tally
from harmledger.records.canonical import canonical_json

_FILE = "claims.annotations.jsonld"
CLAIM = "application/json"
"""The format of the body that holds a claim's values."""
URN = "urn:harmledger:"
_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_CANNOT_SAY = ("ranges", "reports", "incidents_as_tags", "apart")
_NOT_IN_BODY = frozenset(("id", "report", "start", "end", "quote", "incident", "method"))
"""What the target and the annotation itself say."""


class AnnotationExporter:
    """Writes one AnnotationPage, an annotation a line."""

    def __init__(self, edition: Edition, tally: Tally) -> None:
        self._edition, self._tally = edition, tally
        self._begun = False

    def begin(self) -> Iterator[Piece]:
        """The page, saying what it is."""
        head = {"@context": _CONTEXT, "type": "AnnotationPage", "id": f"{URN}claims"}
        yield Piece(_FILE, canonical_json(head)[:-1] + b',"items":[')

    def add(self, bundle: Bundle) -> Iterator[Piece]:
        """An annotation for each claim of the incident."""
        reports = {report.key: report for report in bundle.reports}
        for claim in bundle.claims:
            if not claim.quote:
                self._tally.add("quote_withheld")
            separator = b",\n" if self._begun else b"\n"
            self._begun = True
            yield Piece(
                _FILE, separator + canonical_json(self._annotation(claim, reports.get(claim.report), bundle))
            )

    def end(self) -> Iterator[Piece]:
        """The end of the page."""
        yield Piece(_FILE, b"\n]}\n")

    def _annotation(self, claim: ClaimLine, report: ReportLine | None, bundle: Bundle) -> dict[str, Any]:
        tags = [claim.incident, "draft" if self._edition.drafts(bundle) else None]
        return {
            "id": _urn(claim.id), "type": "Annotation", "motivation": "describing",
            "generator": {"type": "Software", "name": f"harmledger {claim.method}"},
            "body": [_body(claim), *(_tag(tag) for tag in tags if tag)],
            "target": _target(claim, report),
        }  # fmt: skip


def claim_value(claim: ClaimLine) -> str:
    """The claim's values as JSON: all but its words and where they stand."""
    stated = {k: v for k, v in msgspec.to_builtins(claim).items() if k not in _NOT_IN_BODY}
    return canonical_json(stated).decode()


def _body(claim: ClaimLine) -> dict[str, Any]:
    """The claim's values in a textual body."""
    return {"type": "TextualBody", "format": CLAIM, "purpose": "describing", "value": claim_value(claim)}


def _tag(value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": "tagging", "value": value}


def _target(claim: ClaimLine, report: ReportLine | None) -> dict[str, Any]:
    """The words: offsets count code points of the text as extracted, so that the source is that text, not the
    page of the web that it came from."""
    selectors: list[dict[str, Any]] = [
        {"type": "TextPositionSelector", "start": claim.start, "end": claim.end}
    ]
    if claim.quote:
        selectors.append({"type": "TextQuoteSelector", "exact": claim.quote})
    target: dict[str, Any] = {
        "type": "SpecificResource", "source": _urn(report.id if report else claim.report), "selector": selectors
    }  # fmt: skip
    if report and report.url:
        target["scope"] = report.url
    return target


def _urn(id: str) -> str:
    return f"{URN}{id}"


FORMAT = Format(name="web-annotation", convention=None, cannot_say=_CANNOT_SAY, exporter=AnnotationExporter)
