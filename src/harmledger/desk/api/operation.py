"""What an address of the API is marked with in, requests read by it and answers out; `openapi.py` writes the same marks
down, so that what is documented is what is done."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

import msgspec
from litestar import Response

from harmledger.desk.access import NEEDS
from harmledger.desk.asked import Asked
from harmledger.errors import UsageError

ROOT = "/api/1"
ASKS, TAKES, GIVES = "asks", "takes", "gives"
JSON, JSON_LINES = "application/json", "application/x-ndjson"

Limit = Annotated[int, msgspec.Meta(ge=1, le=500, description="How many at most.")]
After = Annotated[
    str | None,
    msgspec.Meta(description="The `next` of the page before, as JSON: this page begins behind it."),
]
StructT = TypeVar("StructT", bound=msgspec.Struct)


def operation(
    action: str, *, gives: Any, asks: type[msgspec.Struct] | None = None, takes: Any = None
) -> dict[str, Any]:
    """The marks of a route: what one must be allowed to do, the type of its answer (null: JSON lines), of its query
    and of its body. A program has a token, which no page of somebody else's can send: it needs no other."""
    return {NEEDS: action, GIVES: gives, ASKS: asks, TAKES: takes, "exclude_from_csrf": True}


def asked_for(request: Asked, kind: type[StructT]) -> StructT:
    """What the query of the address asks for. Raises UsageError naming what cannot be used."""
    try:
        return msgspec.convert(dict(request.query_params), kind, strict=False)
    except msgspec.ValidationError as error:
        raise UsageError(str(error), where=request.url.path, to_do=f"see {ROOT}/openapi.json") from error


def answered(value: object, *, status: int = 200) -> Response[bytes]:
    """The answer that says this."""
    return Response(msgspec.json.encode(value), media_type=JSON, status_code=status)
