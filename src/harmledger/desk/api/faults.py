"""Something that went wrong in, JSON that says what and what to do out; pages have `desk/faults.py`."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from traceback import print_exception
from typing import Any

import msgspec
from litestar import Response
from litestar.exceptions import HTTPException

from harmledger.desk.api.operation import JSON, ROOT
from harmledger.desk.asked import Asked
from harmledger.desk.faults import status_of
from harmledger.errors import DecisionRefused, HarmledgerError, StaleDecision

Answer = Response[Any]


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """What was wrong, where, and what to do."""

    status: int
    what: str
    where: str = ""
    to_do: str = ""
    code: str | None = None
    """Of a decision that cannot be: why, as a word for programs."""
    since: tuple[str, ...] = ()
    """Ids of what others decided on the same thing meanwhile: nothing was written."""


def at_either_door(
    page: Callable[[Asked, Any], Answer], program: Callable[[Asked, Any], Answer]
) -> Callable[[Asked, Any], Answer]:
    """Answers a person with the page and a program with the JSON, by the address that was asked for."""

    def answer(request: Asked, error: Any) -> Answer:
        return (program if request.url.path.startswith(f"{ROOT}/") else page)(request, error)

    return answer


def our_fault(_request: Asked, error: HarmledgerError) -> Answer:
    """An error of ours."""
    return _answer(
        Fault(
            status=status_of(error),
            what=error.what,
            where=error.where,
            to_do=error.to_do,
            code=error.code if isinstance(error, DecisionRefused) else None,
            since=error.since if isinstance(error, StaleDecision) else (),
        )
    )


def http_fault(_request: Asked, error: HTTPException) -> Answer:
    """A request that is refused: no such address, not allowed, too large."""
    return _answer(Fault(status=error.status_code, what=error.detail or HTTPStatus(error.status_code).phrase))


def no_token(_request: Asked, _error: Exception) -> Answer:
    """A request of nobody."""
    fault = Fault(
        status=HTTPStatus.UNAUTHORIZED,
        what="no token, or one that is not good any more",
        to_do="send `Authorization: Bearer TOKEN`; `harmledger user token` makes one",
    )
    answer = _answer(fault)
    answer.headers["www-authenticate"] = "Bearer"
    return answer


def broken(_request: Asked, error: BaseException) -> Answer:
    """A fault of the program, which is printed where it runs and told to nobody else."""
    print_exception(error)
    return _answer(
        Fault(status=HTTPStatus.INTERNAL_SERVER_ERROR, what="the program broke", to_do="see its output")
    )


def _answer(fault: Fault) -> Answer:
    return Response(msgspec.json.encode(fault), media_type=JSON, status_code=fault.status)
