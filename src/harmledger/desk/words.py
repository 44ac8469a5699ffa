"""Codes in, words of the desk out: those of the site, and the desk's own under `desk.`."""

from __future__ import annotations

from harmledger import wording
from harmledger.publishing.site.words import Words


class DeskWords(Words):
    """The desk's language: what the site says of claims and ranges, and what only a workbench has to say."""

    def desk(self, code: str, **params: str | int) -> str:
        """The sentence of `desk.<code>`."""
        return wording.say(f"desk.{code}", params, self.language)
