"""A record or a release in, files in a format of the field out, with what that format cannot say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from harmledger.assessing.assess import assess
from harmledger.assessing.convention import Convention, load_convention
from harmledger.errors import LedgerError, UsageError
from harmledger.exchange.bundle import Bundle, by_incident
from harmledger.exchange.contract import ClaimLine, ConventionLine, IncidentLine, ReportLine
from harmledger.exchange.format import Edition, Format, pieces
from harmledger.exchange.formats import export_format
from harmledger.exchange.losses import Loss, Tally, worded
from harmledger.flow.files import files_aside
from harmledger.flow.house import house_rules
from harmledger.flow.look import matter_of
from harmledger.flow.present import published
from harmledger.flow.progress import Progress, silent
from harmledger.ledger.database import database_of
from harmledger.ledger.queries import IncidentFile, incident_files
from harmledger.ledger.store import Ledger
from harmledger.publishing.lines import claim_line, in_order, incident_line, report_line
from harmledger.publishing.matter import PublishedIncident
from harmledger.settings import Settings

Line = TypeVar("Line", bound=msgspec.Struct)


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """What an export wrote."""

    files: tuple[Path, ...]
    incidents: int
    draft: bool
    convention: str
    losses: tuple[Loss, ...]


class _Reviewed(IncidentLine, frozen=True, kw_only=True):
    """What an export needs to know of an incident of a release."""

    review: str = "reviewed"


class _Stated(msgspec.Struct, frozen=True):
    """What an export needs to know of a release's manifest."""

    draft: bool
    convention: ConventionLine


def export(
    source: Path, format: str, out: Path, *, settings: Settings, progress: Progress = silent
) -> Exported:
    """Write the incidents of `source` to the folder `out` in the format of that name.

    From a record it is a draft under the format's own convention, marked as one and not for publication; from
    a release it is what that release publishes. Raises UsageError where the release follows other rules than
    the format's, and where `source` is neither.
    """
    chosen = export_format(format)
    if database_of(source).holds_rows(source):
        with Ledger.open(source) as ledger:
            rules = load_convention(chosen.convention) if chosen.convention else house_rules(source, settings)
            edition = Edition(draft=True, convention=rules.title, title=source.resolve().name)
            bundles = _told(_of_record(ledger, rules), progress)
            return _write(chosen, edition, bundles, out, settings.language)
    edition = _edition(source, chosen)
    return _write(chosen, edition, _told(_of_release(source), progress), out, settings.language)


def _told(bundles: Iterable[Bundle], progress: Progress) -> Iterator[Bundle]:
    for done, bundle in enumerate(bundles):
        progress("export", done)
        yield bundle


def _of_record(ledger: Ledger, rules: Convention) -> Iterator[Bundle]:
    """Every incident as these rules see it, withdrawn ones left out; the record itself keeps its own rules."""
    for file in incident_files(ledger):
        if file.standing.state != "withdrawn":
            yield _bundle(file, rules)


def _bundle(file: IncidentFile, rules: Convention) -> Bundle:
    stored = next((each for each in file.assessments if each.convention == rules.title), None)
    seen = PublishedIncident(
        incident=file.incident, assessment=stored or assess(matter_of(file), rules), tellings=file.tellings,
        reports=file.reports, claims=tuple(published(told) for told in file.claims),
    )  # fmt: skip
    reports = sorted(file.reports, key=lambda report: (report.key, report.id))
    return Bundle(
        incident=incident_line(seen),
        claims=tuple(claim_line(each) for each in in_order(seen.claims)),
        reports=tuple(report_line(report) for report in reports),
    )


def _edition(release: Path, chosen: Format) -> Edition:
    manifest = release / "manifest.json"
    if not manifest.exists():
        raise UsageError(
            "is neither a record nor a release", where=str(release), to_do="name a folder that `build` made"
        )
    try:
        stated = msgspec.json.decode(manifest.read_bytes(), type=_Stated)
    except msgspec.DecodeError as fault:
        raise LedgerError(f"is not a manifest: {fault}", where=str(manifest)) from fault
    rules = stated.convention
    if chosen.convention not in (None, rules.name):
        raise UsageError(
            f"follows {rules.name}; numbers in {chosen.name} follow {chosen.convention}", where=str(release),
            to_do=f"release under {chosen.convention}",
        )  # fmt: skip
    return Edition(draft=stated.draft, convention=f"{rules.name} {rules.version}", title=release.name)


def _of_release(release: Path) -> Iterable[Bundle]:
    return by_incident(
        _lines(release / "incidents.jsonl", _Reviewed),
        _lines(release / "claims.jsonl", ClaimLine),
        _lines(release / "reports.jsonl", ReportLine),
        lambda incident: incident.review == "machine",
    )


def _lines(path: Path, line: type[Line]) -> Iterator[Line]:
    decoder = msgspec.json.Decoder(line)
    try:
        with path.open("rb") as file:
            for row in file:
                yield decoder.decode(row)
    except msgspec.DecodeError as fault:
        raise LedgerError(f"is not as `release` writes it: {fault}", where=str(path)) from fault


def _write(chosen: Format, edition: Edition, bundles: Iterable[Bundle], out: Path, language: str) -> Exported:
    tally = Tally(chosen.cannot_say)
    mark = "draft-" if edition.draft else ""
    with files_aside(out, mark) as files:
        for piece in pieces(chosen.exporter(edition, tally), tally.over(bundles)):
            files.write(piece.file, piece.content)
        losses = tally.losses()
        sentences = "".join(f"{sentence}\n" for sentence in worded(losses, language))
        files.write(f"{chosen.name}.losses.txt", sentences.encode())
    return Exported(
        files=files.paths,
        incidents=tally.incidents,
        draft=edition.draft,
        convention=edition.convention,
        losses=losses,
    )
