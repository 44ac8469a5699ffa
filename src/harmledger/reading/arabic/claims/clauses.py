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
from harmledger.reading.arabic.words.split import Word, look_up
from harmledger.reading.totals import finest
from harmledger.records.place import Place

_MARKS = frozenset("،,؛-")
_JOINING = frozenset(("كما", "فيما", "بينما", "حين", "و"))


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
    """Where a verb of harm begins a further clause, behind a mark or a word like "while"; or a noun, behind a mark."""
    for at in range(1, len(words)):
        verb = look_up(words[at].text, harm_lexicon().verbs)
        harm = verb or look_up(words[at].text, harm_lexicon().nouns)
        if harm is None or harm[0].article or harm[0].preposition:
            continue
        before = words[at - 1].text
        if verb is not None and before in _JOINING and at > 1:
            yield at - 1
        elif before in _MARKS and harm[0].conjunction:
            yield at


def _place_of(text: Folded, words: Sequence[Word], places: Sequence[NamedPlace]) -> Place | None:
    if not words:
        return None
    span = text.span(words[0].start, words[-1].end)
    return finest(
        [p.place for p in places if p.scene and p.place.span is not None and span.holds(p.place.span)]
    )
