"""An English and an Arabic report of one incident make one incident, each quote shown in its own direction."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from harmledger import build, read_settings

ENGLISH = (
    "Six people were killed by an airstrike on the harbour in Akureyri, Iceland, on 4 March 2014, "
    "the Harbour Rescue Service said."
)
ARABIC = "قُتل ستة أشخاص بغارة جوية استهدفت الميناء في مدينة أكوريري في آيسلندا، في 4 آذار/مارس 2014، بحسب فرق الإنقاذ."


@pytest.mark.usefixtures("_environment")
def test_two_languages_one_incident(tmp_path: Path) -> None:
    rows = [
        {"key": "en-1", "text": ENGLISH, "language": "en", "publisher": "The Fjord Daily"},
        {"key": "ar-1", "text": ARABIC, "language": "ar", "publisher": "صوت الشمال"},
    ]
    table = tmp_path / "reports.jsonl"
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    build([table], tmp_path / "record", settings=read_settings())
    lines = (tmp_path / "record" / "release" / "incidents.jsonl").read_text("utf-8").splitlines()
    (incident,) = [json.loads(line) for line in lines]
    assert incident["reports"] == ["ar-1", "en-1"]
    people = incident["killed"]["people"]
    assert (people["low"], people["high"]) == (6, 6)
    (page,) = (tmp_path / "record" / "site" / "incidents").rglob("*.html")
    shown = page.read_text("utf-8")
    assert 'dir="auto"' in shown
    assert "ستة أشخاص" in shown
    assert "Six people" in shown
