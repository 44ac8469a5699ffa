"""The floors of `docs/accuracy.json` rise by themselves and fall only with a reason that stays."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def quality() -> ModuleType:
    spec = importlib.util.spec_from_file_location("quality", ROOT / "tools" / "quality.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def kept(floors: dict[str, float], **whole: float) -> dict[str, Any]:
    numbers = {name.replace("__", "."): value for name, value in whole.items()}
    return {"measured": {"gaza": {"whole": numbers}}, "floors": {"gaza": floors}, "lowered": []}


def test_a_floor_that_is_passed_rises(quality: ModuleType) -> None:
    state = kept({"date.exact": 0.5}, date__exact=0.625, date__n=12, killed__phantom=0.25)
    assert quality.compare("gaza", state, why_lower=None) == []
    assert state["floors"]["gaza"] == {"date.exact": 0.625, "killed.no_phantom": 0.75}


def test_a_floor_that_is_missed_stays_and_is_named(quality: ModuleType) -> None:
    state = kept({"date.exact": 0.5, "killed.both": 0.25}, date__exact=0.4999)
    missed = quality.compare("gaza", state, why_lower=None)
    assert missed == ["gaza date.exact: 0.4999 is below 0.5", "gaza killed.both: 0.0 is below 0.25"]
    assert state["floors"]["gaza"] == {"date.exact": 0.5, "killed.both": 0.25}
    assert state["lowered"] == []


def test_lowering_keeps_the_reason(quality: ModuleType) -> None:
    state = kept({"date.exact": 0.5}, date__exact=0.25)
    assert len(quality.compare("gaza", state, why_lower="the gold was mended")) == 1
    assert state["floors"]["gaza"] == {"date.exact": 0.25}
    assert state["lowered"] == [
        {"task": "gaza", "number": "date.exact", "from": 0.5, "to": 0.25, "why": "the gold was mended"}
    ]


def test_halves_are_of_the_key_alone(quality: ModuleType) -> None:
    halves = [quality.half_of(f"key-{number}") for number in range(1000)]
    assert 450 < halves.count("A") < 550
    assert set(halves) == {"A", "B"}
