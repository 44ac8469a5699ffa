"""A name, a password and, where asked for, a one-time code in; a session out, kept by the browser in a cookie that no
script can read. A form that came too late is sent after it."""

from __future__ import annotations

import time
from urllib.parse import urlencode

from litestar import Response, get, post
from litestar.datastructures import Cookie
from litestar.params import FromQuery
from litestar.response import Redirect

from harmledger.accounts.signing_in import session_of, sign_in, sign_out
from harmledger.desk import again
from harmledger.desk.access import needs
from harmledger.desk.asked import Asked, Form, pages_of, workbench_of
from harmledger.desk.home import own_path
from harmledger.desk.pages import here
from harmledger.desk.who import as_person
from harmledger.errors import SignInRefused
from harmledger.wording import say

_KEPT = "kept:"
"""What the name of a field begins with that waits to be sent once the person signed in."""


@get("/signin", opt=needs("anyone"), sync_to_thread=False)
def ask(request: Asked, back: FromQuery[str] = "/", begun: FromQuery[str] = "") -> Response[bytes]:
    """The page on which one signs in, and from which one goes back to where one was. `begun`: the first account was
    just made, which it says."""
    return pages_of(request).set(
        request, "signin.html", back=own_path(back), refused=None, name="", begun=bool(begun)
    )


@post("/signin/now", opt=needs("anyone"), sync_to_thread=True)
def now(request: Asked, data: Form) -> Response[bytes] | Redirect:
    """Signs in. Which of name and password was wrong is not said; the name stays typed. A form that came too late is
    kept, to be sent then."""
    bench, name, at = workbench_of(request), data.get("name", "").strip(), int(time.time())
    code = data.get("code", "").strip() or None
    try:
        token = sign_in(bench.record, name, data.get("password", ""), code, now=at)
    except SignInRefused as refused:
        return _refused(request, data, name, refused)
    cookie = Cookie(
        key=bench.session_cookie, value=token, httponly=True, samesite="strict", secure=bench.behind_tls
    )
    if "to" not in data:
        return Redirect(own_path(data.get("back", "/")), cookies=[cookie])
    request.scope["user"] = as_person(session_of(bench.record, token, now=at))
    page = again.kept_page(request, _kept(data), data["to"])
    page.set_cookie(cookie)
    return page


def _refused(request: Asked, data: dict[str, str], name: str, refused: SignInRefused) -> Response[bytes]:
    language = pages_of(request).words.language
    why = say(f"account.refused.{refused.code}", {"wait_s": refused.wait_s}, language)
    if "to" in data:
        return again.kept_page(request, _kept(data), data["to"], refused=why, name=name)
    back = own_path(data.get("back", "/"))
    return pages_of(request).set(
        request, "signin.html", status=403, back=back, name=name[:64], refused=why, begun=False
    )


def _kept(data: dict[str, str]) -> dict[str, str]:
    """The fields of the form that came too late, out of those of the sign-in."""
    return {name.removeprefix(_KEPT): value for name, value in data.items() if name.startswith(_KEPT)}


@post("/signout", opt=needs("anyone"), sync_to_thread=True)
def out(request: Asked) -> Redirect:
    """Ends the session."""
    bench = workbench_of(request)
    token = request.cookies.get(bench.session_cookie)
    if token:
        sign_out(bench.record, token)
    return Redirect("/signin", cookies=[Cookie(key=bench.session_cookie, value="", max_age=0)])


def to_sign_in(request: Asked, _error: Exception) -> Response[bytes] | Redirect:
    """To the sign-in and back. A form that came too late is not lost: it is kept and sent afterwards."""
    if again.is_kept(request):
        return again.to_keep(request)
    if request.method != "GET":
        return pages_of(request).set(request, "signin_again.html", status=401)
    return Redirect(f"/signin?{urlencode({'back': here(request)})}")
