"""A masked record in, the folder of a release out: written aside, put in place whole, and never changed
again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path

import msgspec

from harmledger.errors import UsageError
from harmledger.exchange.contract import FileLine
from harmledger.publishing.digested import SUMS_FILE, write_bytes, write_lines, write_sums
from harmledger.publishing.masking.masker import Masker
from harmledger.publishing.masking.matter import MaskedMatter
from harmledger.publishing.past import ChangeLine, Past, past_of
from harmledger.publishing.release.changes import changes, known_incidents
from harmledger.publishing.release.contract import ReleaseManifest
from harmledger.publishing.release.dictionary import dictionary_rows
from harmledger.publishing.release.edition import Edition, accuracy, manifest_of
from harmledger.publishing.release.history import HISTORY_FILE, history, read_history
from harmledger.publishing.release.line_files import LineFiles
from harmledger.publishing.release.lines import IncidentLines, incident_lines
from harmledger.publishing.release.package import datapackage
from harmledger.publishing.release.review import Review
from harmledger.publishing.release.site_files import site_files, site_sha256
from harmledger.publishing.release.table_files import write_tables
from harmledger.publishing.release.texts import METHOD, README, citation, method, readme
from harmledger.publishing.site.leaves import Spread, in_this_process
from harmledger.publishing.site.write import write_site
from harmledger.publishing.swap import written_aside
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
    standing: tuple[IncidentLines, ...] = ()
    """Incidents whose published numbers stand, as the last release has them."""


def write_release(
    releases: Path,
    streams: Streams,
    edition: Edition,
    *,
    language: str | None,
    spread: Spread = in_this_process,
) -> Written:
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
        past = history(edition.previous_folder, folder, made, edition.name, edition.decisions)
        files[HISTORY_FILE] = write_lines(folder / HISTORY_FILE, map(canonical_json, past))
        files |= write_tables(folder)
        files |= _write_papers(folder, edition)
        pages = _write_site(
            folder, streams, past_of(_previous(edition), made, read_history(folder)), language, spread
        )
        manifest = manifest_of(edition, files, site_sha256(pages) if pages else None)
        files |= _write_about(folder, edition, manifest, files)
        manifest = msgspec.structs.replace(manifest, files=dict(files))
        files["manifest.json"] = _write_json(folder, "manifest.json", manifest)
        write_sums(folder / SUMS_FILE, files | pages)
    sha256 = files["manifest.json"].sha256
    return Written(folder=target, manifest=manifest, changes=made, manifest_sha256=sha256)


def _write_lines(folder: Path, streams: Streams, edition: Edition) -> Files:
    """Incidents, claims, reports and totals from one passage over the record; then what stands as it was."""
    with LineFiles() as files:
        for pair in streams.matter.pairs():
            review = streams.reviews[pair.given.incident.id]
            files.add(incident_lines(pair, review, edition.convention, streams.masker))
        for lines in streams.standing:
            files.add(lines)
        deeds = write_lines(folder / "decisions.jsonl", map(canonical_json, edition.decisions))
        return files.write(folder, edition) | {"decisions.jsonl": deeds}


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


def _previous(edition: Edition) -> str | None:
    return edition.previous.release if edition.previous else None


def _write_site(folder: Path, streams: Streams, past: Past, language: str | None, spread: Spread) -> Files:
    if language is None:
        return {}
    write_site(folder / "site", streams.matter, language=language, past=past, spread=spread)
    return site_files(folder)


def _write_about(folder: Path, edition: Edition, manifest: ReleaseManifest, files: Files) -> Files:
    """The pages that explain the release, and last the data package, which lists them too."""
    last = ("CITATION.cff", "datapackage.json", "manifest.json")
    names = [*files, *README.values(), *METHOD.values(), *last]
    pages = {"CITATION.cff": citation(manifest)}
    for language, name in METHOD.items():
        pages[name] = method(edition.colophon, manifest, accuracy(), language)
    for language, name in README.items():
        pages[name] = readme(manifest, names, language)
    written = {name: write_bytes(folder / name, page) for name, page in pages.items()}
    package = datapackage(manifest, files | written)
    return written | {"datapackage.json": write_bytes(folder / "datapackage.json", package)}


def _write_json(folder: Path, name: str, content: msgspec.Struct) -> FileLine:
    return write_bytes(folder / name, msgspec.json.format(canonical_json(content), indent=2) + b"\n")
