"""A form that came too late in (the session had ended, or the desk was started again); a page that keeps what was typed
and sends it once the person is known, out."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Literal, cast
from urllib.parse import urlencode, urlsplit

from litestar import Response, post
from litestar.config.csrf import CSRFConfig
from litestar.enums import RequestEncodingType
from litestar.exceptions import PermissionDeniedException
from litestar.middleware.csrf import generate_csrf_token
from litestar.params import FromQuery
from litestar.response import Redirect

from harmledger.desk.access import Person, needs
from harmledger.desk.asked import Asked, Form, pages_of
from harmledger.desk.faults import http_fault
from harmledger.desk.home import own_path

_TOKEN = "_csrf_token"  # noqa: S105  # the name of a field
_NO_TOKEN = "CSRF token verification failed"  # noqa: S105  # Litestar's words
_SAME_AGAIN: Literal[307] = 307
"""Makes a browser send the same form to another address."""
_UNSEEN = frozenset({"saw", "seal", "next", "back"})
"""Fields that a page fills in by itself: they are sent again, and need not be read again."""


@post("/again", opt=needs("anyone") | {"exclude_from_csrf": True}, sync_to_thread=False)
def keep(request: Asked, data: Form, to: FromQuery[str] = "/") -> Response[bytes]:
    """What was typed, kept on a page that sends it to where it was going. Raises PermissionDeniedException for a form
    of somebody else's page."""
    if not is_own(request):
        raise PermissionDeniedException("this form is not of this desk")
    config = cast("CSRFConfig", request.app.csrf_config)
    token = request.cookies.get(config.cookie_name) or generate_csrf_token(config.secret)
    page = kept_page(request, typed_in(data), to, token=token)
    page.set_cookie(
        key=config.cookie_name, value=token, httponly=True, samesite="strict", secure=config.cookie_secure
    )
    return page


def kept_page(
    request: Asked, typed: Mapping[str, str], to: str, *, refused: str = "", name: str = "", **shared: str
) -> Response[bytes]:
    """The page that keeps `typed`: for who is not signed in with the sign-in, else with the button that sends it."""
    known = isinstance(request.scope.get("user"), Person)
    return pages_of(request).set(
        request, "again.html", status=HTTPStatus.OK if known else HTTPStatus.UNAUTHORIZED, known=known, typed=typed,
        to=own_path(to), seen=_seen(typed), refused=refused, name=name[:64], **shared,
    )  # fmt: skip


def typed_in(data: Mapping[str, str]) -> dict[str, str]:
    """What a form holds beside the token of the page that it stood on, and beside passwords, which no page keeps."""
    return {name: value for name, value in data.items() if name not in (_TOKEN, "password")}


def came_late(request: Asked, error: PermissionDeniedException) -> Response[bytes] | Redirect:
    """A form of a page that was open while the desk was started again is kept; anything else is refused."""
    if error.detail == _NO_TOKEN and is_own(request) and is_kept(request):
        return to_keep(request)
    return http_fault(request, error)


def to_keep(request: Asked) -> Redirect:
    """Sends the browser, with all that it sent, to the page that keeps it."""
    return Redirect(f"/again?{urlencode({'to': request.url.path})}", status_code=_SAME_AGAIN)


def is_kept(request: Asked) -> bool:
    """Whether what was sent can be kept on a page: fields can, files cannot."""
    return request.method == "POST" and request.content_type[0] == RequestEncodingType.URL_ENCODED


def is_own(request: Asked) -> bool:
    """Whether the page that sent this is one of this desk: browsers say so, and no page can make them say it."""
    return urlsplit(request.headers.get("origin", "")).netloc == request.headers.get("host")


def _seen(typed: Mapping[str, str]) -> list[str]:
    """The values that a person typed or chose, to recognise the form by."""
    hidden = (".start", ".end")
    return [
        value for name, value in typed.items() if value and name not in _UNSEEN and not name.endswith(hidden)
    ]
