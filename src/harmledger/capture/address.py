"""The day that the address of a page bears in its path; in: a URL; out: a date, or null.

Many sites put the day of publication into the path (`/2014/03/05/`, `/2014-3-5/`). A day that stands in the query or
in the host is no such day.
"""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import urlsplit

_DAY = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})([/-])([0-9]{1,2})\2([0-9]{1,2})(?![0-9])")


def day_of_address(url: str | None, *, not_after: dt.date) -> dt.date | None:
    """The one day that the path of `url` writes as year, month and day; null where none or several do."""
    found = {day for parts in _DAY.finditer(_path(url)) if (day := _day(parts)) is not None}
    return found.pop() if len(found) == 1 and max(found) <= not_after else None


def _path(url: str | None) -> str:
    try:
        return urlsplit(url or "").path
    except ValueError:
        return ""


def _day(parts: re.Match[str]) -> dt.date | None:
    try:
        return dt.date(int(parts[1]), int(parts[3]), int(parts[4]))
    except ValueError:
        return None
