"""Rows of the field's tables as they come: any order, old names, marks of byte order, no names at all, faults."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path

import pytest
from made_bundles import rows_of
from openpyxl import Workbook

from harmledger.errors import InputRefused
from harmledger.exchange.formats import EXPORTS, IMPORTS, import_format
from harmledger.exchange.mapping import load_mapping
from harmledger.exchange.rows import RowRead, read_row
from harmledger.reading.evidence import check_claim
from harmledger.records.claim import Claim
from harmledger.records.reading import Resolution

UCDP = {
    "id": "900001", "type_of_violence": "3", "side_a": "Northern Brigades (invented)", "number_of_sources": "-1",
    "where_prec": "2", "where_coordinates": "Selfoss", "country": "Iceland", "latitude": "63.93",
    "longitude": "-1", "date_prec": "2", "date_start": "2014-03-09 00:00:00.000",
    "date_end": "2014-03-11 00:00:00.000", "deaths_a": "0", "deaths_b": "0", "deaths_civilians": "4",
    "deaths_unknown": "1", "best": "5", "high": "7", "low": "3",
}  # fmt: skip


def table(path: Path, rows: list[dict[str, str]], *, separator: str = ",", encoding: str = "utf-8") -> Path:
    written = io.StringIO()
    writer = csv.DictWriter(written, list(rows[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(written.getvalue().encode(encoding))
    return path


def told(row: RowRead) -> tuple[Claim, Resolution]:
    return row.reading.claims[0], row.reading.resolutions[0]


def numbers(row: RowRead) -> list[tuple[str, str, int | None, int | None]]:
    return [(f.outcome, f.group, f.quantity.low, f.quantity.high) for f in told(row)[0].figures]


def test_a_row_is_a_claim_of_its_house_with_words_to_stand_on(tmp_path: Path) -> None:
    row = rows_of("ucdp-ged", table(tmp_path / "ged.csv", [UCDP]))[0]
    claim, resolution = told(row)
    check_claim(row.text, claim)
    assert (row.key, row.report.key, row.report.publisher) == ("900001", "ucdp-ged/900001", "UCDP GED")
    assert [voice.name for voice in claim.voices] == ["UCDP GED"]
    assert numbers(row) == [("killed", "people", 3, 7), ("killed", "civilians", 4, 4)]
    assert [f.quantity.phrase for f in claim.figures] == ["low: 3\nhigh: 7", "deaths_civilians: 4"]
    assert claim.figures[1].relation is not None
    assert claim.figures[1].relation.kind == "subset"
    assert resolution.blamed == ("Northern Brigades (invented)",)
    assert resolution.when is not None
    assert (resolution.when.start, resolution.when.end) == (dt.date(2014, 3, 9), dt.date(2014, 3, 11))
    assert resolution.where is not None
    assert (resolution.where.name, resolution.where.country) == ("Selfoss", "IS")
    assert (resolution.where.longitude, resolution.where.radius_m) == (-1.0, 25_000)


def test_order_separator_and_byte_order_mark_leave_no_trace(tmp_path: Path) -> None:
    plain = rows_of("ucdp-ged", table(tmp_path / "a.csv", [UCDP]))
    turned = {name: UCDP[name] for name in reversed(UCDP)}
    assert rows_of("ucdp-ged", table(tmp_path / "b.csv", [turned], encoding="utf-8-sig")) == plain
    assert rows_of("ucdp-ged", table(tmp_path / "c.csv", [turned], separator=";", encoding="utf-16")) == plain


def test_a_file_of_candidates_without_a_row_of_names_is_read_by_position(tmp_path: Path) -> None:
    columns = load_mapping("ucdp-ged").columns
    file = tmp_path / "candidate.csv"
    file.write_text(",".join(UCDP.get(column, "") for column in columns) + "\r\n", "utf-8")
    assert rows_of("ucdp-ged", file) == rows_of("ucdp-ged", table(tmp_path / "ged.csv", [UCDP]))


def test_old_names_of_columns_say_the_same(tmp_path: Path) -> None:
    names = {"where_coordinates": "where_coord", "low": "low_est", "high": "high_est"}
    old = {names.get(name, name): cell for name, cell in UCDP.items()}
    assert numbers(rows_of("ucdp-ged", table(tmp_path / "old.csv", [old]))[0])[0] == (
        "killed",
        "people",
        3,
        7,
    )


@pytest.mark.parametrize("code", ["1", "State Forces"])
def test_codes_of_acled_as_numbers_and_as_words(tmp_path: Path, code: str) -> None:
    row = {
        "event_id_cnty": "ISL7", "event_date": "09 March 2014", "time_precision": "2", "inter1": code,
        "event_type": "Explosions/Remote violence", "sub_event_type": "Air/drone strike",
        "actor1": "Southern Air Command (invented)", "location": "Selfoss", "country": "Iceland",
        "latitude": "63.93", "longitude": "-21.0", "geo_precision": "1", "fatalities": "3",
        "timestamp": "1394668800",
    }  # fmt: skip
    read = rows_of("acled", table(tmp_path / "acled.csv", [row]))[0]
    claim, resolution = told(read)
    assert (numbers(read), claim.means) == ([("killed", "people", 3, 3)], "airstrike")
    assert resolution.blamed == ("Southern Air Command (invented)",)
    assert resolution.when is not None
    assert resolution.when.days == 7
    assert read.report.published_on == dt.date(2014, 3, 13)


def test_nought_is_none_unknown_or_unsaid_as_the_house_means_it(tmp_path: Path) -> None:
    acled = {"event_id_cnty": "ISL8", "event_date": "2014-03-09", "fatalities": "0"}
    figure = told(rows_of("acled", table(tmp_path / "a.csv", [acled]))[0])[0].figures[0]
    assert (figure.quantity.kind, figure.quantity.low) == ("none_reported", None)
    zero = UCDP | {"best": "0", "low": "0", "high": "0", "deaths_civilians": "0", "deaths_unknown": "0"}
    assert numbers(rows_of("ucdp-ged", table(tmp_path / "b.csv", [zero]))[0]) == [("killed", "people", 0, 0)]
    unknown = UCDP | {"best": "-1", "low": "", "high": "7", "deaths_civilians": ""}
    assert numbers(rows_of("ucdp-ged", table(tmp_path / "c.csv", [unknown]))[0]) == [
        ("killed", "people", None, 7)
    ]


def test_airwars_groups_and_hxl_tags_in_any_order(tmp_path: Path) -> None:
    airwars = {
        "code": "ISL1", "date": "2014-03-04", "civilian_non_combatants_killed_min": "9",
        "civilian_non_combatants_killed_max": "15", "children_killed_min": "5", "children_killed_max": "7",
        "women_killed_min": "0", "women_killed_max": "0", "belligerent_1_belligerent_name": "Southern Air Command",
    }  # fmt: skip
    assert numbers(rows_of("airwars", table(tmp_path / "a.csv", [airwars]))[0]) == [
        ("killed", "civilians", 9, 15), ("killed", "children", 5, 7),
    ]  # fmt: skip
    file = tmp_path / "hxl.csv"
    file.write_text(
        "made for a test,,,\nWhat,From,Most,Day\n#event +id,#affected+min+killed,#affected +killed +max,#date+start\n"
        "HS-1,9,15,2014-03-04\n",
        "utf-8",
    )
    assert numbers(rows_of("hxl", file)[0]) == [("killed", "people", 9, 15)]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"best": "5", "low": "8"}, "low_above_high"), ({"high": "many"}, "cell_not_a_number"),
        ({"latitude": "163.9"}, "cell_not_a_coordinate"), ({"latitude": "nearby"}, "cell_not_a_coordinate"),
        ({"date_start": "early March"}, "cell_not_a_date"), ({"date_end": "2014-03-01"}, "ends_before_it_begins"),
        ({"id": ""}, "row_without_key"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_used_says_which_column(change: dict[str, str], code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        read_row(load_mapping("ucdp-ged"), UCDP | change)
    assert refused.value.code == code


def test_a_bad_row_stops_no_other(tmp_path: Path) -> None:
    file = table(tmp_path / "ged.csv", [UCDP, UCDP | {"id": "900002"}])
    lines = file.read_text("utf-8").splitlines()
    file.write_text("\n".join([lines[0], "too,short", '"not closed"x,1', lines[1], "", lines[2]]), "utf-8")
    mapping, read = import_format("ucdp-ged")
    rows = list(read(file, mapping))
    assert [row.fault.code for row in rows if row.fault] == ["row_not_as_wide_as_header", "row_not_csv"]
    assert [row.cells["id"] for row in rows if row.cells] == ["900001", "900002"]


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("name,age\nx,1\n", "utf-8")
    for format in IMPORTS:
        mapping, read = import_format(format)
        with pytest.raises(InputRefused) as refused:
            list(read(other, mapping))
        assert refused.value.code == "not_this_format"


def test_features_without_properties_are_refused_one_by_one(tmp_path: Path) -> None:
    file = tmp_path / "f.geojson"
    properties = {"date_start": "2014-03-04", "killed": {"people": {"low": 2, "high": None}}}
    good = {"type": "Feature", "id": 7, "geometry": None, "properties": properties}
    file.write_text(json.dumps({"type": "FeatureCollection", "features": ["x", good]}), "utf-8")
    mapping, read = import_format("geojson")
    bad, row = read(file, mapping)
    assert bad.fault is not None
    assert bad.fault.code == "not_a_feature"
    assert numbers(read_row(mapping, row.cells)) == [("killed", "people", 2, None)]


def test_the_command_line_names_every_format() -> None:
    from harmledger.cli.formats import READ_FROM, WRITTEN_TO

    assert (set(READ_FROM), set(WRITTEN_TO)) == (set(IMPORTS), set(EXPORTS))


def test_what_a_belligerent_concedes_is_its_own_claim_told_by_the_house(tmp_path: Path) -> None:
    airwars = {
        "code": "ISL2", "date": "2014-03-04", "civilian_non_combatants_killed_min": "9",
        "civilian_non_combatants_killed_max": "15", "belligerent_1_belligerent_name": "Southern Air Command",
        "belligerent_1_assessment_slug": "credible", "belligerent_1_deaths_conceded_min": "4",
        "belligerent_1_deaths_conceded_max": "4", "belligerent_2_belligerent_name": "Northern Brigades",
        "belligerent_2_assessment_slug": "non_credible",
    }  # fmt: skip
    row = rows_of("airwars", table(tmp_path / "a.csv", [airwars]))[0]
    claims = [([voice.name for voice in c.voices], c.stance, len(c.figures)) for c in row.reading.claims]
    assert claims == [
        (["Airwars"], "asserts", 1), (["Airwars", "Southern Air Command"], "concedes", 1),
        (["Airwars", "Northern Brigades"], "doubts", 0),
    ]  # fmt: skip
    for claim in row.reading.claims:
        check_claim(row.text, claim)


def test_a_workbook_is_read_as_the_table_that_it_holds(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Notes of the house"])
    sheet = book.create_sheet("events")
    sheet.append(["side_b", *UCDP])
    numbers_too = [int(cell) if cell.isdecimal() else cell for cell in UCDP.values()]
    sheet.append([None, *numbers_too])
    sheet.append([None, "900002"])
    book.save(tmp_path / "ged.xlsx")
    kept = rows_of("ucdp-ged", tmp_path / "ged.xlsx")
    (same,) = rows_of("ucdp-ged", table(tmp_path / "ged.csv", [UCDP]))
    assert kept[0].reading.claims == same.reading.claims
    assert kept[0].content == same.content
    with pytest.raises(InputRefused, match="not_this_format"):
        rows_of("ibc", tmp_path / "ged.xlsx")
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(InputRefused):
        rows_of("ucdp-ged", tmp_path / "broken.xlsx")


def test_hxl_tags_are_found_in_a_workbook(tmp_path: Path) -> None:
    book = Workbook()
    for row in (["Humanitarian data"], ["Id", "Day", "Dead"], ["#event+id", "#date+start", "#affected+killed+min"],
                ["e1", dt.date(2014, 3, 9), 4]):  # fmt: skip
        book.active.append(row)
    book.save(tmp_path / "hxl.xlsx")
    mapping, read = import_format("hxl")
    (row,) = read(tmp_path / "hxl.xlsx", mapping)
    assert (row.number, row.fault) == (4, None)
    assert row.cells["#event+id"] == "e1"
    assert row.cells["#date+start"] == "2014-03-09"


def test_events_of_another_program_are_claims_with_their_parties(tmp_path: Path) -> None:
    entities = [
        {"id": "l1", "schema": "UnknownLink",
         "properties": {"role": ["blamed"], "subject": ["p1"], "object": ["e1"]}},
        {"id": "e1", "schema": "Event", "properties": {"startDate": ["2014-03"], "country": ["is"],
         "notes": ["killed, children: 2–?", "seen by many: 3–4", "injured, people: 7–9"]}},
        {"id": "p1", "schema": "Organization", "properties": {"name": ["Northern Brigades (invented)"]}},
    ]  # fmt: skip
    file = tmp_path / "entities.json"
    file.write_text("\n".join([*map(json.dumps, entities), "no entity"]), "utf-8")
    mapping, read = import_format("followthemoney")
    event, bad = read(file, mapping)
    assert bad.fault is not None
    row = read_row(mapping, event.cells)
    assert numbers(row) == [("killed", "children", 2, None), ("injured", "people", 7, 9)]
    when, blamed = told(row)[1].when, told(row)[1].blamed
    assert when is not None
    assert (when.start, when.end) == (dt.date(2014, 3, 1), dt.date(2014, 3, 31))
    assert blamed == ("Northern Brigades (invented)",)
    file.write_text("{}")
    with pytest.raises(InputRefused, match="not_this_format"):
        list(read(file, mapping))
