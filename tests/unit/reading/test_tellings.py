"""Tellings: which claims of a report are of one event, and what they take over from each other."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from harmledger.reading.events import km_between
from harmledger.reading.evidence import make_claim
from harmledger.reading.moments import DAY_OF_DEATH, DAY_OF_WORDS
from harmledger.reading.tellings import tellings_of
from harmledger.records.claim import Claim
from harmledger.records.figure import Figure, Quantity, Who
from harmledger.records.moment import Moment
from harmledger.records.place import Place
from harmledger.records.reading import Method, Reading, Resolution
from harmledger.records.report import Report, make_filing, make_text
from harmledger.records.span import Span
from harmledger.records.telling import Telling
from harmledger.records.voice import Voice

METHOD = Method(name="hand", version="1", code_sha256="", data_sha256="", gazetteer_sha256="")
REPORT = Report(id="rep-1", key="r", content_sha256="", published_on=dt.date(2031, 5, 6))


def day(number: int, reason: str = "stated") -> Moment:
    date = dt.date(2031, 5, number)
    return Moment(start=date, end=date, precision="day", reason=reason)


def place(name: str, latitude: float, longitude: float, radius_m: int = 1000, country: str = "NV") -> Place:
    return Place(
        name=name,
        latitude=latitude,
        longitude=longitude,
        radius_m=radius_m,
        level="town",
        gazetteer_id=f"test:{name}",
        country=country,
        reason="only_candidate",
    )


ASHGROVE = place("Ashgrove", 10.0, 20.0)
QUAY = place("the quay of Ashgrove", 10.002, 20.002, radius_m=100)
FARHOLD = place("Farhold", 12.0, 20.0)
ABROAD = place("Outland", 40.0, 60.0, country="OL")


def reading_of(*told: dict[str, Any]) -> Reading:
    """A reading with one claim for each of `told`, its words numbered."""
    content = "".join(f"Sentence {n}: {one.get('count', 'no')} killed. " for n, one in enumerate(told))
    text = make_text(report_id=REPORT.id, content=content, extractor="by hand 1")
    claims, resolutions, start = [], [], 0
    for n, one in enumerate(told):
        words = f"Sentence {n}: {one.get('count', 'no')} killed."
        claims.append(_claim(text, Span(start, start + len(words)), one))
        resolutions.append(
            Resolution(
                claim_id=claims[-1].id,
                when=one.get("when"),
                where=one.get("where"),
                blamed=one.get("blamed", ()),
                role=one.get("role", "primary"),
            )
        )
        start += len(words) + 1
    return Reading(text_id=text.id, method=METHOD, claims=tuple(claims), resolutions=tuple(resolutions))


def _claim(text: Any, span: Span, one: dict[str, Any]) -> Claim:
    figures = ()
    if "count" in one:
        at = text.content.index(str(one["count"]), span.start + len("Sentence 0:"))
        where = Span(at, at + len(str(one["count"])))
        quantity = Quantity(
            kind="exact", low=one["count"], high=one["count"], phrase=str(one["count"]), span=where
        )
        figures = (Figure(outcome="killed", who=Who(), quantity=quantity),)
    return make_claim(
        text,
        span=span,
        voices=(Voice(name="author", kind="author"),),
        figures=figures,
        stance=one.get("stance", "asserts"),
        about=one.get("about", "harm"),
        means=one.get("means"),
        extent=one.get("extent", "incident"),
    )


def sentences(reading: Reading, telling: Telling) -> list[int]:
    """The numbers of the sentences that a telling holds."""
    return sorted(n for n, claim in enumerate(reading.claims) if claim.id in telling.claims)


def told(*claims: dict[str, Any]) -> list[list[int]]:
    reading = reading_of(*claims)
    return [sentences(reading, telling) for telling in tellings_of(REPORT, reading, ())]


def test_nothing_read_is_no_telling_but_a_filed_report_has_one() -> None:
    reading = reading_of()
    assert tellings_of(REPORT, reading, ()) == ()
    (telling,) = tellings_of(REPORT, reading, (make_filing(report_id=REPORT.id, incident_key="K-7"),))
    assert (telling.filed_under, telling.claims) == ("K-7", ())
    assert telling.when is not None
    assert telling.when.reason == "day_of_publication"


def test_a_report_filed_twice_tells_its_main_event_under_both_keys() -> None:
    reading = reading_of({"count": 5, "when": day(1)}, {"count": 3, "when": day(4), "where": FARHOLD})
    filings = [make_filing(report_id=REPORT.id, incident_key=key) for key in ("K-1", "K-2")]
    tellings = tellings_of(REPORT, reading, filings)
    assert [t.filed_under for t in tellings] == ["K-1", "K-2", None]
    assert [sentences(reading, t) for t in tellings] == [[0], [0], [1]]
    assert len({t.id for t in tellings}) == 3


def test_two_days_or_two_towns_are_two_events() -> None:
    assert told({"count": 5, "when": day(1)}, {"count": 3, "when": day(4)}) == [[0], [1]]
    assert told({"count": 5, "when": day(1)}, {"count": 3, "when": day(2)}) == [[0, 1]]
    assert told({"count": 5, "where": ASHGROVE}, {"count": 3, "where": FARHOLD}) == [[0], [1]]
    assert told({"count": 5, "where": ASHGROVE}, {"count": 3, "where": QUAY}) == [[0, 1]]


@pytest.mark.parametrize("reason", [DAY_OF_WORDS, DAY_OF_DEATH, "relative_to_last_date"])
def test_days_of_words_and_deaths_begin_no_event(reason: str) -> None:
    assert told({"count": 5, "when": day(1)}, {"count": 3, "when": day(20, reason)}) == [[0, 1]]


def test_a_stated_day_takes_the_place_of_the_day_of_words() -> None:
    reading = reading_of({"count": 5, "when": day(5, DAY_OF_WORDS)}, {"count": 5, "when": day(3)})
    (telling,) = tellings_of(REPORT, reading, ())
    assert telling.when == day(3)


def test_one_person_abroad_is_of_the_same_story_and_several_are_not() -> None:
    assert told({"count": 5, "where": ASHGROVE}, {"count": 1, "where": ABROAD}) == [[0, 1]]
    assert told({"count": 5, "where": ASHGROVE}, {"count": 4, "where": ABROAD}) == [[0], [1]]


def test_a_toll_by_gas_is_not_of_the_airstrike_told_before() -> None:
    assert told({"count": 40, "means": "airstrike"}, {"count": 80, "means": "chemical"}) == [[0], [1]]
    assert told({"count": 40, "means": "airstrike"}, {"means": "chemical"}) == [[0, 1]]
    assert told({"count": 40, "means": "airstrike"}, {"count": 41, "means": "shelling"}) == [[0, 1]]


def test_a_denial_without_a_place_joins_the_event_told_of_last() -> None:
    denial = {"stance": "denies", "about": "responsibility"}
    two = ({"count": 5, "where": ASHGROVE}, {"count": 3, "where": FARHOLD})
    assert told(*two, denial) == [[0], [1, 2]]
    assert told(two[0], denial, two[1]) == [[0, 1], [2]]
    assert told(denial, two[0]) == [[0, 1]]


def test_a_denial_that_names_place_and_day_keeps_its_event_from_the_next_one() -> None:
    denial = {"stance": "denies", "about": "responsibility", "where": ASHGROVE, "when": day(4)}
    other = {"count": 6, "where": FARHOLD, "when": day(3)}
    assert told(denial, {"count": 14}, other) == [[0, 1], [2]]


def test_a_claim_that_names_its_place_goes_to_the_event_that_names_it_too() -> None:
    assert told(
        {"count": 5, "where": ASHGROVE}, {"count": 3, "when": day(3)}, {"count": 6, "where": ASHGROVE}
    )[0] == [0, 1, 2]
    two = ({"count": 5, "where": ASHGROVE, "when": day(1)}, {"count": 3, "where": FARHOLD, "when": day(4)})
    assert told(*two, {"count": 6, "where": ASHGROVE}) == [[0, 2], [1]]


def test_background_is_an_event_of_its_own_and_never_the_main_one() -> None:
    long_ago = {"count": 7, "role": "background", "where": ASHGROVE}
    reading = reading_of(long_ago, {"count": 5, "where": ASHGROVE, "when": day(1)})
    main, aside = tellings_of(REPORT, reading, ())
    assert (sentences(reading, main), main.role) == ([1], "primary")
    assert (sentences(reading, aside), aside.role, aside.when) == ([0], "background", None)


def test_rates_and_tolls_of_wars_are_in_no_telling() -> None:
    apart = (
        {"count": 40, "extent": "rate"},
        {"count": 900, "extent": "conflict_total"},
        {"count": 9, "extent": "aggregate"},
    )
    assert told(*apart) == []
    assert told(*apart, {"count": 5}) == [[3]]


def test_what_a_claim_does_not_say_it_takes_over_with_the_reason() -> None:
    reading = reading_of(
        {"count": 5, "when": day(1), "where": ASHGROVE, "means": "shelling"},
        {"count": 2, "where": QUAY},
        {"count": 6},
    )
    (telling,) = tellings_of(REPORT, reading, ())
    assert (telling.when, telling.where, telling.means) == (day(1), QUAY, "shelling")
    first, second, third = (claim.id for claim in reading.claims)
    assert [(i.claim_id, i.field, i.reason, i.from_claim) for i in telling.inherited] == [
        (second, "when", "only_event_of_report", first),
        (third, "when", "only_event_of_report", first),
        (third, "where", "only_event_of_report", first),
    ]


def test_without_a_date_the_day_of_publication_stands_in_and_says_so() -> None:
    reading = reading_of({"count": 5})
    (telling,) = tellings_of(REPORT, reading, ())
    assert telling.when is not None
    assert (telling.when.start, telling.when.end) == (dt.date(2031, 5, 5), dt.date(2031, 5, 6))
    assert [(i.field, i.reason, i.from_claim) for i in telling.inherited] == [
        ("when", "day_of_publication", None)
    ]


def test_who_only_a_denial_names_is_not_blamed() -> None:
    reading = reading_of(
        {"count": 5, "blamed": ("Northern Army",)},
        {"stance": "denies", "about": "responsibility", "blamed": ("Southern Front",)},
    )
    (telling,) = tellings_of(REPORT, reading, ())
    assert telling.blamed == ("Northern Army",)


def test_distance_is_between_edges() -> None:
    assert km_between(ASHGROVE, QUAY) == 0
    assert km_between(ASHGROVE, FARHOLD) == pytest.approx(222.4 - 2, abs=0.3)
    wide = place("Norvale", 12.0, 20.0, radius_m=300_000)
    assert km_between(ASHGROVE, wide) == 0
