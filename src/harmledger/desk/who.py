"""A request in, the person who asks out."""

from __future__ import annotations

from typing import Any

from litestar.connection import ASGIConnection
from litestar.middleware import AbstractAuthenticationMiddleware, AuthenticationResult

from harmledger.desk.access import Person


class Who(AbstractAuthenticationMiddleware):
    """Names the person of every request: at a desk without sign-in, the one who started it."""

    async def authenticate_request(
        self, connection: ASGIConnection[Any, Any, Any, Any]
    ) -> AuthenticationResult:
        """The person who sits at this desk."""
        bench = connection.app.state.workbench
        return AuthenticationResult(user=Person(name=bench.person, signed_in=False), auth=None)
