"""Roles: the main event's claims are primary, long past ones background, revised tolls updates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("killed 11 people", "primary"),
        ("seven dock workers", "background"),
        ("rose from 11 to 12", "update"),
        ("2,300 civilians", "round_up"),
    ],
)
def test_the_part_of_each_claim_in_its_report(read: Callable[..., Any], words: str, role: str) -> None:
    told = read(
        "On 4 March 2014 an airstrike killed 11 people in Akureyri. The death toll rose from 11 to 12 a "
        "day later. "
        "In May 2012 a strike on the same town killed seven dock workers. "
        "The war has claimed the lives of more than 2,300 civilians."
    )
    assert [r.role for c, r in told if words in c.quote] == [role]


def test_the_first_event_told_of_is_the_main_one(read: Callable[..., Any]) -> None:
    told = read(
        "On 9 March 2014 shelling killed two people in Akureyri. "
        "On 1 March 2014 shelling killed five people there."
    )
    assert [r.role for _, r in told] == ["primary", "primary"]
