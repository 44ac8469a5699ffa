"""A stretch of a text and who says what there in; the chains of voices that say it out, outermost first."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from harmledger.reading.english.who_says.coreference import Names, refers_to
from harmledger.reading.english.who_says.saying import Saying
from harmledger.reading.english.who_says.voice_kinds import kind_of
from harmledger.reading.english.words.saying import saying_lexicon
from harmledger.records.span import Span
from harmledger.records.voice import Voice

AUTHOR = Voice(name="author", kind="author")
"""The author's own voice; the reader puts the publisher's name in its place."""
UNNAMED = Voice(name="unnamed", kind="unknown")
"""Somebody whom the text does not name ("reportedly", "was reported")."""

_MOST_LOOKED_BACK = 60
"""Pieces of content looked at from a place backwards: more never overlap one place in a real sentence."""


class Voices:
    """Who says what in one text, ready to be asked about any stretch of it."""

    def __init__(self, content: str, sayings: Sequence[Saying]) -> None:
        """`sayings` as `attributions(content, …)` gives them."""
        self._content = content
        self._sayings = sayings
        self._names = Names(content)
        self._chains: dict[int, tuple[tuple[Voice, ...], ...]] = {}
        self._pieces = sorted((p, i) for i, s in enumerate(sayings) if _is_voiced(s) for p in s.content)
        self._long = [(p, i) for p, i in self._pieces if not sayings[i].sentence.holds(p)]

    def saying_at(self, span: Span) -> int | None:
        """Index of the innermost saying whose content holds most of `span`; null where the author speaks.

        Ask about the words that tell of the harm (a figure, a verb), not about a sentence that also names the
        speaker.
        """
        holders = [
            (p.end - p.start, i)
            for pieces in (self._pieces, self._long)
            for p, i in _before(pieces, span)
            if 2 * (min(p.end, span.end) - max(p.start, span.start)) > span.end - span.start
        ]
        return min(holders)[1] if holders else None

    def chains_at(self, span: Span) -> tuple[tuple[Voice, ...], ...]:
        """The chains of voices over `span`: one, or one for each of joint speakers. The author always comes
        first."""
        return self.chains_of(self.saying_at(span))

    def chains_of(self, saying: int | None) -> tuple[tuple[Voice, ...], ...]:
        """The chains of voices of a saying's content; of the author alone for null."""
        if saying is None:
            return ((AUTHOR,),)
        if saying not in self._chains:
            outer = self.chains_of(self.outer(saying))[0]
            self._chains[saying] = tuple((*outer, *voice) for voice in self._voices_of(saying))
        return self._chains[saying]

    def outer(self, saying: int) -> int | None:
        """The saying through which this one reaches us; null: the author's own words.

        Wishes and judgements are passed over, and so is who denies or doubts what another said: that is no
        telling of it.
        """
        at = self._sayings[saying].parent
        seen = {saying}
        while at is not None and at not in seen and not _hands_on(self._sayings[at]):
            seen.add(at)
            at = self._sayings[at].parent
        return None if at in seen else at

    def _voices_of(self, index: int) -> tuple[tuple[Voice, ...], ...]:
        """The voice of one saying, in as many versions as it has joint speakers; none where the text itself
        finds."""
        saying = self._sayings[index]
        if saying.speakers:
            return tuple((self._voice(index, speaker),) for speaker in saying.speakers)
        return ((),) if is_own_finding(saying) else ((UNNAMED,),)

    def _voice(self, index: int, speaker: Span) -> Voice:
        name = speaker.of(self._content)
        fuller = refers_to(index, speaker, self._sayings, self._content, self._names)
        return Voice(name=name, span=speaker, kind=kind_of(fuller or name), refers_to=fuller)


def is_own_finding(saying: Saying) -> bool:
    """Whether nobody else is meant: "it was assessed that …" is the finding of the text that says so."""
    return saying.source is None and saying.passive and saying.lemma in saying_lexicon().own_findings


def _is_voiced(saying: Saying) -> bool:
    return saying.kind != "attitude"


def _hands_on(saying: Saying) -> bool:
    return _is_voiced(saying) and saying.stance in ("asserts", "concedes")


def _before(pieces: Sequence[tuple[Span, int]], span: Span) -> Sequence[tuple[Span, int]]:
    at = bisect.bisect_left(pieces, span.end, key=lambda piece: piece[0].start)
    return pieces[max(0, at - _MOST_LOOKED_BACK) : at]
