"""Every folder under tests/golden/origins: reports in, at least and at most so many origins out."""

from __future__ import annotations

import itertools
import json
import tomllib
from pathlib import Path

import pytest
from linking_material import claim, report, text_of

from harmledger.linking.facts import facts_of
from harmledger.linking.origins import origins
from harmledger.linking.sides import Matter
from harmledger.records.telling import Telling

CASES = sorted(
    path.parent for path in (Path(__file__).parents[2] / "golden" / "origins").glob("*/reports.toml")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_origins_of_golden_case(case: Path) -> None:
    tellings, matter = _material(case)
    expected = json.loads((case / "expected.json").read_text())
    assert (case / "why.md").read_text().startswith("# ")
    for order in itertools.islice(itertools.permutations(tellings), 6):
        found = origins(order, matter)
        assert (found.low, found.high) == (expected["low"], expected["high"])
        assert [list(group.tellings) for group in found.groups] == expected["groups"]


def _material(case: Path) -> tuple[list[Telling], dict[str, Matter]]:
    tellings, matter = [], {}
    for told in tomllib.loads((case / "reports.toml").read_text())["report"]:
        text = text_of(told["id"], told["text"])
        claims = tuple(claim(text, **stated) for stated in told["claims"])
        tellings.append(
            Telling(
                id=told["id"],
                report_id=told["id"],
                text_id=text.id,
                claims=tuple(c.id for c in claims),
                role="primary",
            )
        )
        matter[told["id"]] = Matter(
            claims=claims, facts=facts_of(report(told["id"], told["publisher"]), text)
        )
    return tellings, matter
