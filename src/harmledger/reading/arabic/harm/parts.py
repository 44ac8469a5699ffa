"""A sentence's people with their fates in, which of them are parts of others out ("among them two children")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from harmledger.reading.arabic.harm.cues import Cue, harm_lexicon
from harmledger.reading.arabic.harm.remains import is_of_remains
from harmledger.reading.arabic.harm.ties import AT_ONCE, LATE, Fate, Fates, is_listed, next_cue
from harmledger.reading.arabic.people.chunk import Chunk
from harmledger.reading.arabic.words.split import Word

_AFTER = frozenset(("بعد", "عقب", "اثر"))
"""Behind a toll one of these leads to a death that it counts ("rose to six after the death of a child")."""
_WHO_THEY_ARE = frozenset(("هم", "وهم", "هن", "وهن", "هما", "وهما", ":", "(", '"'))
"""What surely leads from a number to those whom it counts, told of one by one."""
_BEFORE_ITEMS = _WHO_THEY_ARE | frozenset(("-", "،"))
"""What may stand between the two."""
_OF_ANY = ("", "all", "one")
_EITHER = "killed_or_injured"

Parents = dict[int, int]
"""For each chunk that is a part of another one, that one."""


def parts_in(words: Sequence[Word], chunks: Sequence[Chunk], fates: Fates, cues: Sequence[Cue]) -> Parents:
    """The parts: behind "among them", "three of them", one by one behind their number, or a death behind the toll that
    counts it. A part shares the fate of its whole, but for those who died of the hurt; `fates` is filled up so."""
    parents: Parents = {}
    for at in range(len(words)):
        found = harm_lexicon().among.at(words, at)
        if found is None or any(c.first <= at <= c.last for c in chunks):
            continue
        whole = _whole(chunks, fates, at, found[0])
        if whole is None or (found[0] in _OF_ANY and at - chunks[whole].last > LATE):
            continue
        whole = parents.get(whole, whole)
        for n in _behind(words, chunks, at + found[1] - 1, next_cue(cues, at, len(words))):
            if n != whole and chunks[n].form != "definite":
                fates[n] = _fate(chunks[n], fates, n, whole, at)
                parents[n] = whole
    _add_some_of_those(words, chunks, fates, cues, parents)
    for whole in [n for n in fates if n not in parents]:
        for n in _items(words, chunks, whole):
            fates[n] = Fate(fates[whole].outcome, fates[whole].cue)
            parents.setdefault(n, whole)
    return parents | _counted_before(words, chunks, fates, parents)


def _add_some_of_those(
    words: Sequence[Word], chunks: Sequence[Chunk], fates: Fates, cues: Sequence[Cue], parents: Parents
) -> None:
    """Adds "three of them", and those listed with them, to `parents` and `fates`."""
    for chunk in (chunk for chunk in chunks if chunk.of_those):
        told = _whole(chunks, fates, chunk.first, chunk.outcome or "")
        if told is None:
            continue
        whole = parents.get(told, told)
        for n in _behind(words, chunks, chunk.first - 1, next_cue(cues, chunk.first, len(words))):
            fates[n] = _fate(chunks[n], fates, n, whole, chunk.first)
            parents[n] = whole


def _whole(chunks: Sequence[Chunk], fates: Fates, at: int, said: str) -> int | None:
    """The people told of last before `at`; of "among the dead", the dead."""
    told = (
        n for n in fates if chunks[n].last < at and (said in _OF_ANY or fates[n].outcome in (said, _EITHER))
    )
    return max(told, default=None)


def _fate(chunk: Chunk, fates: Fates, n: int, whole: int, at: int) -> Fate:
    """That of the whole; but in "14 wounded, of whom two died" that of the verb right before."""
    own = fates.get(n)
    if own is not None and own.cue == at - 1:
        return own
    return Fate(chunk.outcome or fates[whole].outcome, fates[whole].cue)


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


def _items(words: Sequence[Word], chunks: Sequence[Chunk], whole: int) -> list[int]:
    """Those told of one by one right behind their number, where they add up to it ("three: a girl and two men") or
    words say that they are some of it ("two, who are a father and …")."""
    number = chunks[whole].low if chunks[whole].form in ("counted", "dual") else None
    items: list[int] = []
    counted = 0
    for n in range(whole + 1, len(chunks)):
        before, chunk = chunks[n - 1], chunks[n]
        led = is_listed(words, before, chunk) if items else _is_led(words, before, chunk)
        if number is None or counted >= number or chunk.low is None or chunk.outcome is not None or not led:
            break
        items.append(n)
        counted += chunk.low
    if number is None or not items or counted > number:
        return []
    return items if counted == number or _are_told(words, chunks[whole], chunks[items[0]]) else []


def _is_led(words: Sequence[Word], number: Chunk, first: Chunk) -> bool:
    """Whether only a mark, or "they are", stands between a number and the first of those whom it counts."""
    between = words[number.last + 1 : first.first]
    return not (first.joined or first.governed) and all(word.text in _BEFORE_ITEMS for word in between)


def _are_told(words: Sequence[Word], number: Chunk, first: Chunk) -> bool:
    """Whether "they are", a colon or a bracket says that those who follow are the people counted."""
    return any(word.text in _WHO_THEY_ARE for word in words[number.last + 1 : first.first])


def _counted_before(
    words: Sequence[Word], chunks: Sequence[Chunk], fates: Fates, parents: Parents
) -> Parents:
    """Those whose death follows a toll that counts it, and bodies found of people counted as killed before."""
    found: Parents = {}
    for n in sorted(fates.keys() - parents.keys()):
        cue = fates[n].cue
        after = cue > 0 and words[cue - 1].text in _AFTER
        told = [m for m in fates if m < n and m not in parents and fates[m].outcome == fates[n].outcome]
        if told and (after or is_of_remains(words, chunks[n])) and _holds(chunks[max(told)], chunks[n]):
            found[n] = max(told)
    return found


def _holds(whole: Chunk, part: Chunk) -> bool:
    return whole.low is not None and part.low is not None and whole.low >= part.low
