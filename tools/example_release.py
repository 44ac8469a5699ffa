"""The example reports in; the release that the tutorial shows, `docs/tutorial/release/`, out."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from pathlib import Path

from harmledger import build, read_settings
from harmledger.flow.decide import decide
from harmledger.flow.house import house_rules
from harmledger.flow.release import release
from harmledger.ledger.queries import incident_files
from harmledger.ledger.standings import standings
from harmledger.ledger.store import Ledger
from harmledger.records.action import ClearQuote, Review

ROOT = Path(__file__).resolve().parent.parent
SHOWN = ROOT / "docs" / "tutorial" / "release"
DAY = dt.date(2014, 4, 1)
POLICY = """name = "example"

[names]
public = ["North Wire", "Fjord Daily", "South Shore Post", "Harbour Rescue Service", "Southern Air Command", "Húsavík"]
"""
SCOPE = """title = "Iceland, March 2014 (invented)"
house = "The Example Count (invented)"
contact = "errors@example.org"
licence = "CC0-1.0"
deaths = "Direct deaths and injuries that reports tell of"
persons = "Everybody"
area = "Iceland"
limits = "No such war took place."
"""


def main() -> None:
    """Builds, reviews everything that has a number, clears every quote, publishes, and puts the release in place."""
    settings = read_settings()
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "record"
        build([ROOT / "examples" / "reports"], record, settings=settings, site=False)
        (record / "policy.toml").write_text(POLICY, "utf-8")
        (record / "scope.toml").write_text(SCOPE, "utf-8")
        _review(record)
        made = release(record, settings=settings, on=DAY, by="L. Sand", site=False)
        shutil.rmtree(SHOWN, ignore_errors=True)
        shutil.copytree(made.folder, SHOWN / made.release)


def _review(record: Path) -> None:
    rules = house_rules(record, read_settings())
    with Ledger.open(record, write=True) as ledger:
        for file in list(incident_files(ledger)):
            for told in file.claims if file.assessments[0].ranges else ():
                decide(ledger, ClearQuote(told.claim.id), by="L. Sand", rules=rules)
        for standing in list(standings(ledger)):
            decide(ledger, Review(standing.incident_id, standing.seal), by="L. Sand", rules=rules)


if __name__ == "__main__":
    main()
