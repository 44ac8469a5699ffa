"""What the formats write: their own columns and marks, what they cannot say, and nothing that is not known."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json

import msgspec
import pytest
from made_bundles import at, bundle, exported
from made_up_market import harrow_ford

from harmledger.exchange.bundle import Bundle
from harmledger.exchange.format import Edition, pieces
from harmledger.exchange.formats import EXPORTS, export_format
from harmledger.exchange.losses import Tally, worded
from harmledger.publishing.lines import claim_line, in_order, incident_line, report_line
from harmledger.wording import languages


@pytest.fixture(scope="module")
def market() -> Bundle:
    """The market of Harrow Ford, told by four reports."""
    (published,) = harrow_ford().incidents()
    return Bundle(
        incident=incident_line(published), claims=tuple(claim_line(each) for each in in_order(published.claims)),
        reports=tuple(map(report_line, published.reports)),
    )  # fmt: skip


def cells(content: bytes, *, names: int = 0) -> list[dict[str, str]]:
    rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    return [dict(zip(rows[names], row, strict=True)) for row in rows[names + 1 :]]


def test_ucdp_has_its_columns_and_leaves_empty_what_nobody_knows(market: Bundle) -> None:
    (row,) = cells(exported("ucdp-ged", [market])["ucdp-ged.csv"])
    assert list(row)[-5:] == ["best", "high", "low", "gwnoa", "gwnob"]
    assert (row["id"], row["code_status"], row["low"], row["high"], row["best"]) == (
        "HF-1",
        "draft",
        "8",
        "",
        "",
    )
    assert (row["type_of_violence"], row["side_a"]) == ("3", "Karsian air force")
    assert (row["where_prec"], row["date_prec"], row["event_clarity"]) == ("1", "1", "1")
    assert row["number_of_sources"] == "4"


def test_acled_holds_one_number_and_says_so_of_ranges() -> None:
    tally = Tally(())
    exporter = export_format("acled").exporter
    from made_bundles import EDITION

    list(exporter(EDITION, tally).add(bundle(killed={"people": (3, 7)})))
    assert {(loss.code, loss.count) for loss in tally.losses()} == {("no_one_number", 1), ("no_place", 1)}


def test_airwars_writes_its_tables_and_no_name(market: Bundle) -> None:
    files = exported("airwars", [market])
    assert sorted(files) == [
        "airwars-casualties.csv", "airwars-research-sources.csv", "airwars-sources.csv", "airwars-statements.csv",
        "airwars-strike-reports.csv", "airwars-victims.csv", "airwars.csv",
    ]  # fmt: skip
    (row,) = cells(files["airwars.csv"])
    assert (row["code"], row["post_status"], row["civilian_harm_status_name"]) == ("HF-1", "draft", "Fair")
    assert (row["civilian_non_combatants_killed_min"], row["civilian_non_combatants_killed_max"]) == (
        "9",
        "12",
    )
    assert (row["strike_status_name"], row["belligerent_1_belligerent_slug"]) == (
        "Likely strike",
        "karsian-air-force",
    )
    casualties = {each["casualty_type_slug"]: each for each in cells(files["airwars-casualties.csv"])}
    assert (casualties["children"]["killed_min"], casualties["children"]["killed_max"]) == ("3", "3")
    assert len(cells(files["airwars-sources.csv"])) == 4
    said = {(row["belligerent_name"], row["statement"]) for row in cells(files["airwars-statements.csv"])}
    assert said == {("The Karsian army", "The Karsian army denied that its aircraft had bombed the market.")}
    assert cells(files["airwars-victims.csv"]) == cells(files["airwars-strike-reports.csv"]) == []


def test_airwars_research_sources_say_what_each_report_alone_says(market: Bundle) -> None:
    gazette, _, ministry, hospital = cells(exported("airwars", [market])["airwars-research-sources.csv"])
    assert (gazette["post_id"], gazette["source_author"]) == ("HF-1", "Orlen Gazette")
    assert gazette["source_content"].startswith("At least eight people, three of them children,")
    assert gazette["source_content"].endswith("Karsian air force. […] The Karsian army denied that its aircraft "
                                              "had bombed the market.")  # fmt: skip
    told = {name: value for name, value in gazette.items() if value and name.endswith(("_min", "_max"))}
    assert told == {
        "civilian_non_combatants_killed_min": "9", "civilian_non_combatants_killed_max": "11",
        "children_killed_min": "3", "children_killed_max": "3",
    }  # fmt: skip
    assert not any(value for name, value in ministry.items() if name.endswith(("_min", "_max")))
    assert (hospital["civilian_non_combatants_killed_min"], hospital["source_date"]) == ("12", "")


def test_airwars_keeps_what_a_party_says_of_its_own_strike_apart_and_nothing_withheld(market: Bundle) -> None:
    party = market.claims[2].voices[-1].name
    own = [
        msgspec.structs.replace(
            market.claims[2], id=f"clm-{n}", stance="asserts", blamed=(party,), quote=quote
        )
        for n, quote in enumerate(("Its aircraft had bombed a depot, the army said.", ""))
    ]
    files = exported("airwars", [msgspec.structs.replace(market, claims=tuple(own))])
    (row,) = cells(files["airwars-strike-reports.csv"])
    assert (row["belligerent_name"], row["report"]) == (party, own[0].quote)
    assert cells(files["airwars-statements.csv"]) == []
    assert cells(files["airwars-research-sources.csv"])[0]["source_content"] == own[0].quote


def test_hxl_has_its_tags_in_the_second_row(market: Bundle) -> None:
    (row,) = cells(exported("hxl", [market])["hxl.csv"], names=1)
    assert (row["#affected+killed+civilian+min"], row["#status+code"]) == ("9", "draft")
    assert row["#geo+precision+radius_m"] == "3000"


def test_geojson_says_how_well_a_point_is_known(market: Bundle) -> None:
    collection = json.loads(exported("geojson", [market, bundle("X-1")])["incidents.geojson"])
    first, second = collection["features"]
    assert (collection["draft"], first["properties"]["uncertainty_m"]) == (True, 3000)
    assert first["geometry"] == {"type": "Point", "coordinates": [-31.2, 12.4]}
    assert first["properties"]["killed"]["people"] == {"low": 8, "best": None, "high": None}
    assert second["geometry"] is None


def test_follow_the_money_links_the_blamed_and_proves_by_articles(market: Bundle) -> None:
    lines = exported("followthemoney", [market, market])["entities.ftm.json"].splitlines()
    entities = [json.loads(line) for line in lines]
    assert len({each["id"] for each in entities}) == len(entities)
    event = next(each for each in entities if each["schema"] == "Event")
    articles = {each["id"] for each in entities if each["schema"] == "Article"}
    assert set(event["properties"]["proof"]) == articles
    assert "draft" in event["properties"]["keywords"]
    (link,) = [each for each in entities if each["schema"] == "UnknownLink"]
    assert link["properties"]["object"] == [event["id"]]


def test_annotations_point_at_words_and_withhold_what_is_withheld(market: Bundle) -> None:
    page = json.loads(exported("web-annotation", [market])["claims.annotations.jsonld"])
    assert len(page["items"]) == len(market.claims)
    position, quote = page["items"][0]["target"]["selector"]
    assert position["end"] - position["start"] == len(quote["exact"])
    withheld = msgspec.structs.replace(
        market, claims=tuple(msgspec.structs.replace(claim, quote="") for claim in market.claims)
    )
    page = json.loads(exported("web-annotation", [withheld])["claims.annotations.jsonld"])
    assert [len(item["target"]["selector"]) for item in page["items"]] == [1] * len(market.claims)


def test_a_release_carries_no_mark_of_a_draft(market: Bundle) -> None:
    for format in EXPORTS:
        assert b"draft" not in b"".join(exported(format, [market], draft=False).values()).replace(
            b'"draft":false', b""
        )


def test_what_nobody_reviewed_is_a_draft_in_a_release_too(market: Bundle) -> None:
    unmarked = set[str]()
    for format in EXPORTS:
        unreviewed = msgspec.structs.replace(market, unreviewed=True)
        chosen = export_format(format)
        tally = Tally(chosen.cannot_say)
        exporter = chosen.exporter(Edition(draft=False, convention="made 1", title="Iceland"), tally)
        content = b"".join(piece.content for piece in pieces(exporter, [unreviewed]))
        if b'"draft":true' not in content and b"draft" not in content.replace(b'"draft":false', b""):
            unmarked.add(format)
            assert ("unreviewed", 1) in {(loss.code, loss.count) for loss in tally.losses()}
    assert unmarked == {"ibc"}, "it has no place for it, and counts it as lost"


def test_words_that_a_spreadsheet_would_run_do_not() -> None:
    made = bundle("=1+1", place=at("@SUM(A1)"), start=dt.date(2014, 3, 4))
    (row,) = cells(exported("ibc", [made])["ibc.csv"])
    assert (row["IBC code"], row["Location"]) == ("'=1+1", "'@SUM(A1)")


@pytest.mark.parametrize("language", languages())
def test_every_loss_is_worded(language: str) -> None:
    for format in EXPORTS.values():
        assert all(worded(Tally(format.cannot_say).losses(), language))
