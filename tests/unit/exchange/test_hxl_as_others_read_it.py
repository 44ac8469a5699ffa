"""Our HXL as the library of the standard reads it: every tag known, each value under its tag, nothing to mend."""

from __future__ import annotations

import csv
import io

import hxl
from filled_bundle import filled
from made_bundles import bundle, exported


def rows_of_export() -> list[list[str]]:
    content = exported("hxl", [filled(), bundle("HS-2", killed={"people": (3, 7)})])["hxl.csv"]
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


def test_the_library_of_hxl_reads_what_we_write() -> None:
    data = hxl.data(rows_of_export())
    assert [column.display_tag for column in data.columns] == rows_of_export()[1]
    first, second = data
    killed = [second.get(f"#affected+killed{end}-civilian-children-f-m") for end in ("+min", "+max")]
    assert (second.get("#event+id"), killed) == ("HS-2", ["3", "7"])
    assert all(first.get(tag) for tag in ("#date+start", "#geo+lat", "#geo+precision", "#group+name+blamed"))


def test_its_validation_finds_nothing_wrong_and_would_find_a_wrong_date() -> None:
    assert hxl.data(rows_of_export()).validate()
    spoilt = rows_of_export()
    spoilt[2][spoilt[1].index("#date+start")] = "some day"
    assert not hxl.data(spoilt).validate()
