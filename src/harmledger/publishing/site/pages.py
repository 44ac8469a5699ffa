"""Views in, bytes of pages out: Jinja's templates with everything escaped, and what every page of one site
shares."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import jinja2
import msgspec

from harmledger.publishing.matter import Colophon
from harmledger.publishing.promises import held_back, promises
from harmledger.publishing.site.addresses import to_root
from harmledger.publishing.site.labels import COLUMNS
from harmledger.publishing.site.words import Words

_BETWEEN = re.compile(
    r"</(?:td|th|tr|li|dt|dd)>"
    r"|\n(?=(?:\{%[^%]*%\}\n?)*</?(?:table|thead|tbody|tr|td|th|ul|li|dl|dt|dd|div|section|h[1-4]|p)\b)"
)


class _Sparing(jinja2.PackageLoader):
    """Takes from templates what HTML lets a page leave out: ends of cells, rows and entries, and breaks of lines
    before blocks. They are a twentieth of a site."""

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool] | None]:
        """A template without them."""
        source, file, is_current = super().get_source(environment, template)
        return _BETWEEN.sub("", source), file, is_current


class _Environment(jinja2.Environment):
    """Looks up names as Python does, without a call in between, some 700 times a page: views are structs, and a name
    that one does not have is an error at once."""

    getattr = staticmethod(getattr)  # type: ignore[assignment]  # nobody names its parameters


class SiteOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of a site."""

    language: str = "en"
    """`en` or `ar`: the language of our words. What was said stays in its own."""
    report_pages: bool = False
    """Whether each report gets a page with its whole text and every claim lit up."""


class Pages:
    """Sets views in the templates of one site."""

    def __init__(self, colophon: Colophon, options: SiteOptions) -> None:
        self.words = Words(options.language)
        self.colophon = colophon
        self.options = options
        self._templates = _Environment(
            loader=_Sparing("harmledger.publishing.site"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._templates.filters["say"] = self.words.say
        """On a code written out, this filter is applied when the template is compiled: once a site."""
        self._templates.globals.update(
            words=self.words, say=self.words.say, number=self.words.number, colophon=colophon, options=options,
            heads_of=COLUMNS, promised=self._promised, same=lru_cache(maxsize=64)(self._same),
        )  # fmt: skip

    def _promised(self) -> list[str]:
        """What a release holds back, and what its policy lets out and what not; nothing of a draft."""
        policy, language = self.colophon.policy, self.words.language
        if policy is None:
            return []
        return [held_back(dict(self.colophon.held_back), language), *promises(policy, language)]

    def _same(self, template: str, root: str = "", page: str = "") -> str:
        """What many pages have the same, set once."""
        return self._templates.get_template(template).render(root=root, page=page)

    def set(self, template: str, page: str, **view: Any) -> bytes:
        """The bytes of the page at path `page` within the site."""
        return self._templates.get_template(template).render(page=page, root=to_root(page), **view).encode()
