"""A report in, what may be told of it out: never its title, its digest or where it was found."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from harmledger.publishing.masking.masker import PUBLISHER, Masker
from harmledger.records.report import Report

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9\-.]{0,251}[a-z0-9])?")
_SCHEMES = ("http", "https")


def masked_report(report: Report, masker: Masker) -> Report:
    """The report under its public id.

    Its key is its id, since keys are names of files and accounts. The digest of its bytes is left out: who
    holds a copy of a short message could prove by it that the house was given it.
    """
    public_id = masker.pseudonyms.id(report.id)
    public = report.publisher is not None and masker.is_public(report.publisher)
    return Report(
        id=public_id,
        key=public_id,
        content_sha256="",
        title=None,
        publisher=None if report.publisher is None else masker.name(report.publisher, PUBLISHER),
        published_on=report.published_on,
        published_how=report.published_how,
        language=report.language if report.language and _LANGUAGE.fullmatch(report.language) else None,
        language_how=report.language_how,
        url=_url(report.url, masker) if public else None,
    )


def _url(url: str | None, masker: Masker) -> str | None:
    """The address as far as the policy tells it; never with a user, a query or a fragment."""
    told = masker.policy.sources.urls
    if url is None or told == "none":
        return None
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    if parts.scheme.lower() not in _SCHEMES or not _HOST.fullmatch(host) or masker.hides(host):
        return None
    path = parts.path if told == "whole" and not masker.hides(parts.path) else ""
    return f"{parts.scheme.lower()}://{host}{path or '/'}"
