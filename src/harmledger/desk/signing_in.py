"""A name, a password and, where asked for, a one-time code in; a session out, kept by the browser in a cookie that no
script can read."""

from __future__ import annotations

import time
from urllib.parse import urlencode

from litestar import Response, get, post
from litestar.datastructures import Cookie
from litestar.params import FromQuery
from litestar.response import Redirect

from harmledger.accounts.signing_in import sign_in, sign_out
from harmledger.desk.access import needs
from harmledger.desk.asked import Asked, Form, pages_of, workbench_of
from harmledger.desk.home import own_path
from harmledger.errors import SignInRefused
from harmledger.wording import say


@get("/signin", opt=needs("anyone"), sync_to_thread=False)
def ask(request: Asked, back: FromQuery[str] = "/") -> Response[bytes]:
    """The page on which one signs in, and from which one goes back to where one was."""
    return pages_of(request).set(request, "signin.html", back=own_path(back), refused=None, name="")


@post("/signin/now", opt=needs("anyone"), sync_to_thread=True)
def now(request: Asked, data: Form) -> Response[bytes] | Redirect:
    """Signs in. Which of name and password was wrong is not said; the name stays typed."""
    bench = workbench_of(request)
    name, back = data.get("name", "").strip(), own_path(data.get("back", "/"))
    code = data.get("code", "").strip() or None
    try:
        token = sign_in(bench.record, name, data.get("password", ""), code, now=int(time.time()))
    except SignInRefused as refused:
        return pages_of(request).set(
            request,
            "signin.html",
            status=403,
            back=back,
            name=name[:64],
            refused=say(
                f"account.refused.{refused.code}",
                {"wait_s": refused.wait_s},
                pages_of(request).words.language,
            ),
        )
    kept = Cookie(
        key=bench.session_cookie, value=token, httponly=True, samesite="strict", secure=bench.behind_tls
    )
    return Redirect(back, cookies=[kept])


@post("/signout", opt=needs("anyone"), sync_to_thread=True)
def out(request: Asked) -> Redirect:
    """Ends the session."""
    bench = workbench_of(request)
    token = request.cookies.get(bench.session_cookie)
    if token:
        sign_out(bench.record, token)
    return Redirect("/signin", cookies=[Cookie(key=bench.session_cookie, value="", max_age=0)])


def to_sign_in(request: Asked, _error: Exception) -> Response[bytes] | Redirect:
    """To the sign-in and back. A form that came too late is not lost: its page says so and keeps what was typed."""
    if request.method != "GET":
        return pages_of(request).set(request, "signin_again.html", status=401)
    return Redirect(f"/signin?{urlencode({'back': request.url.path})}")
