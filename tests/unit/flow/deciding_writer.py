"""Somebody who decides and is killed: a folder goes in; ids of decisions are printed as soon as they are made.

As a program it forks a writer for each line that it is sent (a seed), so that imports cost their time once.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

from decided_record import ANN, did

from harmledger.errors import DecisionRefused, NotInRecord
from harmledger.ledger.browse import listing
from harmledger.ledger.queries import incident_file
from harmledger.ledger.standings import standings
from harmledger.ledger.store import Ledger
from harmledger.records.action import (
    Accept,
    Action,
    Assign,
    ClearQuote,
    Merge,
    Move,
    Publish,
    Reject,
    Review,
    Split,
    Undo,
    Withdraw,
)
from harmledger.records.decision import Decision


def some_action(ledger: Ledger, draw: random.Random) -> Action:
    """Something that somebody might decide, as the record stands."""
    rows = [row.incident_id for row in listing(ledger, order="id").rows]
    file = incident_file(ledger, draw.choice(rows))
    telling = draw.choice(file.tellings).id
    claim = draw.choice(file.claims).claim.id
    made = [decision.id for decision in ledger.each(Decision)] or ["dec-none-yet"]
    seals = {each.incident_id: each.seal for each in standings(ledger) if draw.random() < 0.5}
    return draw.choice(
        (
            Accept(claim), Reject(claim), Merge((file.incident.id, draw.choice(rows))),
            Split(file.incident.id, (telling,)), Move((telling,), draw.choice(rows)), Withdraw(file.incident.id),
            Undo(draw.choice(made)), Review(file.incident.id, file.standing.seal), ClearQuote(claim),
            Assign("bo", (file.reports[0].id,)), Publish(f"release {len(made)}", "0" * 64, seals),
        )
    )  # fmt: skip


def decide_on(folder: Path, seed: int, rounds: int = 1000) -> None:
    """Decides again and again, and says each decision once it is made."""
    draw = random.Random(seed)  # noqa: S311
    with Ledger.open(folder, write=True) as ledger:
        for _ in range(rounds):
            try:
                made = did(ledger, some_action(ledger, draw), ANN)
            except (DecisionRefused, NotInRecord):
                continue
            print(made.decision.id, flush=True)


if __name__ == "__main__":
    for line in sys.stdin:
        writer = os.fork()
        if not writer:
            print(os.getpid(), flush=True)
            decide_on(Path(sys.argv[1]), int(line))
            os._exit(0)
        os.waitpid(writer, 0)
        print("ended", flush=True)
