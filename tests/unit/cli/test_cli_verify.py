"""One altered byte, anywhere, is named by `harmledger verify`, which then ends with 6."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

from whole_program import Command


def test_a_captured_file(harmledger: Command, record: Path) -> None:
    captured = max((path for path in (record / "archive").rglob("*") if path.is_file()), key=lambda p: p.name)
    content = bytearray(captured.read_bytes())
    content[len(content) // 2] ^= 1
    captured.chmod(0o644)
    captured.write_bytes(content)
    ended = harmledger("verify", record)
    assert ended.status == 6
    (line,) = [line for line in ended.out.splitlines() if captured.name in line]
    assert "altered" in line
    told = json.loads(harmledger("verify", record, "--json").out)
    assert told["holds"] is False
    assert [finding["code"] for finding in told["findings"] if finding["outcome"] == "fail"] == [
        "bytes_altered"
    ]


def test_a_quote_in_the_ledger(harmledger: Command, record: Path) -> None:
    with closing(sqlite3.connect(record / "ledger.sqlite")) as database, database:
        row, payload = database.execute(
            "SELECT seq, payload FROM truth WHERE kind = 'claim' AND instr(payload, ?) ORDER BY seq",
            (b"children",),
        ).fetchone()
        altered = payload.replace(b"children", b"childrem", 1)
        database.execute("UPDATE truth SET payload = ? WHERE seq = ?", (altered, row))
    ended = harmledger("verify", record)
    assert ended.status == 6
    assert any(f"row {row}" in line and "altered" in line for line in ended.out.splitlines())


def test_rows_cut_off_the_end(harmledger: Command, record: Path) -> None:
    with closing(sqlite3.connect(record / "ledger.sqlite")) as database, database:
        database.execute("DELETE FROM truth WHERE seq = (SELECT max(seq) FROM truth)")
    assert harmledger("verify", record).status == 6
    ended = harmledger("build", record.parent / "none", "--out", record)
    assert ended.status == 2
