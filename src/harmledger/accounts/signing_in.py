"""Names, passwords and one-time codes go in; tokens of sessions, the users who hold them, and refusals come out.

Every function is told what time it is, in seconds since 1970: nothing here reads a clock.
"""

from __future__ import annotations

import hashlib
import secrets
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pyotp
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, Row, delete, func, insert, select, update

from harmledger.accounts.accounts import HASHER, User, change_user, row_of, user_of
from harmledger.accounts.log import log
from harmledger.accounts.tables import accounts_of, events, has_users, sessions, users
from harmledger.errors import SignInRefused, UsageError

IDLE_S = 8 * 3600
"""A session ends so long after it was last used: a working day."""
LONGEST_S = 7 * 24 * 3600
FAILURES = 5
"""Failed sign-ins of one name after which the next has to wait."""
WINDOW_S = 900
_STEP_S = 30
_SEEN_EVERY_S = 60
"""How often it is noted that a session is in use: a write for every request would wait for the disk every time."""


class Token(msgspec.Struct, frozen=True, kw_only=True):
    """A token of a program, without what it is."""

    name: str
    label: str
    made_at: int
    """Seconds since 1970, UTC."""
    seen_at: int
    """When it was last used, to the minute."""


def sign_in(record: Path, name: str, password: str, code: str | None = None, *, now: int) -> str:
    """A token for a session, to be kept by the browser alone.

    Raises SignInRefused: with `wait_s` after too many failures, with `needs_code` where the password is right and a
    one-time code is asked for, and never saying which of name and password was wrong.
    """
    with accounts_of(record) as connection:
        wait_s = _waits(connection, name, now)
        if wait_s:
            raise SignInRefused("too_many_failures", wait_s=wait_s)
        row = row_of(connection, name)
        good = _verified(row.password if row is not None and row.active else _nobody(), password)
        step = _step_of(row, code, now) if good and row is not None and row.active else None
        if step is not None:
            connection.execute(update(users).where(users.c.name == name).values(totp_step=step))
            log(connection, now, "signed_in", name, "")
            return _new_session(connection, name, None, now)
        needs_code = good and row is not None and row.active and code is None
        if not needs_code:
            log(connection, now, "sign_in_failed", name, "")
    raise SignInRefused("code_is_needed" if needs_code else "name_or_password")


def change_password(record: Path, name: str, old: str, new: str, *, now: int) -> None:
    """Another password for whoever knows the one there is; every session of theirs ends. Raises SignInRefused as
    `sign_in` does, and UsageError for a short one."""
    with accounts_of(record) as connection:
        wait_s = _waits(connection, name, now)
        if wait_s:
            raise SignInRefused("too_many_failures", wait_s=wait_s)
        row = row_of(connection, name)
        known = _verified(row.password if row is not None else _nobody(), old)
        if not known:
            log(connection, now, "sign_in_failed", name, "")
    if not known:
        raise SignInRefused("name_or_password")
    change_user(record, name, password=new, now=now)


def make_token(record: Path, name: str, label: str, *, now: int) -> str:
    """A token for a program, which may do what this user may, until it is revoked. It is told once.

    Raises UsageError if there is no such user, or no label to revoke it by.
    """
    if not label.strip():
        raise UsageError("a token needs a label", to_do="say what it is for")
    with accounts_of(record) as connection:
        if row_of(connection, name) is None:
            raise UsageError("there is no such user", where=name)
        log(connection, now, "token_made", name, label)
        return _new_session(connection, name, label, now)


def tokens_of(record: Path) -> list[Token]:
    """The tokens of programs that are good, in order of their users' names."""
    if not has_users(record):
        return []
    query = (
        select(sessions).where(sessions.c.label.is_not(None)).order_by(sessions.c.name, sessions.c.made_at)
    )
    with accounts_of(record) as connection:
        return [
            Token(name=row.name, label=row.label, made_at=row.made_at, seen_at=row.seen_at)
            for row in connection.execute(query)
        ]


def revoke_tokens(record: Path, name: str, label: str, *, now: int) -> None:
    """Ends this user's tokens of this label. Raises UsageError if there is none."""
    with accounts_of(record) as connection:
        its = (sessions.c.name == name, sessions.c.label == label)
        if not connection.execute(delete(sessions).where(*its)).rowcount:
            raise UsageError("there is no such token", where=f"{name}, {label}")
        log(connection, now, "token_revoked", name, label)


def session_of(record: Path, token: str, *, now: int) -> User | None:
    """Who holds this token; None where it is not known, or has ended."""
    with accounts_of(record) as connection:
        its = sessions.c.token_sha256 == _digest(token)
        found = connection.execute(select(sessions).where(its)).first()
        if found is None:
            return None
        ended = found.label is None and (now - found.seen_at > IDLE_S or now - found.made_at > LONGEST_S)
        row = row_of(connection, found.name)
        if ended or row is None or not row.active:
            connection.execute(delete(sessions).where(its))
            return None
        if now - found.seen_at >= _SEEN_EVERY_S:
            connection.execute(update(sessions).where(its).values(seen_at=now))
        return user_of(row)


def sign_out(record: Path, token: str) -> None:
    """Ends this session."""
    with accounts_of(record) as connection:
        connection.execute(delete(sessions).where(sessions.c.token_sha256 == _digest(token)))


def _new_session(connection: Connection, name: str, label: str | None, now: int) -> str:
    token = secrets.token_urlsafe(32)
    row = {"token_sha256": _digest(token), "name": name, "label": label, "made_at": now, "seen_at": now}
    connection.execute(insert(sessions), row)
    return token


def _digest(token: str) -> str:
    """A token is long and random: a plain digest of it gives nothing away."""
    return hashlib.sha256(token.encode()).hexdigest()


@cache
def _nobody() -> str:
    """Verified where there is no such user, so that time does not tell which names there are."""
    return HASHER.hash(secrets.token_urlsafe())


def _verified(hashed: str, password: str) -> bool:
    try:
        return HASHER.verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False


def _step_of(row: Row[Any], code: str | None, now: int) -> int | None:
    """The step of time that the code is of, one to either side; 0 where none is asked for; None where it is wrong, or
    served before."""
    if row.totp_secret is None:
        return 0
    present = now // _STEP_S
    for step in (present, present - 1, present + 1):
        if step > row.totp_step and secrets.compare_digest(
            pyotp.TOTP(row.totp_secret).at(step * _STEP_S), (code or "").strip()
        ):
            return step
    return None


def _waits(connection: Connection, name: str, now: int) -> int:
    """Seconds before this name may be tried again: twice as long after each failure behind the first few."""
    since = now - WINDOW_S
    mine = (events.c.name == name, events.c.at > since)
    good = connection.scalar(select(func.max(events.c.nth)).where(*mine, events.c.what == "signed_in")) or 0
    failed, last = connection.execute(
        select(func.count(), func.max(events.c.at)).where(
            *mine, events.c.what == "sign_in_failed", events.c.nth > good
        )
    ).one()
    if failed < FAILURES:
        return 0
    wait_s = int(min(WINDOW_S, 2 ** (failed - FAILURES + 1)))
    return max(0, int(last) + wait_s - now)
