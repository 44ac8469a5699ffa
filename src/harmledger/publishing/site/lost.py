"""The language of a site in; what its page for addresses at which nothing is needs to be set, out.

A server shows that page at any depth, so it may lead nowhere and load nothing: its style stands in it, and the policy
of the page lets in that style alone. It speaks the language of the site first, and then the other.
"""

from __future__ import annotations

import base64
import hashlib

from harmledger.publishing.site.words import Words

LOST_PAGE = "404.html"
"""Where web servers and hosts look for it."""
LANGUAGES = ("en", "ar")
_STYLE = (
    "body{font:1rem/1.6 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}"
    "h1{font-size:1.5rem}h2{font-size:1.1rem}section+section{border-top:1px solid;margin-top:2.5rem}"
)


def lost_view(words: Words) -> dict[str, object]:
    """The style, the hash by which the page's policy knows it, and the languages."""
    others = (Words(language) for language in LANGUAGES if language != words.language)
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    return {"style": _STYLE, "style_hash": f"sha256-{digest}", "tongues": (words, *others)}
