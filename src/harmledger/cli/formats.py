"""Words of the command line about formats of the field in: `harmledger export` and `harmledger import FORMAT`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from harmledger.cli.imports import Into, imports
from harmledger.cli.options import AsJson, Language

READ_FROM = {
    "ucdp-ged": "UCDP GED, any version, with or without a row of names",
    "acled": "a file shaped like those of ACLED, codes as numbers or as words",
    "airwars": "Airwars' table of incidents",
    "ibc": "Iraq Body Count's table of incidents",
    "hxl": "a table with a row of HXL tags",
    "geojson": "a GeoJSON FeatureCollection",
    "followthemoney": "FollowTheMoney entities, one a line: its Events, and who is blamed for them",
}
"""Every format that may come in, in words."""
WRITTEN_TO = (*READ_FROM, "web-annotation")


def export(
    source: Annotated[Path, typer.Argument(help="A record, or the folder of a release.", show_default=False)],
    format: Annotated[str, typer.Argument(help=f"One of: {', '.join(WRITTEN_TO)}.", show_default=False)],
    out: Annotated[Path, typer.Option("--out", help="A folder for the files.", show_default=False)],
    language: Language = None,
    as_json: AsJson = False,
) -> None:
    """Incidents in a format of the field, with a list of what that format cannot say.

    Numbers follow the rules modelled on the house whose format it is; the record keeps its own. From a record
    the files are a draft, are marked as one, and are not for publication; from a release they are what it
    publishes.

    Example: harmledger export record ucdp-ged --out exports
    """
    from harmledger.cli import act, carry

    carry.export(source, format, out, act.settings(language=language), as_json=as_json)


def _importing(format: str) -> Callable[..., None]:
    def rows(
        file: Annotated[Path, typer.Argument(help="The file.", show_default=False)],
        into: Into,
        dry_run: Annotated[
            bool, typer.Option("--dry-run", help="Say what would become of each row, and change nothing.")
        ] = False,
        file_rows: Annotated[
            bool,
            typer.Option(
                "--file-rows",
                help="Also file each row as an incident of its own under its id: for your own table.",
            ),
        ] = False,
        language: Language = None,
        as_json: AsJson = False,
    ) -> None:
        from harmledger.cli import act, carry

        carry.import_rows(
            format, file, into, act.settings(language=language),
            dry_run=dry_run, file_rows=file_rows, as_json=as_json,
        )  # fmt: skip

    rows.__doc__ = f"""The rows of {READ_FROM[format]}, as claims of the house that made it.

    Columns are found by name, in any order. A row that cannot be used is refused with its number and its
    column, and stops nothing. Importing twice adds nothing.

    Example: harmledger import {format} FILE --into record --dry-run
    """
    return rows


for _format in READ_FROM:
    imports.command(_format)(_importing(_format))


@imports.command("web-annotation")
def web_annotations(
    file: Annotated[Path, typer.Argument(help="The file.", show_default=False)],
    into: Into,
    by: Annotated[
        str,
        typer.Option(
            help="Whose claims they become, kept for ever.", show_default="your name on this machine"
        ),
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would become of each, and change nothing.")
    ] = False,
    language: Language = None,
    as_json: AsJson = False,
) -> None:
    """Annotations of reports that the record holds, as a person's claims on the words that they select.

    They are those that `export web-annotation` writes, changed or made by another program. What the record says
    of the same words already adds nothing; what selects other words than it quotes is refused.

    Example: harmledger import web-annotation claims.annotations.jsonld --into record --by "L. Sand"
    """
    from harmledger.cli import act, carry

    carry.import_annotations(
        file, into, act.settings(language=language), by=by, dry_run=dry_run, as_json=as_json
    )
