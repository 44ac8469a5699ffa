"""The routes of the API in, their OpenAPI document out: from the very marks and types that they read requests by."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec
from litestar import Response, get
from litestar.handlers import HTTPRouteHandler

from harmledger.desk.access import ANYONE, NEEDS
from harmledger.desk.api import act, export, look
from harmledger.desk.api.faults import Fault
from harmledger.desk.api.operation import ASKS, GIVES, JSON, JSON_LINES, ROOT, TAKES, answered, operation

_REF = "#/components/schemas/{name}"
_REFUSED = {
    "400": "No request that can be understood", "401": "No token that is good", "403": "The user of the token may not",
    "404": "The record does not hold it", "409": "A decision that cannot be, or that others were faster with",
    "422": "A value that cannot be used", "503": "Another program goes on writing: ask again",
}  # fmt: skip
_MADE = 201
ROUTES: tuple[HTTPRouteHandler, ...] = (
    look.record, look.incidents, look.incident, look.explanation, look.history, look.claims, look.claim,
    look.list_reports, look.report, look.words, act.made, act.make, export.incidents, export.claims,
)  # fmt: skip
"""Every route that asks for a token."""


@get(f"{ROOT}/openapi.json", opt=operation(ANYONE, gives=dict[str, Any]), sync_to_thread=False)
def described() -> Response[bytes]:
    """This document."""
    return answered(document())


@cache
def document() -> dict[str, Any]:
    """The whole document (OpenAPI 3.1)."""
    refs, schemas = _schemas()
    paths: dict[str, dict[str, Any]] = {}
    for route in ROUTES:
        path = re.sub(r":str", "", min(route.paths))
        for method in sorted(route.http_methods - {"HEAD"}):
            paths.setdefault(path, {})[method.lower()] = _operation(route, path, refs, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "harmledger",
            "version": ROOT.rpartition("/")[2],
            "description": "A record of what is said of civilian harm, for programs. What it gives is a draft: not for "
            "publication.",
        },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"token": []}],
    }


def _schemas() -> tuple[dict[Any, Any], dict[str, Any]]:
    """A schema for every type that a route names, and the components that they refer to."""
    named = [
        route.opt[name] for route in ROUTES for name in (ASKS, TAKES, GIVES) if route.opt[name] is not None
    ]
    kinds = list(dict.fromkeys([*named, Fault]))
    refs, components = msgspec.json.schema_components(kinds, ref_template=_REF)
    return dict(zip(kinds, refs, strict=True)), components


def _operation(
    route: HTTPRouteHandler, path: str, refs: dict[Any, Any], schemas: dict[str, Any]
) -> dict[str, Any]:
    done = str(_MADE if route.opt[TAKES] is not None else 200)
    made: dict[str, Any] = {
        "operationId": f"{route.fn.__module__.rpartition('.')[2]}_{route.fn.__name__}",
        "summary": re.sub(r"\s+", " ", inspect.cleandoc(route.fn.__doc__ or "")),
        "x-needs": route.opt[NEEDS],
        "parameters": [*_in_path(path), *_in_query(route.opt[ASKS], refs, schemas)],
        "responses": {done: _answer(route.opt[GIVES], refs)} | _faults(refs),
    }
    if route.opt[TAKES] is not None:
        made["requestBody"] = {"required": True, "content": {JSON: {"schema": refs[route.opt[TAKES]]}}}
    return made


def _in_path(path: str) -> Iterator[dict[str, Any]]:
    for name in re.findall(r"\{(\w+)\}", path):
        yield {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _in_query(kind: Any, refs: dict[Any, Any], schemas: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if kind is None:
        return
    shape = schemas[refs[kind]["$ref"].rpartition("/")[2]]
    for name, schema in shape["properties"].items():
        yield {"name": name, "in": "query", "required": name in shape.get("required", ()), "schema": schema}


def _answer(kind: Any, refs: dict[Any, Any]) -> dict[str, Any]:
    content = {JSON_LINES: {}} if kind is None else {JSON: {"schema": refs[kind]}}
    return {"description": "Done", "content": content}


def _faults(refs: dict[Any, Any]) -> dict[str, Any]:
    content = {JSON: {"schema": refs[Fault]}}
    return {status: {"description": words, "content": content} for status, words in _REFUSED.items()}
