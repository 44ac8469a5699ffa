"""Quotes about few people, at a place on a day, in; nobody who stands out by age, sex and occupation together, out."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from made_up_record import MadeUpRecord, harrow_ford
from made_up_release import assessed, released
from test_masking import counted, masker

from harmledger.publishing.masking.few import FewPeople
from harmledger.publishing.masking.masker import MASK
from harmledger.publishing.policy import PersonRules
from harmledger.publishing.release.contract import ReleasedClaim
from harmledger.publishing.release.released import CLAIMS, read_lines
from harmledger.records.assessment import Range
from harmledger.records.claim import Claim
from harmledger.records.figure import Figure
from harmledger.records.reason import Reason
from harmledger.records.span import Span
from harmledger.records.voice import Voice

TEACHER = "The teacher, 34, a mother of two, was killed in Harrow Ford on Tuesday, a doctor said."


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
