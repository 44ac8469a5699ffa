"""What is generated is up to date: the reference, the tables of accuracy and scale, the hashes of what others made."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PICTURE_BYTES_MAX = 120_000


@pytest.mark.parametrize("tool", ["reference.py", "accuracy_page.py", "scale_page.py"])
def test_page_is_what_its_tool_makes(tool: str) -> None:
    ended = subprocess.run(
        [sys.executable, ROOT / "tools" / tool, "--check"], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_what_others_made_is_as_it_was_taken() -> None:
    for asset in tomllib.loads((ROOT / "assets.toml").read_text("utf-8"))["asset"]:
        assert hashlib.sha256((ROOT / asset["path"]).read_bytes()).hexdigest() == asset["sha256"], asset[
            "path"
        ]


def test_every_picture_of_a_page_of_the_desk_is_shown_and_small() -> None:
    tour = (ROOT / "docs" / "reference" / "desk-pages.md").read_text("utf-8")
    pictures = list((ROOT / "docs" / "img" / "desk-pages").iterdir())
    assert [each.name for each in pictures if f"desk-pages/{each.name})" not in tour] == []
    assert max(each.stat().st_size for each in pictures) < PICTURE_BYTES_MAX
