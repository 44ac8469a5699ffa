"""Which dates of a sentence are of the harm that it tells: each sentence with the days that date an event."""

from __future__ import annotations

import datetime as dt

import pytest

from harmledger.reading.english.claims.timing import event_moments
from harmledger.reading.english.sentences.parse import parse
from harmledger.reading.english.when.dates import read_dates
from harmledger.reading.moments import dates_event
from harmledger.records.span import Span

FRIDAY = dt.date(2014, 3, 14)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("A man was charged on Thursday over the fatal shooting of a fisherman on Monday.", ["2014-03-10"]),
        ("A man who came home on Sunday died on Monday in a raid on the harbour.", ["2014-03-10"]),
        ("A fisherman died on Thursday, two days after he was shot.", ["2014-03-11"]),
        ("A fisherman died five days later, on Thursday.", []),
        ("A fisherman subsequently died on Thursday.", []),
        ("On Monday at least nine identified fishermen were killed.", ["2014-03-10"]),
        ("The council, stating on Thursday that two had died, closed the harbour.", []),
        ("Two boys were buried on Thursday.", []),
        ("Two boys were killed on Monday; the council met on Tuesday.", ["2014-03-10"]),
    ],
)
def test_a_date_belongs_to_the_word_that_it_stands_by(text: str, days: list[str]) -> None:
    span = Span(0, len(text))
    (parsed,) = parse(text, [span])
    told = event_moments(text, parsed, read_dates(text, [span], FRIDAY), FRIDAY)
    assert [moment.start.isoformat() for moment in told if dates_event(moment)] == days


def test_a_week_ends_with_the_day_of_publication() -> None:
    text = "Six people were killed earlier this week."
    span = Span(0, len(text))
    (parsed,) = parse(text, [span])
    (week,) = event_moments(text, parsed, read_dates(text, [span], FRIDAY), FRIDAY)
    assert (week.start, week.end) == (dt.date(2014, 3, 10), FRIDAY)
