"""A release's manifest in, `datapackage.json` out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

import msgspec

from harmledger.exchange.contract import FileLine
from harmledger.publishing.release.contract import ReleaseManifest
from harmledger.publishing.release.dictionary import TableName, columns, files
from harmledger.records.canonical import canonical_json

_MEDIA_TYPES = {
    "csv": "text/csv", "jsonl": "application/jsonl", "json": "application/json", "geojson": "application/geo+json",
    "parquet": "application/vnd.apache.parquet", "md": "text/markdown", "toml": "application/toml", "cff": "text/yaml",
    "py": "text/x-python",
}  # fmt: skip
PACKAGE = "datapackage.json"
_TABLES: tuple[TableName, ...] = get_args(TableName)


def datapackage(manifest: ReleaseManifest, there: Mapping[str, FileLine]) -> bytes:
    """The release as a data package (Frictionless Data Package 1.0): a resource a file, tables with their
    schema.

    `type` says which files are tables: the library of the format goes by endings else, and takes nested lines
    for a table.
    """
    stated: dict[str, Any] = {
        "name": f"harmledger-{manifest.release}",
        "profile": "data-package",
        "title": manifest.scope.title or f"harmledger {manifest.release}",
        "version": manifest.release,
        "created": f"{manifest.released_on.isoformat()}T00:00:00Z",
        "resources": [_resource(name, file) for name, file in sorted(there.items())],
    }
    if manifest.scope.licence:
        stated["licenses"] = [{"name": manifest.scope.licence}]
    return msgspec.json.format(canonical_json(stated), indent=2) + b"\n"


def _resource(name: str, file: FileLine) -> dict[str, Any]:
    stem, _, ending = name.rpartition(".")
    resource: dict[str, Any] = {
        "name": name.lower().replace("_", "-"),
        "path": name,
        "description": files()[name],
        "mediatype": _MEDIA_TYPES[ending],
        "bytes": file.size_bytes,
        "hash": f"sha256:{file.sha256}",
        "type": "table" if ending == "csv" else "file",
    }
    if ending == "csv" and stem in _TABLES:
        resource |= {
            "type": "table",
            "profile": "tabular-data-resource",
            "encoding": "utf-8",
            "schema": _schema(stem),
        }
    return resource


def _schema(table: str) -> dict[str, Any]:
    name: TableName = msgspec.convert(table, TableName)
    fields = [{"name": each.name, "type": each.kind, "description": each.says} for each in columns(name)]
    return {"fields": fields, "missingValues": [""]}
