"""A masked record in, the folder of a release out: written aside, put in place whole, and never changed
again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from importlib import resources
from itertools import groupby
from pathlib import Path

import msgspec

from harmledger.errors import UsageError
from harmledger.estimating.counted import counted
from harmledger.estimating.totals import Totals
from harmledger.exchange.bundle import Bundle
from harmledger.exchange.contract import FileLine
from harmledger.exchange.format import Edition as Release
from harmledger.exchange.geojson import GeoJsonExporter, feature
from harmledger.exchange.losses import Tally
from harmledger.publishing.digested import SUMS_FILE, write_bytes, write_lines, write_sums
from harmledger.publishing.masking.masker import Masker
from harmledger.publishing.masking.matter import MaskedMatter
from harmledger.publishing.release.changes import ChangeLine, changes, known_incidents
from harmledger.publishing.release.contract import ReleaseManifest
from harmledger.publishing.release.dictionary import dictionary_rows
from harmledger.publishing.release.edition import Edition, accuracy, manifest_of
from harmledger.publishing.release.lines import incident_lines
from harmledger.publishing.release.package import datapackage
from harmledger.publishing.release.review import Review
from harmledger.publishing.release.site_files import site_files, site_sha256
from harmledger.publishing.release.table_files import write_tables
from harmledger.publishing.release.texts import citation, method, readme
from harmledger.publishing.site.write import write_site
from harmledger.publishing.sorting import Sorter
from harmledger.publishing.swap import written_aside
from harmledger.publishing.totals_table import totals_header, totals_row
from harmledger.records.canonical import canonical_json

Files = dict[str, FileLine]


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a release."""

    folder: Path
    manifest: ReleaseManifest
    changes: tuple[ChangeLine, ...]
    manifest_sha256: str


class Streams(msgspec.Struct, frozen=True, kw_only=True):
    """What a release is written from."""

    matter: MaskedMatter
    masker: Masker
    reviews: Mapping[str, Review]
    """By internal incident id."""


def write_release(releases: Path, streams: Streams, edition: Edition, *, language: str | None) -> Written:
    """Writes `releases/<name>/`, with a site in `language` unless that is null.

    The same record, policy and name give the same bytes. Raises UsageError where there is a release of that
    name.
    """
    target = releases / edition.name
    if target.exists():
        raise UsageError(
            "is published, and never changes", where=str(target), to_do="give another date with --on"
        )
    with written_aside(target) as folder:
        files = _write_lines(folder, streams, edition)
        made = tuple(_changes(folder, edition))
        files["changes.jsonl"] = write_lines(folder / "changes.jsonl", map(canonical_json, made))
        files |= write_tables(folder)
        files |= _write_papers(folder, edition)
        pages = _write_site(folder, streams, language)
        manifest = manifest_of(edition, files, site_sha256(pages) if pages else None)
        files |= _write_about(folder, edition, manifest, files)
        manifest = msgspec.structs.replace(manifest, files=dict(files))
        files["manifest.json"] = _write_json(folder, "manifest.json", manifest)
        write_sums(folder / SUMS_FILE, files | pages)
    sha256 = files["manifest.json"].sha256
    return Written(folder=target, manifest=manifest, changes=made, manifest_sha256=sha256)


def _write_lines(folder: Path, streams: Streams, edition: Edition) -> Files:
    """Incidents, claims, reports and totals from one passage over the record."""
    totals = Totals()
    with ExitStack() as stack:
        incidents, claims, reports, features = (stack.enter_context(Sorter()) for _ in range(4))
        for pair in streams.matter.pairs():
            review = streams.reviews[pair.given.incident.id]
            lines = incident_lines(pair, review, edition.convention, streams.masker)
            incidents.add((lines.incident.id,), canonical_json(lines.incident))
            bundle = Bundle(incident=lines.incident, claims=lines.claims, reports=lines.reports)
            features.add((lines.incident.id,), canonical_json(feature(bundle, draft=False)))
            for claim in lines.claims:
                claims.add((claim.report, claim.start, claim.id), canonical_json(claim))
            for report in lines.reports:
                reports.add((report.key,), canonical_json(report))
            masked = pair.masked.published
            totals.add(counted(masked.incident, masked.assessment, reviewed=review.line == "reviewed"))
        return {
            "incidents.jsonl": write_lines(folder / "incidents.jsonl", incidents),
            "claims.jsonl": write_lines(folder / "claims.jsonl", _once(claims)),
            "reports.jsonl": write_lines(folder / "reports.jsonl", _once(reports)),
            "decisions.jsonl": write_lines(
                folder / "decisions.jsonl", map(canonical_json, edition.decisions)
            ),
            "incidents.geojson": write_bytes(folder / "incidents.geojson", b"".join(_map(features, edition))),
            "totals.csv": write_bytes(folder / "totals.csv", b"".join(_totals(totals))),
        }


def _once(lines: Sorter) -> Iterator[bytes]:
    """What several incidents tell of stands once."""
    return (line for line, _ in groupby(lines))


def _map(features: Sorter, edition: Edition) -> Iterator[bytes]:
    """The features as one collection, in the order of their ids."""
    title = edition.scope.title or edition.name
    exporter = GeoJsonExporter(
        Release(draft=False, convention=edition.convention.title, title=title), Tally(())
    )
    yield from (piece.content for piece in exporter.begin())
    yield from (b",\n" + line if number else b"\n" + line for number, line in enumerate(features))
    yield from (piece.content for piece in exporter.end())


def _totals(totals: Totals) -> Iterator[bytes]:
    yield totals_header()
    yield from (totals_row(total) for total in totals.lines())


def _changes(folder: Path, edition: Edition) -> Iterator[ChangeLine]:
    before = known_incidents(edition.previous_folder) if edition.previous_folder else {}
    return changes(before, known_incidents(folder), edition.gone, edition.touched)


def _write_papers(folder: Path, edition: Edition) -> Files:
    """What follows from policy, scope and program alone."""
    script = resources.files("harmledger.publishing.release").joinpath("alone.py").read_bytes()
    return {
        "convention.toml": write_bytes(folder / "convention.toml", edition.convention_toml),
        "policy.json": _write_json(folder, "policy.json", edition.policy.without_secrets()),
        "scope.json": _write_json(folder, "scope.json", edition.scope),
        "accuracy.json": write_bytes(folder / "accuracy.json", accuracy()),
        "data-dictionary.csv": write_bytes(folder / "data-dictionary.csv", b"".join(dictionary_rows())),
        "verify.py": write_bytes(folder / "verify.py", script),
    }


def _write_site(folder: Path, streams: Streams, language: str | None) -> Files:
    if language is None:
        return {}
    write_site(folder / "site", streams.matter, language=language)
    return site_files(folder)


def _write_about(folder: Path, edition: Edition, manifest: ReleaseManifest, files: Files) -> Files:
    """The pages that explain the release, and last the data package, which lists them too."""
    colophon = edition.colophon
    names = [*files, "METHOD.md", "CITATION.cff", "README.md", "datapackage.json", "manifest.json"]
    written = {
        "METHOD.md": write_bytes(folder / "METHOD.md", method(colophon, manifest, accuracy())),
        "CITATION.cff": write_bytes(folder / "CITATION.cff", citation(manifest)),
        "README.md": write_bytes(folder / "README.md", readme(manifest, names)),
    }
    package = datapackage(manifest, files | written)
    return written | {"datapackage.json": write_bytes(folder / "datapackage.json", package)}


def _write_json(folder: Path, name: str, content: msgspec.Struct) -> FileLine:
    return write_bytes(folder / name, msgspec.json.format(canonical_json(content), indent=2) + b"\n")
