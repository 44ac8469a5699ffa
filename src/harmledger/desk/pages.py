"""Views in, pages out: Jinja's templates in one language with everything escaped, and what every page of the desk
shares."""

from __future__ import annotations

from typing import Any

import jinja2
from babel import Locale
from litestar import Request, Response
from litestar.template.base import csrf_token

from harmledger.desk.own_files import asset_url
from harmledger.desk.words import DeskWords
from harmledger.publishing.site.safe import brief
from harmledger.wording import languages

HTML = "text/html"
LANGUAGE_COOKIE = "language"
NAV = {
    "inbox": "read", "incidents": "read", "search": "read", "add": "add", "samples": "read", "release": "release",
    "log": "log", "people": "users",
}  # fmt: skip
"""The pages that every page leads to, in their order, and what each needs."""


class Pages:
    """Sets views in the templates of one language."""

    def __init__(self, language: str, *, title: str) -> None:
        self.words = DeskWords(language)
        self._templates = jinja2.Environment(
            loader=jinja2.ChoiceLoader([
                jinja2.PackageLoader("harmledger.desk"),
                jinja2.PrefixLoader({"site": jinja2.PackageLoader("harmledger.publishing.site")}),
            ]),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )  # fmt: skip
        self._templates.filters.update(say=self.words.say, desk=self.words.desk, brief=brief)
        self._templates.globals.update(
            words=self.words, say=self.words.say, desk=self.words.desk, number=self.words.number,
            when=self.words.between, facet_word=self.words.facet, asset=asset_url, record=title, root="/",
            nav_entries=NAV, languages=[(each, Locale(each).get_display_name(each)) for each in languages()],
        )  # fmt: skip

    def set(
        self, request: Request[Any, Any, Any], template: str, *, status: int = 200, **view: Any
    ) -> Response[bytes]:
        """The page as an answer to `request`."""
        shared = {
            "person": request.scope.get("user"),
            "token": csrf_token({"request": request}),
            "path": here(request),
        }
        html = self._templates.get_template(template).render({**shared, **view})
        return Response(html.encode(), media_type=HTML, status_code=status)


def here(request: Request[Any, Any, Any]) -> str:
    """The address of the page that was asked for, to come back to; the front door where a form was sent."""
    if request.method != "GET":
        return "/"
    return f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
