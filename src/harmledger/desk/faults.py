"""Something that went wrong in, a page that says what and what to do out."""

from __future__ import annotations

from http import HTTPStatus
from traceback import print_exception

from litestar import Response
from litestar.exceptions import HTTPException

from harmledger.desk.asked import Asked, pages_of
from harmledger.desk.words import DeskWords
from harmledger.errors import (
    DecisionRefused,
    EvidenceError,
    HarmledgerError,
    LedgerBusy,
    NotInRecord,
    UsageError,
)
from harmledger.wording import say

_STATUS: tuple[tuple[type[HarmledgerError], HTTPStatus], ...] = (
    (NotInRecord, HTTPStatus.NOT_FOUND),
    (LedgerBusy, HTTPStatus.SERVICE_UNAVAILABLE),
    (UsageError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (EvidenceError, HTTPStatus.UNPROCESSABLE_ENTITY),
)
_WORDED = {
    400: "not_understood",
    403: "not_open",
    404: "no_page",
    405: "no_such_request",
    413: "too_large",
    500: "broken",
}
"""Statuses that the catalogs have words for; another is told as the head of its hundred."""


def our_fault(request: Asked, error: HarmledgerError) -> Response[bytes]:
    """The page of an error of ours: what was wrong, where, what to do."""
    pages = pages_of(request)
    gone = isinstance(error, NotInRecord)
    return pages.set(
        request, "fault.html", status=status_of(error),
        heading=pages.words.desk("fault.not_in_record" if gone else "fault.ours"), what=worded(error, pages.words),
        where="" if gone else error.where, to_do=pages.words.desk("fault.not_in_record.to_do") if gone else error.to_do,
    )  # fmt: skip


def status_of(error: HarmledgerError) -> HTTPStatus:
    """The status that tells a browser, or a program, of an error of ours."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), HTTPStatus.CONFLICT)


def worded(error: HarmledgerError, words: DeskWords) -> str:
    """What was wrong, in the language of the page where the catalogs have words for it."""
    if isinstance(error, DecisionRefused):
        return say(f"decision.refused.{error.code}", error.params, words.language)
    return error.what


def http_fault(request: Asked, error: HTTPException) -> Response[bytes]:
    """The page of a refused request: no such page, not allowed, too large."""
    pages = pages_of(request)
    name = _WORDED.get(error.status_code) or _WORDED[error.status_code // 100 * 100]
    return pages.set(
        request, "fault.html", status=error.status_code, heading=pages.words.desk(f"fault.{name}"), what="",
        where="", to_do=pages.words.desk(f"fault.{name}.to_do"),
    )  # fmt: skip


def broken(request: Asked, error: BaseException) -> Response[bytes]:
    """The page of a fault in the desk itself; what broke goes to the terminal that started it, not to the page."""
    print_exception(error)
    return http_fault(request, HTTPException(status_code=HTTPStatus.INTERNAL_SERVER_ERROR))
