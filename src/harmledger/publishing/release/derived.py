"""The lines of a release in, all that follows from them out: tables, map, site, and the pages that explain it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import msgspec

from harmledger.assessing.convention import Convention
from harmledger.exchange.bundle import Bundle
from harmledger.exchange.contract import FileLine
from harmledger.exchange.format import Edition as Exported
from harmledger.exchange.geojson import GeoJsonExporter
from harmledger.exchange.losses import Tally
from harmledger.publishing.digested import write_bytes, write_json
from harmledger.publishing.matter import Colophon
from harmledger.publishing.past import ChangeLine, past_of
from harmledger.publishing.release.contract import ReleaseManifest
from harmledger.publishing.release.dictionary import dictionary_rows
from harmledger.publishing.release.history import read_history
from harmledger.publishing.release.measured import measured, shown
from harmledger.publishing.release.package import PACKAGE, datapackage
from harmledger.publishing.release.released import ReleasedLines, ReleasedMatter, read_lines, released_lines
from harmledger.publishing.release.site_files import SITE, site_files
from harmledger.publishing.release.table_files import write_tables
from harmledger.publishing.release.texts import METHOD, README, citation, method, readme
from harmledger.publishing.rules import rules_of
from harmledger.publishing.scope import stated
from harmledger.publishing.site.leaves import Spread
from harmledger.publishing.site.write import write_site
from harmledger.records.reading import Method

Files = dict[str, FileLine]
MAP = "incidents.geojson"
CITATION = "CITATION.cff"
ABOUT = frozenset((CITATION, PACKAGE, *METHOD.values(), *README.values()))
"""The pages that explain a release."""


def write_data(lines: Path, into: Path, manifest: ReleaseManifest, convention: Convention) -> Files:
    """The tables, what their columns say, and the map, of the lines in the folder `lines`; policy and scope, as the
    manifest has them; the second verifier."""
    script = resources.files("harmledger.publishing.release").joinpath("alone.py").read_bytes()
    with released_lines(lines) as released:
        drawn = write_bytes(into / MAP, b"".join(_map(released, manifest, convention)))
    return {
        MAP: drawn,
        "policy.json": write_json(into / "policy.json", manifest.policy),
        "scope.json": write_json(into / "scope.json", manifest.scope),
        **write_tables(lines, into),
        "data-dictionary.csv": write_bytes(into / "data-dictionary.csv", b"".join(dictionary_rows())),
        "verify.py": write_bytes(into / "verify.py", script),
    }


def write_pages(
    lines: Path, into: Path, manifest: ReleaseManifest, convention: Convention, spread: Spread
) -> Files:
    """The site, if the release has one: of its lines alone, so that whoever has them can make it again."""
    if manifest.site_language is None:
        return {}
    previous = manifest.previous.release if manifest.previous else None
    changes = tuple(read_lines(lines / "changes.jsonl", ChangeLine))
    past = past_of(previous, changes, read_history(lines))
    with released_lines(lines) as released:
        measure = shown(measured((lines / "accuracy.json").read_bytes()))
        colophon = msgspec.structs.replace(colophon_of(manifest, convention), accuracy=tuple(measure))
        matter = ReleasedMatter(released, colophon)
        write_site(into / SITE, matter, language=manifest.site_language, past=past, spread=spread)
    return site_files(into)


def write_about(
    into: Path, manifest: ReleaseManifest, convention: Convention, accuracy: bytes, files: Files
) -> Files:
    """The pages that explain the release, and last the data package, which lists them too.

    `files`: all others, the manifest left out.
    """
    colophon = colophon_of(manifest, convention)
    names = [*files, *ABOUT, "manifest.json"]
    pages = {CITATION: citation(manifest)}
    for language, name in METHOD.items():
        pages[name] = method(colophon, manifest, accuracy, language)
    for language, name in README.items():
        pages[name] = readme(manifest, names, language)
    written = {name: write_bytes(into / name, page) for name, page in pages.items()}
    return written | {PACKAGE: write_bytes(into / PACKAGE, datapackage(manifest, files | written))}


def colophon_of(manifest: ReleaseManifest, convention: Convention) -> Colophon:
    """How the release was made, as its own files say. People who made claims are no readers, and not named."""
    scope = manifest.scope
    return Colophon(
        harmledger_version=manifest.harmledger,
        convention=manifest.convention.name,
        convention_version=manifest.convention.version,
        scope=scope.persons or "",
        methods=tuple(msgspec.convert(msgspec.structs.asdict(each), Method) for each in manifest.methods),
        rules=tuple(rules_of(convention)),
        title=scope.title,
        house=scope.house,
        contact=scope.contact,
        licence=scope.licence,
        counts=tuple(stated(scope)),
        released=manifest.release,
        policy=manifest.policy,
        held_back=tuple(sorted(manifest.held_back.items())),
        presumes_civilian=convention.presume_civilian.applies,
    )


def _map(released: ReleasedLines, manifest: ReleaseManifest, convention: Convention) -> Iterator[bytes]:
    """The incidents as one collection of features, in the order of their ids."""
    title = manifest.scope.title or manifest.release
    exporter = GeoJsonExporter(Exported(draft=False, convention=convention.title, title=title), Tally(()))
    yield from (piece.content for piece in exporter.begin())
    for each in released.incidents():
        bundle = Bundle(
            incident=each.incident, claims=each.claims, reports=each.reports,
            unreviewed=each.incident.review == "machine",
        )  # fmt: skip
        yield from (piece.content for piece in exporter.add(bundle))
    yield from (piece.content for piece in exporter.end())
