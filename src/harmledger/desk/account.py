"""The password of who is signed in and another one in; the account with that other one out."""

from __future__ import annotations

import time

from litestar import Response, get, post
from litestar.response import Redirect

from harmledger.accounts.signing_in import change_password
from harmledger.desk.access import needs
from harmledger.desk.asked import Asked, Form, pages_of, person_of, workbench_of
from harmledger.errors import SignInRefused, UsageError
from harmledger.wording import say


@get("/account", opt=needs("read"), sync_to_thread=False)
def show(request: Asked) -> Response[bytes]:
    """The page on which people set a password that nobody else knows. Raises UsageError where nobody has an account."""
    _check_account(request)
    return pages_of(request).set(request, "account.html", nav="", refused=None)


@post("/account/password", opt=needs("read"), sync_to_thread=True)
def change(request: Asked, data: Form) -> Response[bytes] | Redirect:
    """Sets it, which ends every session of theirs. Only of who is signed in, and only with the password until now."""
    _check_account(request)
    record, name, now = workbench_of(request).record, person_of(request).name, int(time.time())
    try:
        change_password(record, name, data.get("password", ""), data.get("new", ""), now=now)
    except SignInRefused as refused:
        pages = pages_of(request)
        why = say(f"account.refused.{refused.code}", {"wait_s": refused.wait_s}, pages.words.language)
        return pages.set(request, "account.html", status=422, nav="", refused=why)
    return Redirect("/signin")


def _check_account(request: Asked) -> None:
    if person_of(request).role is None:
        raise UsageError("nobody has an account here", to_do="add the first one on the page People")
