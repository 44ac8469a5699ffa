"""A folder in, a small record with incidents in it out, for the tests of what people decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ledger_samples import Sample, fill, sample
from sqlalchemy import Select, Table, select

from harmledger.assessing.convention import load_convention
from harmledger.flow.decide import Decided, decide
from harmledger.flow.derive import derive
from harmledger.flow.progress import silent
from harmledger.ledger.queries import incident_file, incidents
from harmledger.ledger.store import Ledger
from harmledger.ledger.tables import VIEW_TABLES
from harmledger.ledger.told import ToldClaim
from harmledger.ledger.verify import verify
from harmledger.ledger.views import VIEWS, canonical_view
from harmledger.records.action import Action
from harmledger.records.assessment import Range

RULES = load_convention()
ANN, BO, CLEO = "ann", "bo", "cleo"


@contextmanager
def record_of(folder: Path, samples: Sequence[Sample] = ()) -> Iterator[Ledger]:
    """A record of these samples (null: six, in three filed cases), with its views."""
    samples = samples or [sample(number) for number in range(1, 7)]
    with Ledger.create(folder) as ledger:
        fill(ledger, samples)
        derive(ledger, RULES, silent)
        yield ledger


@contextmanager
def proven_record(folder: Path) -> Iterator[Ledger]:
    """A record of six reports in three filed cases, of which everything must still verify once the test is done."""
    with record_of(folder) as ledger:
        yield ledger
        report = verify(folder)
        assert report.holds, report.failures


def claim_in(ledger: Ledger, incident: str, nth: int = 0) -> ToldClaim:
    """One claim of an incident, as the desk has it."""
    return incident_file(ledger, incident).claims[nth]


def did(ledger: Ledger, action: Action, by: str = ANN, **given: object) -> Decided:
    """The decision, made under the default convention."""
    given.setdefault("why", "read twice")
    return decide(ledger, action, by=by, rules=RULES, **given)  # type: ignore[arg-type]


def views(ledger: Ledger) -> dict[str, object]:
    """Every view as canonical JSONL, and the rows of every list that is kept beside them."""
    lists: dict[str, object] = {}
    with ledger.snapshot() as connection:
        for table in VIEW_TABLES:
            if table.name not in VIEWS:
                lists[table.name] = [tuple(row) for row in connection.execute(_in_order(table))]
    return lists | {name: b"".join(canonical_view(ledger, name)) for name in VIEWS}


def _in_order(table: Table) -> Select[tuple[object, ...]]:
    return select(table).order_by(*table.primary_key)


def made_anew(ledger: Ledger) -> dict[str, object]:
    """Every view, made from the whole truth."""
    derive(ledger, RULES, silent)
    return views(ledger)


def parts(ledger: Ledger) -> set[frozenset[str]]:
    """The tellings of each incident."""
    return {frozenset(incident.tellings) for incident in incidents(ledger, limit=1000)}


def killed(ledger: Ledger, incident: str, group: str = "people") -> Range | None:
    """The range of the dead."""
    ranges = incident_file(ledger, incident).assessments[0].ranges
    return next((r for r in ranges if (r.outcome, r.group) == ("killed", group)), None)
