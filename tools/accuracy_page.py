"""`docs/accuracy.json` in; the table in `docs/explanation/reading.md` and the copy that ships with releases out.

`--check` says whether both are up to date.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MEASURED = ROOT / "docs" / "accuracy.json"
SHIPPED = ROOT / "src" / "harmledger" / "reading" / "data" / "accuracy.json"
PAGE = ROOT / "docs" / "explanation" / "reading.md"
BEGIN = "<!-- accuracy: made by tools/accuracy_page.py from docs/accuracy.json -->\n"
END = "<!-- /accuracy -->"
ROWS = (
    ("Long narratives: killed, low end", "gaza", "counts.killed civilians.gold>0.low"),
    ("Long narratives: killed, high end", "gaza", "counts.killed civilians.gold>0.high"),
    ("Long narratives: killed, both ends", "gaza", "counts.killed civilians.gold>0.both"),
    ("Long narratives: injured, both ends", "gaza", "counts.injured civilians.gold>0.both"),
    ("Long narratives: children killed, both ends", "gaza", "counts.killed children.gold>0.both"),
    ("Long narratives: date, exact", "gaza", "date.exact"),
    ("Long narratives: place within 1 km", "gaza", "place.acc@1km"),
    ("Long narratives: place within 10 km", "gaza", "place.acc@10km"),
    ("Long narratives: blamed party (F1)", "gaza", "blamed.f1"),
    ("News pages, several an incident: killed, both ends", "gva_counts", "counts.killed people.gold>0.both"),
    (
        "News pages, several an incident: injured, both ends",
        "gva_counts",
        "counts.injured people.gold>0.both",
    ),
    ("News pages, several an incident: date within a day", "gva_counts", "date.within_1_day"),
    ("Official statements: stance (macro-F1)", "coalition", "stance.macro_f1"),
    ("Official statements: conceded killed, both ends", "coalition", "counts.killed civilians.gold>0.both"),
    ("Official statements: conceded injured, both ends", "coalition", "counts.injured civilians.gold>0.both"),
    ("Official statements: date, exact", "coalition", "date.exact"),
    (
        "One or two sentences: aid workers killed",
        "counts_short",
        "sets.awsd.counts.killed aid_workers.gold>0.both",
    ),
    (
        "One or two sentences: aid workers injured",
        "counts_short",
        "sets.awsd.counts.injured aid_workers.gold>0.both",
    ),
    (
        "One or two sentences: people killed by drones",
        "counts_short",
        "sets.drone.counts.killed people.all.both",
    ),
    ("Arabic and English pages and posts: killed, low end", "syria", "counts.killed civilians.gold>0.low"),
    ("Arabic and English pages and posts: killed, high end", "syria", "counts.killed civilians.gold>0.high"),
    ("Arabic and English pages and posts: killed, both ends", "syria", "counts.killed civilians.gold>0.both"),
    (
        "Arabic and English pages and posts: injured, both ends",
        "syria",
        "counts.injured civilians.gold>0.both",
    ),
    (
        "Arabic and English pages and posts: a toll where there is none",
        "syria",
        "counts.killed civilians.phantom",
    ),
    ("Arabic and English pages and posts: date within a day", "syria", "date.within_1_day"),
    ("Arabic and English pages and posts: place within 10 km", "syria", "place.acc@10km"),
    ("Arabic and English pages and posts: blamed party (F1)", "syria", "blamed.f1"),
    ("Who says what: source and content (overlap F1)", "polnear", "pair_overlap.f1"),
    ("Place names found (F1)", "places", "all.span.f1"),
    ("Place names placed within 161 km, end to end (F1)", "places", "all.placed@161km.f1"),
    ("Linking, nothing filed: B³ F1", "gva", "linking.b3.f1"),
    ("Linking, nothing filed: CoNLL F1", "gva", "linking.conll_f1"),
)


def main() -> int:
    """Write or check; gives the exit status."""
    page = PAGE.read_text("utf-8")
    before, rest = page.split(BEGIN)
    made = before + BEGIN + table() + END + rest.split(END, 1)[1]
    shipped = SHIPPED.exists() and SHIPPED.read_bytes() == MEASURED.read_bytes()
    if "--check" in sys.argv:
        holds = shipped and made == page
        print("both hold" if holds else "table or shipped copy are out of date: run tools/accuracy_page.py")
        return int(not holds)
    PAGE.write_text(made, "utf-8")
    SHIPPED.write_bytes(MEASURED.read_bytes())
    return 0


def table() -> str:
    """A row for each figure that people ask for: the whole, half A (errors were read there), half B (they were not)."""
    measured = json.loads(MEASURED.read_bytes())["measured"]
    lines = ["\n| what | all | A | B |\n| --- | --- | --- | --- |\n"]
    for words, task, path in ROWS:
        cells = [measured.get(task, {}).get(part, {}).get(path) for part in ("whole", "A", "B")]
        if cells[0] is not None:
            lines.append(
                f"| {words} | " + " | ".join("–" if c is None else f"{c:.2f}" for c in cells) + " |\n"
            )
    return "".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
