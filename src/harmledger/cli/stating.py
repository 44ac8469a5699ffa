"""Words of the command lines `decide stated`, `correct` and `add` in; a claim that a person states, in the record,
out."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated

import typer

from harmledger.cli.options import AsJson, By, Claim, Record, Why

Stated = Annotated[
    Path,
    typer.Option(
        help="A JSON file as `decide stated` prints it, words in place of spans.", show_default=False
    ),
]


def stated(record: Record, claim: Claim) -> None:
    """Print what a claim states, as JSON to begin a correction from.

    Where words stand in a text is written as the words; where they stand there more than once, as [start, end].

    Example: harmledger decide stated record clm-0a1b2c3d4e5f60718293a4b5
    """
    from harmledger.cli import deciding

    deciding.stated(record, claim)


def correct(
    record: Record, claim: Claim, stated: Stated, by: By = "", why: Why = "", as_json: AsJson = False
) -> None:
    """A person's claim in place of this one; both stay visible.

    Begin from: harmledger decide stated RECORD CLAIM > claim.json

    Example: harmledger decide correct record clm-0a1b2c3d4e5f60718293a4b5 --stated claim.json
    """
    from harmledger.cli import deciding

    deciding.correct(record, claim, stated, by=by or getpass.getuser(), why=why, as_json=as_json)


def add(
    record: Record,
    report: Annotated[str, typer.Argument(help="A report's key or id.", show_default=False)],
    stated: Stated,
    by: By = "",
    why: Why = "",
    as_json: AsJson = False,
) -> None:
    """A claim that no reader made, from words of a report.

    Example: harmledger decide add record north-wire.txt --stated claim.json
    """
    from harmledger.cli import deciding

    deciding.add(record, report, stated, by=by or getpass.getuser(), why=why, as_json=as_json)
