"""The people of a sentence and a verb of harm in, those named just before it out ("three civilians were killed")."""

from __future__ import annotations

from collections.abc import Container, Sequence

from harmledger.reading.arabic.harm.cues import Cue, harm_lexicon
from harmledger.reading.arabic.people.chunk import Chunk
from harmledger.reading.arabic.words.split import Word

MARKS = frozenset("،,()[]\"':-؛;/")
"""Marks that part no people from their word of harm."""
_ENDS = frozenset(".؛\n")
_BEFORE = 4
"""Words between those named and a verb behind them."""
_TO_PARTS = 8
"""Words from "among them" to the last part in their list."""


def subject_of(words: Sequence[Word], chunks: Sequence[Chunk], cue: Cue, told: Container[int]) -> int | None:
    """Index of the people named last before a verb that agrees with them; null where something befell them already.
    Where "among them" parts them from the verb, the whole is meant ("five people, two children among them, died")."""
    before = [n for n, chunk in enumerate(chunks) if chunk.last < cue.at]
    if not before or cue.outcome is None:
        return None
    nearest = chunks[before[-1]]
    whole = _whole_of(words, chunks, before[-1]) if cue.plural else None
    subject = before[-1] if whole is None else whole
    if subject in told or not _agrees(words, chunks[subject], nearest, cue):
        return None
    return subject


def _whole_of(words: Sequence[Word], chunks: Sequence[Chunk], part: int) -> int | None:
    """Index of the people before the last "among them" that leads to a part; null where none does."""
    first = chunks[part].first
    near = reversed(range(max(0, first - _TO_PARTS), first))
    at = next((at for at in near if harm_lexicon().among.at(words, at) is not None), None)
    if at is None:
        return None
    return next((n for n in reversed(range(part)) if chunks[n].last < at), None)


def is_of_those(words: Sequence[Word], chunk: Chunk, cue: Cue) -> bool:
    """Whether "among them" leads from a verb in the plural to people: they are a part of those named before it."""
    return cue.plural and any(
        harm_lexicon().among.at(words, at) is not None for at in range(cue.at + 1, chunk.first)
    )


def _agrees(words: Sequence[Word], chunk: Chunk, nearest: Chunk, cue: Cue) -> bool:
    """Whether people fit a verb in number, with little between it and those named nearest to it."""
    behind = words[nearest.last + 1 : cue.at]
    if chunk.governed or chunk.form == "definite" or chunk.adjective or any(w.text in _ENDS for w in behind):
        return False
    if words[cue.at].text.startswith("و"):
        return False
    between = [word.text for word in behind if word.text not in MARKS]
    several = chunk.low != 1
    if cue.plural:
        return several and len(between) <= _BEFORE
    return not between and (chunk.form == "single" or (chunk.form == "counted" and several))
