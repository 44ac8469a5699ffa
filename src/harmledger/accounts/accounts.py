"""The people of a record: names, roles, passwords and second factors go in; users come out.

Every function is told what time it is, in seconds since 1970: nothing here reads a clock.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pyotp
from argon2 import PasswordHasher
from sqlalchemy import Connection, Row, delete, func, insert, select, update

from harmledger.accounts.log import log
from harmledger.accounts.permissions import Role
from harmledger.accounts.tables import accounts_of, has_users, sessions, users
from harmledger.errors import UsageError

LEAST_PASSWORD = 12
"""Characters. Length is what counts (NIST SP 800-63B): no rule of digits and signs."""
HASHER = PasswordHasher()


class User(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who works on the record."""

    name: str
    role: Role
    active: bool
    second_factor: bool


def add_user(record: Path, name: str, role: Role, password: str, *, now: int) -> User:
    """Gives somebody an account. Raises UsageError for a name that is taken or blank, or a short password."""
    _check_password(password)
    if not name.strip() or name != name.strip() or not name.isprintable():
        raise UsageError("cannot be a name", where=repr(name), to_do="a name without blanks around it")
    with accounts_of(record) as connection:
        if row_of(connection, name) is not None:
            raise UsageError("there is such a user already", where=name)
        row = {"name": name, "role": role, "password": HASHER.hash(password)}
        connection.execute(insert(users), row)
        log(connection, now, "user_added", name, role)
    return User(name=name, role=role, active=True, second_factor=False)


def change_user(
    record: Path,
    name: str,
    *,
    role: Role | None = None,
    password: str | None = None,
    active: bool | None = None,
    now: int,
) -> User:
    """Changes an account; whoever is signed in with it is signed out. Raises UsageError if there is none, or if
    nobody would be left who may change accounts."""
    if password is not None:
        _check_password(password)
    values = {"role": role, "active": active, "password": password and HASHER.hash(password)}
    given = {key: value for key, value in values.items() if value is not None}
    with accounts_of(record) as connection:
        _there(connection, name)
        connection.execute(update(users).where(users.c.name == name).values(**given))
        admins = select(func.count()).where(users.c.role == "admin", users.c.active)
        if not connection.scalar(admins):
            raise UsageError(
                "nobody would be left to keep the accounts", where=name, to_do="name another admin first"
            )
        connection.execute(delete(sessions).where(sessions.c.name == name))
        log(connection, now, "user_changed", name, ", ".join(sorted(given)))
        return user_of(_there(connection, name))


def set_second_factor(record: Path, name: str, *, now: int, on: bool = True) -> str | None:
    """A new secret for one-time codes (as an `otpauth:` address, shown once), or none any more."""
    secret = pyotp.random_base32() if on else None
    with accounts_of(record) as connection:
        _there(connection, name)
        changed = update(users).where(users.c.name == name)
        connection.execute(changed.values(totp_secret=secret, totp_step=0))
        log(connection, now, "second_factor_on" if on else "second_factor_off", name, "")
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name="harmledger") if secret else None


def users_of(record: Path) -> list[User]:
    """Everybody, in order of their names; nobody where the record has no accounts."""
    if not has_users(record):
        return []
    with accounts_of(record) as connection:
        return [user_of(row) for row in connection.execute(select(users).order_by(users.c.name))]


def is_team(record: Path) -> bool:
    """Whether several people work on the record: then nobody reviews their own work."""
    return sum(user.active for user in users_of(record)) > 1


def row_of(connection: Connection, name: str) -> Row[Any] | None:
    """The row of this user."""
    return connection.execute(select(users).where(users.c.name == name)).first()


def user_of(row: Row[Any]) -> User:
    """What may be shown of a row: no secret."""
    return User(name=row.name, role=row.role, active=row.active, second_factor=row.totp_secret is not None)


def _there(connection: Connection, name: str) -> Row[Any]:
    row = row_of(connection, name)
    if row is None:
        raise UsageError("there is no such user", where=name)
    return row


def _check_password(password: str) -> None:
    if len(password) < LEAST_PASSWORD:
        raise UsageError(
            f"a password of fewer than {LEAST_PASSWORD} characters", to_do="several words make a good one"
        )
