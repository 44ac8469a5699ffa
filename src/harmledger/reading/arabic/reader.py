"""A report in Arabic and its text in, its reading out: claims with their words, and what these were resolved to."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from functools import cached_property

import msgspec

from harmledger.places.gazetteer import Gazetteer
from harmledger.reading.answers import with_answers
from harmledger.reading.arabic.claims.claims import Found, claims_of
from harmledger.reading.arabic.claims.clauses import clauses_of
from harmledger.reading.arabic.claims.means import goes_on
from harmledger.reading.arabic.claims.role import with_sides
from harmledger.reading.arabic.claims.setting import with_setting
from harmledger.reading.arabic.harm.figures import read_figures
from harmledger.reading.arabic.sentences.split import split_sentences
from harmledger.reading.arabic.stance.blame import blame_in
from harmledger.reading.arabic.stance.parties import occupier_of
from harmledger.reading.arabic.stance.stance import stance_in
from harmledger.reading.arabic.when.dates import read_dates
from harmledger.reading.arabic.where.toponyms import NamedPlace, find_places
from harmledger.reading.arabic.who_says.voices import Spoken, turns_of, voices_in
from harmledger.reading.arabic.words.letters import Folded, fold
from harmledger.reading.arabic.words.split import Word, split_words
from harmledger.reading.method import code_and_data_sha256
from harmledger.reading.page import main_text
from harmledger.reading.reader import Annotations, Attribution
from harmledger.reading.roles import with_roles
from harmledger.reading.totals import Totals
from harmledger.records.claim import Claim, Extent
from harmledger.records.moment import Moment
from harmledger.records.reading import Method, Reading, Resolution
from harmledger.records.report import Report, Text
from harmledger.records.span import Span
from harmledger.records.voice import Voice

VERSION = "9"
_ITEM = ("-", "•", "*", "▪", "●", "🔳", "◾", "🔹", "🔸")


class ArabicReader:
    """Reads Arabic, by words and patterns, over one spelling of the text that knows its way back."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    @cached_property
    def method(self) -> Method:
        """This reader, with the digests of its code, its lexicons and its gazetteer."""
        code, data = code_and_data_sha256()
        return Method(
            name="arabic", version=VERSION, code_sha256=code, data_sha256=data,
            gazetteer_sha256=self._gazetteer.digest,
        )  # fmt: skip

    def read(self, report: Report, text: Text) -> Reading:
        """The claims of `text` in order of their words. The same report, text and data give the same reading."""
        pairs = with_roles(with_answers(self._claims(report, text)))
        return Reading(
            text_id=text.id, method=self.method, claims=tuple(claim for claim, _ in pairs),
            resolutions=tuple(resolution for _, resolution in pairs),
        )  # fmt: skip

    def annotate(self, report: Report, text: Text) -> Annotations:
        """All places, moments and attributions of `text`, whether it speaks of harm or not."""
        folded = Folded(text.body)
        words = split_words(folded.words, 0, len(folded.words))
        return Annotations(
            places=tuple(one.place for one in find_places(folded, words, self._gazetteer)),
            moments=read_dates(folded, report.published_on, captured_on=report.captured_on),
            attributions=tuple(_attributions(folded)),
        )

    def _claims(self, report: Report, text: Text) -> list[tuple[Claim, Resolution]]:
        folded = Folded(text.body)
        spans = main_text(folded.words, fold(report.title or ""))
        sentences = [s for span in spans for s in split_sentences(folded.words, span.start, span.end)]
        words = [split_words(folded.words, s.start, s.end) for s in sentences]
        end = spans[-1].end if spans else 0
        moments = read_dates(folded, report.published_on, end, captured_on=report.captured_on)
        places = find_places(folded, [word for each in words for word in each], self._gazetteer)
        told = list(self._told(report, text, folded, words, moments, places))
        return with_setting(with_sides(told), moments, places)

    def _told(
        self, report: Report, text: Text, folded: Folded, sentences: Sequence[Sequence[Word]],
        moments: Sequence[Moment], places: Sequence[NamedPlace],
    ) -> Iterator[tuple[Claim, Resolution, Found]]:  # fmt: skip
        """Each claim once, with what stands in its sentence."""
        author = Voice(name=report.publisher or "author", kind="author")
        totals = Totals()
        seen: set[str] = set()
        inherited: Extent | None = None
        occupier = occupier_of([word for words in sentences for word in words])
        for found in _all_found(folded, sentences, moments, places, occupier):
            kept = inherited if found.words[0].text in _ITEM or goes_on(found.words) else None
            found = msgspec.structs.replace(found, inherited=kept)
            inherited = kept
            if not found.tells:
                continue
            for claim, resolution in claims_of(text, folded, found, author, totals):
                inherited = claim.extent if claim.extent != "incident" else None
                if claim.id not in seen:
                    seen.add(claim.id)
                    yield claim, resolution, found


def _all_found(
    folded: Folded,
    sentences: Sequence[Sequence[Word]],
    moments: Sequence[Moment],
    places: Sequence[NamedPlace],
    occupier: str | None,
) -> Iterator[Found]:
    """What stands in each clause; who speaks speaks in all clauses of their turn, and the day of a
    sentence is that of all."""
    for words in sentences:
        span = folded.span(words[0].start, words[-1].end)
        inside = _inside(places, span)
        when = tuple(m for m in moments if m.span is not None and span.holds(m.span))
        for turn in turns_of(folded, words):
            spoken = tuple(voices_in(folded, turn))
            for clause in clauses_of(folded, turn, inside):
                yield _found(folded, clause, when, inside, spoken, occupier)


def _found(
    folded: Folded, words: Sequence[Word], moments: Sequence[Moment], places: Sequence[NamedPlace],
    spoken: tuple[Spoken, ...], occupier: str | None,
) -> Found:  # fmt: skip
    span = folded.span(words[0].start, words[-1].end)
    own = tuple(m for m in moments if m.span is not None and span.holds(m.span))
    return Found(
        span=span, words=words, figures=read_figures(folded, words), moments=own, sentence_moments=tuple(moments),
        places=_inside(places, span), blamed=blame_in(folded, words, occupier), spoken=spoken,
        stance=stance_in(words),
    )  # fmt: skip


def _inside(places: Sequence[NamedPlace], span: Span) -> tuple[NamedPlace, ...]:
    """The places, in order, whose words stand inside `span`."""
    start = bisect.bisect_left(places, span.start, key=_start)
    end = bisect.bisect_left(places, span.end, key=_start)
    return tuple(places[start:end])


def _start(one: NamedPlace) -> int:
    return one.place.span.start if one.place.span is not None else -1


def _attributions(folded: Folded) -> Iterator[Attribution]:
    """Who says what: the speaker, and the sentence that they say."""
    for sentence in split_sentences(folded.words, 0, len(folded.words)):
        words = split_words(folded.words, sentence.start, sentence.end)
        for spoken in voices_in(folded, words):
            if spoken.start < len(words):
                content = folded.span(words[spoken.start].start, words[-1].end)
                yield Attribution(source=spoken.voice.span, cue=None, content=(content,))
