"""A record at its desk in; for each thing that people ask of it, what asks for one of its kind, out."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from litestar import Litestar
    from litestar.testing import TestClient

    from harmledger.ledger.browse import InboxEntry, IncidentRow
    from harmledger.ledger.paging import Key
    from harmledger.ledger.store import Ledger


def sizes(ledger: Ledger) -> dict[str, int]:
    """How much there is."""
    from harmledger.ledger.queries import counts

    there = counts(ledger)
    return {"incidents": there.incidents, "claims": there.rows["claim"]}


def asks(client: TestClient[Litestar], ledger: Ledger) -> dict[str, Callable[[], object]]:
    """For each page, what asks for one of its kind; each time another."""

    def page(path: Callable[[], str]) -> Callable[[], object]:
        return lambda: client.get(path()).raise_for_status()

    drawn = Drawn(ledger)
    asked: dict[str, Callable[[], object]] = {name: page(path) for name, path in paths(drawn).items()}
    return {**asked, "a verdict": lambda: decided(ledger, drawn.waiting().claim.id)}


class Drawn:
    """What a record has, drawn by chance: the same record gives the same."""

    def __init__(self, ledger: Ledger) -> None:
        from harmledger.ledger.browse import inbox
        from harmledger.ledger.counted import facets

        self._draw = random.Random(2)  # noqa: S311
        self._rows = [row for row in everywhere(ledger, self._draw) if row.starts_on]
        self._placed = [(row.latitude, row.longitude) for row in self._rows if row.latitude is not None]
        self._inbox = inbox(ledger, limit=400).rows
        self._facets = facets(ledger)
        self.behind_most = json.dumps(deep_in_the_inbox(ledger))

    def incident(self) -> IncidentRow:
        """An incident, from anywhere in the record."""
        return self._draw.choice(self._rows)

    def waiting(self) -> InboxEntry:
        """One of the claims that could move most."""
        return self._draw.choice(self._inbox)

    def value(self, facet: str) -> str:
        """A known value that incidents have of it."""
        return self._draw.choice([value for value in self._facets[facet] if value])

    def box(self) -> str:
        """A part of the map: half a degree around an incident."""
        south, west = ((degrees or 0.0) - 0.25 for degrees in self._draw.choice(self._placed))
        return f"{south},{west},{south + 0.5},{west + 0.5}"


def everywhere(ledger: Ledger, draw: random.Random) -> Iterator[IncidentRow]:
    """Some hundreds of incidents, from many places in the record."""
    from harmledger.ledger.browse import listing

    for _ in range(20):
        yield from listing(ledger, order="id", after=(f"inc-{draw.getrandbits(96):024x}",), limit=20).rows


def deep_in_the_inbox(ledger: Ledger) -> Key:
    """Where the fortieth page of the inbox ends."""
    from harmledger.ledger.browse import inbox

    row = inbox(ledger, limit=2_000).rows[-1]
    return (row.people, row.claim.id, row.incident_id or "")


def paths(drawn: Drawn) -> dict[str, Callable[[], str]]:
    """The addresses of each kind of page, each time another."""
    return {
        "inbox": lambda: "/inbox",
        "inbox, a later page": lambda: f"/inbox?after={drawn.behind_most}",
        "claim in its report": lambda: f"/inbox/{drawn.waiting().claim.id}",
        "incidents": lambda: "/incidents",
        "incidents, a later page": lambda: f"/incidents?after={json.dumps(key_of(drawn.incident()))}",
        "incidents by dead": lambda: "/incidents?order=killed",
        "incidents of a grade": lambda: f"/incidents?grade={drawn.value('grade')}",
        "incidents of a state": lambda: f"/incidents?state={drawn.value('state')}",
        "incidents of a month": lambda: f"/incidents?month={drawn.value('month')}",
        "incidents of an actor": lambda: f"/incidents?actor={drawn.value('actor')}",
        "incidents of an actor in a month": lambda: (
            f"/incidents?actor={drawn.value('actor')}&month={drawn.value('month')}"
        ),
        "incidents since a day": lambda: f"/incidents?not_before={drawn.incident().starts_on}",
        "incidents with five dead": lambda: "/incidents?killed_at_least=5",
        "incidents of a part of the map": lambda: f"/incidents?box={drawn.box()}",
        "incidents of a place": lambda: f"/incidents?q={word(drawn.incident().place or '')}",
        "incident": lambda: f"/incidents/{drawn.incident().incident_id}",
        "history": lambda: f"/incidents/{drawn.incident().incident_id}/history",
        "report": lambda: f"/reports/{drawn.waiting().report_id}",
        "search reports, a word": lambda: f"/search?q={word(drawn.waiting().claim.quote)}",
        "search reports, a common word": lambda: "/search?q=killed",
        "search claims": lambda: f"/search?kind=claim&q={word(drawn.waiting().claim.quote)}",
        "search claims, a common word": lambda: "/search?kind=claim&q=gunfire",
        "search incidents": lambda: f"/search?kind=incident&q={word(drawn.incident().place or '')}",
        "map": lambda: "/map",
        "map of a month": lambda: f"/map?month={drawn.value('month')}",
        "map of a part": lambda: f"/map?box={drawn.box()}",
        "release": lambda: "/release",
        "quotes waiting": lambda: "/release/quotes",
        "samples": lambda: "/samples",
        "policy": lambda: "/policy",
        "log": lambda: "/log",
    }


def key_of(row: IncidentRow) -> Key:
    """Where a page of incidents by date ends that ends with this one."""
    return (row.starts_on or "", row.incident_id)


def word(words: str) -> str:
    """A rare word of these: the longest."""
    return max(words.split() or [""], key=len).strip(".,")


def decided(ledger: Ledger, claim: str) -> None:
    """Accepts a claim: in the chain, on the disk, with all that follows from it."""
    from harmledger.assessing.convention import load_convention
    from harmledger.flow.decide import decide
    from harmledger.records.action import Accept

    decide(ledger, Accept(claim), by="bench", rules=load_convention())


def explained(record: Path, ledger: Ledger) -> Callable[[], object]:
    """Explains an incident as the command does: opens the record, each time another incident."""
    from harmledger.flow.look import explain

    drawn = Drawn(ledger)
    return lambda: explain(record, drawn.incident().incident_id)
