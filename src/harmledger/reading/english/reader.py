"""A report in English and its text in, its reading out: claims with their words, and what these were
resolved to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from harmledger.places.gazetteer import Gazetteer
from harmledger.reading.answers import with_answers
from harmledger.reading.english.claims.claims import Told, claims_of
from harmledger.reading.english.claims.finding import found_in, inside
from harmledger.reading.english.claims.parted import events_told
from harmledger.reading.english.claims.roster import Roster
from harmledger.reading.english.claims.said_by import WhoSays, is_party
from harmledger.reading.english.claims.setting import with_setting
from harmledger.reading.english.claims.timing import event_moments
from harmledger.reading.english.claims.title import title_claims
from harmledger.reading.english.harm.figures import speaks_of_harm
from harmledger.reading.english.sentences.parse import parse
from harmledger.reading.english.sentences.split import split_sentences
from harmledger.reading.english.when.dates import read_dates
from harmledger.reading.english.where.toponyms import find_places
from harmledger.reading.english.who_says.attribution import attributions, layer
from harmledger.reading.english.who_says.speech_context import with_speakers
from harmledger.reading.method import code_and_data_sha256
from harmledger.reading.page import main_text
from harmledger.reading.reader import Annotations
from harmledger.reading.roles import with_roles
from harmledger.records.claim import Claim
from harmledger.records.moment import Moment
from harmledger.records.place import Place
from harmledger.records.reading import Method, Reading, Resolution
from harmledger.records.report import Report, Text
from harmledger.records.span import Span

VERSION = "7"


class EnglishReader:
    """Reads English. Sentences without a word of harm or of answer to it are never parsed."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    @cached_property
    def method(self) -> Method:
        """This reader, with the digests of its code, its lexicons and its gazetteer."""
        code, data = code_and_data_sha256()
        return Method(
            name="english",
            version=VERSION,
            code_sha256=code,
            data_sha256=data,
            gazetteer_sha256=self._gazetteer.digest,
        )

    def read(self, report: Report, text: Text) -> Reading:
        """The claims of `text` in order of their words. The same report, text and data give the same
        reading."""
        pairs: list[tuple[Claim, Resolution]] = []
        if speaks_of_harm(text.content) or is_party(report):
            pairs = with_roles(with_answers(self._claims(report, text)))
        return Reading(
            text_id=text.id,
            method=self.method,
            claims=tuple(claim for claim, _ in pairs),
            resolutions=tuple(resolution for _, resolution in pairs),
        )

    def annotate(self, report: Report, text: Text) -> Annotations:
        """All places, moments and attributions of the body of `text`, whether it speaks of harm or not."""
        content = text.body
        sentences = split_sentences(content)
        parsed = list(parse(content, sentences))
        return Annotations(
            places=find_places(content, sentences, self._gazetteer, title=report.title, associative=True),
            moments=read_dates(content, sentences, report.published_on, report.captured_on),
            attributions=layer(content, attributions(content, parsed)),
        )

    def _claims(self, report: Report, text: Text) -> list[tuple[Claim, Resolution]]:
        content, roster = text.body, Roster()
        sentences = _told_by_page(report, content)
        moments = read_dates(content, sentences, report.published_on, report.captured_on)
        places = find_places(content, sentences, self._gazetteer, title=report.title)
        told = list(_told(report, text, sentences, moments, places, roster))
        claims = with_setting(content, told, moments, places)
        placed = any(resolution.where is not None for _, resolution in claims)
        titled = title_claims(report, text, self._gazetteer, roster, alone=not claims, placed=placed)
        return [*claims, *titled]


def _told_by_page(report: Report, content: str) -> tuple[Span, ...]:
    """The sentences of a report; of a page those that it tells itself, without menus and other headlines."""
    sentences = split_sentences(content)
    if report.url is None:
        return sentences
    kept = main_text(content, report.title)
    return tuple(span for span in sentences if any(line.meets(span) for line in kept))


def _told(
    report: Report,
    text: Text,
    sentences: Sequence[Span],
    moments: Sequence[Moment],
    places: Sequence[Place],
    roster: Roster,
) -> Iterator[Told]:
    """Each claim of the body once, with what stands in its sentence."""
    content = text.body
    wanted = [span for span in sentences if WhoSays.matters(content, span)]
    parsed = list(parse(content, with_speakers(content, sentences, wanted)))
    says = WhoSays(report, content, parsed)
    seen: set[str] = set()
    for sentence in parsed:
        dated = event_moments(content, sentence, inside(moments, sentence.span), report.published_on)
        found = found_in(content, sentence, says, dated, inside(places, sentence.span))
        for part, sayings in events_told(content, found, says.sayings(found)):
            for claim, resolution in claims_of(text, part, sayings, roster):
                if claim.id not in seen:
                    seen.add(claim.id)
                    yield claim, resolution, part
