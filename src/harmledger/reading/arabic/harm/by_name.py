"""A sentence's words and words of harm in, those told of by name alone out: counted, and no name among the words kept.

"Each of A, B and C was killed", "the wounded are: A, B", "A (34 years) was killed". What stands for them in the text is
the word that announces them: names are nobody's to publish (law 11).
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence

import msgspec

from harmledger.reading.arabic.harm.cues import Cue, harm_lexicon
from harmledger.reading.arabic.harm.ties import is_listed
from harmledger.reading.arabic.how_many.numbers import read_number
from harmledger.reading.arabic.people.chunk import Chunk
from harmledger.reading.arabic.people.nouns import people_lexicon
from harmledger.reading.arabic.stance.lexicon import deeds
from harmledger.reading.arabic.words.split import Word, readings_of
from harmledger.records.figure import Outcome, Who

_EACH_OF = (["كل", "من"], ["كلا", "من"])
_THEY = frozenset(("هم", "هن"))
_TO_THEY = 4
"""Words between "the dead" and "are": of what, and where."""
_COLON = ":"
_ENDS = frozenset(".،,؛:\n")
_YEARS = frozenset(("عاما", "عام", "سنه", "سنوات", "اعوام", "ربيعا"))
_SEPARATORS = frozenset("،,-؛/\n")
_BRACKETS = frozenset("()[]\"':")
_AND = "و"
_SHORTEST_JOINED = 4
_FEWEST, _MOST = 2, 6
"""Words of one name in full."""


def with_named(words: Sequence[Word], chunks: Sequence[Chunk], cues: Sequence[Cue]) -> list[Chunk]:
    """The chunks with those told of by name alone, and those said to be "the dead" or "the wounded" as such."""
    chunks = _said_to_be(words, chunks)
    said = [cue for cue in cues if cue.outcome is not None and not (cue.negated or cue.unreal or cue.owned)]
    named = [*_each_of(words, chunks, said), *_announced(words, chunks), *_of_years(words, chunks, said)]
    return sorted((*chunks, *named), key=lambda chunk: chunk.first)


def _each_of(words: Sequence[Word], chunks: Sequence[Chunk], cues: Sequence[Cue]) -> Iterator[Chunk]:
    """ "Each of A, B and C was killed"."""
    for cue in cues:
        first = next((at for at in range(cue.at + 1, len(words)) if not _is_passed(words[at])), len(words))
        if [word.text for word in words[first : first + 2]] not in _EACH_OF:
            continue
        names, end = _names(words, first + 2)
        if len(names) > 1 and not _any_within(chunks, first, end):
            yield _counted(first, first + 1, len(names), cue.outcome)


def _heads(words: Sequence[Word], chunks: Sequence[Chunk]) -> Iterator[tuple[Chunk, int]]:
    """ "The wounded are", "the dead of the raid are", "the dead:", each with the index of the word behind."""
    for head in (one for one in chunks if one.form == "definite" and one.low is None and one.outcome):
        behind = [word.text for word in words[head.last + 1 : head.last + 2 + _TO_THEY]]
        they = next((n for n, text in enumerate(behind) if text in _THEY or text in _ENDS), None)
        if they is None or behind[they] in _ENDS:
            they = 0 if behind[:1] == [_COLON] else None
        elif behind[they + 1 : they + 2] == [_COLON]:
            they += 1
        if they is not None:
            yield head, head.last + 1 + they + 1


def _said_to_be(words: Sequence[Word], chunks: Sequence[Chunk]) -> list[Chunk]:
    """The chunks, those behind "the wounded are" as the wounded ("the wounded are a man and two children")."""
    told = list(chunks)
    for head, start in _heads(words, chunks):
        first = next((n for n, one in enumerate(told) if one.first == start), len(told))
        last = first
        while last < len(told) and told[last].outcome is None and told[last].form != "definite":
            last += 1
            if last == len(told) or not is_listed(words, told[last - 1], told[last]):
                break
        for n in range(first, last):
            told[n] = msgspec.structs.replace(told[n], outcome=head.outcome, named=last == first + 1)
    return told


def _announced(words: Sequence[Word], chunks: Sequence[Chunk]) -> Iterator[Chunk]:
    """ "The wounded are: A, B, C"."""
    for head, start in _heads(words, chunks):
        names, end = _names(words, start)
        in_full = bool(names) and all(_FEWEST <= length <= _MOST for length in names)
        to_the_end = not any(word.text.isalnum() for word in words[end:])
        if in_full and to_the_end and not _any_within(chunks, start, end):
            yield _counted(start - 1, start - 1, len(names), head.outcome)


def _of_years(words: Sequence[Word], chunks: Sequence[Chunk], cues: Sequence[Cue]) -> Iterator[Chunk]:
    """ "A (34 years) was killed", "the death of A, 34 years": a name in full behind a word of harm, and an age."""
    for cue in cues:
        names, end = _names(words, cue.at + 1)
        ages = sum(word.text in _YEARS for word in words[cue.at + 1 : end])
        in_full = bool(names) and _FEWEST <= names[0] <= _MOST
        if ages and in_full and not _any_within(chunks, cue.at, end):
            yield _counted(cue.at, cue.at, ages, cue.outcome)


def _counted(first: int, last: int, number: int, outcome: Outcome | None) -> Chunk:
    return Chunk(
        first=first, last=last, kind="exact", low=number, high=number, who=Who(), form="counted", outcome=outcome,
        named=True,
    )  # fmt: skip


def _any_within(chunks: Sequence[Chunk], start: int, end: int) -> bool:
    return any(start <= chunk.first < end and chunk.form != "number" for chunk in chunks)


def _names(words: Sequence[Word], start: int) -> tuple[list[int], int]:
    """How many words each of the names in a row from `start` has, and where the row ends. Ages and marks part them."""
    lengths: list[int] = []
    open_ = False  # whether the last name goes on
    at = start
    while at < len(words):
        text = words[at].text
        number = read_number(words, at) if text.isdigit() else None
        if number is not None or text in _YEARS or text in _SEPARATORS or text == _AND:
            open_ = False
        elif text not in _BRACKETS and not _is_passed(words[at]):
            if not _is_of_name(text):
                break
            joins = text.startswith(_AND) and text not in harm_lexicon().names_in_waw
            if open_ and not (joins and len(text) >= _SHORTEST_JOINED):
                lengths[-1] += 1
            else:
                lengths.append(1)
                open_ = True
        at += 1
    return lengths, at


def _is_passed(word: Word) -> bool:
    return word.text in harm_lexicon().passed_over


def _is_of_name(text: str) -> bool:
    """Whether a word may be one of a name: no word that reports use for people, deeds, places or time."""
    if not text.isalpha() or text.isascii() or text in harm_lexicon().breaks:
        return False
    return all(reading.stem not in _of_reports() for reading in readings_of(text))


@functools.cache
def _of_reports() -> frozenset[str]:
    lexicon = harm_lexicon()
    return frozenset((*deeds(), *lexicon.no_names, *lexicon.verbs, *lexicon.nouns, *people_lexicon().forms))
