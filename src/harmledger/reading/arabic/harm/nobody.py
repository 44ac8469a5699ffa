"""The words of a sentence in, where they say that nobody was harmed, or that nothing is known of it, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from harmledger.reading.arabic.harm.cues import harm_lexicon
from harmledger.reading.arabic.words.split import Word, look_up
from harmledger.records.figure import Outcome, Who

_REACH = 6
"""Words between a negation and what it denies ("no news has come of any wounded")."""
_NO_NEGATION_BEFORE = frozenset(
    ("يقل", "يقلون", "تقل", "يزيد", "تزيد", "يتجاوز", "تزال", "يزال", "سيما", "يقتصر", "تقتصر", "بد", "شك")
)
"""After لا these are idioms: "no fewer than", "still", "especially"."""
_ENDS = frozenset(".،,;:!؟\n")


Kind = Literal["none", "none_reported"]


class Nobody(msgspec.Struct, frozen=True, kw_only=True):
    """Words `first` to `last`, both included, that say that nobody was harmed, or that none is reported."""

    first: int
    last: int
    kind: Kind | None
    """Null where nobody but those told of is meant ("no further injuries"): no number."""
    outcome: Outcome = "killed_or_injured"
    who: Who = Who()


def find_nobody(words: Sequence[Word]) -> list[Nobody]:
    """Every such statement, in order. "No news of casualties" is about reports: not zero (law 5)."""
    found: list[Nobody] = []
    for at in range(len(words)):
        if not found or at > found[-1].last:
            found.extend(_at(words, at))
    return found


def _at(words: Sequence[Word], at: int) -> Iterator[Nobody]:
    whole = harm_lexicon().none.at(words, at)
    if whole is not None:
        yield Nobody(first=at, last=at + whole[1] - 1, kind="none")
    elif _denies(words, at):
        yield from _denied(words, at)


def _denies(words: Sequence[Word], at: int) -> bool:
    lexicon = harm_lexicon()
    if look_up(words[at].text, dict.fromkeys(lexicon.negation, True)) is None:
        return False
    return at + 1 >= len(words) or words[at + 1].text not in _NO_NEGATION_BEFORE


def _denied(words: Sequence[Word], at: int) -> Iterator[Nobody]:
    """The first word for casualties behind a negation, with no mark and no number between."""
    about_reports = False
    for k in range(at + 1, min(len(words), at + 1 + _REACH)):
        if words[k].text in _ENDS or words[k].text[0].isdigit():
            return
        about_reports = (
            about_reports or look_up(words[k].text, dict.fromkeys(harm_lexicon().reports, True)) is not None
        )
        found = harm_lexicon().casualties.at(words, k)
        if found is not None:
            kind: Kind | None = "none_reported" if about_reports else "none"
            kind = kind if _is_all(words, k + found[1]) else None
            yield Nobody(first=at, last=k + found[1] - 1, kind=kind)
            return


def _is_all(words: Sequence[Word], at: int) -> bool:
    """Whether no further word narrows what is denied ("no *material* losses")."""
    return at >= len(words) or words[at].text not in (
        "ماديه",
        "اخري",
        "جديده",
        "اضافيه",
        "خطيره",
        "بليغه",
        "مباشره",
    )
