"""A record in; why a number is as it is, whether all of it holds, and what another house would make of it,
out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from harmledger.assessing.explain import Explanation
from harmledger.assessing.explain import explain as explain_assessment
from harmledger.assessing.matter import IncidentMatter, ReportFacts
from harmledger.errors import LedgerError
from harmledger.flow.house import house_rules
from harmledger.flow.progress import Progress, silent
from harmledger.flow.refresh import Views, refresh
from harmledger.ledger import erase as erasing
from harmledger.ledger.queries import Counts, IncidentFile, counts, incident_file
from harmledger.ledger.store import Ledger
from harmledger.settings import Settings


def explain(record: Path, incident: str) -> tuple[IncidentFile, Explanation]:
    """Everything behind the numbers of one incident (its id, an id that redirects to it, or the analyst's
    key).

    Raises NotInRecord if the record does not hold it.
    """
    with Ledger.open(record) as ledger:
        file = incident_file(ledger, incident)
    if not file.assessments:
        raise LedgerError("was not assessed", where=file.incident.id, to_do="run `harmledger build` again")
    return file, explain_assessment(matter_of(file), file.assessments[0])


def matter_of(file: IncidentFile) -> IncidentMatter:
    """What an assessment or an explanation of the incident looks at."""
    return IncidentMatter(
        incident=file.incident,
        tellings=file.tellings,
        claims={told.claim.id: told.claim for told in file.claims},
        resolutions={told.claim.id: told.resolution for told in file.claims},
        reports={r.id: ReportFacts(publisher=r.publisher, published_on=r.published_on) for r in file.reports},
        rejected=frozenset(t.claim.id for t in file.claims if t.standing.verdict == "rejected"),
        by_person=frozenset(t.claim.id for t in file.claims if t.method.is_person),
    )


def assess_again(record: Path, *, settings: Settings, progress: Progress = silent) -> Counts:
    """The record's draft under `settings.convention`: nothing is read again and no claim changes.

    Later builds keep this convention. Raises NotInRecord if there is no record.
    """
    rules = house_rules(record, settings)
    with to_change(record, settings) as ledger:
        refresh(ledger, rules, views_there(record, settings), progress)
        return counts(ledger)


def erase(record: Path, target: str, *, by: str, why: str, settings: Settings) -> erasing.Erased:
    """Take words and bytes out of the record for law or safety, and make the draft anew without them.

    Raises NotInRecord if the record holds no such thing.
    """
    at = dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    rules, views = house_rules(record, settings), views_there(record, settings)
    with to_change(record, settings) as ledger:
        erased = erasing.erase(ledger, target, by=by, why=why, at=at)
        refresh(ledger, rules, views, silent)
    return erased


@contextmanager
def to_change(record: Path, settings: Settings) -> Iterator[Ledger]:
    """The ledger, open for writing, with nobody else building."""
    with (
        Ledger.open(record, write=True, wait_s=settings.wait_s) as ledger,
        ledger.alone(wait_s=settings.wait_s),
    ):
        yield ledger


def views_there(record: Path, settings: Settings) -> Views:
    """What to write again: what stands there."""
    site = record / "site"
    pages = (site / "reports").exists()
    return Views(
        site=site.exists(), report_pages=pages, language=settings.language, processes=settings.processes
    )
