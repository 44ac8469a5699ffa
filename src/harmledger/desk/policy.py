"""The rules of a house in; the page on which they are edited, what a release would then be, and, once saved, the files
that releases read, out."""

from __future__ import annotations

from itertools import chain
from typing import Any

import msgspec
from litestar import Response, get, post
from litestar.params import FromQuery
from litestar.response import Redirect

from harmledger.desk.access import needs
from harmledger.desk.asked import Asked, Form, pages_of, person_of, workbench_of
from harmledger.desk.faults import worded
from harmledger.desk.passing import passing_of
from harmledger.desk.rules_form import (
    GRADES,
    LINES,
    NUMBERS,
    ONE_OF,
    SCOPE_DAYS,
    SCOPE_FIELDS,
    SCOPE_LINES,
    TICKED,
    changed_fields,
    fields_of,
    policy_from,
    scope_from,
)
from harmledger.errors import DecisionRefused, UsageError
from harmledger.flow.ruling import effect, rules_digest, save_rules
from harmledger.ledger.browse import rows_of
from harmledger.publishing.policy import Policy, read_policy
from harmledger.publishing.scope import Scope, read_scope
from harmledger.records.canonical import canonical_json, sha256

MOST_SHOWN = 200
"""Incidents that are named on the page, for each direction."""


@get("/policy", opt=needs("policy"), sync_to_thread=True)
def show(request: Asked, saved: FromQuery[str] = "") -> Response[bytes]:
    """The policy and the scope as they are."""
    record = workbench_of(request).record
    fields = fields_of(read_policy(record), read_scope(record))
    return _page(request, fields, was=rules_digest(record), saved=saved)


@post("/policy/look", opt=needs("policy"), sync_to_thread=True)
def look(request: Asked, data: Form) -> Response[bytes]:
    """What a release made now would hold back or let out under the rules of the form."""
    try:
        return _looked(request, data, *_spelt(request, data))
    except UsageError as fault:
        return _page(request, data, was=data.get("was", ""), fault=fault)


@post("/policy/save", opt=needs("policy"), sync_to_thread=True)
def save(request: Asked, data: Form) -> Response[bytes] | Redirect:
    """Saves the rules of the form as they were looked at; others are shown with their effect first."""
    bench = workbench_of(request)
    try:
        policy, scope = _spelt(request, data)
        if data.get("looked") != _mark(policy, scope):
            return _looked(request, data, policy, scope)
        save_rules(
            bench.ledger, policy, scope, was=data.get("was", ""), by=person_of(request).name,
            why=data.get("why", ""), rules=bench.rules,
        )  # fmt: skip
    except (UsageError, DecisionRefused) as fault:
        return _page(request, data, was=data.get("was", ""), fault=fault)
    return Redirect("/policy?saved=1")


def _spelt(request: Asked, data: dict[str, str]) -> tuple[Policy, Scope]:
    return policy_from(data, read_policy(workbench_of(request).record)), scope_from(data)


def _looked(request: Asked, data: dict[str, str], policy: Policy, scope: Scope) -> Response[bytes]:
    bench = workbench_of(request)
    found = effect(bench.ledger, bench.rules, policy)
    before = fields_of(read_policy(bench.record), read_scope(bench.record))
    named = {"let_out": found.let_out, "held_back": found.held_back}
    shown = {
        name: rows_of(bench.ledger, shelf.ids(bench.ledger, MOST_SHOWN)) for name, shelf in named.items()
    }
    passing = passing_of(bench.ledger, chain(*shown.values()), pages_of(request).words)
    return _page(
        request, data, was=data.get("was", ""), effect=found, looked=_mark(policy, scope), shown=shown,
        passing=passing,
        changed=changed_fields(before, fields_of(policy, scope)),
    )  # fmt: skip


def _page(
    request: Asked,
    fields: dict[str, str],
    *,
    was: str,
    fault: UsageError | DecisionRefused | None = None,
    **view: Any,
) -> Response[bytes]:
    pages = pages_of(request)
    known = {"effect": None, "looked": "", "shown": {}, "passing": {}, "changed": (), "saved": ""} | view
    grades = tuple(row.label for row in workbench_of(request).rules.grade)
    return pages.set(
        request, "policy.html", status=422 if fault else 200, nav="release", fields=fields, was=was,
        one_of=ONE_OF, ticked={GRADES: grades} | TICKED, numbers=NUMBERS, lines=LINES,
        scope_fields=SCOPE_FIELDS, scope_lines=SCOPE_LINES, scope_days=SCOPE_DAYS,
        fault="" if fault is None else worded(fault, pages.words), **known,
    )  # fmt: skip


def _mark(policy: Policy, scope: Scope) -> str:
    """A digest of what was looked at, with its secrets: it never leaves the page."""
    return sha256(canonical_json([msgspec.to_builtins(policy), msgspec.to_builtins(scope)]))
