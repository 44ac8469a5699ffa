"""The columns of a date in, the span of days that a row means out."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import get_args

from harmledger.errors import InputRefused
from harmledger.exchange.mapping import DateColumns
from harmledger.exchange.sheet import Sheet
from harmledger.records.moment import Moment, PartOfDay, Precision

_PARTS_OF_DAY: tuple[PartOfDay, ...] = get_args(PartOfDay)
_FORMS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%d-%b-%Y")
_TIME = re.compile(r"[T ]\d{2}:\d{2}.*")
_WEEK_DAYS, _MONTH_DAYS, _YEAR_DAYS = 7, 31, 366


def moment_in(columns: DateColumns, sheet: Sheet) -> Moment | None:
    """The span of days that the row gives, as wide as its code of precision says. Raises InputRefused."""
    start = _date(sheet, columns.start)
    if start is None:
        return None
    end = _date(sheet, columns.end) or start
    if end < start:
        raise InputRefused("ends_before_it_begins", column=columns.end or "")
    start, end = _widened(columns, sheet, start, end)
    return Moment(
        start=start, end=end, precision=_precision(start, end), part_of_day=_part_of_day(columns, sheet),
        span=sheet.value(columns.start), reason="in_row",
    )  # fmt: skip


def _widened(columns: DateColumns, sheet: Sheet, start: dt.date, end: dt.date) -> tuple[dt.date, dt.date]:
    """The span that the code of precision means, where only one day is written for it."""
    written = sheet.cell(columns.precision)
    code = next((code for code in columns.codes if code.code == written), None)
    if code is None or start != end:
        return start, end
    if code.whole_month:
        last = calendar.monthrange(start.year, start.month)[1]
        return start.replace(day=1), start.replace(day=last)
    around = min(code.around_days, (start - dt.date.min).days, (dt.date.max - end).days)
    return start - dt.timedelta(days=around), end + dt.timedelta(days=around)


def _precision(start: dt.date, end: dt.date) -> Precision:
    days = (end - start).days + 1
    if days == 1:
        return "day"
    if days <= _WEEK_DAYS:
        return "days"
    return "month" if days <= _MONTH_DAYS else "year" if days <= _YEAR_DAYS else "years"


def _part_of_day(columns: DateColumns, sheet: Sheet) -> PartOfDay | None:
    written = (sheet.cell(columns.part_of_day) or "").strip().lower().replace(" ", "_")
    return next((part for part in _PARTS_OF_DAY if part == written), None)


def _date(sheet: Sheet, column: str | None) -> dt.date | None:
    cell = sheet.cell(column)
    if cell is None:
        return None
    for form in _FORMS:
        try:
            return dt.datetime.strptime(_TIME.sub("", cell), form).date()
        except ValueError:
            continue
    raise InputRefused("cell_not_a_date", column=column or "")
