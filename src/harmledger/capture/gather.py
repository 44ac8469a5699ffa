"""Files, folders, tables and archives to items; in: paths; out: a Gathered or a Refusal a report."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from harmledger.capture.body import Body
from harmledger.capture.columns import ColumnMap
from harmledger.capture.csv_table import csv_rows
from harmledger.capture.gathered import Gathered, gathered
from harmledger.capture.jsonl import jsonl_rows
from harmledger.capture.kinds import declared_charset, kind_of
from harmledger.capture.limits import CaptureLimits
from harmledger.capture.mail import attachments
from harmledger.capture.mbox import mailbox_messages
from harmledger.capture.media import CSV, JSONL, MAIL, MBOX, PARQUET, WACZ, WARC, XLSX, ZIP
from harmledger.capture.naming import file_name
from harmledger.capture.parquet import parquet_rows
from harmledger.capture.refusing import refusal
from harmledger.capture.wacz import wacz_bodies
from harmledger.capture.warc import warc_bodies
from harmledger.capture.zipped import seekable, zip_members
from harmledger.errors import InputRefused
from harmledger.records.refusal import Refusal

Item = Gathered | Refusal
_Tabled = Callable[[Body, CaptureLimits, ColumnMap], Iterator[Gathered | Body | Refusal]]
_Holding = Callable[[Body, CaptureLimits], Iterator[Body | Refusal]]


def _xlsx_rows(table: Body, limits: CaptureLimits, columns: ColumnMap) -> Iterator[Gathered | Body | Refusal]:
    """The rows of a workbook; its library is loaded where one is met."""
    from harmledger.capture.xlsx import xlsx_rows

    return xlsx_rows(table, limits, columns)


_TABLES: dict[str, _Tabled] = {JSONL: jsonl_rows, CSV: csv_rows, XLSX: _xlsx_rows, PARQUET: parquet_rows}
_ARCHIVES: dict[str, _Holding] = {
    ZIP: zip_members,
    WARC: warc_bodies,
    WACZ: wacz_bodies,
    MBOX: mailbox_messages,
}


def gather(
    inputs: Sequence[Path], *, limits: CaptureLimits, columns: ColumnMap | None = None
) -> Iterator[Item]:
    """Every report in `inputs`, in the order given, folders by name: kept or refused, one held at a time.

    What in a folder has a name that begins with a dot is left out. Nothing is raised for bad input.
    """
    wanted = columns or ColumnMap()
    for path in inputs:
        absolute = Path(os.path.abspath(path))
        if os.path.isdir(absolute):
            for found in _walk(absolute):
                if isinstance(found, Refusal):
                    yield found
                else:
                    yield from _file(found, file_name(found.relative_to(absolute).as_posix()), limits, wanted)
        else:
            yield from _file(absolute, file_name(absolute.name), limits, wanted)


def _walk(root: Path) -> Iterator[Path | Refusal]:
    """The files in and below `root`, by name. Links to folders in it are passed over: their files come."""
    ahead = [root]
    while ahead:
        path = ahead.pop()
        if path.is_symlink() and path != root and not _inside(path, root):
            yield refusal(InputRefused("link_leaves_folder"), file_name(path.as_posix()))
        elif not os.path.isdir(path):
            yield path
        elif path == root or not path.is_symlink():
            try:
                names = sorted((name for name in os.listdir(path) if not name.startswith(".")), reverse=True)
            except OSError as fault:
                yield refusal(_unreadable(fault), file_name(path.as_posix()))
            else:
                ahead += [path / name for name in names]


def _inside(link: Path, root: Path) -> bool:
    """Whether a link ends inside `root`; a loop of links ends nowhere."""
    try:
        return link.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        return False


def _file(path: Path, key: str, limits: CaptureLimits, columns: ColumnMap) -> Iterator[Item]:
    """The reports in one file."""
    location = file_name(path.as_posix())
    if not os.path.exists(path):
        yield refusal(InputRefused("not_found"), location)
    elif not os.path.isfile(path):  # a pipe would never end
        yield refusal(InputRefused("not_a_file"), location)
    else:
        yield from gather_from(file_body(path, key), limits, columns)


def file_body(path: Path, key: str) -> Body:
    """The bytes of a file, which are those of the report `key` or hold several."""
    return Body(
        open=lambda: path.open("rb"),
        name=file_name(path.name),
        location=file_name(path.as_posix()),
        key=key,
        folder=path.parent,
    )


def gather_from(body: Body, limits: CaptureLimits, columns: ColumnMap) -> Iterator[Item]:
    """The reports in `body`, in their order; a fault that ends it is its own refusal and no one else's."""
    try:
        with _back_and_forth(body) as steady:
            for found in _found(steady, limits, columns):
                if isinstance(found, Body):
                    yield from gather_from(found, limits, columns)
                else:
                    yield found
    except InputRefused as refused:
        yield refusal(refused, body.location)
    except OSError as fault:
        yield refusal(_unreadable(fault), body.location)


def _found(body: Body, limits: CaptureLimits, columns: ColumnMap) -> Iterator[Gathered | Body | Refusal]:
    """What one body is, or holds."""
    kind = kind_of(body, limits)
    if kind in _TABLES or kind in _ARCHIVES:
        if body.one_report:
            raise InputRefused("row_file_holds_several", found=kind)
        _check_depth(body, limits)
    if kind in _TABLES:
        yield from _TABLES[kind](body, limits, columns)
    elif kind in _ARCHIVES:
        yield from _ARCHIVES[kind](body, limits)
    else:
        yield _whole(body, kind, limits)
        if kind == MAIL:
            yield from _attached(body, limits)


def _attached(mail: Body, limits: CaptureLimits) -> Iterator[Body | Refusal]:
    """The attachments of a message, each one level down."""
    for found in attachments(mail, limits):
        if isinstance(found, Body) and found.depth > limits.nesting_max:
            yield refusal(InputRefused("nested_too_deep", limit=limits.nesting_max), found.location)
        else:
            yield found


def _check_depth(body: Body, limits: CaptureLimits) -> None:
    """Raises InputRefused for an archive that lies in too many others."""
    if body.depth >= limits.nesting_max:
        raise InputRefused("nested_too_deep", limit=limits.nesting_max)


def _whole(body: Body, kind: str, limits: CaptureLimits) -> Gathered:
    """A body that is one report."""
    charset = declared_charset(body.declared_type)
    media_type = f"{kind}; charset={charset.lower()}" if charset else kind
    content = body.read(limits)
    return gathered(
        content=content, location=body.location, key=body.key, media_type=media_type, given=body.given
    )


@contextmanager
def _back_and_forth(body: Body) -> Iterator[Body]:
    """`body`, unpacked first where it is a ZIP inside an archive: a ZIP is read from its end."""
    if body.depth and body.head().startswith(b"PK"):
        with seekable(body) as steady:
            yield steady
    else:
        yield body


def _unreadable(fault: OSError) -> InputRefused:
    """The refusal for what the system would not let us read."""
    return InputRefused("unreadable", error=fault.strerror or type(fault).__name__)
