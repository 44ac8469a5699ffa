"""A sentence's people with their fates in, which of them are parts of others out ("among them two children")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from harmledger.reading.arabic.harm.cues import Cue, harm_lexicon
from harmledger.reading.arabic.harm.ties import AT_ONCE, LATE, Fate, Fates, is_listed, next_cue
from harmledger.reading.arabic.people.chunk import Chunk
from harmledger.reading.arabic.words.split import Word


def parts_in(
    words: Sequence[Word], chunks: Sequence[Chunk], fates: Fates, cues: Sequence[Cue]
) -> dict[int, int]:
    """For each chunk behind "among them", the chunk that it is a part of; it shares that one's fate."""
    parents: dict[int, int] = {}
    for at in range(len(words)):
        if harm_lexicon().among.at(words, at) is None or any(c.first <= at <= c.last for c in chunks):
            continue
        whole = max((n for n in fates if chunks[n].last < at), default=None)
        if whole is None or at - chunks[whole].last > LATE:
            continue
        whole = parents.get(whole, whole)
        for n in _behind(words, chunks, at, next_cue(cues, at, len(words))):
            if n != whole and chunks[n].form != "definite":
                outcome = fates[whole].outcome
                fates[n] = Fate(chunks[n].outcome or outcome, fates[whole].cue)
                parents[n] = whole
    return parents


def _behind(words: Sequence[Word], chunks: Sequence[Chunk], at: int, end: int) -> Iterator[int]:
    """The chunk next behind `at`, and those of its list."""
    first = next((n for n, chunk in enumerate(chunks) if chunk.first > at), None)
    if first is None or chunks[first].first >= end or chunks[first].first - at > AT_ONCE + 2:
        return
    yield first
    for n in range(first + 1, len(chunks)):
        if chunks[n].first >= end or not is_listed(words, chunks[n - 1], chunks[n]):
            return
        if chunks[n].outcome not in (None, chunks[first].outcome):
            return  # "among them children, and more than 40 wounded"
        yield n
