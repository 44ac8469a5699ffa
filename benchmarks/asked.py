"""A record at its desk in; for each thing that people ask of it, what asks for one of its kind, out."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from litestar import Litestar
    from litestar.testing import TestClient

    from harmledger.ledger.store import Ledger


def sizes(ledger: Ledger) -> dict[str, int]:
    """How much there is."""
    from harmledger.ledger.queries import counts

    there = counts(ledger)
    return {"incidents": there.incidents, "claims": there.rows["claim"]}


def asks(client: TestClient[Litestar], ledger: Ledger) -> dict[str, Callable[[], object]]:
    """For each page, what asks for one of its kind; each time another."""
    from harmledger.ledger.browse import facets, inbox, listing

    draw = random.Random(2)  # noqa: S311
    rows = listing(ledger, limit=400).rows
    waiting = inbox(ledger, limit=400).rows
    counted = facets(ledger)
    months, actors = list(counted["month"]), [each for each in counted["actor"] if each]
    deep = json.dumps([rows[-1].starts_on, rows[-1].incident_id])

    def page(path: Callable[[], str]) -> Callable[[], object]:
        return lambda: client.get(path()).raise_for_status()

    def incident() -> str:
        return draw.choice(rows).incident_id

    return {
        "inbox": page(lambda: "/inbox"),
        "claim in its report": page(lambda: f"/inbox/{draw.choice(waiting).claim.id}"),
        "incidents": page(lambda: "/incidents"),
        "incidents, a later page": page(lambda: f"/incidents?after={deep}"),
        "incidents by dead": page(lambda: "/incidents?order=killed"),
        "incidents of a grade": page(lambda: f"/incidents?grade={draw.choice(list(counted['grade']))}"),
        "incidents of a month": page(lambda: f"/incidents?month={draw.choice(months)}"),
        "incidents of an actor": page(lambda: f"/incidents?actor={draw.choice(actors)}"),
        "incident": page(lambda: f"/incidents/{incident()}"),
        "history": page(lambda: f"/incidents/{incident()}/history"),
        "report": page(lambda: f"/reports/{draw.choice(waiting).report_id}"),
        "search reports, a word": page(
            lambda: f"/search?q={word(waiting[draw.randrange(len(waiting))].claim.quote)}"
        ),
        "search reports, a common word": page(lambda: "/search?q=killed"),
        "search claims": page(lambda: "/search?kind=claim&q=gunfire"),
        "search incidents": page(lambda: f"/search?kind=incident&q={word(draw.choice(rows).place or '')}"),
        "map": page(lambda: "/map"),
        "map of a month": page(lambda: f"/map?month={draw.choice(months)}"),
        "release": page(lambda: "/release"),
        "quotes waiting": page(lambda: "/release/quotes"),
        "samples": page(lambda: "/samples"),
        "policy": page(lambda: "/policy"),
        "log": page(lambda: "/log"),
        "a verdict": lambda: decided(ledger, draw.choice(waiting).claim.id),
    }


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
    from harmledger.ledger.browse import listing

    draw, rows = random.Random(3), listing(ledger, limit=400).rows  # noqa: S311
    return lambda: explain(record, draw.choice(rows).incident_id)
