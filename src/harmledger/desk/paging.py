"""The end of a page in, an address of the next one out, and back again: paging by key, so that every page has a URL."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

import msgspec

from harmledger.errors import UsageError
from harmledger.ledger.paging import Key


def key_of(given: str) -> Key | None:
    """The key that an address spells; null for the first page. Raises UsageError for what no page gave."""
    try:
        return msgspec.json.decode(given.encode(), type=Key) if given else None
    except (msgspec.DecodeError, UnicodeEncodeError) as error:
        raise UsageError("this address is of no page", to_do="begin from the first page") from error


def next_page(path: str, asked: Mapping[str, str], key: Key | None) -> str | None:
    """The address of the page behind `key`, with the same filters; null behind the last."""
    if key is None:
        return None
    kept = {name: value for name, value in asked.items() if value and name != "after"}
    return f"{path}?{urlencode({**kept, 'after': msgspec.json.encode(key).decode()})}"
