"""Words of the command line after `harmledger import` in; one call into `act` out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from harmledger.cli.options import AsJson

imports = typer.Typer(
    name="import",
    no_args_is_help=True,
    help="Bring what others hold into a record, as claims of their source.",
)

Into = Annotated[Path, typer.Option("--into", help="The record to make or to add to.", show_default=False)]


@imports.command("claims")
def claims(
    corpus: Annotated[Path, typer.Argument(help="A corpus, as `read --engine` made it.", show_default=False)],
    into: Into,
    since: Annotated[
        dt.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="First day that a claim tells of.", show_default=False),
    ] = None,
    until: Annotated[
        dt.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Last day that a claim tells of.", show_default=False),
    ] = None,
    country: Annotated[
        list[str] | None,
        typer.Option(help="Two letters, e.g. IS; may be given again.", show_default=False),
    ] = None,
    blamed: Annotated[
        list[str] | None,
        typer.Option(help="A party, by its name in the actor list; may be given again.", show_default=False),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """The part of a corpus that a team will review: whole reports with their bytes and claims.

    Nothing is read again; ids are those that `build` gives. A report comes whole where one of its claims tells of
    what is asked for. Importing twice adds nothing.

    Example: harmledger import claims corpus --into record --since 2014-03-01 --country IS
    """
    from harmledger.cli import act

    act.import_claims(
        corpus, into, act.settings(), since=_day(since), until=_day(until),
        countries=tuple(country or ()), blamed=tuple(blamed or ()), as_json=as_json,
    )  # fmt: skip


def _day(given: dt.datetime | None) -> dt.date | None:
    return given.date() if given is not None else None
