"""A sentence and who says what in; where a voice denies, doubts or concedes out, and what that is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from harmledger.reading.english.who_says.saying import Saying
from harmledger.reading.english.who_says.voices import Voices
from harmledger.reading.english.words.saying import saying_lexicon
from harmledger.reading.english.words.stance import StancePattern, in_small_letters, stance_lexicon
from harmledger.records.claim import About, Stance
from harmledger.records.span import Span
from harmledger.records.voice import VoiceKind

_PARTY: frozenset[VoiceKind] = frozenset({"armed_actor", "government"})


class StanceReading(msgspec.Struct, frozen=True, kw_only=True):
    """What a voice does with what is told: asserts, denies, doubts or concedes it, and what part of it."""

    span: Span
    """The words in question: the content of a saying, or the sentence."""
    stance: Stance
    about: About
    cue: Span | None
    """The words that show the stance; null for a plain assertion."""
    saying: int | None
    """The saying whose voice this is; null for the author's own."""
    worded: bool = False
    """Whether words show the stance that in another mouth would only tell of harm, rather than a verb of conceding."""


class Stances:
    """The stances in one text. `author_is_party`: the text is a statement of a party to the conflict."""

    def __init__(
        self, content: str, sayings: Sequence[Saying], voices: Voices, *, author_is_party: bool = False
    ) -> None:
        """`sayings` and `voices` are of the same `content`."""
        self._content = content
        self._small = in_small_letters(content)
        self._sayings = sayings
        self._voices = voices
        self._author_is_party = author_is_party
        self._by_sentence: dict[Span, list[int]] = {}
        for i, saying in enumerate(sayings):
            self._by_sentence.setdefault(saying.sentence, []).append(i)

    def in_sentence(self, sentence: Span) -> tuple[StanceReading, ...]:
        """Every denial, doubt and concession in `sentence`, in order, none inside the words of another's
        cue."""
        found = sorted(
            [*self._by_verbs(sentence), *self._by_words(sentence)], key=lambda r: (r.cue or r.span, r.stance)
        )
        return tuple(_settled(found))

    def stance_at(self, span: Span, sentence: Span) -> StanceReading:
        """What the innermost voice over `span` (the words that tell of the harm) does with it."""
        saying = self._voices.saying_at(span)
        said = None if saying is None else self._of_saying(saying)
        if said is not None:
            return said
        for reading in self.in_sentence(sentence):
            if reading.saying == saying and reading.cue is not None and _reaches(reading, span):
                return msgspec.structs.replace(reading, span=span)
        return StanceReading(span=span, stance="asserts", about="occurrence", cue=None, saying=saying)

    def comments_in(self, sentence: Span) -> tuple[StanceReading, ...]:
        """What a voice says in passing of another's claim: "the unverified report that …", "the baseless
        claim"."""
        return tuple(
            sorted(self._matches(sentence, stance_lexicon().comments), key=lambda r: r.cue or r.span)
        )

    def _by_verbs(self, sentence: Span) -> Iterator[StanceReading]:
        for i in self._by_sentence.get(sentence, ()):
            reading = self._of_saying(i)
            if reading is not None:
                yield reading

    def _of_saying(self, index: int) -> StanceReading | None:
        saying = self._sayings[index]
        if saying.stance == "asserts" or saying.kind == "attitude":
            return None
        words = " ".join(piece.of(self._content) for piece in saying.content)
        span = Span(saying.content[0].start, saying.content[-1].end)
        return StanceReading(
            span=span,
            stance=saying.stance,
            about=object_of(words, saying.stance),
            cue=saying.cue,
            saying=index,
        )

    def _by_words(self, sentence: Span) -> Iterator[StanceReading]:
        if not may_take_a_stance(sentence.of(self._content)):
            return
        yield from self._matches(sentence, stance_lexicon().patterns)
        yield from self.comments_in(sentence)

    def _matches(self, sentence: Span, patterns: Sequence[StancePattern]) -> Iterator[StanceReading]:
        for kind in patterns:
            for found in kind.pattern.finditer(self._small, sentence.start, sentence.end):
                cue = Span(found.start(), found.start() + len(found[0].rstrip(" ,.;\t\r\n")))
                saying = self._voices.saying_at(cue)
                if self._is_withheld(kind, cue, sentence):
                    continue
                if kind.party and not (self._is_party(saying) and self._has_victims(kind, sentence)):
                    continue
                yield StanceReading(
                    span=sentence,
                    stance=kind.stance,
                    about=self._object(kind, cue, sentence),
                    cue=cue,
                    saying=saying,
                    worded=kind.party,
                )

    def _is_withheld(self, kind: StancePattern, cue: Span, sentence: Span) -> bool:
        """ "*No group has* claimed responsibility": nobody took it."""
        taken = kind.stance == "concedes" and kind.about == "responsibility"
        before = self._small[sentence.start : cue.start] if taken else ""
        return taken and stance_lexicon().withheld.search(before) is not None

    def _object(self, kind: StancePattern, cue: Span, sentence: Span) -> About:
        """What is doubted: harm, unless the words behind tell of who did it, of who they were or by what means ("could
        not determine *who was responsible*")."""
        behind = object_of(Span(cue.end, sentence.end).of(self._content))
        told = kind.stance == "doubts" and behind in ("responsibility", "civilian_status", "means")
        return behind if told else kind.about

    def _is_party(self, saying: int | None) -> bool:
        voice = self._voices.chains_of(saying)[0][-1]
        return self._author_is_party if voice.kind == "author" else voice.kind in _PARTY

    def _has_victims(self, kind: StancePattern, sentence: Span) -> bool:
        if kind.stance != "concedes":
            return True
        return stance_lexicon().victims.search(self._content, sentence.start, sentence.end) is not None


def may_take_a_stance(words: str) -> bool:
    """Whether a sentence can hold a denial, doubt or concession at all. Cheap; needs no parse."""
    return stance_lexicon().gate.search(words) is not None


def may_answer(words: str) -> bool:
    """Whether a sentence that says no harm denies, doubts or concedes something in so many words. Needs no
    parse; only such sentences are worth one."""
    if not may_take_a_stance(words):
        return False
    lexicon, small = stance_lexicon(), in_small_letters(words)
    worded = any(kind.pattern.search(small) for kind in (*lexicon.patterns, *lexicon.comments))
    return worded or saying_lexicon().answering.search(words) is not None


def object_of(words: str, stance: Stance = "denies") -> About:
    """What a denial, doubt or concession with the content `words` is about ("responsibility for the raid",
    "killing 12")."""
    for about, pattern in stance_lexicon().objects:
        if about == "number" and stance == "concedes":  # who concedes a number concedes the harm
            continue
        if pattern.search(words):
            return about
    return "occurrence"


def _settled(readings: Sequence[StanceReading]) -> Iterator[StanceReading]:
    """`readings` in order, less those within an earlier one's cue, and less concessions after a denial or
    doubt of the
    same voice: in "lacks evidence that villagers were hurt" nothing is conceded."""
    end = -1
    withheld: set[int | None] = set()
    for reading in readings:
        cue = reading.cue or reading.span
        if reading.stance in ("denies", "doubts"):
            withheld.add(reading.saying)
        if cue.start < end or (reading.stance == "concedes" and reading.saying in withheld):
            continue
        end = cue.end
        yield reading


def _reaches(reading: StanceReading, span: Span) -> bool:
    """Whether a stance shown by words bears on `span`: a concession on all of its sentence, the others where
    they stand."""
    return reading.cue is not None and (reading.stance == "concedes" or reading.cue.meets(span))
