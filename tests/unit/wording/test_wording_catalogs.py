"""The catalogs hold every code that the program uses, in every language, with the same places for
parameters.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

import harmledger.assessing.codes as codes
from harmledger.assessing.convention import Conditions, Grade, StrikeStatus
from harmledger.records.claim import About, Extent, Firmness, Means, Role, Stance
from harmledger.records.figure import Group, Outcome, QuantityKind
from harmledger.records.place import Level
from harmledger.records.voice import VoiceKind
from harmledger.wording import languages
from harmledger.wording.catalog import catalog

SOURCE = Path(codes.__file__).parents[1]
IN_TEMPLATE = re.compile(r"""\bsay\(\s*["']([a-z_.]*[a-z_])["']""")


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
    used = {code for path in sorted(SOURCE.rglob("*.py")) for code in _codes(path)}
    assert len(used) > 10
    assert sorted(code for code in used if code not in catalog("en")) == []


def test_every_refusal_has_a_short_name_too() -> None:
    refusals = {code for code in catalog("en") if code.startswith("refused.") and not code.endswith(".short")}
    assert sorted(code for code in refusals if f"{code}.short" not in catalog("en")) == []
    assert not any(catalog("en")[f"{code}.short"].places for code in refusals)


def test_every_refusal_gives_the_parameters_of_its_sentence() -> None:
    refusals = [found for path in sorted(SOURCE.rglob("*.py")) for found in _refusals(path)]
    short = [code for code, given in refusals if not catalog("en")[f"refused.{code}"].places <= given]
    assert short == []


def test_every_code_of_the_templates_is_worded() -> None:
    used = {code for path in SOURCE.rglob("*.html") for code in IN_TEMPLATE.findall(path.read_text("utf-8"))}
    assert sorted(code for code in used if f"site.{code}" not in catalog("en")) == []


def test_every_reason_of_an_assessment_is_worded() -> None:
    rules = [f"reason.{end}.{rule}" for end in ("low", "high") for rule in get_args(codes.RangeRule)]
    asides = [f"reason.aside.{code}" for code in get_args(codes.Aside)]
    counts = ("harm_origins", "belligerent_origins")
    named = [f.removesuffix("_at_least") for f in Conditions.__struct_fields__]
    conditions = [f"reason.{head}.{name}" for head in ("grade", "change") for name in named]
    negated = [f"reason.grade.not_{name}" for name in named if name not in counts]
    shown = [f"reason.change.{name}_shown_independent" for name in counts]
    assert sorted({*rules, *asides, *conditions, *negated, *shown} - catalog("en").keys()) == []


@pytest.mark.parametrize(
    ("head", "values"),
    [
        ("grade", get_args(Grade)),
        ("strike_status", get_args(StrikeStatus)),
        ("stance", get_args(Stance)),
        ("about", get_args(About)),
        ("group", get_args(Group)),
        ("outcome", get_args(Outcome)),
        ("quantity", get_args(QuantityKind)),
        ("means", get_args(Means)),
        ("role", get_args(Role)),
        ("extent", get_args(Extent)),
        ("firmness", get_args(Firmness)),
        ("level", get_args(Level)),
        ("voice", get_args(VoiceKind)),
    ],
)
def test_every_value_of_the_records_is_worded(head: str, values: tuple[str, ...]) -> None:
    assert [value for value in values if f"{head}.{value}" not in catalog("en")] == []


def _codes(path: Path) -> Iterator[str]:
    """The codes that a file gives literally to reasons, refusals and `say`."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        head = {"Reason": "reason.", "InputRefused": "refused.", "make_refusal": "refused.", "say": ""}.get(
            name
        )
        if head is None:
            continue
        given = [a for a in node.args[:1] if name != "Reason"] + [
            k.value for k in node.keywords if k.arg == "code"
        ]
        # `words.say` of the site asks for `site.<code>`; only `wording.say` asks for the whole code.
        of_site = name == "say" and "publishing" in path.parts
        for code in (code for value in given for code in _literals(value)):
            yield f"site.{code}" if of_site and not code.startswith("site.") else head + code


def _refusals(path: Path) -> Iterator[tuple[str, set[str | None]]]:
    """Each `InputRefused` with a literal code, and the names of the parameters that it is given."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "InputRefused":
            for code in _literals(node.args[0]):
                yield code, {keyword.arg for keyword in node.keywords}


def _literals(value: ast.expr) -> Iterator[str]:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
    elif isinstance(value, ast.IfExp):
        yield from _literals(value.body)
        yield from _literals(value.orelse)
