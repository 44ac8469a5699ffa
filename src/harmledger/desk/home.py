"""The front door in, the inbox out; and the language of our words, chosen by each browser for itself."""

from __future__ import annotations

from litestar import get, post
from litestar.datastructures import Cookie
from litestar.response import Redirect

from harmledger.desk.access import needs
from harmledger.desk.asked import Form
from harmledger.desk.pages import LANGUAGE_COOKIE
from harmledger.errors import UsageError
from harmledger.wording import languages

_A_YEAR_S = 31_536_000


@get("/", opt=needs("read"), sync_to_thread=False)
def front() -> Redirect:
    """The inbox: where a day begins."""
    return Redirect("/inbox")


@post("/language", opt=needs("anyone"), sync_to_thread=False)
def choose_language(data: Form) -> Redirect:
    """Keeps the language of our words in a cookie and goes back to the page. Raises UsageError for one without
    a catalog."""
    language, back = data.get("language", ""), data.get("back", "/")
    if language not in languages():
        raise UsageError(f"no words in {language!r}", to_do=f"one of: {', '.join(languages())}")
    kept = Cookie(key=LANGUAGE_COOKIE, value=language, max_age=_A_YEAR_S, samesite="strict", httponly=True)
    return Redirect(own_path(back), cookies=[kept])


def own_path(address: str) -> str:
    """`address` if it is a path of this desk, else the front door: no form leads elsewhere."""
    return address if address.startswith("/") and not address.startswith(("//", "/\\")) else "/"
