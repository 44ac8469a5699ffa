"""A sentence's people in; the same out, with those whom the word before says to be dead ("the bodies of nine")."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from harmledger.reading.arabic.harm.cues import harm_lexicon
from harmledger.reading.arabic.people.chunk import Chunk
from harmledger.reading.arabic.words.split import Word, look_up


def with_remains(words: Sequence[Word], chunks: Sequence[Chunk]) -> list[Chunk]:
    """The people behind a word for bodies as dead, and the word itself as counting nobody more. The
    funeral of somebody, or of martyrs without a number, looks back on them and counts nobody."""
    chunks = [chunk for chunk in chunks if not _is_buried(words, chunk)]
    found = {n for n, chunk in enumerate(chunks) if is_of_remains(words, chunk)}
    return [
        msgspec.structs.replace(chunk, outcome="killed") if n in found else chunk
        for n, chunk in enumerate(chunks)
        if n + 1 not in found or chunk.last + 1 != chunks[n + 1].first or not _are_remains(words[chunk.last])
    ]


def _is_buried(words: Sequence[Word], chunk: Chunk) -> bool:
    """Whether people without a number, or the word for bodies before them, stand behind a word for a funeral."""
    if chunk.form not in ("plural", "single"):
        return False
    first = chunk.first - 1 if chunk.first > 0 and _are_remains(words[chunk.first - 1]) else chunk.first
    funerals = dict.fromkeys(harm_lexicon().funerals, True)
    return first > 0 and look_up(words[first - 1].text, funerals) is not None


def is_of_remains(words: Sequence[Word], chunk: Chunk) -> bool:
    """Whether people stand right behind a word for bodies, and that word says no more of them."""
    behind = chunk.first > 0 and _are_remains(words[chunk.first - 1])
    return behind and not chunk.joined and not chunk.governed and chunk.outcome in (None, "killed")


def _are_remains(word: Word) -> bool:
    found = look_up(word.text, dict.fromkeys(harm_lexicon().remains, True))
    return found is not None and not found[0].article
