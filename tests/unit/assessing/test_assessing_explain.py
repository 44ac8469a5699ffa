"""Explanations:

every end and every claim is there, clashes are shown, and the accused's answer or its absence.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest
from written_matter import matter_of

from harmledger.assessing.assess import assess
from harmledger.assessing.convention import load_convention
from harmledger.assessing.explain import explain
from harmledger.wording import languages, say

CASES = Path(__file__).parents[2] / "golden" / "conventions"
SLUGS = sorted(folder.name for folder in CASES.iterdir() if (folder / "claims.toml").is_file())


def _case(slug: str) -> dict[str, object]:
    return tomllib.loads((CASES / slug / "claims.toml").read_text("utf-8"))


def test_an_explanation_holds_ends_claims_and_answers() -> None:
    matter = matter_of(_case("denied-responsibility-moves-nothing"))
    explanation = explain(matter, assess(matter, load_convention()))
    ends = {(e.outcome, e.group, e.end): e.number for e in explanation.ends}
    assert ends["killed", "people", "low"] == 7
    assert ends["killed", "civilians", "high"] == 7
    assert [(line.voices, line.stance, line.by_accused) for line in explanation.claims] == [
        (("the rescue service",), "asserts", False),
        (("The Northern Army",), "denies", True),
    ]
    assert explanation.answers_of_accused == (explanation.claims[1].claim_id,)
    fields = {view.field: view for view in explanation.fields}
    assert [row.value for row in fields["responsibility"].rows] == ["Northern Army", "denies"]
    assert [row.counts for row in fields["responsibility"].rows] == [True, False]
    assert not fields["responsibility"].differs


def test_claims_that_clash_stand_side_by_side_in_order_of_time() -> None:
    matter = matter_of(_case("uncorroborated-higher-is-maximum-only"))
    explanation = explain(matter, assess(matter, load_convention()))
    view = next(v for v in explanation.fields if v.field == "killed.people")
    assert [row.value for row in view.rows] == ["Five people", "Nine people"]
    assert view.differs
    assert [line.said_on for line in explanation.claims] == [dt.date(2031, 3, 1), dt.date(2031, 3, 2)]
    assert explanation.answers_of_accused == ()


@pytest.mark.parametrize("slug", SLUGS)
def test_everything_said_of_a_case_has_words_in_every_language(slug: str) -> None:
    matter = matter_of(_case(slug))
    assessment = assess(matter, load_convention())
    reasons = [r for one in assessment.ranges for r in (one.low_reason, one.high_reason)]
    reasons += [*assessment.grade_reasons, *assessment.strike_reasons, *assessment.would_change]
    reasons += [one.reason for one in assessment.set_aside]
    for language in languages():
        assert all(say(f"reason.{r.code}", r.params, language) for r in reasons)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_figure_sets_an_end_or_is_set_aside(slug: str) -> None:
    matter = matter_of(_case(slug))
    assessment = assess(matter, load_convention())
    at_ends = {c for one in assessment.ranges for r in (one.low_reason, one.high_reason) for c in r.claims}
    aside = {(one.claim_id, one.figure) for one in assessment.set_aside}
    for claim in matter.claims.values():
        for index in range(len(claim.figures)):
            assert claim.id in at_ends or (claim.id, index) in aside
