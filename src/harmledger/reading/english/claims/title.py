"""A report with a title behind its text in; what the title counts out, each claim marked as read there.

A headline counts the people of the report's own event. It says where only if the text beneath does not: its words are
few to tell a town from the name of a paper. It never stands over what the text says (`assessing/titles.py`).
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from harmledger.places.gazetteer import Gazetteer
from harmledger.reading.english.claims.claims import Found, claims_of
from harmledger.reading.english.claims.finding import found_in, inside
from harmledger.reading.english.claims.headline import in_running_case, pieces_of
from harmledger.reading.english.claims.roster import Roster
from harmledger.reading.english.claims.said_by import WhoSays
from harmledger.reading.english.harm.figures import SentenceReading
from harmledger.reading.english.sentences.parse import parse
from harmledger.reading.english.where.toponyms import find_places
from harmledger.records.claim import Claim
from harmledger.records.figure import Figure
from harmledger.records.reading import Resolution
from harmledger.records.report import Report, Text


def title_claims(
    report: Report, text: Text, gazetteer: Gazetteer, roster: Roster, *, alone: bool, placed: bool
) -> Iterator[tuple[Claim, Resolution]]:
    """The claims of the title in order of their words; none where it counts nobody, unless it stands `alone`: the text
    beneath says nothing of harm. `roster` knows whom the text told of; where the text is `placed`, no claim of the
    title has a place."""
    if text.title is None or not WhoSays.matters(text.content, text.title):
        return
    written = in_running_case(text.content, text.title)
    pieces = [span for span in pieces_of(text.content, text.title) if WhoSays.matters(text.content, span)]
    parsed = list(parse(written, pieces))
    says = WhoSays(report, text.content, parsed)
    places = find_places(written, pieces, gazetteer)
    for sentence in parsed:
        found = found_in(text.content, sentence, says, (), inside(places, sentence.span))
        found = _as_printed(found, text.content)
        found = _without_places(found) if placed else found
        for claim, resolution in claims_of(text, found, says.sayings(found), roster):
            if claim.figures or (alone and claim.about == "occurrence"):
                yield claim, msgspec.structs.replace(resolution, in_title=True)


def _as_printed(found: Found, content: str) -> Found:
    """What was found, in the letters of `content`: it was parsed in others."""
    reading: SentenceReading = found.figures
    return msgspec.structs.replace(
        found,
        figures=msgspec.structs.replace(
            reading,
            figures=tuple(_worded(figure, content) for figure in reading.figures),
            persons=tuple(msgspec.structs.replace(p, name=p.span.of(content)) for p in reading.persons),
        ),
    )


def _without_places(found: Found) -> Found:
    return msgspec.structs.replace(found, places=(), scenes=())


def _worded(figure: Figure, content: str) -> Figure:
    phrase = figure.quantity.span.of(content)
    return msgspec.structs.replace(figure, quantity=msgspec.structs.replace(figure.quantity, phrase=phrase))
