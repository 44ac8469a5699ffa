"""The parts of a page: safe words and links, lit text, bars, voices, totals."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_many import ManyIncidents
from made_up_market import harrow_ford
from made_up_record import captured, moment, published

from harmledger.publishing.matter import PublishedClaim
from harmledger.publishing.past import ChangeLine, Past
from harmledger.publishing.site.addresses import incident_page, to_root
from harmledger.publishing.site.bars import WIDTH, bar
from harmledger.publishing.site.blame import answered, on_whose_word
from harmledger.publishing.site.columns import incident_columns, killed_columns
from harmledger.publishing.site.history import change_rows
from harmledger.publishing.site.lit import pieces
from harmledger.publishing.site.safe import file_name, one_line, shown, web_link
from harmledger.publishing.site.totals import Totals
from harmledger.publishing.site.voices import questions
from harmledger.publishing.site.words import Words
from harmledger.reading.evidence import make_claim
from harmledger.records.figure import Quantity, QuantityKind
from harmledger.records.span import Span
from harmledger.records.voice import Voice

ENGLISH = Words("en")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JAVASCRIPT:alert(1)", "java\nscript:alert(1)", " https://x.example",
        "data:text/html,x",
        "//x.example", "https:", "http:///x", "file:///etc/passwd", "https://x.example/\u202egpj.exe", None,
        "",
        "https://[broken",
    ],
)  # fmt: skip
def test_only_plain_pages_of_the_web_become_links(url: str | None) -> None:
    assert web_link(url) is None


def test_a_page_of_the_web_stays_as_it_is() -> None:
    assert web_link("https://gazette.example/a?b=1&c='2'") == "https://gazette.example/a?b=1&c='2'"


def test_acting_characters_are_shown_and_all_others_kept() -> None:
    assert shown("a\x00b\u202ec\td\ne") == "a‹U+0000›b‹U+202E›c\td\ne"
    assert shown("قال \u2067شاهد\u2069 \u200f!") == "قال \u2067شاهد\u2069 \u200f!"
    assert one_line("a\u2067 b\n\tc\u200f") == "a b c"
    assert len(one_line("x" * 5_000_000)) == 301, "a title of megabytes does not fill a page"


@given(st.text(max_size=40))
def test_no_id_leaves_its_folder(record_id: str) -> None:
    name = file_name(record_id)
    assert name.replace("-", "").isalnum()
    assert name.isascii()
    folder, shard, page = incident_page(record_id).split("/")
    assert (folder, len(shard), page) == ("incidents", 2, f"{name}.html")


def test_pages_know_the_way_to_the_root() -> None:
    assert [to_root(page) for page in ("index.html", "incidents/ab/inc-1.html")] == ["", "../../"]


@given(st.data())
def test_lit_text_is_the_whole_text_and_each_character_knows_its_claims(data: st.DataObject) -> None:
    content = data.draw(st.text(alphabet="aé漢\U0001f4a5 \n", min_size=1, max_size=60))
    report, text = captured("k", content, title=data.draw(st.sampled_from((None, "Two Killed"))))
    content = text.content
    ends = st.integers(0, len(content))
    spans = data.draw(st.lists(st.tuples(ends, ends).filter(lambda e: e[0] < e[1]), max_size=8))
    claims = [
        published(
            make_claim(text, span=Span(*span), voices=(Voice(name="author"),), stance="asserts",
            about="harm"),
            report, None,
        )
        for span in spans
    ]  # fmt: skip
    cut = list(pieces(text, claims))
    assert [piece.start for piece in cut if piece.begins_title] == ([text.title.start] if text.title else [])
    assert "".join(piece.words for piece in cut) == content
    lit = [set(piece.lit_by) for piece in cut for _ in piece.words]
    for at in range(len(content)):
        assert lit[at] == {c.claim.id for c in claims if c.claim.span.start <= at < c.claim.span.end}
    assert sorted(begun for piece in cut for begun in piece.begins) == sorted({c.claim.id for c in claims})


def test_bars_share_a_scale_and_show_open_ends() -> None:
    exact, open_high, unknown = bar(5, 10, 10), bar(5, None, 10), bar(None, None, 10)
    assert exact is not None
    assert open_high is not None
    assert unknown is None
    assert exact.x == open_high.x
    assert open_high.x + open_high.width == WIDTH - 10
    assert (open_high.open_high, open_high.open_low, exact.open_high) == (True, False, False)
    nobody = bar(0, 0, 0)
    assert nobody is not None
    assert nobody.width > 0


def test_the_voices_view_sets_answers_side_by_side() -> None:
    (incident,) = harrow_ford().incidents()
    found = {question.title: question for question in questions(incident.claims, ENGLISH)}
    civilians = found["Killed, civilians"]
    assert civilians.differ
    assert [(a.text, [t.name for t in a.tellers]) for a in civilians.answers] == [
        ("9–11", ["The Varda Monitor"]), ("12", ["مستشفى وادي الرمان"]),
    ]  # fmt: skip
    assert len(civilians.answers[0].tellers[0].claims) == 2, "a copy repeats a voice, it does not add one"
    by_whom = found["By whom"]
    assert [(a.text, a.stance) for a in by_whom.answers] == [
        ("Karsian air force", "asserts"), ("Karsian army", "denies"),
    ]  # fmt: skip
    assert [(a.text, a.stance) for a in found["Whether it is so"].answers] == [("the harm", "doubts")]


def test_blame_stands_beside_whose_word_it_is_and_what_is_said_against_it() -> None:
    (incident,) = harrow_ford().incidents()
    (blamed,) = on_whose_word(incident.assessment.blamed, incident.claims, ENGLISH)
    assert (blamed.text, [teller.name for teller in blamed.tellers]) == (
        "Karsian air force", ["The Varda Monitor"],
    )  # fmt: skip
    (denied,) = answered(incident.claims, ENGLISH)
    assert (denied.text, denied.stance) == ("denies · responsibility", "denies")
    assert [(teller.name, len(teller.claims)) for teller in denied.tellers] == [("The Karsian army", 2)]


def test_authors_of_reports_without_a_publisher_are_told_apart() -> None:
    def claimed(key: str, name: str) -> PublishedClaim:
        report, text = captured(key, "Twelve people were killed by shelling.")
        voice = Voice(name=name, kind="author")
        claim = make_claim(
            text, span=Span(0, 38), voices=(voice,), stance="asserts", about="harm", means="shelling"
        )
        return published(claim, report, None)

    claims = (claimed("a.txt", "author"), claimed("b.txt", "author"), claimed("c.txt", "Orlen Gazette"))
    (means,) = questions(claims, ENGLISH)
    tellers = [(teller.name, len(teller.claims)) for answer in means.answers for teller in answer.tellers]
    assert tellers == [("author of a.txt", 1), ("author of b.txt", 1), ("Orlen Gazette", 1)]


@pytest.mark.parametrize(
    ("kind", "low", "high", "put"),
    [
        ("exact", 4, 4, "4"), ("at_least", 1040, None, "1,040 or more"), ("at_most", None, 50, "up to 50"),
        ("between", 5, 7, "5–7"), ("about", 30, 30, "about 30"), ("vague", None, None, "no exact number"),
        ("none", 0, 0, "none"), ("none_reported", None, None, "none reported"),
        ("exact", None, None, "not known"),
    ],
)  # fmt: skip
def test_quantities_are_put_plainly(kind: QuantityKind, low: int | None, high: int | None, put: str) -> None:
    quantity = Quantity(kind=kind, low=low, high=high, phrase="x", span=Span(0, 1))
    assert ENGLISH.quantity(quantity) == put


def test_dates_and_distances_are_put_as_people_write_them() -> None:
    assert ENGLISH.moment(moment(dt.date(2031, 3, 11))) == "11 March 2031"
    assert ENGLISH.moment(moment(dt.date(2031, 3, 1), dt.date(2031, 3, 31))) == "1 March 2031 – 31 March 2031"
    month = msgspec.structs.replace(moment(dt.date(2031, 2, 1), dt.date(2031, 2, 28)), precision="month")
    assert ENGLISH.moment(month) == "February 2031"
    assert Words("ar").moment(moment(dt.date(2031, 3, 11))) == "11 مارس 2031"
    assert [ENGLISH.distance(metres) for metres in (400, 3_000, 12_500)] == ["400 m", "3 km", "12.5 km"]


def test_totals_never_count_what_is_not_known_as_zero() -> None:
    totals = Totals()
    (incident,) = harrow_ford().incidents()
    totals.add(incident)
    unknown = msgspec.structs.replace(
        incident.assessment,
        when=None,
        ranges=tuple(
            msgspec.structs.replace(each, low=None, high=None) for each in incident.assessment.ranges
        ),
    )
    totals.add(msgspec.structs.replace(incident, assessment=unknown))
    rows = {row.who: row for row in totals.rows(ENGLISH) if row.whole}
    people = rows["Killed, people"]
    assert (people.sum, people.incidents, people.unknown, people.without_high) == ("8", 1, 1, 1)
    assert rows["Killed, civilians"].sum.endswith("12")
    assert totals.undated == 1
    told = [(each.who, each.sum, each.incidents, each.unknown) for each in totals.headline(ENGLISH)]
    assert told == [("Killed, civilians", "9–12", 1, 1), ("Injured, people", "20", 1, 1)]
    assert [(row.name, row.incidents, row.killed) for row in totals.by_grade(ENGLISH)] == [
        ("Fair", 2, "9–12")
    ]


def test_what_nobody_reviewed_is_added_to_nothing_that_people_reviewed() -> None:
    totals = Totals()
    for number, incident in enumerate(ManyIncidents(3).incidents()):
        totals.add(msgspec.structs.replace(incident, reviewed=number == 0))
    civilians = [(each.sum, each.state) for each in totals.headline(ENGLISH) if "civilians" in each.who]
    assert civilians == [("1", "Reviewed by a person"), ("23–26", "Draft, reviewed by nobody")]
    assert sum(row.incidents for row in totals.by_grade(ENGLISH) if row.state.startswith("Rev")) == 1
    assert {row.state for row in totals.rows(ENGLISH) if row.whole} == {each for _, each in civilians}


def test_the_headline_says_where_a_high_end_is_open() -> None:
    totals = Totals()
    for incident in ManyIncidents(3).incidents():
        totals.add(incident)
    told = [(each.who, each.sum) for each in totals.headline(ENGLISH)]
    assert told == [("Killed, civilians", "24–27"), ("Injured, people", "48 or more")]
    assert all(row.means for row in totals.by_grade(ENGLISH))


@pytest.mark.parametrize(
    ("fields", "told"),
    [(("killed", "claims"), ("killed", "what is said")), ((), ("reasons or wording alone",))],
)
def test_a_change_always_says_what_is_other_now(fields: tuple[str, ...], told: tuple[str, ...]) -> None:
    line = ChangeLine(
        incident="inc-1", change="changed", fields=fields, why=None, into=None, decisions=()
    )  # fmt: skip
    (row,) = change_rows(Past(changes=(line,)), {}, ENGLISH)
    assert row.fields == told


def test_months_run_from_first_to_last_and_long_records_go_by_year() -> None:
    totals = Totals()
    for incident in ManyIncidents(40).incidents():
        totals.add(incident)
    months = totals.by_month(ENGLISH)
    assert (months[0].label, len(months)) == ("Jan 2031", 24)
    assert sum(month.incidents for month in months) == 40
    assert sum(month.killed_low for month in months) == int(
        sum(
            int(row.sum.split("–")[0])
            for row in totals.rows(ENGLISH)
            if row.whole and row.who == "Killed, civilians"
        )
    )
    columns = killed_columns(months)
    assert all(column.low_height <= column.high_height for column in columns)
    assert max(column.high_height for column in columns) == 120
    assert len(incident_columns(months)) == 24
    (early,) = ManyIncidents(1).incidents()
    long_ago = msgspec.structs.replace(early.assessment, when=moment(dt.date(1991, 5, 2)))
    totals.add(msgspec.structs.replace(early, assessment=long_ago))
    assert [month.label for month in totals.by_month(ENGLISH)][:2] == ["1991", "1992"]
