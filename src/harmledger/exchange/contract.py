"""The lines of `release/` as types, one struct a file: the measurement contract's keys, and ours beside
them."""

from __future__ import annotations

import datetime as dt

import msgspec


class VoiceLine(msgspec.Struct, frozen=True, kw_only=True):
    """One link of the chain of voices; `start` and `end` are null for the author."""

    name: str
    start: int | None
    end: int | None
    kind: str
    refers_to: str | None


class OtherFigure(msgspec.Struct, frozen=True, kw_only=True):
    """A figure of another claim."""

    claim: str
    figure: int


class FigureLine(msgspec.Struct, frozen=True, kw_only=True):
    """A figure as said: `low` and `high` are the bounds of the words alone."""

    outcome: str
    group: str
    kind: str
    low: int | None
    high: int | None
    phrase: str
    start: int
    end: int
    part_of: int | OtherFigure | None
    relation: str | None
    """`subset`, `part`, `additional` …, to the figure named in `related`."""
    related: int | OtherFigure | None
    per: str | None
    label: str | None
    """The voice's own judging word for these people."""
    status: str
    """The four axes from which `group` follows."""
    sex: str
    age: str
    occupation: str


class DateLine(msgspec.Struct, frozen=True, kw_only=True):
    """Local civil dates, both ends included."""

    start: dt.date
    end: dt.date
    precision: str
    part_of_day: str | None
    how: str


class PlaceLine(msgspec.Struct, frozen=True, kw_only=True):
    """A point in degrees (WGS 84) and the radius in metres within which the place lies."""

    name: str
    latitude: float
    longitude: float
    radius_m: int
    level: str
    gazetteer_id: str
    country: str | None
    how: str


class ClaimLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of `claims.jsonl`. Offsets are half-open, in Unicode code points of the report's text."""

    id: str
    report: str
    start: int
    end: int
    quote: str
    voices: tuple[VoiceLine, ...]
    stance: str
    about: str
    answers: str | None
    figures: tuple[FigureLine, ...]
    date: DateLine | None
    place: PlaceLine | None
    blamed: tuple[str, ...]
    means: str | None
    extent: str
    role: str
    incident: str | None
    method: str
    in_title: bool = False
    """Whether the words are the report's title, which fills in what its text leaves open."""


class ReasonLine(msgspec.Struct, frozen=True, kw_only=True):
    """A reason: its code, what fills it, the claims it rests on, and its sentence in English."""

    code: str
    params: dict[str, str | int]
    claims: tuple[str, ...]
    text: str


class BoundsLine(msgspec.Struct, frozen=True, kw_only=True):
    """A range with the reason of each end; null is not known, never zero."""

    low: int | None
    best: int | None
    high: int | None
    low_reason: ReasonLine
    high_reason: ReasonLine


class SetAsideLine(msgspec.Struct, frozen=True, kw_only=True):
    """A claim, or one figure of it, that set no end of a range."""

    claim: str
    figure: int | None
    reason: ReasonLine


class TellingLine(msgspec.Struct, frozen=True, kw_only=True):
    """What one report says of the incident."""

    id: str
    report: str
    role: str
    claims: tuple[str, ...]


class InferredLine(msgspec.Struct, frozen=True, kw_only=True):
    """A party that a theatre rule infers, and by which rule."""

    party: str
    reason: ReasonLine


class IncidentLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of `incidents.jsonl`: what follows from the claims under the convention named in it."""

    id: str
    key: str | None
    reports: tuple[str, ...]
    """Keys of the reports whose own event this is."""
    also_told_in: tuple[str, ...]
    """Keys of reports of other events that mention this one."""
    date: DateLine | None
    place: PlaceLine | None
    killed: dict[str, BoundsLine]
    injured: dict[str, BoundsLine]
    other_outcomes: dict[str, dict[str, BoundsLine]]
    strike_status: str | None
    strike_reasons: tuple[ReasonLine, ...]
    responsibility_status: str | None = None
    """Of harm without a strike, in the place of a strike status."""
    responsibility_reasons: tuple[ReasonLine, ...] = ()
    grade: str | None
    reasons: tuple[ReasonLine, ...]
    """Why the grade is as it is."""
    would_change: tuple[ReasonLine, ...]
    set_aside: tuple[SetAsideLine, ...]
    blamed: tuple[str, ...]
    inferred_parties: tuple[InferredLine, ...] = ()
    """By theatre rules that somebody opted into; named by no source, and never blame."""
    origins: int
    """At least so many independent origins."""
    origins_high: int
    same_origin: tuple[tuple[str, ...], ...]
    """Keys of reports that go back to one telling, a tuple an origin."""
    links: int
    claims: tuple[str, ...]
    tellings: tuple[TellingLine, ...]
    convention: str


class ReportLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of `reports.jsonl`: what is known about a report; never its words."""

    key: str
    id: str
    sha256: str
    title: str | None
    publisher: str | None
    published: dt.date | None
    published_how: str | None
    language: str | None
    language_how: str | None
    url: str | None


class RefusalLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of `refusals.jsonl`: what was not kept, and why, in English."""

    id: str
    stage: str
    location: str
    code: str
    params: dict[str, str | int]
    text: str


class MethodLine(msgspec.Struct, frozen=True, kw_only=True):
    """A reader, and the digests of all that could change what it reads."""

    name: str
    version: str
    code_sha256: str
    data_sha256: str
    gazetteer_sha256: str


class FileLine(msgspec.Struct, frozen=True, kw_only=True):
    """One file of the draft."""

    sha256: str
    size_bytes: int
    lines: int


class ConventionLine(msgspec.Struct, frozen=True, kw_only=True):
    """The house rules under which ranges and grades were made."""

    name: str
    version: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """`manifest.json`: what the draft is and what stands in it. No clock time: the same inputs give the same
    bytes."""

    draft: bool
    notice: str
    harmledger: str
    convention: ConventionLine
    scope: str
    counts: dict[str, int]
    methods: tuple[MethodLine, ...]
    files: dict[str, FileLine]
