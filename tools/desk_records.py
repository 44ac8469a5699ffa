"""A folder in; the records that nobody has at hand, an empty one and one with a thousand incidents, made in it."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from unittest.mock import patch

from harmledger import build, read_settings
from harmledger.linking.rarity import rarity_table

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "benchmarks")]

TELLINGS = 3_600
"""Of the made war: they come to some thousand incidents."""
RARE_BITS = 3


def make_empty(folder: Path) -> None:
    """The record `empty`, of no report."""
    (folder / "no reports").mkdir()
    build([folder / "no reports"], folder / "empty", settings=read_settings())


def make_thousand(folder: Path) -> None:
    """The record `thousand`, of a made war. The words of its reports are those of our docs: drawn from all of English,
    some beside a count of the dead would not be fit to be shown."""
    from record import make_all, take_in

    with patch("made_war.rarity_table", return_value=words_of_docs()):
        take_in(folder / "thousand", TELLINGS)
    make_all(folder / "thousand")


def words_of_docs() -> dict[str, float]:
    """How rare each word of our docs is in English, in bits."""
    pages = (page.read_text("utf-8") for page in (ROOT / "docs").rglob("*.md"))
    ours = {word for page in pages for word in re.findall(r"\b[a-z]{4,}\b", page)}
    return {word: bits for word, bits in rarity_table().items() if word in ours and bits >= RARE_BITS}
