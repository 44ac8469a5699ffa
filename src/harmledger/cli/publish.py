"""Words of the command line after `harmledger release` and `harmledger verify` in; one call into `act`
out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from harmledger.cli.options import AsJson, Language, Record

Policy = Annotated[
    Path | None,
    typer.Option(
        help="A TOML file that says what may be published.",
        show_default="the record's policy.toml, else the one that ships",
    ),
]
On = Annotated[
    dt.datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="The day of the release.", show_default="today"),
]
By = Annotated[
    str | None,
    typer.Option("--by", "--as", help="Who publishes, kept in the chain.", show_default="your user name"),
]
Preview = Annotated[
    bool, typer.Option("--preview", help="Only say what would be published, and what held back and why.")
]
Site = Annotated[bool, typer.Option("--site/--no-site", help="Write the site of the release.")]
Stamp = Annotated[
    bool,
    typer.Option("--timestamp-request", help="Also a request for a time-stamp (RFC 3161); nothing is sent."),
]


def release(
    record: Record, policy: Policy = None, on: On = None, by: By = None, preview: Preview = False,
    site: Site = True, timestamp_request: Stamp = False, language: Language = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Publish what the policy lets out, masked, into RECORD/releases/<day>/, which never changes again.

    By default only incidents that a person reviewed as they stand, no quote that nobody cleared, no name.
    Each release names the one before it, and says what changed since.

    Example: harmledger release record --preview
    """
    from harmledger.cli import act

    given = act.settings(language=language)
    if preview:
        act.preview(record, given, policy=policy, as_json=as_json)
    else:
        day = on.date() if on is not None else None
        act.release(
            record, given, policy=policy, on=day, by=by, site=site, stamp=timestamp_request, as_json=as_json
        )


def verify(
    folder: Annotated[
        Path, typer.Argument(help="The folder of a record, or of a release.", show_default=False)
    ],
    against: Annotated[
        Path | None,
        typer.Option(help="The record that a release was made from.", show_default="the release alone"),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Prove that nothing was altered: in a record every row, captured file and quote; in a release every
    file, its place after the release before, and that its numbers follow from its claims.

    Each check holds, fails or was not made. Ends with status 6 if one fails, and names what does not hold.

    Example: harmledger verify record
    """
    from harmledger.cli import act

    if not act.verify(folder, against=against, as_json=as_json):
        raise typer.Exit(6)
