"""A claim with all around it in, what stands beside its text out: each field worded, with the words that it was read
from, and what people decided on it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from harmledger.desk.words import DeskWords
from harmledger.flow.present import published
from harmledger.ledger.told import ToldClaim
from harmledger.publishing.site.safe import brief, shown
from harmledger.publishing.site.voices import voice_name
from harmledger.records.standing import ClaimStanding


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One field: its label's code, what it says, and in which words."""

    label: str
    value: str
    quote: str = ""
    note: str = ""


class Panel(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as the desk shows it."""

    id: str
    number: int
    voice: str
    said: str
    figures: tuple[str, ...]
    fields: tuple[Field, ...]
    quote: str
    method: str
    by_person: bool
    incident: str | None
    standing: ClaimStanding


def panel(told: ToldClaim, number: int, words: DeskWords) -> Panel:
    """The panel of one claim, numbered as in its text."""
    claim = told.claim
    return Panel(
        id=claim.id,
        number=number,
        voice=voice_name(claim.voice, told.report_key, words),
        said=words.said(claim),
        figures=tuple(words.figure(figure) for figure in claim.figures),
        fields=tuple(_fields(told, words)),
        quote=shown(claim.quote),
        method=brief(published(told).method),
        by_person=told.method.name.startswith("person:"),
        incident=told.incident_id,
        standing=told.standing,
    )


def _fields(told: ToldClaim, words: DeskWords) -> Iterator[Field]:
    claim, resolution = told.claim, told.resolution
    for voice in claim.voices:
        yield Field(
            label="claims.who",
            value=voice_name(voice, told.report_key, words),
            quote=shown(voice.name) if voice.span else "",
            note=words.value("voice", voice.kind),
        )
    yield Field(label="claims.says", value=words.said(claim))
    for figure in claim.figures:
        yield Field(label="incident.numbers", value=words.figure(figure), quote=shown(figure.quantity.phrase))
    if resolution.when:
        yield Field(
            label="list.date", value=words.moment(resolution.when), note=words.how_known(resolution.when)
        )
    if resolution.where:
        yield Field(
            label="list.place", value=words.place(resolution.where), note=words.how_known(resolution.where)
        )
    for number, blame in enumerate(claim.blamed):
        actor = resolution.blamed[number] if number < len(resolution.blamed) else ""
        yield Field(
            label="claims.blamed",
            value=shown(actor or blame.as_said),
            quote=shown(blame.as_said),
            note=words.value("firmness", blame.firmness),
        )
    if claim.means:
        yield Field(label="voices.by_what", value=words.value("means", claim.means))
    if claim.extent != "incident":
        yield Field(label="voices.whether", value=words.value("extent", claim.extent))
    if resolution.role != "primary":
        yield Field(label="voices.whether", value=words.value("role", resolution.role))
    if resolution.in_title:
        yield Field(label="voices.whether", value=words.say("claims.in_title"))
