"""The truth in, the views out: readings become tellings, tellings incidents, incidents assessments, under what
people decided."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache

from harmledger.assessing.assess import assess
from harmledger.assessing.convention import Convention
from harmledger.assessing.matter import IncidentMatter
from harmledger.assessing.moves import could_move
from harmledger.assessing.override import overridden
from harmledger.flow.anchoring import words_of
from harmledger.flow.progress import Progress
from harmledger.flow.stand import Deeds, stands
from harmledger.flow.tell import Told, tell
from harmledger.ledger.decided import decisions_in_force
from harmledger.ledger.identities import identity_rows
from harmledger.ledger.material import material
from harmledger.ledger.store import Ledger
from harmledger.ledger.truth import last_head
from harmledger.ledger.views import Entries, Outcome, replace_views
from harmledger.linking.anchors import Anchors
from harmledger.linking.identities import identify
from harmledger.linking.link import link
from harmledger.reading.method import rooms_sha256
from harmledger.records.canonical import canonical_json, sha256
from harmledger.records.incident import Incident
from harmledger.records.standing import InboxRow
from harmledger.records.telling import Telling

_ROOMS = (
    "harmledger.records",
    "harmledger.reading",
    "harmledger.linking",
    "harmledger.assessing",
    "harmledger.flow",
)
_TELL_EVERY = 50
"""Incidents between two words on progress."""


def derive(ledger: Ledger, convention: Convention, progress: Progress) -> None:
    """Make the views of the whole record anew. The same truth gives the same views, to the byte.

    What is decided meanwhile is behind the watermark of the views: `update` brings it in.
    """
    with _kept_to_the_end():
        _derive(ledger, convention, progress)


@contextmanager
def _kept_to_the_end() -> Iterator[None]:
    """Nobody looks for rings among the records of a whole ledger, which have none: that took a seventh of the time."""
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked:
            gc.enable()


def _derive(ledger: Ledger, convention: Convention, progress: Progress) -> None:
    progress("linking", 0)
    with ledger.snapshot() as connection:
        watermark = last_head(connection).seq
        identities = identity_rows(connection)
        decisions = decisions_in_force(connection)
        told = tell(material(connection), Deeds(decisions, ()).links)
    progress("linking", len(told.tellings))
    linked = link(tuple(told.linked.values()), told.matter, judgements=told.decided.judgements)
    words = words_of(told)
    anchors = Anchors(identities, words.find, told.decided.kept)
    incidents, fresh = identify(linked.clusters, anchors, told.left, ref_of=words.ref_of)
    if fresh:  # ids go into the truth before any view speaks of them
        ledger.append(fresh)
    deeds = Deeds(decisions, [*identities, *fresh])
    entries = Entries(
        tellings=told.tellings.values(),
        outcomes=outcomes(incidents, told, convention, deeds, progress),
        loose=loose(told, deeds, told.claims),
        decisions=decisions,
        identities=(*identities, *fresh),
        linked=linked,
    )
    replace_views(ledger, entries, watermark=watermark, recipe=recipe(convention))


@cache
def recipe(convention: Convention) -> str:
    """Digest of all that views are made by: of other code, other weights or another house they are made anew."""
    return sha256(canonical_json([rooms_sha256(*_ROOMS), convention]))


def outcomes(
    incidents: Sequence[Incident], told: Told, convention: Convention, deeds: Deeds, progress: Progress
) -> Iterator[Outcome]:
    """What follows for each incident: its assessment with what people decided in its place, how far it is on its way,
    and its claims as work to be done."""
    for done, incident in enumerate(incidents):
        if done % _TELL_EVERY == 0:
            progress("assessing", done, share=done / len(incidents))
        matter = told.matter_of(incident)
        assessment = overridden(assess(matter, convention), deeds.on_incident(incident.id))
        people = could_move(assessment)
        yield Outcome(
            incident=incident,
            assessment=assessment,
            standing=stands(matter, deeds, assessment),
            inbox=tuple(
                deeds.inbox_row(claim, telling.report_id, incident.id, people.get(claim, 0))
                for claim, telling in _claims(matter)
            ),
        )


def loose(told: Told, deeds: Deeds, claim_ids: Iterable[str]) -> Iterator[InboxRow]:
    """Those of these claims that no telling holds, as work to be done."""
    for claim_id in claim_ids:
        if claim_id not in told.told:
            yield deeds.inbox_row(claim_id, told.report_of[told.claims[claim_id].text_id], "", 0)


def _claims(matter: IncidentMatter) -> Iterable[tuple[str, Telling]]:
    """Each claim of the incident once, with a telling that holds it."""
    return {claim: telling for telling in reversed(matter.tellings) for claim in telling.claims}.items()
