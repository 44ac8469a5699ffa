"""`accuracy.json` in; the few figures of it that say how well the machine reads out."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

_SHOWN = (
    ("long_killed_low", "gaza", "counts.killed civilians.gold>0.low"),
    ("long_killed_high", "gaza", "counts.killed civilians.gold>0.high"),
    ("long_date", "gaza", "date.exact"),
    ("long_place", "gaza", "place.acc@10km"),
    ("long_blamed", "gaza", "blamed.f1"),
    ("news_killed", "gva_counts", "counts.killed people.gold>0.both"),
    ("posts_killed_low", "syria", "counts.killed civilians.gold>0.low"),
    ("posts_killed_high", "syria", "counts.killed civilians.gold>0.high"),
    ("posts_blamed", "syria", "blamed.f1"),
    ("statements_stance", "coalition", "stance.macro_f1"),
    ("who_says", "polnear", "pair_overlap.f1"),
    ("linking", "gva", "linking.b3.f1"),
)
"""What is asked of whom who wants to know how far to trust a machine: `measured.<code>`, the set of texts, and the
figure of `accuracy.json`, which has all."""


class Measured(msgspec.Struct, frozen=True):
    """What `accuracy.json` says of the machine's reading."""

    measured: dict[str, dict[str, dict[str, float]]]
    """By set of texts, `whole` or a half of it, and field."""
    reader: str


def measured(accuracy: bytes) -> Measured:
    """The content of `accuracy.json`."""
    return msgspec.json.decode(accuracy, type=Measured)


def shown(all_of_it: Measured) -> Iterator[tuple[str, float]]:
    """What was asked (`measured.<code>` words it), and what came of it."""
    for code, texts, field in _SHOWN:
        value = all_of_it.measured.get(texts, {}).get("whole", {}).get(field)
        if value is not None:
            yield code, value
