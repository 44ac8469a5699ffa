"""A record's streams in, the draft `release/` out: JSON lines, a table, a manifest and the digest of each
file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from harmledger import wording
from harmledger.estimating.counted import counted
from harmledger.estimating.totals import Totals
from harmledger.exchange.contract import ConventionLine, FileLine, IncidentLine, Manifest
from harmledger.publishing.digested import digested, write_lines, write_sums
from harmledger.publishing.lines import (
    claim_line,
    claim_order,
    incident_line,
    method_line,
    refusal_line,
    report_line,
)
from harmledger.publishing.matter import Colophon, Matter
from harmledger.publishing.sorting import Keyed, in_key_order
from harmledger.publishing.spreadsheet import csv_header, csv_row
from harmledger.publishing.swap import written_aside
from harmledger.publishing.totals_table import totals_header, totals_row
from harmledger.records.canonical import canonical_json


def write_draft(release: Path, matter: Matter) -> Manifest:
    """Writes the draft in place of what stood at `release`, and gives back its manifest.

    The same record gives the same bytes, whatever the order of the streams. Killed, it leaves the old or the
    new draft.
    """
    with written_aside(release) as folder:
        files = {
            "claims.jsonl": write_lines(folder / "claims.jsonl", in_key_order(_claims(matter))),
            "reports.jsonl": write_lines(folder / "reports.jsonl", in_key_order(_reports(matter))),
            "refusals.jsonl": write_lines(folder / "refusals.jsonl", in_key_order(_refusals(matter))),
            **_write_incidents(folder, matter),
        }
        manifest = _manifest(matter.colophon, files)
        files["manifest.json"] = _write_manifest(folder / "manifest.json", manifest)
        write_sums(folder / "SHA256SUMS", files)
    return manifest


def _claims(matter: Matter) -> Iterator[Keyed]:
    return ((claim_order(each), canonical_json(claim_line(each))) for each in matter.claims())


def _reports(matter: Matter) -> Iterator[Keyed]:
    return (((each.key, each.id), canonical_json(report_line(each))) for each in matter.reports())


def _refusals(matter: Matter) -> Iterator[Keyed]:
    return (((each.id,), canonical_json(refusal_line(each))) for each in matter.refusals())


def _incidents(matter: Matter, sums: Totals) -> Iterator[Keyed]:
    for each in matter.incidents():
        sums.add(counted(each.incident, each.assessment, reviewed=each.reviewed))
        yield (each.incident.id,), canonical_json(incident_line(each))


def _write_incidents(folder: Path, matter: Matter) -> dict[str, FileLine]:
    """Lines, table and totals from one stream: a row of the table is read from its line."""
    decoder = msgspec.json.Decoder(IncidentLine)
    sums = Totals()
    with digested(folder / "incidents.jsonl") as lines, digested(folder / "incidents.csv") as table:
        table.write(csv_header())
        for line in in_key_order(_incidents(matter, sums)):
            lines.write(line + b"\n")
            table.write(csv_row(decoder.decode(line)))
    return {
        "incidents.jsonl": lines.line(),
        "incidents.csv": table.line(),
        "totals.csv": _write_totals(folder / "totals.csv", sums),
    }


def _write_totals(path: Path, sums: Totals) -> FileLine:
    with digested(path) as file:
        file.write(totals_header())
        for total in sums.lines():
            file.write(totals_row(total))
    return file.line()


def _manifest(colophon: Colophon, files: dict[str, FileLine]) -> Manifest:
    counts = {
        name.removesuffix(".jsonl"): file.lines for name, file in files.items() if name.endswith(".jsonl")
    }
    methods = sorted((method_line(method) for method in colophon.methods), key=canonical_json)
    return Manifest(
        draft=True,
        notice=wording.say("site.draft.notice", {}),
        harmledger=colophon.harmledger_version,
        convention=ConventionLine(name=colophon.convention, version=colophon.convention_version),
        scope=colophon.scope,
        counts=counts,
        methods=tuple(methods),
        files=dict(files),
    )


def _write_manifest(path: Path, manifest: Manifest) -> FileLine:
    with digested(path) as file:
        for line in msgspec.json.format(canonical_json(manifest), indent=2).splitlines(keepends=True):
            file.write(line)
        file.write(b"\n")
    return file.line()
