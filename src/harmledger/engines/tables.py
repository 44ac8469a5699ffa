"""A query and folders of Parquet files in, its rows as Parquet out, on one machine: by DuckDB, which goes to disk
where memory ends."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from harmledger.errors import SettingsError

MIB_OF_QUERY, MIB_A_THREAD = 1_536, 512
"""What a query may hold in memory before it goes to disk: by default DuckDB would take four fifths of the machine."""
ROWS_A_PART = 100_000
"""Of what a query writes: so many pairs are weighed in a few seconds."""


def query(sql: str, given: Mapping[str, Path], out: Path, *, threads: int) -> None:
    """Writes the rows of `sql` to one file in `out`, in groups of `ROWS_A_PART`.

    Raises SettingsError where DuckDB is not installed.
    """
    try:
        import duckdb
    except ImportError as fault:
        raise SettingsError(
            "DuckDB is not installed", to_do="pip install 'harmledger[corpus]', or name --engine spark"
        ) from fault
    out.mkdir(parents=True)
    settings: dict[str, str | bool | int | float | list[str]] = {
        "threads": threads,
        "memory_limit": f"{MIB_OF_QUERY + threads * MIB_A_THREAD}MiB",
        "temp_directory": str(out / "aside"),
        "autoinstall_known_extensions": False,  # nothing is fetched
        "autoload_known_extensions": False,
    }
    with duckdb.connect(config=settings) as connection:
        for name, folder in given.items():
            connection.read_parquet(sorted(str(file) for file in folder.glob("*.parquet"))).create_view(name)
        connection.sql(sql).write_parquet(str(out / "rows.parquet"), row_group_size=ROWS_A_PART)
