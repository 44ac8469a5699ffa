"""The options of a command in, one call into `flow`, what it gave back shown: a function a command."""

from __future__ import annotations

import datetime as dt
import getpass
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from harmledger.capture import ColumnMap
from harmledger.cli import show
from harmledger.cli.incidents import incidents_shown
from harmledger.cli.progress import bar
from harmledger.cli.publications import chosen_shown, released_shown
from harmledger.cli.sums import totals_shown
from harmledger.errors import UsageError
from harmledger.flow import look, only_read
from harmledger.flow.build import build as build_record
from harmledger.flow.choose import preview as look_ahead
from harmledger.flow.proof import verify as prove
from harmledger.flow.release import release as publish
from harmledger.flow.totals import totals as record_totals
from harmledger.ledger.browse import listing
from harmledger.ledger.passing import told_in_passing
from harmledger.ledger.store import Ledger
from harmledger.settings import Settings, read_settings

_MOST_LISTED = 30
"""Incidents on the list of a record in a terminal."""


def settings(**options: object) -> Settings:
    """The settings of the environment, with those options that the command line gave."""
    given = {name: value for name, value in options.items() if value is not None}
    return msgspec.structs.replace(read_settings(), **given)


def build(
    reports: Sequence[Path],
    out: Path,
    given: Settings,
    *,
    columns: Path | None,
    report_pages: bool,
    site: bool,
    as_json: bool,
) -> None:
    """Build a record and say what came of it."""
    with bar(quiet=as_json) as progress:
        summary = build_record(
            reports, out, settings=given, columns=_column_map(columns), report_pages=report_pages, site=site,
            progress=progress,
        )  # fmt: skip
    if as_json:
        show.as_json(summary)
    else:
        show.summary(summary, given.language)


def read(reports: Sequence[Path], out: Path | None, given: Settings, *, columns: Path | None) -> None:
    """Write the claims of reports, and say what was refused."""
    with bar(quiet=out is None) as progress, _lines(out, reports) as write:
        refused = only_read.read_claims(
            reports, write, settings=given, columns=_column_map(columns), progress=progress
        )
    show.refused(refused, given.language)


def read_corpus(
    given: Sequence[str], out: Path | None, settings: Settings, *, columns: Path | None, master: str | None
) -> None:
    """Read shards into a corpus, and say what came of it."""
    from harmledger.flow import read_corpus as corpora  # with Arrow, which other commands do not wait for

    if out is None:
        raise UsageError("a corpus needs a folder", where="--out", to_do="name one")
    with bar(quiet=False) as progress:
        summary = corpora.read_corpus(
            given, out, settings=settings, master=master, columns=_column_map(columns), progress=progress
        )
    show.corpus(summary, settings.language)


def link_corpus(corpus: Path, settings: Settings, *, master: str | None) -> None:
    """Link what the reports of a corpus tell, and say what came of it."""
    from harmledger.flow import link_corpus as linking

    with bar(quiet=False) as progress:
        summary = linking.link_corpus(corpus, settings=settings, master=master, progress=progress)
    show.linked(corpus / linking.LINKED, summary)


def import_claims(
    corpus: Path,
    into: Path,
    settings: Settings,
    *,
    since: dt.date | None,
    until: dt.date | None,
    countries: tuple[str, ...],
    blamed: tuple[str, ...],
    as_json: bool,
) -> None:
    """Bring a part of a corpus into a record, and say what came."""
    from harmledger.engines.corpus.select import Wanted
    from harmledger.flow.import_corpus import import_corpus

    wanted = Wanted(since=since, until=until, countries=countries, blamed=blamed)
    with bar(quiet=as_json) as progress:
        done = import_corpus(corpus, into, settings=settings, wanted=wanted, progress=progress)
    if as_json:
        show.as_json(done)
    else:
        show.imported(done)


def annotate(reports: Sequence[Path], out: Path, given: Settings, *, columns: Path | None) -> None:
    """Write the layers of reports, and say what was refused."""
    with bar(quiet=False) as progress, _lines(out, reports) as write:
        refused = only_read.annotate(
            reports, write, settings=given, columns=_column_map(columns), progress=progress
        )
    show.refused(refused, given.language)


def incidents(record: Path, given: Settings, *, as_json: bool) -> None:
    """Show which incidents there are."""
    with Ledger.open(record) as ledger:
        page = listing(ledger, order="killed", limit=_MOST_LISTED)
        passing = told_in_passing(ledger, page.rows)
    if as_json:
        show.as_json(page)
    else:
        incidents_shown(page, passing, given.language)


def explain(record: Path, incident: str, given: Settings, *, as_json: bool) -> None:
    """Show why the numbers of an incident are as they are."""
    file, why = look.explain(record, incident)
    if as_json:
        show.as_json({"incident": file.incident, "explanation": why})
    else:
        show.explanation(file, why, given.language)


def assess(record: Path, given: Settings, *, as_json: bool) -> None:
    """Assess a record by another convention, and show how many incidents have which grade."""
    with bar(quiet=as_json) as progress:
        counts = look.assess_again(record, settings=given, progress=progress)
    if as_json:
        show.as_json(counts)
    else:
        show.grades(counts, given.language)


def totals(record: Path, given: Settings, *, by: str | None, as_json: bool) -> None:
    """Show the totals of a record."""
    names = [name.strip() for name in by.split(",") if name.strip()] if by else []
    made = record_totals(record, settings=given, by=names)
    if as_json:
        show.as_json(made)
    else:
        totals_shown(made, given.language)


def verify(folder: Path, *, against: Path | None, as_json: bool) -> bool:
    """Show what holds in a record or a release, and give whether all of it does."""
    given = read_settings()
    report = prove(folder, against, processes=given.processes)
    if as_json:
        show.as_json({"holds": report.holds, "findings": report.findings})
    else:
        show.findings(report, given.language)
    return report.holds


def release(
    record: Path,
    given: Settings,
    *,
    policy: Path | None,
    on: dt.date | None,
    by: str | None,
    site: bool,
    stamp: bool,
    as_json: bool,
) -> None:
    """Publish a release, and show what is in it."""
    with bar(quiet=as_json) as progress:
        made = publish(
            record, settings=given, policy=policy, on=on, by=by or getpass.getuser(), site=site, stamp=stamp,
            progress=progress,
        )  # fmt: skip
    if as_json:
        show.as_json(made)
    else:
        released_shown(made, given.language)


def preview(record: Path, given: Settings, *, policy: Path | None, as_json: bool) -> None:
    """Show what a release would publish and hold back."""
    chosen = look_ahead(record, settings=given, policy=policy)
    if as_json:
        show.as_json(chosen)
    else:
        chosen_shown(chosen, given.language)


def erase(record: Path, target: str, given: Settings, *, by: str, why: str, as_json: bool) -> None:
    """Erase something from a record, and show what went and what may still hold the words."""
    gone = look.erase(record, target, by=by, why=why, settings=given)
    if as_json:
        show.as_json(gone)
    else:
        show.erased(gone)


def serve(
    record: Path,
    given: Settings,
    *,
    person: str | None,
    host: str,
    port: int,
    certificate: Path | None,
    key: Path | None,
    proxy: str | None,
) -> None:
    """Serve the desk of a record until it is stopped."""
    from harmledger.desk.serve import Door  # a web server: only for who asks for one
    from harmledger.desk.serve import serve as serve_desk

    door = Door(host=host, port=port, certificate=certificate, key=key, proxy=proxy)
    serve_desk(record, door, settings=given, person=person or getpass.getuser(), ready=show.address)


def _column_map(path: Path | None) -> ColumnMap | None:
    """The column map in a TOML file. Raises UsageError naming what cannot be used."""
    if path is None:
        return None
    try:
        stated: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
        unknown = stated.keys() - set(ColumnMap.__struct_fields__)
        if unknown:
            raise UsageError(
                f"there is no {min(unknown)!r} in a column map", where=str(path),
                to_do=f"one of: {', '.join(ColumnMap.__struct_fields__)}",
            )  # fmt: skip
        return msgspec.convert(stated, ColumnMap)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise UsageError(f"cannot be used as a column map: {error}", where=str(path)) from error


@contextmanager
def _lines(out: Path | None, inputs: Sequence[Path]) -> Iterator[Callable[[bytes], object]]:
    """Where JSON lines go: the terminal, or a file that appears once it is whole."""
    if out is None:
        yield show.write_bytes
        return
    if any(out.exists() and given.exists() and out.samefile(given) for given in inputs):
        raise UsageError("is one of the reports", where=str(out), to_do="name another file")
    aside = out.with_name(f".{out.name}.part")
    with aside.open("wb") as file:
        yield file.write
    aside.replace(out)
