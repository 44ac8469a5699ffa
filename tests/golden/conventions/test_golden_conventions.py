"""Every folder here is a case: claims.toml in, what the assessment says compared with expected.json."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest
from written_matter import matter_of

from harmledger.assessing.assess import assess
from harmledger.assessing.convention import load_convention
from harmledger.records.assessment import Assessment

HERE = Path(__file__).parent
CASES = sorted(folder.name for folder in HERE.iterdir() if (folder / "claims.toml").is_file())


@pytest.mark.parametrize("slug", CASES)
def test_case(slug: str) -> None:
    folder = HERE / slug
    case = tomllib.loads((folder / "claims.toml").read_text("utf-8"))
    assert (folder / "why.md").read_text("utf-8").strip(), "every case says why"
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    for convention, wanted in expected.items():
        assessment = assess(matter_of(case), load_convention(convention))
        assert {key: shown(assessment, case)[key] for key in wanted} == wanted, convention


def test_what_a_person_stated_is_of_the_incident_whatever_the_reports_agree_on() -> None:
    case = tomllib.loads((HERE / "page-tells-of-the-war-too" / "claims.toml").read_text("utf-8"))
    matter = matter_of(case)
    stated = next(claim.id for claim in matter.claims.values() if "94" in claim.quote)
    by_person = msgspec.structs.replace(matter, by_person=frozenset((stated,)))
    assessment = assess(by_person, load_convention())
    killed = next(one for one in assessment.ranges if (one.outcome, one.group) == ("killed", "people"))
    assert killed.high == 94
    assert not [each for each in assessment.set_aside if each.claim_id == stated]


@pytest.mark.parametrize("slug", CASES)
def test_what_would_move_an_end_comes_true(slug: str) -> None:
    case, house = tomllib.loads((HERE / slug / "claims.toml").read_text("utf-8")), load_convention()
    matter = matter_of(case)
    for change in assess(matter, house).would_change:
        end = change.code.removeprefix("change.range.").removesuffix("_without")
        if end in ("low", "high"):
            without = msgspec.structs.replace(matter, rejected=frozenset(change.claims))
            ranges = {(each.outcome, each.group): each for each in assess(without, house).ranges}
            moved = ranges[change.params["outcome"], change.params["group"]]
            assert getattr(moved, end) == change.params["number"], change


def test_every_rule_of_the_house_is_a_case_that_says_its_number() -> None:
    rows = re.findall(r"^\| (A\d+) \|.*\| (.+) \|$", (HERE / "README.md").read_text("utf-8"), re.MULTILINE)
    listed = {(rule, slug) for rule, cases in rows for slug in re.findall(r"`([^`]+)`", cases)}
    said = {
        (found.group(1), slug)
        for slug in CASES
        if (found := re.match(r"Rule (A\d+): ", (HERE / slug / "why.md").read_text("utf-8")))
    }
    assert listed == said
    assert [rule for rule, _ in rows] == [f"A{number}" for number in range(1, 19)]


def shown(assessment: Assessment, case: dict[str, Any]) -> dict[str, Any]:
    """The assessment as a case writes it: ranges as [low, high], reasons by code, figures by their words."""
    matter = matter_of(case)
    ranges: dict[str, dict[str, list[int | None]]] = {}
    reasons: dict[str, list[str]] = {}
    for one in assessment.ranges:
        ranges.setdefault(one.outcome, {})[one.group] = [one.low, one.high]
        reasons[f"{one.outcome} {one.group}"] = [one.low_reason.code, one.high_reason.code]
    aside = {}
    for one in assessment.set_aside:
        claim = matter.claims[one.claim_id]
        words = claim.quote if one.figure is None else claim.figures[one.figure].quantity.phrase
        aside[words] = one.reason.code
    return {
        "ranges": ranges,
        "reasons": reasons,
        "set_aside": aside,
        "grade": assessment.grade,
        "grade_reasons": [reason.code for reason in assessment.grade_reasons],
        "strike_status": assessment.strike_status,
        "responsibility_status": assessment.responsibility_status,
        "blamed": list(assessment.blamed),
        "inferred_parties": {one.party: one.reason.code for one in assessment.inferred_parties},
        "would_change": [
            " ".join((r.code, *(str(value) for name, value in sorted(r.params.items()) if name != "count")))
            for r in assessment.would_change
        ],
        "best": {f"{r.outcome} {r.group}": r.best for r in assessment.ranges},
    }
