"""Tables in SQLAlchemy's words in; the same, with strings that every database puts in one order, out."""

from __future__ import annotations

from sqlalchemy import MetaData, String


def order_by_bytes(tables: MetaData) -> None:
    """Makes PostgreSQL compare strings as SQLite does, whatever its administrator's language is: the order of a view
    must not follow from it."""
    for column in (column for table in tables.tables.values() for column in table.columns):
        if isinstance(column.type, String):
            in_c = type(column.type)(column.type.length, collation="C")
            column.type = column.type.with_variant(in_c, "postgresql")
