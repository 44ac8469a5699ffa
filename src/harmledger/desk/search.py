"""Words in, the reports, claims and incidents that hold them out, with the words lit where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import get_args

import msgspec
from litestar import Response, get
from litestar.params import FromQuery

from harmledger.desk.access import needs
from harmledger.desk.asked import Asked, pages_of, workbench_of
from harmledger.desk.paging import key_of, next_page
from harmledger.errors import UsageError
from harmledger.ledger.search import Hit, Kind, search
from harmledger.publishing.site.safe import shown

KINDS: tuple[Kind, ...] = get_args(Kind)


class Part(msgspec.Struct, frozen=True):
    """A piece of an excerpt, lit or not."""

    words: str
    lit: bool


@get("/search", opt=needs("read"), sync_to_thread=True)
def show(
    request: Asked, q: FromQuery[str] = "", kind: FromQuery[str] = "report", after: FromQuery[str] = ""
) -> Response[bytes]:
    """A page of what holds all the words. Raises UsageError for a kind that is not searched."""
    wanted = next((each for each in KINDS if each == kind), None)
    if wanted is None:
        raise UsageError(f"{kind[:20]!r} cannot be searched", to_do=f"one of: {', '.join(KINDS)}")
    page = search(workbench_of(request).ledger, q, wanted, after=key_of(after))
    return pages_of(request).set(
        request, "search.html", nav="search", q=q[:500], kind=kind, kinds=KINDS, hits=page.rows, parts=parts,
        next=next_page("/search", {"q": q, "kind": kind}, page.next),
    )  # fmt: skip


def parts(hit: Hit) -> Iterator[Part]:
    """The excerpt of a hit in pieces; marks that overlap are one."""
    lit = [any(start <= at < end for start, end in hit.marks) for at in range(len(hit.excerpt))]
    cuts = [at for at in range(1, len(lit)) if lit[at] != lit[at - 1]]
    for start, end in pairwise([0, *cuts, len(lit)]):
        yield Part(shown(hit.excerpt[start:end]), lit[start] if lit else False)
