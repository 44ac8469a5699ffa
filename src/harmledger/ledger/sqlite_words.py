"""SQLite's own index of words (FTS5): an open connection and normal words go in; numbers of rows of the truth come out.

The tables hold no text, only which word stands in which row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, text

from harmledger.wording.normal import PREFIX

_TABLES = {"text": "text_words", "claim": "claim_words"}


def make(connection: Connection) -> None:
    """Makes the index, empty, in place of one that is there."""
    for table in _TABLES.values():
        connection.execute(text(f"DROP TABLE IF EXISTS {table}"))
        connection.execute(
            text(
                f"CREATE VIRTUAL TABLE {table} USING fts5(body, content='', tokenize='unicode61 remove_diacritics 0')"
            )
        )


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
    """Rows that hold all `words`, the most telling first, from behind `after`; each with its rank."""
    table = _TABLES[kind]
    found = f"SELECT rowid AS seq, bm25({table}) AS rank_of FROM {table} WHERE {table} MATCH :words"  # noqa: S608
    behind = "WHERE (rank_of, seq) > (:rank, :seq)" if after is not None else ""
    query = f"SELECT seq, rank_of FROM ({found}) {behind} ORDER BY rank_of, seq LIMIT :limit"  # noqa: S608
    given = {"words": _expression(words), "limit": limit}
    if after is not None:
        given |= {"rank": after[0], "seq": after[1]}
    return [(row.seq, row.rank_of) for row in connection.execute(text(query), given)]


def _expression(words: Sequence[str]) -> str:
    """Quoted, so that no word of a person's is ever an operator."""
    return " AND ".join(
        f'"{word.removesuffix(PREFIX)}" *' if word.endswith(PREFIX) else f'"{word}"' for word in words
    )
