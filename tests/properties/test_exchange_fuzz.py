"""Whatever stands in a table: a row is read with its words in place, or refused; nothing else happens."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harmledger.errors import InputRefused
from harmledger.exchange.formats import import_format
from harmledger.exchange.mapping import Mapping, load_mapping
from harmledger.exchange.rows import read_row
from harmledger.reading.evidence import check_claim

TABLES = ("ucdp-ged", "acled", "airwars", "ibc", "hxl", "geojson", "followthemoney")
CELLS = st.one_of(
    st.text(max_size=12),
    st.integers(-(10**12), 10**12).map(str),
    st.floats().map(str),
    st.dates().map(str),
    st.sampled_from(
        ("0001-01-01", "9999-12-31", "1", "2", "3", "-1", "NA", "0", "١٢", "1e9", "=1+1", "a: b\nc: d")
    ),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)

POINTS = st.fixed_dictionaries({"type": st.just("Point"), "coordinates": JSON})
FEATURES = st.fixed_dictionaries({"properties": JSON, "geometry": JSON | POINTS, "id": JSON})
AT_THE_ENDS = {"time_precision": "2", "event_date": "0001-01-01"}


@pytest.mark.parametrize("format", TABLES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_row_is_read_or_refused(format: str, data: st.DataObject) -> None:
    mapping = load_mapping(format)
    cells = data.draw(
        st.dictionaries(st.sampled_from(used(mapping)), CELLS, max_size=12) | st.just(AT_THE_ENDS)
    )
    try:
        row = read_row(mapping, {mapping.key: "1", **cells})
    except InputRefused:
        return
    for claim in row.reading.claims:
        check_claim(row.text, claim)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    features=st.lists(
        JSON | st.fixed_dictionaries({"properties": JSON, "geometry": JSON, "id": JSON}), max_size=3
    )
)
def test_a_feature_is_read_or_refused(features: list[object], tmp_path: Path) -> None:
    file = tmp_path / "any.geojson"
    file.write_text(json.dumps({"features": features}), "utf-8")
    mapping, read = import_format("geojson")
    assert len(list(read(file, mapping))) == len(features)


@pytest.mark.parametrize("format", ["ucdp-ged", "hxl"])
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(content=st.binary(max_size=300), rows=st.lists(st.lists(CELLS, max_size=4), max_size=4))
def test_a_file_is_read_or_refused(
    format: str, content: bytes, rows: list[list[str]], tmp_path: Path
) -> None:
    mapping, read = import_format(format)
    file = tmp_path / "any.csv"
    with file.open("w", encoding="utf-8", newline="", errors="surrogateescape") as made:
        csv.writer(made).writerows([[mapping.key, mapping.date.start, "x", "y"], *rows])
    for bytes_ in (content, file.read_bytes() + content):
        file.write_bytes(bytes_)
        try:
            assert all(row.fault or row.cells or row.cells == {} for row in read(file, mapping))
        except InputRefused:
            continue


def used(mapping: Mapping) -> list[str]:
    """The columns that say something."""
    date, place = mapping.date, mapping.place
    told = [
        date.start,
        date.end,
        date.precision,
        place.latitude,
        place.longitude,
        place.radius_m,
        *place.names,
    ]
    told += [column for each in mapping.figures for column in (each.exact, each.low, each.high)]
    told += [each.column for each in mapping.blamed] + (
        [mapping.published.column] if mapping.published else []
    )
    return [column for column in told if column]
