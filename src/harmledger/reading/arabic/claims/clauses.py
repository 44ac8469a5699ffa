"""A sentence of a round-up and its places in, its clauses out, each of one place: a claim is never of two places.

"Two were killed in A, and a child was wounded in B" is one sentence of two events. It is cut before a word of harm that
"and" joins to what stands before, where either side names a settlement of its own.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from harmledger.reading.arabic.claims.role import is_elsewhere
from harmledger.reading.arabic.harm.cues import harm_lexicon
from harmledger.reading.arabic.where.toponyms import NamedPlace
from harmledger.reading.arabic.words.letters import Folded
from harmledger.reading.arabic.words.split import Reading, Word, look_up
from harmledger.reading.totals import finest
from harmledger.records.place import Place

_MARKS = frozenset("،,؛-")
_TWO = 2
_JOINING = frozenset(("كما", "فيما", "بينما", "حين", "و"))
_BESIDES = frozenset((("بالاضافه", "الي"), ("اضافه", "الي"), ("فضلا", "عن"), ("الي", "جانب")))
"""Behind these, too, words of harm begin a further clause ("in addition to the fall of a martyr in …")."""


def clauses_of(text: Folded, words: Sequence[Word], places: Sequence[NamedPlace]) -> list[Sequence[Word]]:
    """The clauses of a sentence, in order; the sentence itself where it does not tell of two places.

    Arabic names the place last: what stands without one goes with what follows.
    """
    starts = [0, *_joints(words), len(words)]
    cuts = [0]
    where: Place | None = None
    waiting: int | None = None
    for start, end in itertools.pairwise(starts):
        own = _place_of(text, words[start:end], places)
        if own is None:
            waiting = start if waiting is None else waiting
            continue
        if is_elsewhere(where, own):
            cuts.append(start if waiting is None else waiting)
        where, waiting = own, None
    return [words[start:end] for start, end in itertools.pairwise([*cuts, len(words)])]


def _joints(words: Sequence[Word]) -> Iterator[int]:
    """Where a verb of harm begins a further clause, behind a mark or a word like "while"; or a noun, behind a mark or
    "in addition to"."""
    for at in range(1, len(words)):
        found = _word_of_harm(words[at].text)
        if found is None or found[0].article or found[0].preposition:
            continue
        reading, is_verb = found
        before = words[at - 1].text
        if is_verb and before in _JOINING and at > 1:
            yield at - 1
        elif (words[at - 2].text, before) in _BESIDES and at > _TWO:
            yield at - _TWO
        elif before in _MARKS and reading.conjunction:
            yield at


def _word_of_harm(text: str) -> tuple[Reading, bool] | None:
    """How a word of harm is read, and whether it is a verb, or "fell" and its like, whose noun says what befell."""
    lexicon = harm_lexicon()
    fell = look_up(text, dict.fromkeys(lexicon.fallen, True))
    verb, noun = look_up(text, lexicon.verbs), look_up(text, lexicon.nouns)
    if verb is not None:
        return verb[0], True
    if fell is not None:
        return fell[0], True
    return None if noun is None else (noun[0], False)


def _place_of(text: Folded, words: Sequence[Word], places: Sequence[NamedPlace]) -> Place | None:
    if not words:
        return None
    span = text.span(words[0].start, words[-1].end)
    return finest(
        [p.place for p in places if p.scene and p.place.span is not None and span.holds(p.place.span)]
    )
