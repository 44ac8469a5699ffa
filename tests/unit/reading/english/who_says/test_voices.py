"""Kinds of voices."""

from __future__ import annotations

import pytest

from harmledger.reading.english.who_says.voice_kinds import kind_of


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("@valley_watch", "account"),
        ("the UN human rights office", "un_body"),
        ("UNICEF", "un_body"),
        ("Vale Civil Defence", "rescue_service"),
        ("hospital sources", "hospital"),
        ("a spokesman for the health ministry", "ministry"),
        ("the Lower Vale Observatory", "monitor"),
        ("local rebel activists", "local_sources"),
        ("Israeli police", "police"),
        ("the Israeli army", "armed_actor"),
        ("the Syrian government", "armed_actor"),
        ("a military spokesman", "armed_actor"),
        ("the state news agency", "agency"),
        ("the Valley Post", "outlet"),
        ("two sources", "local_sources"),
        ("a security source", "government"),
        ("an eyewitness", "witness"),
        ("the mayor of Harbour Town", "government"),
        ("Mira Aldane", "person"),
        ("she", "person"),
        ("Dr. Holt", "person"),
        ("the thing", "unknown"),
    ],
)
def test_kind_of_voice(name: str, kind: str) -> None:
    assert kind_of(name) == kind
