"""Rules of a house that were edited: what they would change is told, and saving writes the file that releases read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from decided_record import ANN, BO, RULES, did, record_of

from harmledger.errors import DecisionRefused, UsageError
from harmledger.flow.choose import publishers_left_out
from harmledger.flow.ruling import effect, rules_digest, save_rules
from harmledger.ledger.log import log
from harmledger.ledger.queries import incidents
from harmledger.ledger.standings import standings
from harmledger.ledger.store import Ledger
from harmledger.publishing.policy import default_policy, read_policy
from harmledger.publishing.scope import Scope, read_scope
from harmledger.records.action import Review, Undo

WHY = "agreed on at the meeting of May"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with record_of(tmp_path / "record") as opened:
        yield opened


def test_the_effect_is_what_a_release_would_then_be(ledger: Ledger) -> None:
    one, *others = [incident.id for incident in incidents(ledger)]
    did(ledger, Review(one, next(s.seal for s in standings(ledger) if s.incident_id == one)), ANN)
    rules = default_policy()
    two = msgspec.structs.replace(rules, incidents=msgspec.structs.replace(rules.incidents, reviewers=2))
    found = effect(ledger, RULES, two)
    assert (found.named, found.unnamed) == ((), ())
    assert (found.let_out.ids(ledger), found.held_back.ids(ledger)) == ([], [one])
    assert "too_few_reviewers" in {shelf.fate for shelf in found.after.held}
    loose = msgspec.structs.replace(rules, incidents=msgspec.structs.replace(rules.incidents, review="any"))
    assert effect(ledger, RULES, loose).let_out.ids(ledger) == sorted(others)
    publishers = sorted(publishers_left_out(ledger, rules))
    named = msgspec.structs.replace(
        rules, names=msgspec.structs.replace(rules.names, public=tuple(publishers))
    )
    assert effect(ledger, RULES, named).named == tuple(publishers)
    assert not (ledger.folder / "policy.toml").exists()


def test_saving_keeps_comments_and_is_a_decision_with_a_reason(ledger: Ledger) -> None:
    mine = msgspec.structs.replace(default_policy(), name="ours", version=2)
    hidden = msgspec.structs.replace(mine.names, hidden=('Hús "Sólvangur"',))
    mine, scope = (
        msgspec.structs.replace(mine, names=hidden),
        Scope(title="The war of 2014", means=("shelling",)),
    )
    was = rules_digest(ledger.folder)
    with pytest.raises(DecisionRefused):
        save_rules(ledger, mine, scope, was=was, by=BO, why=" ", rules=RULES)
    assert rules_digest(ledger.folder) == was
    assert save_rules(ledger, mine, scope, was=was, by=BO, why=WHY, rules=RULES) == (
        "policy.toml",
        "scope.toml",
    )
    assert (read_policy(ledger.folder), read_scope(ledger.folder)) == (mine, scope)
    assert "# How many people must have reviewed" in (ledger.folder / "policy.toml").read_text("utf-8")
    saved = [entry.what for entry in log(ledger)]
    assert [(each.kind, each.on, each.why) for each in saved if each] == [  # type: ignore[union-attr]
        ("set_rules", ("scope.toml",), WHY), ("set_rules", ("policy.toml",), WHY),
    ]  # fmt: skip
    assert "Sólvangur" not in repr(saved)
    with pytest.raises(UsageError, match="meanwhile"):
        save_rules(ledger, mine, scope, was=was, by=ANN, why=WHY, rules=RULES)
    now = rules_digest(ledger.folder)
    assert save_rules(ledger, mine, scope, was=now, by=ANN, why=WHY, rules=RULES) == ()
    assert save_rules(ledger, mine, Scope(), was=now, by=ANN, why=WHY, rules=RULES) == ("scope.toml",)
    assert read_scope(ledger.folder) == Scope()
    with pytest.raises(DecisionRefused):
        did(ledger, Undo(saved[0].id), BO)  # type: ignore[union-attr]
