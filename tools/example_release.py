"""The example reports in; the release that the tutorial shows, `docs/tutorial/release/`, out: the same program gives
the same bytes."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

from harmledger import build, read_settings
from harmledger.flow.decide import decide
from harmledger.flow.house import house_rules
from harmledger.flow.release import release
from harmledger.ledger.queries import incident_files
from harmledger.ledger.standings import standings
from harmledger.ledger.store import Ledger
from harmledger.publishing.masking.pseudonyms import KEY_FILE
from harmledger.records.action import ClearQuote, Review

ROOT = Path(__file__).resolve().parent.parent
SHOWN = ROOT / "docs" / "tutorial" / "release"
DAY = dt.date(2014, 4, 1)
KEY = "5e" * 32
"""Public, so that making the release again changes no id. An example may: its reports are invented and lie beside it.
A real record's key is drawn by chance and kept: whoever has it can check guesses at the names that a release hides."""
POLICY = """name = "example"

[names]
public = [
    "North Wire", "The Fjord Daily (invented)", "South Shore Post (invented)", "Selfoss Radio (invented)",
    "Harbour Rescue Service", "Southern Air Command", "Southern Air Command press office (invented)", "Húsavík",
]
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


class StillClock(dt.datetime):
    """The clock while the example is made: ids of decisions follow from the chain, that from times and salts."""

    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> StillClock:
        """Noon of the release's day."""
        return cls(DAY.year, DAY.month, DAY.day, 12, tzinfo=tz)


STILL = SimpleNamespace(datetime=StillClock, UTC=dt.UTC)
NO_CHANCE = SimpleNamespace(urandom=bytes)


@mock.patch("harmledger.ledger.truth.os", NO_CHANCE)
@mock.patch("harmledger.flow.reading_task.dt", STILL)
@mock.patch("harmledger.flow.decide.dt", STILL)
def main() -> None:
    """Builds, reviews everything that has a number, clears every quote, publishes, and puts the release in place."""
    settings = read_settings()
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "record"
        build([ROOT / "examples" / "reports"], record, settings=settings, site=False)
        (record / KEY_FILE).write_text(KEY, "utf-8")
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
