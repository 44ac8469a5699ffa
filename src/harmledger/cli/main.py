"""Words of the command line in; what each command is for, its options, and one call into `act` out.

`act` opens every room of the program, so it is brought in only when a command is carried out: help stays
quick.
"""

from __future__ import annotations

import errno
import importlib.metadata
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from harmledger.cli import publish
from harmledger.cli.decide import decide
from harmledger.cli.finding import history, search
from harmledger.cli.formats import export
from harmledger.cli.imports import imports
from harmledger.cli.keep import backup, restore
from harmledger.cli.options import AsJson, Columns, Inputs, Language, Processes, Record
from harmledger.cli.plain import plain
from harmledger.cli.reading import annotate, link, read
from harmledger.cli.users import user
from harmledger.errors import HarmledgerError

_INTERRUPTED = 130
"""The exit status after Ctrl-C: 128 and the number of the signal, as shells have it."""
_REFUSED_BY_SYSTEM = {
    errno.EACCES: "check who may read and write there",
    errno.EROFS: "name a place that can be written to",
    errno.ENOENT: "check the path",
    errno.ENOSPC: "make room and run it again: what was kept is whole",
}
"""What to do where the system refuses a file or a folder."""

app = typer.Typer(
    name="harmledger",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(asked: bool) -> None:
    if asked:
        print(f"harmledger {importlib.metadata.version('harmledger')}")
        raise typer.Exit


@app.callback()
def _harmledger(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Read reports of civilian harm into claims, and claims into a record in which every number shows its
    words.

    Begin with: harmledger build REPORTS... --out RECORD

    Then open RECORD/site/index.html, and ask: harmledger explain RECORD

    Nothing goes over the network. Ends with 0 where all went well, 1 for a file or folder that the system
    refuses, 2 for a call or setting that cannot be used, 5 for a record that cannot be written now, 6 for a
    record that does not hold, 7 for what a record does not have, 8 for a decision that cannot be made.
    """


def build(
    reports: Inputs,
    out: Annotated[Path, typer.Option("--out", help="The record to make or to add to.", show_default=False)],
    columns: Columns = None,
    processes: Processes = None,
    convention: Annotated[
        str | None,
        typer.Option(
            help="House rules of ranges and grades: airwars-like, ucdp-like, acled-like or ibc-like.",
            show_default="the record's own; airwars-like for a new one",
        ),
    ] = None,
    report_pages: Annotated[
        bool, typer.Option("--report-pages", help="Also a page a report, every claim lit up in its text.")
    ] = False,
    site: Annotated[bool, typer.Option("--site/--no-site", help="Write the site.")] = True,
    language: Language = None,
    database: Annotated[
        str | None,
        typer.Option(
            help="For a new record: the PostgreSQL database of its rows, postgresql://host/name.",
            show_default="SQLite, in OUT",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Read, link and assess reports, and write a draft: the main job.

    Run it again with more reports and only these are read. Kill it at any moment: nothing is lost, the next
    run goes on where it was. What cannot be read is refused with a reason, and stops nothing.

    Example: harmledger build reports/ posts.csv --out record
    """
    from harmledger.cli import act

    act.build(
        reports, out,
        act.settings(processes=processes, convention=convention, language=language, database=database),
        columns=columns, report_pages=report_pages, site=site, as_json=as_json,
    )  # fmt: skip


def explain(
    record: Record,
    incident: Annotated[
        str | None,
        typer.Argument(
            help="An incident's id, or your own key of it. Without it: which incidents there are, the deadliest first.",
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
    language: Language = None,
) -> None:
    """Why this number: the claims that set it, their words, the rule, what was set aside, what would change.

    Ids also stand on the pages of the site and in release/incidents.csv.

    Example: harmledger explain record inc-0a1b2c3d4e5f60718293a4b5
    """
    from harmledger.cli import act

    given = act.settings(language=language)
    if incident is None:
        act.incidents(record, given, as_json=as_json)
    else:
        act.explain(record, incident, given, as_json=as_json)


def assess(
    record: Record,
    convention: Annotated[
        str, typer.Option(help="airwars-like, ucdp-like, acled-like or ibc-like.", show_default=False)
    ],
    as_json: AsJson = False,
) -> None:
    """Another house's rules over the same claims: nothing is read again, no claim changes.

    The draft and the site are written anew, and later builds keep these rules.

    Example: harmledger assess record --convention ucdp-like
    """
    from harmledger.cli import act

    act.assess(record, act.settings(convention=convention), as_json=as_json)


def totals(
    record: Record,
    by: Annotated[
        str | None,
        typer.Option(
            help="One or more of grade, status, year, month, country, area, actor, joined by commas.",
            show_default="the whole, then grade",
        ),
    ] = None,
    as_json: AsJson = False,
    language: Language = None,
) -> None:
    """Sums over incidents, what is not known of them, and an interval of documented harm.

    The interval says what the incidents of this record may come to under a stated model; it is no estimate of
    all the dead. Tolls of a whole conflict stand beside the sums, never in them.

    Example: harmledger totals record --by month,actor
    """
    from harmledger.cli import act

    act.totals(record, act.settings(language=language), by=by, as_json=as_json)


def erase(
    record: Record,
    target: Annotated[
        str, typer.Argument(help="A report's key or id, or the id of any row.", show_default=False)
    ],
    why: Annotated[str, typer.Option(help="The reason, kept for ever.", show_default=False)],
    by: Annotated[str, typer.Option(help="Who decides it, kept for ever.", show_default=False)],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: AsJson = False,
) -> None:
    """Take words and bytes out of the record, for law or safety. It cannot be undone.

    The digest, who and why stay; `verify` says "erased by decision", and no later build brings it back. Write
    no name and no quote into the reason: it stays.

    Example: harmledger erase record posts.csv/account-1 --by "L. Sand" --why "asked by the family"
    """
    from harmledger.cli import act

    if not yes:
        typer.confirm(f"Erase {plain(target)} from {plain(str(record))} for good?", abort=True)
    act.erase(record, target, act.settings(), by=by, why=why, as_json=as_json)


def serve(
    record: Record,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any free one.")] = 8377,
    name: Annotated[
        str | None,
        typer.Option(
            "--as", help="Your name, as it stands on what you decide.", show_default="your user name"
        ),
    ] = None,
    certificate: Annotated[
        Path | None, typer.Option(help="PEM file of a TLS certificate.", show_default=False)
    ] = None,
    key: Annotated[Path | None, typer.Option(help="PEM file of its key.", show_default=False)] = None,
    proxy: Annotated[
        str | None,
        typer.Option(help="The name of a proxy that speaks TLS in front of it.", show_default=False),
    ] = None,
    language: Language = None,
) -> None:
    """The desk: the record in a browser.

    Open the address that it prints. It asks nothing of any network; end it with Ctrl-C. It listens on this machine
    only, and lets in whoever uses it, until people have accounts (page People). Elsewhere it refuses to listen
    without accounts and TLS, its own or that of a proxy in front.

    Example: harmledger serve record --as "L. Sand"
    """
    from harmledger.cli import act

    act.serve(
        record, act.settings(language=language), person=name, host=host, port=port, certificate=certificate,
        key=key, proxy=proxy,
    )  # fmt: skip


# As a newcomer meets them: make a record, look at it, decide, publish, exchange, keep; then single stages and corpora.
for command in (
    build, explain, assess, totals, search, history, serve, publish.release, publish.verify, export, backup, restore,
    erase, annotate, read, link,
):  # fmt: skip
    app.command()(command)
for group in (decide, imports, user):
    app.add_typer(group)


def run(arguments: Sequence[str] | None = None) -> None:
    """The program: an error of ours is one clear line and its exit status, never a traceback."""
    # Numpy looks at it as it is loaded: its threads would only fight each other over matrices as small as a sentence's.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    try:
        app(arguments)
    except SystemExit as end:
        if end.code == _INTERRUPTED:
            print("harmledger: stopped; what was read is kept, run it again to go on", file=sys.stderr)
        raise
    except HarmledgerError as error:
        _end(str(error), error.exit_code)
    except OSError as error:
        refused = HarmledgerError(
            error.strerror or str(error),
            where=str(error.filename or ""),
            to_do=_REFUSED_BY_SYSTEM.get(error.errno or 0, ""),
        )
        _end(str(refused), refused.exit_code)


def _end(words: str, status: int) -> None:
    print(f"harmledger: {plain(words)}", file=sys.stderr)
    sys.exit(status)


if __name__ == "__main__":
    run()
