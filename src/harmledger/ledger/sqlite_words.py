"""SQLite's own index of words (FTS5): an open connection and normal words go in; numbers of rows of the truth come out.

The tables hold no text, only which word stands in which row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, text

from harmledger.wording.normal import PREFIX

_TABLES = {"text": "text_words", "claim": "claim_words"}
_MOST_RANKED = 2000
"""Of more rows than these the oldest comes first, as on PostgreSQL: to rank them takes longer with every row, and a
word that thousands of texts hold tells none of them from the others."""


def make(connection: Connection) -> None:
    """Makes the index, empty, in place of one that is there."""
    for table in _TABLES.values():
        connection.execute(text(f"DROP TABLE IF EXISTS {table}"))
        connection.execute(
            text(
                f"CREATE VIRTUAL TABLE {table} USING fts5(body, content='', tokenize='unicode61 remove_diacritics 0')"
            )
        )


def finish(_connection: Connection) -> None:
    """Nothing: what was added is found."""


def is_there(connection: Connection) -> bool:
    """Whether the index was made."""
    found = connection.execute(text("SELECT name FROM sqlite_master WHERE name = 'claim_words'"))
    return found.first() is not None


def add(connection: Connection, kind: str, rows: Iterable[tuple[int, Sequence[str]]]) -> None:
    """Notes the words of rows of the truth, by their sequence number."""
    values = [{"seq": seq, "body": " ".join(words)} for seq, words in rows]
    if values:
        table = _TABLES[kind]
        connection.execute(text(f"INSERT INTO {table}(rowid, body) VALUES (:seq, :body)"), values)  # noqa: S608


def matching(
    connection: Connection, kind: str, words: Sequence[str], *, after: tuple[float, int] | None, limit: int
) -> list[tuple[int, float]]:
    """Rows that hold all `words`, from behind `after`, each with its rank: texts with the most telling first (of very
    many the oldest), claims the oldest first, as a sentence that holds a word tells no more than another."""
    table = _TABLES[kind]
    given = {"words": _expression(words), "limit": limit}
    if kind == "claim" or _is_common(connection, table, given):
        found = f"SELECT rowid AS seq FROM {table} WHERE {table} MATCH :words"  # noqa: S608
        query = f"{found} AND rowid > :seq ORDER BY rowid LIMIT :limit"
        rows = connection.execute(text(query), {**given, "seq": after[1] if after is not None else 0})
        return [(row.seq, 0.0) for row in rows]
    found = f"SELECT rowid AS seq, bm25({table}) AS rank_of FROM {table} WHERE {table} MATCH :words"  # noqa: S608
    behind = "WHERE (rank_of, seq) > (:rank, :seq)" if after is not None else ""
    query = f"SELECT seq, rank_of FROM ({found}) {behind} ORDER BY rank_of, seq LIMIT :limit"  # noqa: S608
    if after is not None:
        given |= {"rank": after[0], "seq": after[1]}
    return [(row.seq, row.rank_of) for row in connection.execute(text(query), given)]


def _is_common(connection: Connection, table: str, given: dict[str, Any]) -> bool:
    """Whether more rows hold the words than are put in order of how telling they are."""
    some = f"SELECT 1 FROM {table} WHERE {table} MATCH :words LIMIT {_MOST_RANKED + 1}"  # noqa: S608
    found = connection.scalar(text(f"SELECT count(*) FROM ({some})"), {"words": given["words"]})  # noqa: S608
    return bool(found and found > _MOST_RANKED)


def _expression(words: Sequence[str]) -> str:
    """Quoted, so that no word of a person's is ever an operator."""
    return " AND ".join(
        f'"{word.removesuffix(PREFIX)}" *' if word.endswith(PREFIX) else f'"{word}"' for word in words
    )
