"""Figures and quotes about few people, at a place on a day, in; nobody who stands out by age, sex and occupation
together, out."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_market import harrow_ford
from made_up_masker import counted, masker
from made_up_record import MadeUpRecord
from made_up_release import assessed, released

from harmledger.publishing.masking.few import FewPeople, few_people
from harmledger.publishing.masking.masker import MASK
from harmledger.publishing.policy import PersonRules
from harmledger.publishing.release.contract import ReleasedClaim
from harmledger.publishing.release.released import CLAIMS, read_lines
from harmledger.records.assessment import Range
from harmledger.records.claim import Claim
from harmledger.records.figure import Figure, Who
from harmledger.records.reason import Reason
from harmledger.records.span import Span
from harmledger.records.voice import Voice

TEACHER = "The teacher, 34, a mother of two, was killed in Harrow Ford on Tuesday, a doctor said."


def few_of(k: int, ranges: dict[str, int], *claims: Figure) -> tuple[FewPeople, tuple[Range, ...]]:
    """What may be told of an incident with these ranges of the dead, and a claim for each figure."""
    (base,) = harrow_ford().incidents()
    why = Reason(code="low.stated", params={})
    made = tuple(
        Range(outcome="killed", group=g, low=n, best=None, high=n, low_reason=why, high_reason=why)  # type: ignore[arg-type]
        for g, n in ranges.items()
    )
    told = tuple(
        msgspec.structs.replace(each, claim=msgspec.structs.replace(each.claim, figures=(figure,)))
        for each, figure in zip(base.claims * len(claims), claims, strict=False)
    )
    assessment = msgspec.structs.replace(base.assessment, ranges=made)
    incident = msgspec.structs.replace(base, claims=told, assessment=assessment)
    return few_people(incident, PersonRules(k=k)), made


def test_few_people_among_many_are_told_apart_by_one_thing() -> None:
    many, _ = few_of(3, {"people": 40})
    child_nurse = counted(1, age="child", sex="female", occupation="medical_staff")
    assert many.who(child_nurse) == Who(age="child")
    assert many.who(counted(2, occupation="journalist", sex="male")) == Who(sex="male")
    assert many.who(counted(3, occupation="journalist", sex="male")) == Who(
        sex="male", occupation="journalist"
    )
    assert many.who(counted(None, occupation="rescuer")) == Who()
    alone, _ = few_of(1, {"people": 1})
    assert alone.who(counted(1, occupation="journalist")).occupation == "journalist"


def test_claims_together_tell_no_more_of_few_people_than_one_alone() -> None:
    woman, girl, teacher = counted(1, sex="female"), counted(1, age="child"), counted(1, occupation="teacher")
    few, ranges = few_of(3, {"people": 2, "civilians": 2, "women": 1, "children": 1}, woman, girl, teacher)
    assert [few.who(each) for each in (woman, girl, teacher)] == [Who(), Who(age="child"), Who()]
    assert [each.group for each in few.ranges(ranges)] == ["people", "civilians", "children"]
    many, ranges = few_of(3, {"people": 12, "women": 1, "children": 1}, woman, girl)
    assert [each.group for each in many.ranges(ranges)] == ["people", "women", "children"]


def test_ranges_of_few_people_of_a_rare_occupation_are_left_out() -> None:
    few, ranges = few_of(3, {"people": 9, "journalists": 1, "medical_staff": 4})
    assert [each.group for each in few.ranges(ranges)] == ["people", "medical_staff"]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(
    st.sampled_from(("female", "male", "unstated")), st.sampled_from(("child", "adult", "unstated")),
    st.sampled_from(("journalist", "teacher", "other", "unstated")), st.integers(1, 2),
), min_size=1, max_size=4))  # fmt: skip
def test_one_trait_at_most_is_told_of_an_incident_with_few_people(
    people: list[tuple[str, str, str, int]],
) -> None:
    figures = [counted(n, sex=sex, age=age, occupation=work) for sex, age, work, n in people]
    few, _ = few_of(3, {"people": 2}, *figures)
    shown = [few.who(figure) for figure in figures]
    traits = ("sex", "age", "occupation")
    assert sum(any(getattr(who, trait) != "unstated" for who in shown) for trait in traits) <= 1


def quoted(quote: str, killed: int, *figures: Figure, k: int = 3) -> str:
    """The cleared quote of a claim with these figures, of an incident with so many dead, as a release has it."""
    doctor = quote.find("a doctor")
    voice = Voice(name="a doctor", kind="hospital", span=Span(doctor, doctor + 8) if doctor >= 0 else None)
    claim = Claim(
        id="clm-1", text_id="txt-1", span=Span(0, len(quote)), quote=quote, voices=(voice,), stance="asserts",
        about="harm", figures=figures,
    )  # fmt: skip
    why = Reason(code="low.stated", params={})
    dead = Range(
        outcome="killed", group="people", low=killed, best=None, high=killed, low_reason=why, high_reason=why
    )
    total = msgspec.structs.replace(claim, id="clm-2", figures=(counted(killed),))
    untold = FewPeople([claim, total], [dead], PersonRules(k=k)).untold(claim)
    return masker().quote(claim, masker().names_in([claim]), untold).text


def test_a_quote_tells_no_more_of_few_people_than_the_figures_beside_it() -> None:
    alone = f"The {MASK}, {MASK}, a {MASK} of two, was killed in Harrow Ford on Tuesday, a doctor said."
    assert quoted(TEACHER, 1, counted(1)) == alone
    assert quoted(TEACHER, 1, counted(1, sex="female")) == alone.replace(f"a {MASK} of", "a mother of")
    assert quoted(TEACHER, 40, counted(1, sex="female", occupation="teacher")) == alone.replace(
        f"a {MASK} of", "a mother of"
    )
    assert quoted(TEACHER, 1) == alone, "a claim that counts nobody may speak of the one who died"
    assert quoted(TEACHER, 40, counted(40)) == TEACHER
    assert quoted(TEACHER, 2, counted(2), k=1) == TEACHER
    assert quoted("Several women died.", 40, counted(None, sex="female")) == "Several women died."


@pytest.mark.parametrize(
    ("quote", "telling"),
    [
        ("A 14-year-old girl died.", "14-year-old girl"),
        ("A five-month-old baby died.", "five-month-old baby"),
        ("Killed was a farmer aged 61.", "farmer aged 61"),
        ("The shepherd's sons were hit.", "shepherd's sons"),
        ("Dead are their two sons, 11 and 9.", "sons 11 9"),
        ("قُتلت المعلمة في القصف", "المعلمة"),
        ("قتل طفل وشقيقته", "طفل"),
        ("مقتل صحفي (29 عاما) في المدينة", "صحفي 29 عاما"),
        ("قتل سائق، ٤٥، في القصف", "سائق ٤٥"),
    ],
)
def test_the_words_that_tell_are_known_in_both_languages(quote: str, telling: str) -> None:
    shown = quoted(quote, 1, counted(1))
    assert MASK in shown
    assert not set(re.findall(r"\w+", shown)) & set(telling.replace("-", " ").split())


def test_nothing_in_a_release_tells_of_one_person_by_age_sex_and_occupation(tmp_path: Path) -> None:
    record = harrow_ford()
    (incident,) = record.incidents()
    first = incident.claims[0]
    end = first.claim.span.start + len(TEACHER)
    claim = msgspec.structs.replace(
        first.claim, quote=TEACHER, span=Span(first.claim.span.start, end), persons=(), voices=(Voice(name="author"),),
        figures=(counted(1, sex="female", age="adult", occupation="teacher"),),
    )  # fmt: skip
    one = msgspec.structs.replace(incident, claims=(msgspec.structs.replace(first, claim=claim),))
    folder = released(
        tmp_path, assessed(MadeUpRecord([one], record.read_reports())), cleared=[claim.id], language="en"
    ).folder
    (line,) = read_lines(folder / CLAIMS, ReleasedClaim)
    told, figure = (
        f"The {MASK}, {MASK}, a mother of two, was killed in Harrow Ford on Tuesday",
        line.figures[0],
    )
    assert (line.quote, line.quote_state) == (f"{told}, a {MASK} said.", "masked")
    assert (figure.sex, figure.age, figure.occupation) == ("female", "unstated", "unstated")
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert [path for path in files if b"The teacher" in path.read_bytes()] == []
