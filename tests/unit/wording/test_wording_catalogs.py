"""The catalogs hold every code that the program uses, in every language, with the same places for
parameters.
"""

from __future__ import annotations

from typing import get_args

import pytest
from codes_in_source import asked, could_be_asked_for, how_known

import harmledger.assessing.codes as codes
from harmledger.assessing.convention import Conditions, Convention, Grade, Responsibility, StrikeStatus
from harmledger.records.claim import About, Extent, Firmness, Means, Role, Stance
from harmledger.records.figure import Age, Group, Occupation, Outcome, QuantityKind, Sex, Status
from harmledger.records.place import Level
from harmledger.records.voice import VoiceKind
from harmledger.wording import languages
from harmledger.wording.catalog import catalog

VALUES: dict[str, tuple[str, ...]] = {
    "about": get_args(About), "extent": get_args(Extent), "firmness": get_args(Firmness),
    "grade": get_args(Grade), "grade_means": get_args(Grade),
    "group": get_args(Group), "level": get_args(Level), "means": get_args(Means),
    "outcome": get_args(Outcome), "quantity": get_args(QuantityKind), "role": get_args(Role),
    "sex": get_args(Sex), "age": get_args(Age), "status": get_args(Status), "occupation": get_args(Occupation),
    "becomes.grade": get_args(Grade), "becomes.strike_status": get_args(StrikeStatus),
    "becomes.responsibility_status": get_args(Responsibility),
    "rule": Convention.__struct_fields__[4:],
    "stance": get_args(Stance), "strike_status": get_args(StrikeStatus), "voice": get_args(VoiceKind),
}  # fmt: skip
"""The values that a person reads, by the head under which the catalogs hold them."""


def test_languages() -> None:
    assert languages() == ("ar", "en")


@pytest.mark.parametrize("language", languages())
def test_every_catalog_has_every_code_with_the_same_places(language: str) -> None:
    english, other = catalog("en"), catalog(language)
    assert sorted(english) == sorted(other)
    assert {c: s.places for c, s in english.items()} == {c: s.places for c, s in other.items()}
    assert all(form.strip() for sentence in other.values() for form in sentence.forms)


@pytest.mark.parametrize(("language", "forms"), [("en", 2), ("ar", 6)])
def test_sentences_that_count_have_a_form_for_each_plural(language: str, forms: int) -> None:
    assert {len(s.forms) for s in catalog(language).values()} == {1, forms}
    counting = {c for c, s in catalog(language).items() if len(s.forms) > 1}
    assert all("count" in catalog(language)[c].places for c in counting)


def test_every_code_written_in_the_source_is_worded() -> None:
    written = {each.code for each in asked()}
    assert {"refused.empty", "site.nav.skip", "verify.rows_hold", "reason.link.by_person"} <= written
    assert sorted(written - catalog("en").keys()) == []


def test_how_a_date_or_a_place_is_known_is_worded() -> None:
    assert {"reason.stated", "reason.grid", "reason.most_people", "reason.day_of_publication"} <= how_known()
    assert sorted(how_known() - catalog("en").keys()) == []


def test_every_refusal_has_a_short_name_too() -> None:
    refusals = {code for code in catalog("en") if code.startswith("refused.") and not code.endswith(".short")}
    assert sorted(code for code in refusals if f"{code}.short" not in catalog("en")) == []
    assert not any(catalog("en")[f"{code}.short"].places for code in refusals)


def test_every_refusal_and_finding_gives_the_parameters_of_its_sentence() -> None:
    given = [(code, names) for code, names in asked() if code.startswith(("refused.", "verify."))]
    short = [code for code, names in given if "**" not in names and not catalog("en")[code].places <= names]
    assert short == []


def test_nothing_is_worded_that_nobody_asks_for() -> None:
    written = {each.code for each in asked()} | how_known() | _of_assessments()
    written |= {f"{head}.{value}" for head, values in VALUES.items() for value in values}
    unused = catalog("en").keys() - written
    assert not could_be_asked_for("site.outcome.struck"), "the finder finds too much"
    assert sorted(code for code in unused if not could_be_asked_for(code)) == []


def test_every_reason_of_an_assessment_is_worded() -> None:
    assert sorted(_of_assessments() - catalog("en").keys()) == []


@pytest.mark.parametrize(("head", "values"), VALUES.items())
def test_every_value_of_the_records_is_worded(head: str, values: tuple[str, ...]) -> None:
    assert [value for value in values if f"{head}.{value}" not in catalog("en")] == []


def _of_assessments() -> set[str]:
    rules = [f"reason.{end}.{rule}" for end in ("low", "high") for rule in get_args(codes.RangeRule)]
    asides = [f"reason.aside.{code}" for code in get_args(codes.Aside)]
    counts = ("harm_origins", "belligerent_origins")
    named = [f.removesuffix("_at_least") for f in Conditions.__struct_fields__]
    conditions = [f"reason.{head}.{name}" for head in ("grade", "change") for name in named]
    negated = [f"reason.{head}.not_{n}" for head in ("grade", "change") for n in named if n not in counts]
    shown = [f"reason.change.{name}_shown_independent" for name in counts]
    moved = [f"reason.change.range.{code}" for code in get_args(codes.RangeChange)]
    return {*rules, *asides, *conditions, *negated, *shown, *moved}
