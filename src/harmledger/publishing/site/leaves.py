"""Published incidents in; the page of each, written, and what the pages of the whole site tell of it out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, partial
from pathlib import Path

import msgspec

from harmledger.publishing.matter import Colophon, PublishedIncident
from harmledger.publishing.past import HistoryLine
from harmledger.publishing.site.downloads import DownloadLines, download_lines
from harmledger.publishing.site.history import step_rows
from harmledger.publishing.site.incident import incident_view
from harmledger.publishing.site.listing import Row, list_row
from harmledger.publishing.site.pages import Pages, SiteOptions
from harmledger.publishing.site.search import words_of
from harmledger.publishing.site.sources import SourceTold, told_by


class Press(msgspec.Struct, frozen=True, kw_only=True):
    """What every process that sets pages needs to know."""

    folder: Path
    colophon: Colophon
    options: SiteOptions


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """One incident to be set, and its history."""

    published: PublishedIncident
    steps: tuple[HistoryLine, ...] = ()


class Leaf(msgspec.Struct, frozen=True, kw_only=True):
    """What the rest of the site needs of an incident whose page is written."""

    row: Row
    told: tuple[SourceTold, ...]
    words: tuple[str, ...]
    lines: DownloadLines


Spread = Callable[
    [Callable[[list[bytes]], list[bytes]], Iterable[bytes]], Iterator[list[tuple[bytes, bytes]]]
]
"""What hands tasks to processes: work that can be sent to any process, and tasks, in; batches of each task with
what became of it, in order, out. Both are packed: pickling an incident takes five times as long."""

_TASK, _LEAF = msgspec.msgpack.Decoder(Task), msgspec.msgpack.Decoder(Leaf)


def in_this_process(
    work: Callable[[list[bytes]], list[bytes]], tasks: Iterable[bytes]
) -> Iterator[list[tuple[bytes, bytes]]]:
    """The `Spread` that hands nothing to anybody."""
    for task in tasks:
        yield [(task, leaf) for leaf in work([task])]


def leaves(press: Press, tasks: Iterable[Task], spread: Spread) -> Iterator[Leaf]:
    """The leaf of each incident, in order; its page is written when its leaf comes."""
    for batch in spread(partial(_set, press), map(msgspec.msgpack.encode, tasks)):
        yield from (_LEAF.decode(leaf) for _, leaf in batch)


def _set(press: Press, tasks: Sequence[bytes]) -> list[bytes]:
    pages = _pages(press.colophon, press.options)
    return [msgspec.msgpack.encode(_leaf(press.folder, pages, _TASK.decode(task))) for task in tasks]


@lru_cache(maxsize=1)
def _pages(colophon: Colophon, options: SiteOptions) -> Pages:
    """Templates are compiled once a process."""
    return Pages(colophon, options)


def _leaf(folder: Path, pages: Pages, task: Task) -> Leaf:
    published = task.published
    row = list_row(published, pages.words, released=pages.colophon.released is not None)
    _write_page(folder, pages, task)
    return Leaf(
        row=row,
        told=tuple(told_by(published, row, pages.words)),
        words=words_of(published),
        lines=download_lines(published, draft=pages.colophon.released is None),
    )


def _write_page(folder: Path, pages: Pages, task: Task) -> None:
    view = incident_view(task.published, pages.words, with_report_pages=pages.options.report_pages)
    path = folder / view.page
    html = pages.set(
        "incident.html", view.page, incident=view, history=step_rows(task.steps, pages.words),
        stands_from=task.published.stands_from,
    )  # fmt: skip
    try:
        path.write_bytes(html)
    except FileNotFoundError:  # the first page of its folder
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(html)
