"""A site and the name of a page in, the address by which a browser opens it from disk out."""

from __future__ import annotations

from pathlib import Path


def at(site: Path, page: str) -> str:
    """The address of a page, with what stands behind its `#`."""
    name, _, view = page.partition("#")
    return (site / name).as_uri() + (f"#{view}" if view else "")
