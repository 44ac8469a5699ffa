"""Conventions: what ships loads, every rule names its source, and a fault is named with its place."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from harmledger.assessing.convention import (
    Convention,
    Rule,
    convention_names,
    load_convention,
    parse_convention,
)
from harmledger.assessing.quantities import bounds_of
from harmledger.errors import SettingsError
from harmledger.records.figure import Quantity, QuantityKind
from harmledger.records.span import Span


@pytest.mark.parametrize("name", convention_names())
def test_every_rule_names_its_source(name: str) -> None:
    convention = load_convention(name)
    assert convention.title == f"{name} {convention.version}"
    assert "Not endorsed" in convention.notice
    rules = list(_rules(convention))
    assert len(rules) >= 12
    assert all(len(rule.source) > 10 for rule in rules)
    assert not any(rule.verified and "ours" in rule.source.split(":")[0] for rule in rules)


def test_names() -> None:
    assert convention_names() == ("acled-like", "airwars-like", "ibc-like", "ucdp-like")
    assert load_convention().name == "airwars-like"


def test_an_unknown_name_lists_those_there_are() -> None:
    with pytest.raises(SettingsError, match="acled-like, airwars-like, ibc-like, ucdp-like"):
        load_convention("../secret")


def test_a_misspelt_rule_is_named() -> None:
    with pytest.raises(SettingsError, match=r"house\.toml.*plurl"):
        parse_convention(b'name = "x"\nplurl = 2\n', where="house.toml")


@pytest.mark.parametrize(
    ("kind", "low", "high", "phrase", "expected"),
    [
        ("exact", 5, 5, "five", (5, 5)),
        ("between", 5, 7, "5-7", (5, 7)),
        ("at_least", 40, None, "at least 40", (40, 40)),
        ("more_than", 20, None, "more than 20", (21, 21)),
        ("at_most", None, 50, "up to 50", (None, 50)),
        ("less_than", None, 50, "fewer than 50", (None, 49)),
        ("about", 30, 30, "about 30", (30, 30)),
        ("plural_only", None, None, "civilians", (2, 2)),
        ("vague", None, None, "Tens of  thousands", (12_000, 24_000)),
        ("vague", None, None, "several dozen", (12, 24)),
        ("vague", None, None, "a  handful of", (2, 5)),
        ("vague", None, None, "an unheard-of word", (2, 2)),
        ("vague", None, None, "عشرات", (12, 24)),
        ("vague", None, None, "عشرات الآلاف", (12_000, 24_000)),
        ("none", 0, 0, "nobody", (0, 0)),
    ],
)
def test_bounds(
    kind: QuantityKind,
    low: int | None,
    high: int | None,
    phrase: str,
    expected: tuple[int | None, int | None],
) -> None:
    quantity = Quantity(kind=kind, low=low, high=high, phrase=phrase, span=Span(0, len(phrase)))
    bounds = bounds_of(quantity, load_convention())
    assert bounds is not None
    assert (bounds.low, bounds.high) == expected


def test_none_reported_is_no_number() -> None:
    quantity = Quantity(kind="none_reported", low=None, high=None, phrase="no casualties", span=Span(0, 13))
    assert bounds_of(quantity, load_convention()) is None


def _rules(convention: Convention) -> Iterator[Rule]:
    for value in msgspec.structs.asdict(convention).values():
        for rule in value if isinstance(value, tuple) else (value,):
            if isinstance(rule, Rule):
                yield rule
