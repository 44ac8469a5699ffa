"""Out and in and out again: the same bytes, wherever a format can carry what was written."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_bundles import at, bundle, come_back, exported, rows_of

from harmledger.exchange.bundle import Bundle

FILES = {
    "ucdp-ged": "ucdp-ged.csv", "acled": "acled.csv", "airwars": "airwars.csv", "ibc": "ibc.csv",
    "hxl": "hxl.csv", "geojson": "incidents.geojson", "followthemoney": "entities.ftm.json",
}  # fmt: skip
NOT_CARRIED = {
    "ucdp-ged": {"number_of_sources", "source_article", "source_office", "source_date", "source_headline"},
    "acled": {"source", "notes", "actor2", "inter2", "civilian_targeting"},
    "airwars": {"num_sources", "civilian_harm_status_name", "civilian_harm_status_slug", "strike_status_name",
                "strike_status_slug"},
    "ibc": {"Sources", "Location"},
    "hxl": {"#meta+source", "#meta+convention", "#severity+grade"},
    "followthemoney": {"proof", "recordId", "program", "summary", "keywords", "location", "country"},
    "geojson": {"sources", "claims", "convention", "grade", "strike_status"},
}  # fmt: skip
"""What is of the record, not of the row: in a record made of rows the source of each number is the row, and grades
follow from it. ACLED does not say whose deaths it counts; a name without a point needs the gazetteer."""

NAMES = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=12)
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2030, 12, 31))


@st.composite
def ends(draw: st.DrawFn) -> tuple[int, int]:
    low = draw(st.integers(1, 400))
    return low, low + draw(st.integers(0, 60))


@st.composite
def incidents(draw: st.DrawFn) -> Bundle:
    civilians = draw(ends())
    return bundle(
        key=draw(NAMES.filter(lambda name: name not in ("NA", "nan", "NULL"))), start=draw(DAYS),
        place=at(draw(NAMES.map(lambda n: f"Vík {n}")), level=draw(st.sampled_from(["town", "district", "province"]))),
        killed={"civilians": civilians, "people": civilians},
    )  # fmt: skip


@pytest.mark.parametrize("format", FILES)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(made=st.lists(incidents(), min_size=1, max_size=3, unique_by=lambda each: each.name))
def test_what_a_format_can_carry_comes_back_the_same(format: str, made: list[Bundle], tmp_path: Path) -> None:
    file = tmp_path / FILES[format]
    file.write_bytes(exported(format, made)[FILES[format]])
    back = [come_back(format, row) for row in rows_of(format, file)]
    again = exported(format, back)[FILES[format]]
    assert carried(format, again) == carried(format, file.read_bytes())
    third = tmp_path / "third"
    third.write_bytes(again)
    last = exported(format, [come_back(format, row) for row in rows_of(format, third)])[FILES[format]]
    assert last == again or (format == "followthemoney" and carried(format, last) == carried(format, again))


def carried(format: str, content: bytes) -> list[object]:
    if format == "followthemoney":
        entities = [each for each in map(json.loads, content.splitlines()) if each["schema"] == "Event"]
        return [
            each
            | {"properties": {k: v for k, v in each["properties"].items() if k not in NOT_CARRIED[format]}}
            for each in entities
        ]
    if format == "geojson":
        features = json.loads(content)["features"]
        for each in features:
            for name in NOT_CARRIED[format] | {"incident", "blamed", "means", "uncertainty_m"}:
                del each["properties"][name]
        return features
    rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    names = rows[1] if format == "hxl" else rows[0]
    kept = [at for at, name in enumerate(names) if name not in NOT_CARRIED[format]]
    return [[row[at] for at in kept] for row in rows]
