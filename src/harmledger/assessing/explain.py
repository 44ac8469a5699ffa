"""Why this number. In: an incident's matter and its Assessment. Out: an Explanation, claim by claim."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from harmledger.assessing.codes import OF_ANOTHER_EVENT
from harmledger.assessing.matter import IncidentMatter, Told, told_claims
from harmledger.assessing.statements import why_not
from harmledger.assessing.voices import find_accused
from harmledger.assessing.who_did_it import parties_of
from harmledger.records.assessment import Assessment, Inferred, SetAside
from harmledger.records.claim import About, Stance
from harmledger.records.figure import Group, Outcome
from harmledger.records.reason import Reason


class ClaimLine(msgspec.Struct, frozen=True, kw_only=True):
    """A claim as an explanation shows it. Internal: quotes and names are not masked."""

    claim_id: str
    report_id: str
    publisher: str | None
    said_on: dt.date | None
    voices: tuple[str, ...]
    """Names, outermost first."""
    stance: Stance
    about: About
    quote: str
    answers: str | None
    """The claim that it denies, doubts or concedes."""
    by_accused: bool
    in_title: bool
    """Whether the words are the title of their report."""


class EndExplained(msgspec.Struct, frozen=True, kw_only=True):
    """One end of one range: the number (null: not known), the rule that set it, and its claims."""

    outcome: Outcome
    group: Group
    end: Literal["low", "high"]
    number: int | None
    reason: Reason


class FieldRow(msgspec.Struct, frozen=True, kw_only=True):
    """What one claim says in one field, as said."""

    claim_id: str
    value: str
    counts: bool
    """Whether the claim may enter ranges and grades; denied, doubted and background ones stand here too."""


class FieldView(msgspec.Struct, frozen=True, kw_only=True):
    """The claims on one field side by side, in order of time."""

    field: str
    """`killed.civilians`, `responsibility`, `means`, `occurrence` …"""
    rows: tuple[FieldRow, ...]
    differs: bool
    """Whether claims that count say different things."""


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """Everything behind one assessment, for `explain`, the site and the desk; worded at the edge."""

    incident_id: str
    convention: str
    ends: tuple[EndExplained, ...]
    strike_status: str | None
    strike_reasons: tuple[Reason, ...]
    responsibility_status: str | None
    responsibility_reasons: tuple[Reason, ...]
    inferred_parties: tuple[Inferred, ...]
    grade: str | None
    grade_reasons: tuple[Reason, ...]
    would_change: tuple[Reason, ...]
    set_aside: tuple[SetAside, ...]
    claims: tuple[ClaimLine, ...]
    """Every claim of the incident, in order of time, those that a person rejected among them."""
    fields: tuple[FieldView, ...]
    answers_of_accused: tuple[str, ...]
    """Ids of the claims in which a blamed party speaks; empty: none captured."""


def explain(matter: IncidentMatter, assessment: Assessment) -> Explanation:
    """Why the assessment says what it says, with the claims side by side."""
    told = told_claims(matter)
    lines = _lines(matter, told_claims(msgspec.structs.replace(matter, rejected=frozenset())))
    return Explanation(
        incident_id=assessment.incident_id,
        convention=assessment.convention,
        ends=tuple(_ends(assessment)),
        strike_status=assessment.strike_status,
        strike_reasons=assessment.strike_reasons,
        responsibility_status=assessment.responsibility_status,
        responsibility_reasons=assessment.responsibility_reasons,
        inferred_parties=assessment.inferred_parties,
        grade=assessment.grade,
        grade_reasons=assessment.grade_reasons,
        would_change=assessment.would_change,
        set_aside=assessment.set_aside,
        claims=lines,
        fields=side_by_side(told, assessment.set_aside),
        answers_of_accused=tuple(
            line.claim_id for line in lines if line.by_accused and line.claim_id not in matter.rejected
        ),
    )


def side_by_side(told: Iterable[Told], set_aside: Iterable[SetAside]) -> tuple[FieldView, ...]:
    """The contradiction view: for each field that claims speak of, what each says, in order of time."""
    rows: dict[str, list[FieldRow]] = defaultdict(list)
    elsewhere = [each for each in set_aside if each.reason.code.removeprefix("aside.") in OF_ANOTHER_EVENT]
    apart = Counter(each.claim_id for each in elsewhere)
    for one in told:
        counts = why_not(one) is None and apart[one.claim.id] < max(1, len(one.claim.figures))
        for field, value in _values(one):
            rows[field].append(FieldRow(claim_id=one.claim.id, value=value, counts=counts))
    return tuple(_view(field, rows[field]) for field in sorted(rows))


def claims_behind(explanation: Explanation) -> Mapping[str, ClaimLine]:
    """The claims of an explanation by id."""
    return {line.claim_id: line for line in explanation.claims}


def _view(field: str, rows: Sequence[FieldRow]) -> FieldView:
    said = {" ".join(row.value.casefold().split()) for row in rows if row.counts}
    return FieldView(field=field, rows=tuple(rows), differs=len(said) > 1)


def _values(told: Told) -> Iterator[tuple[str, str]]:
    claim = told.claim
    for figure in claim.figures:
        yield f"{figure.outcome}.{figure.group}", figure.quantity.phrase
    if blamed := parties_of(told):
        yield "responsibility", ", ".join(blamed)
    if claim.means is not None:
        yield "means", claim.means
    if claim.stance != "asserts":
        yield claim.about, claim.stance


def _ends(assessment: Assessment) -> Iterator[EndExplained]:
    for one in assessment.ranges:
        yield EndExplained(
            outcome=one.outcome, group=one.group, end="low", number=one.low, reason=one.low_reason
        )
        yield EndExplained(
            outcome=one.outcome, group=one.group, end="high", number=one.high, reason=one.high_reason
        )


def _lines(matter: IncidentMatter, told: Sequence[Told]) -> tuple[ClaimLine, ...]:
    accused = find_accused(told)
    return tuple(_line(matter, one, accused.speaks(one)) for one in told)


def _line(matter: IncidentMatter, told: Told, by_accused: bool) -> ClaimLine:
    report = matter.reports.get(told.telling.report_id)
    return ClaimLine(
        claim_id=told.claim.id,
        report_id=told.telling.report_id,
        publisher=report.publisher if report else None,
        said_on=told.said_on,
        voices=tuple(voice.name for voice in told.claim.voices),
        stance=told.claim.stance,
        about=told.claim.about,
        quote=told.claim.quote,
        answers=told.claim.answers,
        by_accused=by_accused,
        in_title=told.in_title,
    )
