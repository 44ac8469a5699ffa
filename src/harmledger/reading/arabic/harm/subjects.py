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


def subject_of(words: Sequence[Word], chunks: Sequence[Chunk], cue: Cue, told: Container[int]) -> int | None:
    """Index of the people named last before a verb that agrees with them; null where something befell them already."""
    before = [n for n, chunk in enumerate(chunks) if chunk.last < cue.at]
    if not before or before[-1] in told or cue.outcome is None:
        return None
    return before[-1] if _agrees(words, chunks[before[-1]], cue) else None


def is_of_those(words: Sequence[Word], chunk: Chunk, cue: Cue) -> bool:
    """Whether "among them" leads from a verb in the plural to people: they are a part of those named before it."""
    return cue.plural and any(
        harm_lexicon().among.at(words, at) is not None for at in range(cue.at + 1, chunk.first)
    )


def _agrees(words: Sequence[Word], chunk: Chunk, cue: Cue) -> bool:
    behind = words[chunk.last + 1 : cue.at]
    if chunk.governed or chunk.form == "definite" or chunk.adjective or any(w.text in _ENDS for w in behind):
        return False
    if words[cue.at].text.startswith("و"):
        return False
    between = [word.text for word in behind if word.text not in MARKS]
    several = chunk.low != 1
    if cue.plural:
        return several and len(between) <= _BEFORE
    return not between and (chunk.form == "single" or (chunk.form == "counted" and several))
