"""The environment is read in one place, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from harmledger import read_settings
from harmledger.errors import SettingsError


def test_what_is_not_set_has_its_default() -> None:
    settings = read_settings({"PATH": "/bin", "HARMLEDGERS": "no"})
    assert settings.processes == 1
    assert settings.convention is None
    assert settings.limits.pdf_pages_max == 3_000


def test_every_field_and_limit_can_be_set() -> None:
    settings = read_settings(
        {
            "HARMLEDGER_PROCESSES": "4",
            "HARMLEDGER_CACHE_DIR": "/var/cache/h",
            "HARMLEDGER_CONVENTION": "ibc-like",
            "HARMLEDGER_LANGUAGE": "ar",
            "HARMLEDGER_WAIT_S": "0.5",
            "HARMLEDGER_LIMIT_NESTING_MAX": "1",
        }
    )
    assert (settings.processes, settings.cache_dir, settings.convention) == (
        4,
        Path("/var/cache/h"),
        "ibc-like",
    )
    assert (settings.language, settings.wait_s, settings.limits.nesting_max) == ("ar", 0.5, 1)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("HARMLEDGER_PROCESSES", "0", "'0' cannot be used"),
        ("HARMLEDGER_WAIT_S", "soon", "'soon' cannot be used"),
        ("HARMLEDGER_LIMIT_NESTING_MAX", "deep", "'deep' cannot be used"),
        ("HARMLEDGER_PROCESES", "2", "HARMLEDGER_PROCESSES"),
        ("HARMLEDGER_LIMIT_NESTING", "2", "HARMLEDGER_LIMIT_NESTING_MAX"),
        ("HARMLEDGER_LIMITS", "2", "no such setting"),
    ],
)
def test_what_cannot_be_used_is_named(name: str, value: str, words: str) -> None:
    with pytest.raises(SettingsError) as raised:
        read_settings({name: value})
    assert raised.value.where == name
    assert words in str(raised.value)
