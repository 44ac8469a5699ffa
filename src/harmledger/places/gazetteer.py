"""A built gazetteer in, the entries that a name may mean out. Read-only; look-ups are remembered."""

from __future__ import annotations

import functools
import sqlite3
from pathlib import Path
from typing import NamedTuple, cast

from rapidfuzz import fuzz

from harmledger.errors import SettingsError
from harmledger.places.names import ARTICLES, fold, skeleton, without_article
from harmledger.records.place import Candidate, Level

_MOST_MATCHES = 60
"""Of one name: some 60 places are called San José or Springfield, and the right one may be small."""
_MOST_LIKE_KEYS = 400
_ALIKE_ENOUGH = 78.0
"""Of 100 (rapidfuzz's ratio): "khuzza" and "khuzaa" reach 83, "nusayrat" and "nuseirat" 88."""
_REMEMBERED = 65_536
_LONGEST_NAME = 80
_COLUMNS = "gazetteer_id, name, latitude, longitude, radius_m, level, country, admin1, population"
_BY_KEY = f"""SELECT {_COLUMNS}, standing FROM names JOIN places ON places.id = names.place WHERE key = ?
    ORDER BY level IN ('country', 'province', 'region') DESC, standing, population DESC, gazetteer_id
    LIMIT ?"""  # noqa: S608  (the columns are ours)


class Match(NamedTuple):
    """An entry that a name may mean, and how well the name fits it."""

    candidate: Candidate
    likeness: float
    """1.0: the same name, but for spelling variants folded away; below: only alike."""
    standing: int
    """0 its name, 1 an alias that we gave it, 2 one of its other names."""


class Gazetteer:
    """An opened gazetteer. It never changes; the same name gives the same matches in the same order."""

    def __init__(self, connection: sqlite3.Connection, digest: str) -> None:
        """Use `Gazetteer.open`."""
        self._connection = connection
        self.digest = digest
        """SHA-256 of everything that decided what this gazetteer holds."""
        self._exact = functools.lru_cache(maxsize=_REMEMBERED)(self._look_up)
        self._begins = functools.lru_cache(maxsize=_REMEMBERED)(self._look_up_beginning)
        self._alike = functools.lru_cache(maxsize=_REMEMBERED)(self._look_up_alike)

    @classmethod
    def open(cls, path: Path) -> Gazetteer:
        """The gazetteer at `path`. Raises SettingsError if there is none or it is not one."""
        try:
            connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            (digest,) = connection.execute("SELECT value FROM meta WHERE name = 'digest'").fetchone()
        except (sqlite3.Error, TypeError) as error:
            raise SettingsError(
                "this is no gazetteer", where=str(path), to_do="let harmledger build it anew"
            ) from error
        return cls(connection, str(digest))

    def close(self) -> None:
        """Lets go of the file."""
        self._connection.close()

    def candidates(self, name: str, limit: int = 12) -> tuple[Candidate, ...]:
        """What `name` may mean, best guess without any context first: same name, then alike ones."""
        return tuple(match.candidate for match in self.matches(name, alike=True)[:limit])

    def matches(self, name: str, *, alike: bool = False) -> tuple[Match, ...]:
        """All entries called `name`; with `alike`, where there is none, those whose names sound like it."""
        if len(name) > _LONGEST_NAME:
            return ()
        return self._exact(fold(name)) or (self.alike(name) if alike else ())

    def alike(self, name: str) -> tuple[Match, ...]:
        """Entries whose names sound like `name` in another transliteration, or with a slip of the pen."""
        return self._alike(fold(name)) if len(name) <= _LONGEST_NAME else ()

    def knows(self, name: str) -> bool:
        """Whether an entry is called `name`."""
        return len(name) <= _LONGEST_NAME and bool(self._exact(fold(name)))

    def name_of(self, gazetteer_id: str) -> str | None:
        """The name of the entry of this id; null where there is none. The first call reads them all."""
        return self._names.get(gazetteer_id)

    @functools.cached_property
    def _names(self) -> dict[str, str]:
        rows = self._connection.execute("SELECT gazetteer_id, name FROM places ORDER BY id DESC")
        return {str(gazetteer_id): str(name) for gazetteer_id, name in rows}

    def begins_names(self, word: str) -> bool:
        """Whether names of several words begin with `word`: where not, longer names need not be looked up."""
        return len(word) <= _LONGEST_NAME and self._begins(fold(word))

    def _look_up_beginning(self, key: str) -> bool:
        found = self._connection.execute(
            "SELECT 1 FROM names WHERE key >= ? AND key < ? LIMIT 1",
            (f"{key} ", f"{key}!"),  # "!" is next to the blank
        )
        return bool(key) and (" " in key or key in ARTICLES or found.fetchone() is not None)

    def _look_up(self, key: str) -> tuple[Match, ...]:
        """Entries under `key`, with or without an Arabic article."""
        found = self._read(key, 1.0) if key else ()
        bare = without_article(key)
        if bare != key:  # "El Geneina" is a city of Sudan, and a quarter that is filed without the article
            known = {match.candidate.gazetteer_id for match in found}
            more = (match for match in self._read(bare, 1.0) if match.candidate.gazetteer_id not in known)
            found = tuple(sorted((*found, *more), key=_best_first))
        return found

    def _look_up_alike(self, key: str) -> tuple[Match, ...]:
        rows = self._connection.execute(
            "SELECT key FROM skeletons WHERE skeleton = ? ORDER BY key LIMIT ?",
            (skeleton(key), _MOST_LIKE_KEYS),
        )
        bare = without_article(key)
        graded = ((_likeness(bare, other), other) for (other,) in rows)
        best = sorted((-grade, other) for grade, other in graded if grade >= _ALIKE_ENOUGH)[:8]
        found = {
            match.candidate.gazetteer_id: match
            for grade, other in reversed(best)
            for match in self._read(other, -grade / 100)
        }
        return tuple(sorted(found.values(), key=_best_first))

    def _read(self, key: str, likeness: float) -> tuple[Match, ...]:
        rows = self._connection.execute(_BY_KEY, (key, _MOST_MATCHES)).fetchall()
        return tuple(sorted((_match(row, likeness) for row in rows), key=_best_first))


def _likeness(name: str, other: str) -> float:
    """How alike two keys of one skeleton are, of 100. Two alphabets are compared by the skeletons alone."""
    if name.isascii() != other.isascii():
        return _ALIKE_ENOUGH + 2
    return fuzz.ratio(name, without_article(other))


def _match(row: tuple[object, ...], likeness: float) -> Match:
    gazetteer_id, name, latitude, longitude, radius_m, level, country, admin1, population, standing = row
    candidate = Candidate(
        gazetteer_id=str(gazetteer_id),
        name=str(name),
        latitude=cast(float, latitude),
        longitude=cast(float, longitude),
        radius_m=cast(int, radius_m),
        level=cast(Level, level),
        country=cast("str | None", country),
        admin1=cast("str | None", admin1),
        population=cast(int, population),
    )
    return Match(candidate, likeness, cast(int, standing))


_WEIGHT_OF_LEVEL = {"country": 3, "region": 3, "province": 2}


def _best_first(match: Match) -> tuple[float, int, int, int, str]:
    candidate = match.candidate
    by_level = _WEIGHT_OF_LEVEL.get(candidate.level, 1)
    return -match.likeness, match.standing == 2, -by_level, -candidate.population, candidate.gazetteer_id
