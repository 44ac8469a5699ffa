"""Incidents with their assessments and people's decisions in; the numbers as they stand, and how far each incident
is on its way to publication, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from harmledger.assessing.matter import IncidentMatter
from harmledger.linking.anchors import earlier_ids
from harmledger.records.assessment import Assessment
from harmledger.records.canonical import canonical_json, sha256
from harmledger.records.decision import (
    LINKING,
    OF_INCIDENT,
    VERDICTS,
    Decision,
    Links,
    Publication,
    Seal,
    value_of,
)
from harmledger.records.incident import Identity
from harmledger.records.standing import InboxRow, IncidentStanding, State, Verdict

_LOOKED_AT = frozenset(("unsure",))
"""Verdicts that change nothing, so that who gave them may still review."""
_VERDICT: dict[str, Verdict] = {"accept": "accepted", "reject": "rejected", "unsure": "unsure"}
SEAL_HEX_DIGITS = 32


class Deeds:
    """The decisions in force, by what they are decided on."""

    def __init__(self, decisions: Iterable[Decision], identities: Iterable[Identity]) -> None:
        self._of: dict[str, list[Decision]] = defaultdict(list)
        self._workers: dict[str, set[str]] = defaultdict(set)
        self._verdicts: dict[str, Verdict] = {}
        self._cleared: set[str] = set()
        self.links: list[Links] = []
        self.published: tuple[str, Publication] | None = None
        self._anchors: dict[str, str] = {}
        self._given_up: set[str] = set()
        for identity in identities:
            self._anchors.setdefault(identity.id, identity.anchor)
            if identity.redirects_to is not None:
                self._given_up.add(identity.id)
        for decision in decisions:
            self._take(decision)

    def _take(self, decision: Decision) -> None:
        value = value_of(decision)
        if decision.kind in OF_INCIDENT:
            self._of[decision.on[0]].append(decision)
        if decision.kind in _VERDICT:
            self._verdicts[decision.on[0]] = _VERDICT[decision.kind]
        if decision.kind in ("correct", "add"):
            self._verdicts[decision.on[-1]] = "person"
        if decision.kind == "clear_quote":
            self._cleared.add(decision.on[0])
        if decision.kind in VERDICTS and decision.kind not in _LOOKED_AT:
            for claim_id in decision.on:
                self._workers[claim_id].add(decision.by)
        if decision.kind in LINKING and isinstance(value, Links):
            self.links.append(value)
            for telling in _tellings_in(value):
                self._workers[telling].add(decision.by)
        if isinstance(value, Publication):
            self.published = (decision.on[0], value)

    def on_incident(self, incident_id: str) -> list[Decision]:
        """What was decided on this incident, oldest first: under its id, and under an id of the same anchor that
        was given up when it was merged, and not taken back when it came apart again."""
        return [decision for id in self._same(incident_id) for decision in self._of.get(id, ())]

    def workers(self, ids: Iterable[str]) -> set[str]:
        """Who decided on these claims and tellings."""
        return {person for id in ids for person in self._workers.get(id, ())}

    def inbox_row(self, claim_id: str, report_id: str, incident_id: str, people: int) -> InboxRow:
        """A claim that stands, as work to be done."""
        verdict = self._verdicts.get(claim_id, "proposed")
        return InboxRow(
            claim_id=claim_id, incident_id=incident_id, report_id=report_id, verdict=verdict, people=people,
            cleared=claim_id in self._cleared,
        )  # fmt: skip

    def publication_of(self, incident_id: str) -> tuple[str | None, str | None]:
        """The last release and the seal of the incident in it; nothing where it does not hold it."""
        if self.published is None:
            return None, None
        release, published = self.published
        seals = [published.seals[id] for id in self._same(incident_id) if id in published.seals]
        return (release, seals[-1]) if seals else (None, None)

    def _same(self, incident_id: str) -> Sequence[str]:
        """The ids given up that were minted before this one from the same telling or filing, then its own."""
        anchor = self._anchors.get(incident_id)
        earlier = earlier_ids(anchor) if anchor is not None else ()
        return (*(id for id in earlier if id in self._given_up), incident_id)


def stands(matter: IncidentMatter, deeds: Deeds, assessment: Assessment) -> IncidentStanding:
    """How far the incident is, with this assessment."""
    incident = matter.incident
    decisions = deeds.on_incident(incident.id)
    seal = seal_of(matter, assessment)
    signed = _reviews(decisions)
    release, published_seal = deeds.publication_of(incident.id)
    by = tuple(dict.fromkeys(d.by for d in signed if _seal_in(d) == seal))
    last = next((d for d in reversed(decisions) if d.kind != "override"), None)
    withdrawn = (last is not None and last.kind == "withdraw") or _all_rejected(matter)
    state = _state(withdrawn, bool(signed), bool(by), published_seal == seal)
    claims = [claim for telling in matter.tellings for claim in telling.claims]
    workers = deeds.workers([*claims, *incident.tellings]) | {d.by for d in decisions if d.kind == "override"}
    return IncidentStanding(
        incident_id=incident.id,
        state=state,
        seal=seal,
        reviewed_by=by,
        reviewed_seal=_seal_in(signed[-1]) if signed else None,
        worked_by=tuple(sorted(workers)),
        published_in=release,
        published_seal=published_seal,
        decision=last.id if last is not None else None,
    )


def republished(standing: IncidentStanding, deeds: Deeds) -> IncidentStanding:
    """How far an incident is of which nothing has changed but the last release."""
    release, seal = deeds.publication_of(standing.incident_id)
    state = standing.state
    if state in ("reviewed", "published"):
        state = "published" if seal == standing.seal else "reviewed"
    return msgspec.structs.replace(standing, state=state, published_in=release, published_seal=seal)


def seal_of(matter: IncidentMatter, assessment: Assessment) -> str:
    """Digest of what a reviewer signs: the claims, those rejected, and the numbers, status and grade with when, where
    and who is blamed. Not the incident's id, and no sentence: rewording them leaves a review as it is."""
    claims = sorted({claim for telling in matter.tellings for claim in telling.claims})
    numbers = [(r.outcome, r.group, r.low, r.best, r.high) for r in assessment.ranges]
    when, where = assessment.when, assessment.where
    said = [
        claims, sorted(matter.rejected), numbers, assessment.strike_status, assessment.grade, assessment.blamed,
        when and (when.start, when.end), where and (where.latitude, where.longitude, where.radius_m),
    ]  # fmt: skip
    return sha256(canonical_json(said))[:SEAL_HEX_DIGITS]


def _state(withdrawn: bool, was_signed: bool, is_signed: bool, is_published: bool) -> State:
    if withdrawn:
        return "withdrawn"
    if not is_signed:
        return "outdated" if was_signed else "proposed"
    return "published" if is_published else "reviewed"


def _reviews(decisions: Sequence[Decision]) -> list[Decision]:
    """The reviews since the last withdrawal."""
    since = max((n + 1 for n, d in enumerate(decisions) if d.kind == "withdraw"), default=0)
    return [decision for decision in decisions[since:] if decision.kind == "review"]


def _seal_in(review: Decision) -> str | None:
    value = value_of(review)
    return value.seal if isinstance(value, Seal) else None


def _all_rejected(matter: IncidentMatter) -> bool:
    claims = {claim for telling in matter.tellings for claim in telling.claims}
    return bool(claims) and claims == matter.rejected


def _tellings_in(links: Links) -> Iterable[str]:
    sets = [*links.together, *(refs for pair in links.apart for refs in pair)]
    return (ref.id for refs in sets for ref in refs)
