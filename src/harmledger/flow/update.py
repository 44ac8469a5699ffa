"""A record whose truth has moved on in; its views, brought up to it, out: as much anew as needs to be."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from harmledger.assessing.convention import Convention
from harmledger.flow.derive import derive, recipe
from harmledger.flow.patch import concern_of, patch
from harmledger.flow.progress import Progress, silent
from harmledger.ledger.bearing import bring_bearing_up
from harmledger.ledger.changes import Changes, changes
from harmledger.ledger.kinds import Entry, entries
from harmledger.ledger.search import bring_up
from harmledger.ledger.store import Ledger
from harmledger.ledger.views import made, recipe_of

FEW = 20
"""So many reports are always brought in by themselves. Of more, one for every so many tellings of the record: beyond
that, linking everything costs less."""


def update(ledger: Ledger, rules: Convention, progress: Progress = silent) -> None:
    """Bring the views up to the truth. What comes out is the same, to the byte, as `derive` makes of the whole."""
    with ledger.snapshot() as connection:
        news = _news(connection, rules)
    if news is not None and news.none:
        return
    if news is None or not _patched(ledger, rules, progress):
        derive(ledger, rules, progress)


def _news(connection: Connection, rules: Convention) -> Changes | None:
    """What the views do not show yet; None where they are not there, or made by other rules."""
    there = made(connection)
    if not there or recipe_of(connection) != recipe(rules):
        return None
    news = changes(connection, min(view.watermark for view in there.values()))
    return None if news.erased else news


def _patched(ledger: Ledger, rules: Convention, progress: Progress) -> bool:
    """Whether the views could be patched, now that nobody else can write."""
    done: list[Changes] = []

    def bring_in(connection: Connection) -> Iterable[Entry]:
        """The rows of the ids that are minted, which go into the truth with the views that speak of them."""
        news = _news(connection, rules)
        if news is None:
            return ()
        bring_bearing_up(connection, news.decisions)
        concern = concern_of(connection, news)
        if len(concern.reports) > max(FEW, made(connection)["tellings"].entries // FEW):
            return ()
        progress("linking", len(concern.reports))
        fresh = patch(connection, news, concern, rules)
        bring_up(connection)
        done.append(news)
        return entries(fresh)

    ledger.append_made(bring_in)
    return bool(done)
