"""The release that the tutorial shows is whole, and its own verifier still says so."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from harmledger.publishing.release.verify import verify_release

SHOWN_BY = ("files", "quotes", "totals", "history")
SHOWN = Path(__file__).parents[2] / "docs" / "tutorial" / "release" / "2014-04-01"


def test_the_shown_release_is_as_it_was_published() -> None:
    outcomes = {f.code: f.outcome for f in verify_release(SHOWN).findings if f.check in SHOWN_BY}
    assert outcomes == {
        "release_files_hold": "pass", "release_quotes_hold": "pass", "release_quotes_withheld": "not_checked",
        "release_totals_hold": "pass", "release_intervals_hold": "pass", "release_history_holds": "pass",
    }  # fmt: skip
    alone = subprocess.run(
        [sys.executable, "-I", "-S", SHOWN / "verify.py"], capture_output=True, text=True, check=False
    )
    assert (alone.returncode, alone.stderr) == (0, "")
