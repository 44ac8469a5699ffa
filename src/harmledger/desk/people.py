"""Names, roles and passwords in; the accounts of a record out. Passwords are never shown, and never in the chain."""

from __future__ import annotations

import time
from typing import Any

import segno
from litestar import Response, get, post
from litestar.response import Redirect
from pyotp import parse_uri

from harmledger.accounts.accounts import add_user, change_user, set_second_factor, users_of
from harmledger.accounts.permissions import ROLES, Role
from harmledger.desk.access import needs
from harmledger.desk.asked import Asked, Form, pages_of, workbench_of
from harmledger.errors import UsageError

_CHANGES: dict[str, dict[str, Any]] = {"close": {"active": False}, "open": {"active": True}}


@get("/people", opt=needs("users"), sync_to_thread=True)
def listed(request: Asked) -> Response[bytes]:
    """Everybody who has an account."""
    return _page(request, None)


@post("/people/add", opt=needs("users"), sync_to_thread=True)
def add(request: Asked, data: Form) -> Redirect:
    """Gives somebody an account. From the first on, the desk asks who one is."""
    bench = workbench_of(request)
    first = not bench.has_accounts
    if first and data.get("role") != "admin":
        raise UsageError("the first account is not an admin's", to_do="make the first one an admin")
    add_user(bench.record, data.get("name", ""), _role(data), data.get("password", ""), now=int(time.time()))
    return Redirect("/signin?begun=1" if first else "/people")


@post("/people/change", opt=needs("users"), sync_to_thread=True)
def change(request: Asked, data: Form) -> Response[bytes] | Redirect:
    """Changes an account; who is signed in with it is signed out."""
    record, name, do, now = (
        workbench_of(request).record,
        data.get("name", ""),
        data.get("do", ""),
        int(time.time()),
    )
    if do in ("factor_on", "factor_off"):
        return _page(request, set_second_factor(record, name, now=now, on=do == "factor_on"))
    change_user(record, name, now=now, **(_CHANGES.get(do) or {"role": _role(data)}))
    return Redirect("/people")


def _page(request: Asked, secret: str | None) -> Response[bytes]:
    users = users_of(workbench_of(request).record)
    return pages_of(request).set(
        request,
        "people.html",
        nav="people",
        users=users,
        roles=ROLES,
        secret=secret,
        secret_key=parse_uri(secret).secret if secret else "",
        secret_drawn=_drawn(secret) if secret else "",
    )


def _drawn(address: str) -> str:
    """A QR code as a drawing: black on white in a dark theme too, with the margin of four that its standard asks for.
    It holds paths alone, no word of anybody."""
    code = segno.make_qr(address)
    return code.svg_inline(
        border=4, dark="#000", light="#fff", omitsize=True, svgclass="drawn", lineclass=None
    )


def _role(data: dict[str, str]) -> Role:
    role = data.get("role", "")
    if role not in ROLES:
        raise UsageError(f"{role[:20]!r} is no role", to_do=f"one of: {', '.join(ROLES)}")
    return role
