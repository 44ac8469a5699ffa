"""Words of the command lines `search` and `history` in; one call into `deciding` out."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from harmledger.cli.options import AsJson, Record


def search(
    record: Record,
    words: Annotated[str, typer.Argument(help="All of them are looked for; `word*`: what begins so.")],
    kind: Annotated[
        Literal["report", "claim", "incident"], typer.Option(help="What to look through.")
    ] = "report",
    limit: Annotated[int, typer.Option(min=1, help="How many to show.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Find reports, claims or incidents by their words, in English, Arabic and others alike.

    Case, accents, vowel signs and spellings of alef, ya and ta marbuta make no difference.

    Example: harmledger search record "harbour clinic" --kind claim
    """
    from harmledger.cli import deciding

    deciding.search(record, words, kind, limit=limit, as_json=as_json)


def history(
    record: Record,
    incident: Annotated[
        str, typer.Argument(help="An incident's id, or your own key of it.", show_default=False)
    ],
    as_json: AsJson = False,
) -> None:
    """What became of an incident: reports and decisions in order, who, when, why, and the numbers after each.

    Example: harmledger history record inc-0a1b2c3d4e5f60718293a4b5
    """
    from harmledger.cli import deciding

    deciding.history(record, incident, as_json=as_json)
