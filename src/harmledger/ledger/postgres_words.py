"""PostgreSQL's own index of words (`tsvector`): an open connection and normal words go in; numbers of rows of the truth
come out.

The words are normal already (`wording.normal`), so the database is given them as they are and knows no language.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, inspect, text

from harmledger.wording.normal import PREFIX

_TABLES = {"text": "text_words", "claim": "claim_words"}
_MOST = 20_000
"""Different words of one text that are kept: a `tsvector` holds one megabyte."""
_STRETCHES = (10_000, 100_000, 1_000_000, 2**62)
"""Rows of the truth in which words are looked for, one stretch behind another until there are enough: the server reads
the row of each text that its index gives for a word, and of a word that a hundredth of all claims hold only the first
few are shown. `seq + 0` keeps it from walking through all rows for a word that it takes for common."""


def make(connection: Connection) -> None:
    """Makes the index, empty, in place of one that is there; `finish` it once it is filled."""
    for table in _TABLES.values():
        connection.execute(text(f"DROP TABLE IF EXISTS {table}"))
        connection.execute(text(f"CREATE TABLE {table} (seq bigint PRIMARY KEY, body tsvector NOT NULL)"))


def finish(connection: Connection) -> None:
    """Makes what words are found by, where it is not there: over a million rows at once it costs a fraction of what it
    costs row by row."""
    for table in _TABLES.values():
        connection.execute(text(f"CREATE INDEX IF NOT EXISTS {table}_by_word ON {table} USING gin (body)"))


def is_there(connection: Connection) -> bool:
    """Whether the index was made."""
    return inspect(connection).has_table(_TABLES["claim"])


def add(connection: Connection, kind: str, rows: Iterable[tuple[int, Sequence[str]]]) -> None:
    """Notes the words of rows of the truth, by their sequence number."""
    values = [{"seq": seq, "words": list(dict.fromkeys(words))[:_MOST]} for seq, words in rows]
    if values:
        table = _TABLES[kind]
        put = f"INSERT INTO {table}(seq, body) VALUES (:seq, array_to_tsvector(CAST(:words AS text[])))"  # noqa: S608
        connection.execute(text(put), values)


def matching(
    connection: Connection, kind: str, words: Sequence[str], *, after: tuple[float, int] | None, limit: int
) -> list[tuple[int, float]]:
    """Rows that hold all `words`, in order of their number, from behind `after`; each with its rank, which is 0 here:
    words are kept without their places."""
    holding = f"SELECT seq FROM {_TABLES[kind]} WHERE body @@ CAST(:words AS tsquery)"  # noqa: S608
    query = text(f"{holding} AND seq > :behind AND seq <= :end ORDER BY seq + 0 LIMIT :limit")
    found: list[int] = []
    behind = after[1] if after is not None else 0
    for stretch in _STRETCHES:
        given = {
            "words": _expression(words),
            "behind": behind,
            "end": behind + stretch,
            "limit": limit - len(found),
        }
        found += connection.scalars(query, given)
        if len(found) >= limit:
            break
        behind += stretch
    return [(seq, 0.0) for seq in found]


def _expression(words: Sequence[str]) -> str:
    """Quoted, so that no word of a person's is ever an operator."""
    return " & ".join(
        f"'{word.removesuffix(PREFIX)}':*" if word.endswith(PREFIX) else f"'{word}'" for word in words
    )
