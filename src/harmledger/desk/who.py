"""A request in, the person who asks out."""

from __future__ import annotations

import time
from typing import Any

from litestar.concurrency import sync_to_thread
from litestar.connection import ASGIConnection
from litestar.middleware import AbstractAuthenticationMiddleware, AuthenticationResult

from harmledger.accounts.accounts import User
from harmledger.accounts.signing_in import session_of
from harmledger.desk.access import Person
from harmledger.desk.api.operation import ROOT
from harmledger.desk.workbench import Workbench

_BEARER = "bearer "


class Who(AbstractAuthenticationMiddleware):
    """Names the person of every request: who holds the session, or, at a desk without accounts, who started it; of a
    request to the API who holds its token, and nobody else, so that no page can ask in the name of who looks at it."""

    async def authenticate_request(
        self, connection: ASGIConnection[Any, Any, Any, Any]
    ) -> AuthenticationResult:
        """The person, or nobody: what nobody may do is for `access.allowed` to say."""
        bench: Workbench = connection.app.state.workbench
        if connection.url.path.startswith(f"{ROOT}/"):
            return await self._holder(bench, _bearer(connection.headers.get("authorization", "")))
        if not bench.has_accounts:
            return AuthenticationResult(user=Person(name=bench.person, role=None), auth=None)
        return await self._holder(bench, connection.cookies.get(bench.session_cookie))

    async def _holder(self, bench: Workbench, token: str | None) -> AuthenticationResult:
        """Who holds this token, or nobody."""
        if not token or not bench.has_accounts:
            return AuthenticationResult(user=None, auth=None)
        user = await sync_to_thread(session_of, bench.record, token, now=int(time.time()))
        return AuthenticationResult(user=as_person(user), auth=token)


def as_person(user: User | None) -> Person | None:
    """Who has this account, at the desk."""
    return None if user is None else Person(name=user.name, role=user.role)


def _bearer(header: str) -> str | None:
    """The token in an `Authorization` header."""
    return header[len(_BEARER) :].strip() if header.lower().startswith(_BEARER) else None
