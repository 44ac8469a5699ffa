"""A workbench in, the web application out: every route, behind the one check of who may."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from http import HTTPStatus

from litestar import Litestar
from litestar.config.allowed_hosts import AllowedHostsConfig
from litestar.config.csrf import CSRFConfig
from litestar.datastructures import State
from litestar.exceptions import HTTPException, NotAuthorizedException, PermissionDeniedException
from litestar.types import ControllerRouterHandler

from harmledger.desk import (
    account,
    add,
    again,
    agreement,
    browse,
    coding,
    erase,
    history,
    home,
    inbox,
    incident,
    incident_acts,
    log,
    map,
    near,
    own_files,
    people,
    policy,
    quotes,
    reader,
    releases,
    samples,
    search,
    signing_in,
    verdicts,
)
from harmledger.desk.access import allowed
from harmledger.desk.api import faults as api_faults
from harmledger.desk.api.faults import at_either_door
from harmledger.desk.api.openapi import ROUTES as API_ROUTES
from harmledger.desk.api.openapi import described
from harmledger.desk.faults import broken, http_fault, our_fault
from harmledger.desk.headers import guard_answer
from harmledger.desk.who import Who
from harmledger.desk.workbench import Workbench
from harmledger.errors import HarmledgerError

ROUTES: tuple[ControllerRouterHandler, ...] = (
    own_files.asset, home.front, home.choose_language,
    inbox.waiting, inbox.onward, inbox.work,
    browse.incidents, browse.as_csv, browse.as_jsonl, map.show, incident.show, history.show, reader.show,
    incident_acts.review, incident_acts.withdraw, incident_acts.comment, incident_acts.override,
    incident_acts.merge, incident_acts.apart, incident_acts.split, near.show,
    verdicts.judge, verdicts.clear, verdicts.correct, verdicts.add, verdicts.undo,
    add.choose, add.hand_in, add.show, add.map_columns, add.take, add.drop, add.progress,
    samples.listed, samples.drawn, samples.give, agreement.show, coding.ask, coding.keep,
    search.show, search.as_csv, releases.look, releases.publish, quotes.waiting,
    policy.show, policy.look, policy.save, erase.ask, erase.now, log.show,
    signing_in.ask, signing_in.now, signing_in.out, again.keep, account.show, account.change,
    people.listed, people.add, people.change,
)  # fmt: skip
"""No two of them that run in threads share a path: Litestar 2 would wrap the first one twice."""
FORM_BYTES_MAX = 1024 * 1024
"""Bytes of a form without files."""


def make_app(bench: Workbench, *, hosts: Sequence[str]) -> Litestar:
    """The desk of one record. `hosts` are the names under which it may be asked: under another name it is
    somebody else's page that asks."""
    return Litestar(
        route_handlers=[*ROUTES, *API_ROUTES, described],
        state=State({"workbench": bench}),
        guards=[allowed],
        middleware=[Who],
        allowed_hosts=AllowedHostsConfig(allowed_hosts=list(hosts)),
        csrf_config=CSRFConfig(
            secret=secrets.token_hex(32),
            cookie_name=f"desk_{bench.mark}_{secrets.token_hex(4)}",
            cookie_httponly=True,
            cookie_samesite="strict",
            cookie_secure=bench.behind_tls,
        ),
        request_max_body_size=FORM_BYTES_MAX,
        before_send=[guard_answer],
        exception_handlers={
            HarmledgerError: at_either_door(our_fault, api_faults.our_fault),
            NotAuthorizedException: at_either_door(signing_in.to_sign_in, api_faults.no_token),
            PermissionDeniedException: at_either_door(again.came_late, api_faults.http_fault),
            HTTPException: at_either_door(http_fault, api_faults.http_fault),
            HTTPStatus.INTERNAL_SERVER_ERROR: at_either_door(broken, api_faults.broken),
        },
        on_shutdown=[bench.close],
        openapi_config=None,
        logging_config=None,
    )
