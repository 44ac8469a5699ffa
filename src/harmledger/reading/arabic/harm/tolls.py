"""A sentence's words and people in, tolls that stand apart from their noun out ("the toll of dead rose to 15"), and who
is counted in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from harmledger.reading.arabic.harm.cues import harm_lexicon
from harmledger.reading.arabic.harm.ties import Fate, Fates
from harmledger.reading.arabic.people.chunk import Chunk
from harmledger.reading.arabic.words.split import Word, look_up

_HEAD_REACH = 4
"""Words between "toll" and the dead."""
_NUMBER_REACH = 16
"""Words between the dead and their number."""
_COLON = ":"
_TO = "الي"
""" "Rose *to* 12 the number of the dead": the number stands before the word for it."""
_FIRST = frozenset("-)")
"""Behind "1": the first of a list."""


def tolls_in(words: Sequence[Word], chunks: list[Chunk]) -> Fates:
    """What became of the people of each number that a word for a toll leads to, by index of chunk."""
    fates: Fates = {}
    for at, first in _led(words, chunks):
        before = next(
            (n for n, one in enumerate(chunks) if one.last == at - 1 and one.form == "number"), None
        )
        if before is not None and first.outcome is not None and words[chunks[before].first - 1].text == _TO:
            fates[before] = Fate(first.outcome, at)
            chunks[before] = msgspec.structs.replace(chunks[before], who=first.who)
            continue
        of: Chunk | None = first
        while of is not None and of.outcome is not None:
            number = _number_behind(words, chunks, of.last)
            if number is None or number in fates:
                break
            fates[number] = Fate(chunks[number].outcome or of.outcome, at)
            chunks[number] = _of_whom(chunks[number], chunks, of)
            of = _next_of(words, chunks, number, of)
    return fates


def _led(words: Sequence[Word], chunks: Sequence[Chunk]) -> Iterator[tuple[int, Chunk]]:
    """The dead or hurt whose number follows, each with the word that says so: "the toll of the dead", "the dead:"."""
    known = [chunk for chunk in chunks if chunk.outcome and chunk.form == "definite"]
    heads = dict.fromkeys(harm_lexicon().heads, True)
    for at in (at for at, word in enumerate(words) if look_up(word.text, heads) is not None):
        of = next((chunk for chunk in known if at < chunk.first <= at + _HEAD_REACH), None)
        if of is not None:
            yield at, of
    for chunk in known:
        if words[chunk.last + 1 : chunk.last + 2] and words[chunk.last + 1].text == _COLON:
            yield chunk.first, chunk


def _next_of(words: Sequence[Word], chunks: Sequence[Chunk], number: int, of: Chunk) -> Chunk | None:
    """The others whose number follows that of the first ("the dead to 6 *and the wounded* to 12")."""
    behind = chunks[number + 1] if number + 1 < len(chunks) else None
    if behind is None or not behind.joined or behind.form != "definite":
        return None
    between = [word.text for word in words[chunks[number].last + 1 : behind.first]]
    return behind if between in ([], ["،"], [","]) and behind.outcome != of.outcome else None


def risen(words: Sequence[Word], chunks: Sequence[Chunk], tolls: Fates, fates: Fates) -> dict[int, int]:
    """Others of the same fate in a sentence that says that a toll rose, as parts of it: whoever made it rise, and what
    it was before."""
    parts: dict[int, int] = {}
    for whole, toll in tolls.items():
        if toll.cue == 0 or look_up(words[toll.cue - 1].text, _rising()) is None:
            continue
        for n, fate in fates.items():
            if n not in tolls and fate.outcome == toll.outcome and _is_within(chunks[n], chunks[whole]):
                parts[n] = whole
    return parts


def _rising() -> dict[str, bool]:
    return dict.fromkeys(harm_lexicon().rising, True)


def _is_within(part: Chunk, whole: Chunk) -> bool:
    return part.low is not None and whole.low is not None and part.low <= whole.low


def _of_whom(number: Chunk, chunks: Sequence[Chunk], of: Chunk) -> Chunk:
    """The number with what the words behind "the dead" say of them ("the toll of dead gunmen rose to ten")."""
    if number.who.status != "unstated":
        return number
    said = (c.who.status for c in chunks if of.first <= c.first <= of.last + 1 and c.last < number.first)
    status = next((each for each in said if each != "unstated"), "unstated")
    return msgspec.structs.replace(number, who=msgspec.structs.replace(number.who, status=status))


def _number_behind(words: Sequence[Word], chunks: Sequence[Chunk], at: int) -> int | None:
    """The number that "to", "reached", "is" leads to."""
    for n, chunk in enumerate(chunks):
        if not at < chunk.first <= at + _NUMBER_REACH or chunk.form not in ("counted", "number", "dual"):
            continue
        between = words[at + 1 : chunk.first]
        if chunk.low == 1 and words[chunk.last + 1 : chunk.last + 2] and words[chunk.last + 1].text in _FIRST:
            return None  # "the dead: 1- A 2- B"
        if any(w.text in ".\n" for w in between):
            return None
        if (
            chunk.first == at + 1
            or [w.text for w in between] == [_COLON]
            or any(look_up(w.text, dict.fromkeys(harm_lexicon().reach, True)) for w in between)
        ):
            return n
    return None
