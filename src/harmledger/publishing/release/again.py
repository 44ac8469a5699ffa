"""A release in; what of it does not follow from its lines out: tables, map, pages and site are made once more, and
compared."""

from __future__ import annotations

import filecmp
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from harmledger.assessing.convention import Convention
from harmledger.ledger.findings import Finding, closed, failed, not_checked
from harmledger.publishing.release.contract import ReleaseManifest
from harmledger.publishing.release.derived import ABOUT, Files, write_about, write_data, write_pages
from harmledger.publishing.release.edition import program_sha256
from harmledger.publishing.release.site_files import site_files
from harmledger.publishing.site.leaves import Spread


def made_again(
    folder: Path, manifest: ReleaseManifest, convention: Convention, spread: Spread
) -> list[Finding]:
    """Every file that follows from the lines against the same made anew.

    Another version of the program may word and order things otherwise: then what is not the same is not checked,
    and the site is not made.
    """
    same_program = manifest.program_sha256 == program_sha256()
    with tempfile.TemporaryDirectory() as scratch:
        made = _make(folder, Path(scratch), manifest, convention, spread if same_program else None)
        there = made.keys() | (site_files(folder).keys() if same_program else frozenset())
        other = [name for name in sorted(there) if not _same(folder / name, Path(scratch) / name)]
    if not same_program and (other or manifest.site_sha256):
        return [not_checked("again", "release_other_program", number=len(other))]
    faults = [failed("again", "release_not_made_again", name) for name in other]
    return closed("again", faults, "release_made_again", number=len(there))


def _make(
    folder: Path, into: Path, manifest: ReleaseManifest, convention: Convention, spread: Spread | None
) -> Files:
    """The files that follow; the site only where there is something to spread its pages."""
    made = write_data(folder, into, manifest, convention)
    if spread:
        made |= write_pages(folder, into, manifest, convention, spread)
    accuracy = (folder / "accuracy.json").read_bytes()
    others = {name: file for name, file in manifest.files.items() if name not in ABOUT}
    return made | write_about(into, manifest, convention, accuracy, others)


def _same(there: Path, made: Path) -> bool:
    """Parquet by what it holds: its bytes are those of a version of pyarrow."""
    if not (there.is_file() and made.is_file()):
        return False
    if there.suffix == ".parquet":
        return _same_table(there, made)
    return filecmp.cmp(there, made, shallow=False)


def _same_table(there: Path, made: Path) -> bool:
    try:
        return bool(pq.read_table(there).equals(pq.read_table(made)))
    except pa.ArrowException:
        return False
