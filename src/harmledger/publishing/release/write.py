"""A masked record in, the folder of a release out: written aside, put in place whole, and never changed
again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from harmledger.errors import UsageError
from harmledger.publishing.digested import SUMS_FILE, write_bytes, write_json, write_lines, write_sums
from harmledger.publishing.masking.masker import Masker
from harmledger.publishing.masking.pairs import Pair
from harmledger.publishing.past import ChangeLine
from harmledger.publishing.release.changes import changes, known_incidents
from harmledger.publishing.release.contract import IncidentLines, ReleaseManifest
from harmledger.publishing.release.derived import Files, write_about, write_data, write_pages
from harmledger.publishing.release.edition import Edition, accuracy, manifest_of
from harmledger.publishing.release.history import HISTORY_FILE, history
from harmledger.publishing.release.line_files import LineFiles
from harmledger.publishing.release.lines import incident_lines
from harmledger.publishing.release.review import Review
from harmledger.publishing.release.site_files import site_sha256
from harmledger.publishing.site.leaves import Spread, in_this_process
from harmledger.publishing.swap import written_aside
from harmledger.records.canonical import canonical_json


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a release."""

    folder: Path
    manifest: ReleaseManifest
    changes: tuple[ChangeLine, ...]
    manifest_sha256: str


class Streams(msgspec.Struct, frozen=True, kw_only=True):
    """What a release is written from."""

    pairs: Iterable[Pair]
    masker: Masker
    reviews: Mapping[str, Review]
    """By internal incident id."""
    standing: tuple[IncidentLines, ...] = ()
    """Incidents whose published numbers stand, as the last release has them."""


def write_release(
    releases: Path, streams: Streams, edition: Edition, *, spread: Spread = in_this_process
) -> Written:
    """Writes `releases/<name>/`: the lines, and then what follows from them alone.

    The same record, policy and name give the same bytes. Raises UsageError where there is a release of that
    name.
    """
    target = releases / edition.name
    if target.exists():
        raise UsageError(
            "is published, and never changes", where=str(target), to_do="give another date with --on"
        )
    with written_aside(target) as folder:
        files, made = _write_lines(folder, streams, edition)
        files |= _write_rules(folder, edition)
        manifest = manifest_of(edition, files)
        files |= write_data(folder, folder, manifest, edition.convention)
        pages = write_pages(folder, folder, manifest, edition.convention, spread)
        files |= write_about(folder, manifest, edition.convention, accuracy(), files)
        manifest = msgspec.structs.replace(
            manifest, files=dict(files), site_sha256=site_sha256(pages) if pages else None
        )
        files["manifest.json"] = write_json(folder / "manifest.json", manifest)
        write_sums(folder / SUMS_FILE, files | pages)
    sha256 = files["manifest.json"].sha256
    return Written(folder=target, manifest=manifest, changes=made, manifest_sha256=sha256)


def _write_lines(folder: Path, streams: Streams, edition: Edition) -> tuple[Files, tuple[ChangeLine, ...]]:
    """Incidents, claims, reports and totals from one passage over the record, then what stands as it was; decisions,
    and what changed since the release before."""
    with LineFiles() as lines:
        for pair in streams.pairs:
            review = streams.reviews[pair.given.incident.id]
            lines.add(incident_lines(pair, review, edition.convention, streams.masker))
        for each in streams.standing:
            lines.add(each)
        files = lines.write(folder)
    made = tuple(_changes(folder, edition))
    past = history(edition.previous_folder, folder, made, edition.name, edition.decisions)
    for name, structs in (
        ("decisions.jsonl", edition.decisions),
        ("changes.jsonl", made),
        (HISTORY_FILE, past),
    ):
        files[name] = write_lines(folder / name, map(canonical_json, structs))
    return files, made


def _changes(folder: Path, edition: Edition) -> Iterator[ChangeLine]:
    before = known_incidents(edition.previous_folder) if edition.previous_folder else {}
    return changes(before, known_incidents(folder), edition.gone, edition.touched)


def _write_rules(folder: Path, edition: Edition) -> Files:
    """The rules of the house, and how well the machine reads."""
    return {
        "convention.toml": write_bytes(folder / "convention.toml", edition.convention_toml),
        "accuracy.json": write_bytes(folder / "accuracy.json", accuracy()),
    }
