"""A record that grows and on which people decide: views brought up step by step are, to the byte, what the whole truth
gives, and so are the ids that were minted."""

from __future__ import annotations

import contextlib
import random
from pathlib import Path
from unittest.mock import patch

import msgspec
import pytest
from decided_record import ANN, BO, RULES, did, made_anew, views
from deciding_writer import some_action

from harmledger.errors import DecisionRefused, NotInRecord
from harmledger.flow import update as updating
from harmledger.flow.derive import derive
from harmledger.flow.progress import silent
from harmledger.flow.update import update
from harmledger.ledger.kinds import Appendable
from harmledger.ledger.store import Ledger
from harmledger.ledger.verify import verify
from harmledger.ledger.views import VIEWS, canonical_view
from harmledger.linking import blocking
from harmledger.records.action import NotSame, Same
from harmledger.records.report import make_filing
from made_record import READER, rows_of
from made_war import make_war

NEWER = msgspec.structs.replace(READER, version="2")
Rows = tuple[Appendable, ...]


def begun(folder: Path, reports: list[Rows]) -> None:
    with Ledger.create(folder) as ledger:
        ledger.append(row for rows in reports for row in rows)
        derive(ledger, RULES, silent)


def step(ledger: Ledger, waiting: list[Rows], read: list[Rows], draw: random.Random) -> None:
    """Something that happens to a record."""
    match draw.choice(("report", "report", "file", "read", "pair", "decide", "decide", "decide")):
        case "report":
            rows = waiting.pop()
            ledger.append(rows)
            read.append(rows)
        case "file":
            report = draw.choice(read)[0]
            key = draw.choice(("case 1", "case 2"))
            ledger.append([make_filing(report_id=report.id, incident_key=key)])  # type: ignore[union-attr]
        case "read":
            reading = draw.choice(read)[2]
            less = msgspec.structs.replace(
                reading, method=NEWER, claims=reading.claims[:1], resolutions=reading.resolutions[:1]
            )  # type: ignore[union-attr]
            ledger.append([less])
        case "pair":
            tellings = [msgspec.json.decode(line)["id"] for line in canonical_view(ledger, "tellings")]
            with contextlib.suppress(DecisionRefused):
                did(ledger, draw.choice((Same, NotSame))(*draw.sample(tellings, 2)))
        case _:
            with contextlib.suppress(DecisionRefused, NotInRecord):
                did(ledger, some_action(ledger, draw), draw.choice((ANN, BO)))
    update(ledger, RULES)


@pytest.mark.parametrize("crowd", [150, 3], ids=["as it is", "crowded"])
@pytest.mark.parametrize("seed", [1, *(pytest.param(n, marks=pytest.mark.full) for n in range(2, 10))])
def test_views_brought_up_step_by_step_are_those_of_the_whole_truth(
    seed: int, crowd: int, tmp_path: Path
) -> None:
    draw = random.Random(seed)  # noqa: S311
    reports = list(rows_of(make_war(70, seed=seed)))
    meetings = tuple(meeting._replace(window=min(crowd, meeting.window)) for meeting in blocking.MEETINGS)
    with patch.object(blocking, "MEETINGS", meetings):
        begun(tmp_path / "record", reports[:30])
        with (
            Ledger.open(tmp_path / "record", write=True) as ledger,
            patch.object(updating, "derive", side_effect=AssertionError("made the whole anew")),
            patch.object(
                updating, "FEW", 1000
            ),  # decisions on decisions may concern many of these few reports
        ):
            waiting, read = reports[30:], reports[:30]
            for _ in range(3):
                for _ in range(4):
                    step(ledger, waiting, read, draw)
                patched, head = views(ledger), ledger.head()
                assert made_anew(ledger) == patched
                assert ledger.head() == head
            anew = {name: list(canonical_view(ledger, name)) for name in VIEWS}
        assert verify(tmp_path / "record", rebuild=lambda _: anew).holds
