"""What views are made from: an open connection goes in; each text with its report, its filings and what stands of
its readings comes out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from sqlalchemy import Connection

from harmledger.ledger import readings
from harmledger.ledger.standing import Standing
from harmledger.ledger.truth import chunks
from harmledger.records.reading import Method
from harmledger.records.report import Filing, Report, Text

_NO_METHOD = Method(name="none", version="0", code_sha256="", data_sha256="", gazetteer_sha256="")


class Material(msgspec.Struct, frozen=True, kw_only=True):
    """One text with all that its tellings are made from."""

    report: Report
    text: Text
    filings: tuple[Filing, ...]
    """In order of the analyst's keys."""
    standing: Standing
    """Empty where the text was not read."""


def material(connection: Connection) -> Iterator[Material]:
    """Every text whose report was not erased, streamed in order of its id."""
    reports = {report.id: report for report in readings.each(connection, Report)}
    filings = _by_report(readings.each(connection, Filing))
    read = readings.standings(connection)
    standing = next(read, None)
    for text in readings.each(connection, Text):
        while standing is not None and standing.text_id < text.id:
            standing = next(read, None)
        stands = standing if standing is not None and standing.text_id == text.id else _unread(text)
        if text.report_id in reports:
            yield _joined(text, reports[text.report_id], filings[text.report_id], stands)


def material_of(connection: Connection, report_ids: Iterable[str]) -> Iterator[Material]:
    """The texts of these reports, in order of their id within every few hundred reports."""
    for chunk in chunks(sorted(set(report_ids))):
        reports = {report.id: report for report in readings.records(connection, Report, chunk)}
        filings = _by_report(readings.owned_by(connection, Filing, reports))
        texts = sorted(readings.owned_by(connection, Text, reports), key=lambda text: text.id)
        standings = {
            standing.text_id: standing
            for ids in chunks([text.id for text in texts])
            for standing in readings.standings(connection, ids)
        }
        for text in texts:
            yield _joined(
                text, reports[text.report_id], filings[text.report_id], standings.get(text.id, _unread(text))
            )


def _by_report(filings: Iterable[Filing]) -> dict[str, list[Filing]]:
    found: dict[str, list[Filing]] = defaultdict(list)
    for filing in filings:
        found[filing.report_id].append(filing)
    return found


def _joined(text: Text, report: Report, filings: Sequence[Filing], standing: Standing) -> Material:
    in_order = tuple(sorted(filings, key=lambda filing: filing.incident_key))
    return Material(report=report, text=text, filings=in_order, standing=standing)


def _unread(text: Text) -> Standing:
    return Standing(text_id=text.id, method=_NO_METHOD, said=())
