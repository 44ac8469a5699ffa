"""Words in, the reports, claims and incidents that hold them out, with the words lit where they stand, or as a
table."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import get_args
from urllib.parse import urlencode

import msgspec
from litestar import Response, get
from litestar.params import FromQuery
from litestar.response import Stream

from harmledger.desk.access import needs
from harmledger.desk.asked import Asked, pages_of, workbench_of
from harmledger.desk.browse import download, note
from harmledger.desk.paging import key_of, next_page
from harmledger.errors import UsageError
from harmledger.ledger.paging import Key
from harmledger.ledger.search import Hit, Kind, search
from harmledger.ledger.store import Ledger
from harmledger.publishing.site.safe import shown
from harmledger.publishing.spreadsheet import table_row

KINDS: tuple[Kind, ...] = get_args(Kind)
_TOGETHER = 500


class Part(msgspec.Struct, frozen=True):
    """A piece of an excerpt, lit or not."""

    words: str
    lit: bool


@get("/search", opt=needs("read"), sync_to_thread=True)
def show(
    request: Asked, q: FromQuery[str] = "", kind: FromQuery[str] = "report", after: FromQuery[str] = ""
) -> Response[bytes]:
    """A page of what holds all the words. Raises UsageError for a kind that is not searched."""
    page = search(workbench_of(request).ledger, q, _kind(kind), after=key_of(after))
    return pages_of(request).set(
        request, "search.html", nav="search", q=q[:500], kind=kind, kinds=KINDS, hits=page.rows, parts=parts,
        query=urlencode({"q": q[:500], "kind": kind}), narrowed=urlencode({"q": q[:200]}),
        next=next_page("/search", {"q": q, "kind": kind}, page.next),
    )  # fmt: skip


@get("/search.csv", opt=needs("export"), sync_to_thread=True)
def as_csv(request: Asked, q: FromQuery[str] = "", kind: FromQuery[str] = "report") -> Stream:
    """Everything that holds all the words, as a table that is safe in a spreadsheet program."""
    note(request, "search.csv")
    head = table_row(("kind", "id", "report_id", "incident_id", "title", "excerpt"))
    return download("search.csv", "text/csv", head, _lines(workbench_of(request).ledger, q, _kind(kind)))


def _lines(ledger: Ledger, words: str, kind: Kind) -> Iterator[bytes]:
    after: Key | None = None
    while True:
        page = search(ledger, words, kind, after=after, limit=_TOGETHER)
        for hit in page.rows:
            yield table_row(
                (hit.kind, hit.id, hit.report_id, hit.incident_id, hit.title, " ".join(hit.excerpt.split()))
            )
        if page.next is None:
            return
        after = page.next


def _kind(given: str) -> Kind:
    wanted = next((each for each in KINDS if each == given), None)
    if wanted is None:
        raise UsageError(f"{given[:20]!r} cannot be searched", to_do=f"one of: {', '.join(KINDS)}")
    return wanted


def parts(hit: Hit) -> Iterator[Part]:
    """The excerpt of a hit in pieces; marks that overlap are one."""
    lit = [any(start <= at < end for start, end in hit.marks) for at in range(len(hit.excerpt))]
    cuts = [at for at in range(1, len(lit)) if lit[at] != lit[at - 1]]
    for start, end in pairwise([0, *cuts, len(lit)]):
        yield Part(shown(hit.excerpt[start:end]), lit[start] if lit else False)
