"""The day of an incident when a later report dates something else: no event is later than its first report."""

from __future__ import annotations

import datetime as dt

from harmledger.assessing.matter import IncidentMatter
from harmledger.assessing.when_where import when_of
from harmledger.records.incident import Incident, Origin
from harmledger.records.moment import Moment
from harmledger.records.telling import Telling

FIRST, LATER = dt.date(2031, 3, 2), dt.date(2031, 3, 9)


def _telling(name: str, day: dt.date | None, published: dt.date, reason: str = "stated") -> Telling:
    when = None if day is None else Moment(start=day, end=day, precision="day", reason=reason)
    return Telling(
        id=name, report_id=f"rep-{name}", text_id=f"txt-{name}", claims=(), role="primary", when=when,
        where=None, means=None, blamed=(), inherited=(), published_on=published,
    )  # fmt: skip


def _matter(*tellings: Telling) -> IncidentMatter:
    ids = tuple(t.id for t in tellings)
    origins = tuple(Origin(tellings=(id,)) for id in ids)
    incident = Incident(
        id="inc-1", key=None, tellings=ids, origins=origins, origins_low=len(ids), origins_high=len(ids)
    )
    return IncidentMatter(incident=incident, tellings=tellings, claims={}, resolutions={}, reports={})


def test_a_day_after_the_first_report_is_not_the_days() -> None:
    hearing = _telling("hearing", LATER, LATER)
    funeral = _telling("funeral", LATER, LATER)
    news = _telling("news", FIRST, FIRST)
    found = when_of(_matter(hearing, funeral, news))
    assert found is not None
    assert (found.start, found.end) == (FIRST, FIRST)


def test_where_every_day_is_too_late_the_best_borne_out_still_stands() -> None:
    early = _telling("undated", None, FIRST)
    found = when_of(_matter(early, _telling("hearing", LATER, LATER)))
    assert found is not None
    assert found.start == LATER


def test_one_early_undated_report_does_not_outweigh_the_day_that_the_others_tell() -> None:
    misfiled = _telling("misfiled", FIRST, FIRST, "day_of_publication")
    later = [_telling(name, LATER, LATER) for name in ("news", "follow-up")]
    found = when_of(_matter(misfiled, *later))
    assert found is not None
    assert found.start == LATER


def test_a_day_told_after_most_reports_were_out_is_not_the_days() -> None:
    news = [_telling(name, FIRST, FIRST, "day_of_publication") for name in ("news", "second")]
    found = when_of(_matter(*news, _telling("hearing", LATER, LATER)))
    assert found is not None
    assert found.start == FIRST
