"""The name of a format in, the format out: every standard that there is, in and out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from harmledger.errors import UsageError
from harmledger.exchange import acled, airwars, followthemoney, geojson, hxl, ibc, ucdp, web_annotation
from harmledger.exchange.format import Format
from harmledger.exchange.ftm_rows import read_ftm
from harmledger.exchange.geojson import read_geojson
from harmledger.exchange.hxl import read_hxl
from harmledger.exchange.mapping import Mapping, load_mapping
from harmledger.exchange.row import Row
from harmledger.exchange.tables import read_rows

Read = Callable[[Path, Mapping], Iterator[Row]]

EXPORTS: dict[str, Format] = {
    each.FORMAT.name: each.FORMAT
    for each in (ucdp, acled, airwars, ibc, hxl, geojson, followthemoney, web_annotation)
}
IMPORTS: dict[str, Read] = {
    "ucdp-ged": read_rows, "acled": read_rows, "airwars": read_rows, "ibc": read_rows,
    "hxl": read_hxl, "geojson": read_geojson, "followthemoney": read_ftm,
}  # fmt: skip


def export_format(name: str) -> Format:
    """The format of that name. Raises UsageError, with the names that there are, for any other."""
    if name not in EXPORTS:
        raise UsageError(f"no format {name!r} to export to", to_do=f"one of: {', '.join(EXPORTS)}")
    return EXPORTS[name]


def import_format(name: str) -> tuple[Mapping, Read]:
    """The mapping of that name and what reads its files. Raises UsageError for one that cannot come in."""
    if name not in IMPORTS:
        raise UsageError(f"no format {name!r} to import from", to_do=f"one of: {', '.join(IMPORTS)}")
    return load_mapping(name), IMPORTS[name]
