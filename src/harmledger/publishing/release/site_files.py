"""The folder of a release in, the files of its site with their digests out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from harmledger.exchange.contract import FileLine
from harmledger.records.canonical import sha256

SITE = "site"


def site_files(release: Path) -> dict[str, FileLine]:
    """Every file of the site by its path in the release, in order."""
    found = sorted(path for path in (release / SITE).rglob("*") if path.is_file())
    return {path.relative_to(release).as_posix(): _line(path) for path in found}


def site_sha256(files: Mapping[str, FileLine]) -> str:
    """The digest of a site: over its lines of `SHA256SUMS`, in order."""
    return sha256("".join(f"{file.sha256}  {name}\n" for name, file in sorted(files.items())).encode())


def _line(path: Path) -> FileLine:
    content = path.read_bytes()
    return FileLine(sha256=sha256(content), size_bytes=len(content), lines=content.count(b"\n"))
