"""Accounts: who is who, who may do what, and how somebody who guesses is kept out."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pyotp
import pytest
from argon2 import Type, extract_parameters

from harmledger.accounts.accounts import HASHER, add_user, change_user, is_team, set_second_factor, users_of
from harmledger.accounts.log import log_of
from harmledger.accounts.permissions import ROLES, may, needed_for, permissions
from harmledger.accounts.signing_in import (
    FAILURES,
    IDLE_S,
    LONGEST_S,
    make_token,
    session_of,
    sign_in,
    sign_out,
)
from harmledger.accounts.tables import FILE
from harmledger.errors import SignInRefused, UsageError
from harmledger.records.action import Accept, Publish, Review, kind_of
from harmledger.records.decision import DecisionKind

NOW = 1_930_000_000
WORDS = "four plain words here"


@pytest.fixture
def record(tmp_path: Path) -> Path:
    add_user(tmp_path, "ann", "admin", WORDS, now=NOW)
    return tmp_path


def refused(
    record: Path, name: str, password: str, code: str | None = None, *, now: int = NOW
) -> SignInRefused:
    with pytest.raises(SignInRefused) as error:
        sign_in(record, name, password, code, now=now)
    return error.value


def test_a_password_costs_who_guesses_as_much_as_its_makers_advise() -> None:
    spent = extract_parameters(HASHER.hash(WORDS))
    assert spent.type is Type.ID
    assert spent.time_cost >= 2
    assert spent.memory_cost >= 19_456, "KiB: the least that OWASP advises"


def test_whoever_signs_in_is_known_until_the_session_ends(record: Path) -> None:
    token = sign_in(record, "ann", WORDS, now=NOW)
    user = session_of(record, token, now=NOW + IDLE_S)
    assert user is not None
    assert (user.name, user.role) == ("ann", "admin")
    assert session_of(record, token, now=NOW + 2 * IDLE_S + 1) is None
    token = sign_in(record, "ann", WORDS, now=NOW)
    for hour in range(LONGEST_S // 3600):
        assert session_of(record, token, now=NOW + hour * 3600) is not None
    assert session_of(record, token, now=NOW + LONGEST_S + 1) is None
    token = sign_in(record, "ann", WORDS, now=NOW)
    sign_out(record, token)
    assert session_of(record, token, now=NOW) is None


def test_no_secret_lies_in_the_file(record: Path) -> None:
    token = sign_in(record, "ann", WORDS, now=NOW)
    kept = b"".join(path.read_bytes() for path in record.iterdir())
    assert WORDS.encode() not in kept
    assert token.encode() not in kept
    assert (record / FILE).stat().st_mode & 0o077 == 0


def test_wrong_names_and_wrong_passwords_are_refused_alike_and_more_and_more_slowly(record: Path) -> None:
    assert refused(record, "nobody", WORDS).code == refused(record, "ann", "wrong").code == "name_or_password"
    for nth in range(FAILURES - 1):
        refused(record, "ann", f"guess {nth}")
    waiting = refused(record, "ann", WORDS)
    assert waiting.code == "too_many_failures"
    assert waiting.wait_s > 0
    assert sign_in(record, "ann", WORDS, now=NOW + waiting.wait_s)
    assert refused(record, "ann", "wrong", now=NOW + 100).code == "name_or_password"
    assert [event.what for event in log_of(record)][:2] == ["sign_in_failed", "signed_in"]


def test_a_one_time_code_serves_once(record: Path) -> None:
    address = set_second_factor(record, "ann", now=NOW)
    codes = pyotp.parse_uri(str(address))
    assert isinstance(codes, pyotp.TOTP)
    assert refused(record, "ann", WORDS).code == "code_is_needed"
    assert refused(record, "ann", WORDS, codes.at(NOW - 300)).code == "name_or_password"
    assert sign_in(record, "ann", WORDS, codes.at(NOW), now=NOW)
    assert refused(record, "ann", WORDS, codes.at(NOW)).code == "name_or_password"
    assert sign_in(record, "ann", WORDS, codes.at(NOW + 30), now=NOW + 30)


def test_accounts_change_and_the_last_admin_stays(record: Path) -> None:
    assert not is_team(record)
    add_user(record, "bo", "coder", WORDS, now=NOW)
    assert is_team(record)
    token = make_token(record, "bo", "nightly import", now=NOW)
    assert session_of(record, token, now=NOW + 10 * LONGEST_S) is not None
    change_user(record, "bo", active=False, now=NOW)
    assert session_of(record, token, now=NOW) is None
    assert refused(record, "bo", WORDS).code == "name_or_password"
    assert not is_team(record)
    for change in ({"role": "coder"}, {"active": False}):
        with pytest.raises(UsageError, match="nobody would be left"):
            change_user(record, "ann", now=NOW, **change)  # type: ignore[arg-type]
    assert [(user.name, user.role) for user in users_of(record)] == [("ann", "admin"), ("bo", "coder")]
    for name, password in (("ann", WORDS), (" cleo", WORDS), ("cleo", "short")):
        with pytest.raises(UsageError):
            add_user(record, name, "coder", password, now=NOW)


def test_every_action_is_open_to_somebody_and_only_to_whom_the_table_names() -> None:
    table = {
        "read": "RCVPA", "export": "CVPA", "comment": "CVPA", "add": "CVPA", "decide": "CVP", "code": "CVP",
        "assign": "VPA", "adjudicate": "VP", "override": "VP", "review": "VP", "clear_quote": "VP", "withdraw": "VP",
        "undo": "VP", "release": "P", "policy": "P", "erase": "PA", "log": "VPA", "users": "A",
    }  # fmt: skip
    letters = dict(zip(ROLES, "RCVPA", strict=True))
    assert {
        action: "".join(letters[role] for role in ROLES if may(role, action)) for action in permissions()
    } == table
    assert not may("admin", "no such action")
    assert {needed_for(kind) for kind in get_args(DecisionKind)} <= set(permissions())
    asked = (Accept("c"), Review("i", "s"), Publish("r", "0", {}))
    assert [needed_for(kind_of(action)) for action in asked] == ["decide", "review", "release"]
