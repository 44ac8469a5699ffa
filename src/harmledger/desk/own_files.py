"""A name in, one of the desk's own files out: style, script and base map, from the package and from nowhere else."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources

from litestar import Response, get
from litestar.params import FromPath

from harmledger.desk.access import needs
from harmledger.errors import NotInRecord

_HOMES = {
    "site.css": ("harmledger.publishing.site", "text/css"),
    "desk.css": ("harmledger.desk", "text/css"),
    "desk.js": ("harmledger.desk", "text/javascript"),
    "view.js": ("harmledger.publishing.site", "text/javascript"),
    "explore.js": ("harmledger.desk", "text/javascript"),
    "icon.svg": ("harmledger.desk", "image/svg+xml"),
    "htmx.min.js": ("harmledger.desk", "text/javascript"),
}
"""Every file that is served: its package and media type. A name that is not here leads nowhere."""
_A_YEAR_S = 31_536_000


def asset_url(name: str) -> str:
    """The address of a file, with a digest so that a browser may keep it for ever."""
    return f"/assets/{name}?{_digest(name)}"


@get("/assets/{name:str}", opt=needs("anyone"), sync_to_thread=False)
def asset(name: FromPath[str]) -> Response[bytes]:
    """One of the desk's own files. Raises NotInRecord for any other name."""
    if name not in _HOMES:
        raise NotInRecord(f"no file {name!r} at the desk")
    kept = {"cache-control": f"public, max-age={_A_YEAR_S}, immutable"}
    return Response(_content(name), media_type=_HOMES[name][1], headers=kept)


@cache
def _content(name: str) -> bytes:
    return resources.files(_HOMES[name][0]).joinpath("assets", name).read_bytes()


@cache
def _digest(name: str) -> str:
    return hashlib.sha256(_content(name)).hexdigest()[:16]
