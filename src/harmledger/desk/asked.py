"""A request in, what it asks for out: the record at hand, the language, and the page it goes to."""

from __future__ import annotations

from typing import Annotated, Any, cast

from litestar import Request
from litestar.enums import RequestEncodingType
from litestar.params import Body

from harmledger.desk.access import Person
from harmledger.desk.pages import LANGUAGE_COOKIE, Pages
from harmledger.desk.workbench import Workbench

Asked = Request[Any, Any, Any]
Form = Annotated[dict[str, str], Body(media_type=RequestEncodingType.URL_ENCODED)]


def workbench_of(request: Asked) -> Workbench:
    """The record that this desk serves."""
    return cast("Workbench", request.app.state.workbench)


def person_of(request: Asked) -> Person:
    """Who asks; `access.allowed` has let them in."""
    return cast("Person", request.user)


def pages_of(request: Asked) -> Pages:
    """The templates in the language that this browser chose, else in that of the settings."""
    bench = workbench_of(request)
    return bench.pages(request.cookies.get(LANGUAGE_COOKIE, bench.settings.language))
