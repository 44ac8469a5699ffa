"""What a person asks for in; what it comes to in this record, checked, out: on which ids, with which value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from harmledger.assessing.convention import Convention
from harmledger.errors import DecisionRefused, StaleDecision
from harmledger.ledger.queries import current_incident, telling_rows
from harmledger.ledger.store import Ledger
from harmledger.reading.stated import claim_stated
from harmledger.records import action as act
from harmledger.records.claim import Claim
from harmledger.records.decision import (
    Assignment,
    Coding,
    Decision,
    DecisionKind,
    Links,
    Override,
    Publication,
    Rules,
    Seal,
    Withdrawal,
)
from harmledger.records.incident import Incident
from harmledger.records.reading import Resolution
from harmledger.records.report import Report, Text
from harmledger.records.standing import IncidentStanding
from harmledger.records.statement import Statement
from harmledger.records.telling import Refs, Telling, TellingRef


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A decision that can be: all but who, when and why."""

    kind: DecisionKind
    on: tuple[str, ...]
    value: msgspec.Struct | None = None
    stated: tuple[Claim, Resolution] | None = None
    """The claim that the person makes."""
    needs_why: bool = False


def asked(ledger: Ledger, action: act.Action, rules: Convention) -> Asked:
    """What `action` comes to. Raises NotInRecord, EvidenceError, or DecisionRefused with the reason."""
    return _Asking(ledger, rules).of(action)


class _Asking:
    """One action, being looked at in one record."""

    def __init__(self, ledger: Ledger, rules: Convention) -> None:
        self._ledger = ledger
        self._rules = rules

    def of(self, action: act.Action) -> Asked:
        match action:
            case act.Accept() | act.Reject() | act.Unsure() | act.ClearQuote():
                return self._on_claim(action)
            case act.Correct() | act.Add():
                return self._claim_made(action)
            case act.Same() | act.NotSame() | act.Move():
                return self._on_tellings(action)
            case act.Merge() | act.Split():
                return self._on_links(action)
            case act.OverrideValue() | act.Review() | act.Withdraw():
                return self._on_incident(action)
            case _:
                return self._on_work(action)

    def _on_claim(self, action: act.Accept | act.Reject | act.Unsure | act.ClearQuote) -> Asked:
        claim = self._ledger.get(Claim, action.claim)
        kinds: dict[type[msgspec.Struct], DecisionKind] = {
            act.Accept: "accept", act.Reject: "reject", act.Unsure: "unsure", act.ClearQuote: "clear_quote",
        }  # fmt: skip
        return Asked(kind=kinds[type(action)], on=(claim.id,))

    def _claim_made(self, action: act.Correct | act.Add) -> Asked:
        if isinstance(action, act.Add):
            return self._added(self._ledger.get(Text, action.text), action.stated)
        old = self._ledger.get(Claim, action.claim)
        text = self._ledger.get(Text, old.text_id)
        stood = _stood(self._ledger, text, old.id)
        made = claim_stated(text, action.stated)
        if made == stood:
            raise DecisionRefused("nothing_changed", where=old.id)
        if made[0].id != old.id and made[0].id in _known(self._ledger, text):
            raise DecisionRefused(
                "claim_is_there",
                where=made[0].id,
                to_do="accept that one, and reject this one",
                claim=made[0].id,
            )
        return Asked(kind="correct", on=(old.id, made[0].id), stated=made)

    def _added(self, text: Text, stated: Statement) -> Asked:
        made = claim_stated(text, stated)
        if made[0].id in _known(self._ledger, text):
            raise DecisionRefused(
                "claim_is_there", where=made[0].id, to_do="accept that one", claim=made[0].id
            )
        return Asked(kind="add", on=(made[0].id,), stated=made)

    def _on_tellings(self, action: act.Same | act.NotSame | act.Move) -> Asked:
        if isinstance(action, act.Move):
            return self._moved(action)
        if action.left == action.right:
            raise DecisionRefused("one_and_the_same", where=action.left)
        left, right = telling_rows(self._ledger, (action.left, action.right))
        refs = (self._ref(left), self._ref(right))
        if isinstance(action, act.Same):
            return Asked(kind="same", on=(left.id, right.id), value=Links(together=(refs,)))
        return Asked(kind="not_same", on=(left.id, right.id), value=Links(apart=((refs[:1], refs[1:]),)))

    def _moved(self, action: act.Move) -> Asked:
        leaving = tuple(dict.fromkeys(action.tellings))
        refs = self._refs(leaving)
        if not refs:
            raise DecisionRefused("no_telling", to_do="name the tellings that go")
        sources = {each.id: each for each in (current_incident(self._ledger, id) for id in leaving)}
        parts = {id: _parted(source, leaving) for id, source in sources.items()}
        apart = tuple((self._refs(left), self._refs(staying)) for left, staying in parts.values())
        keeps: dict[str, TellingRef] = {}
        for id, (_, staying) in parts.items():
            keeps |= self._keeps(sources[id], staying)
        if action.to is None:
            if not all(staying for _, staying in parts.values()):
                raise DecisionRefused("already_alone", where=", ".join(leaving))
            together = tuple(left for left, _ in apart)
            alone = Links(together=together, apart=apart, keeps=keeps)
            return Asked(kind="move", on=(*leaving, *sources), value=alone)
        target = current_incident(self._ledger, action.to)
        if target.id in sources:
            raise DecisionRefused("already_there", where=parts[target.id][0][0], incident=target.id)
        together = (self._refs(target.tellings) + refs,)
        return Asked(
            kind="move", on=(*leaving, *sources, target.id),
            value=Links(together=together, apart=apart, keeps=keeps),
        )  # fmt: skip

    def _on_links(self, action: act.Merge | act.Split) -> Asked:
        if isinstance(action, act.Merge):
            incidents = [current_incident(self._ledger, id) for id in action.incidents]
            ids = tuple(dict.fromkeys(incident.id for incident in incidents))
            if len(ids) < 2:
                raise DecisionRefused("one_and_the_same", where=", ".join(action.incidents))
            every = self._refs(dict.fromkeys(id for incident in incidents for id in incident.tellings))
            return Asked(kind="merge", on=ids, value=Links(together=(every,)))
        source = current_incident(self._ledger, action.incident)
        leaving, staying = _parted(source, action.tellings)
        if not leaving or not staying or len(leaving) < len(set(action.tellings)):
            raise DecisionRefused("no_two_parts", where=source.id)
        parts = (self._refs(leaving), self._refs(staying))
        value = Links(together=parts[:1], apart=(parts,), keeps=self._keeps(source, staying))
        return Asked(kind="split", on=(source.id, *leaving), value=value)

    def _keeps(self, source: Incident, staying: Sequence[str]) -> dict[str, TellingRef]:
        """The incident's id stays where most of it stays; of a filed one it stays with the filing."""
        if not staying or source.key is not None:
            return {}
        return {source.id: self._refs(staying[:1])[0]}

    def _on_incident(self, action: act.OverrideValue | act.Review | act.Withdraw) -> Asked:
        incident = current_incident(self._ledger, action.incident)
        if isinstance(action, act.Review):
            return Asked(kind="review", on=(incident.id,), value=Seal(seal=action.seal))
        if isinstance(action, act.Withdraw):
            value = Withdrawal(because=action.because) if action.because else None
            return Asked(kind="withdraw", on=(incident.id,), value=value, needs_why=True)
        return Asked(kind="override", on=(incident.id,), value=_override(action, self._rules), needs_why=True)

    def _on_work(self, action: act.Action) -> Asked:
        match action:
            case act.Assign():
                reports = tuple(self._ledger.get(Report, id).id for id in dict.fromkeys(action.reports))
                if not reports or not action.to.strip():
                    raise DecisionRefused("nobody_or_nothing", to_do="name a person and the reports")
                return Asked(kind="assign", on=reports, value=Assignment(to=action.to, sample=action.sample))
            case act.Code():
                claim = self._ledger.get(Claim, action.claim)
                return Asked(
                    kind="code", on=(claim.id,), value=Coding(sample=action.sample, fields=action.fields)
                )
            case act.SetRules():
                saved = Rules(sha256=action.sha256)
                return Asked(kind="set_rules", on=(action.file,), value=saved, needs_why=True)
            case act.Publish():
                value = Publication(manifest_sha256=action.manifest_sha256, seals=action.seals)
                return Asked(kind="publish", on=(action.release,), value=value)
            case act.Undo():
                undone = self._ledger.get(Decision, action.decision)
                if undone.kind == "set_rules":
                    raise DecisionRefused("rules_are_saved", where=undone.id, to_do="save the former ones")
                if undone.kind == "publish":
                    raise DecisionRefused(
                        "published_for_good", where=undone.id, to_do="withdraw the incident"
                    )
                return Asked(kind="undo", on=(undone.id, *undone.on))
            case act.Comment():
                return Asked(kind="comment", on=(action.on,), needs_why=True)
            case _:
                raise TypeError(f"no such action: {action!r}")

    def _refs(self, tellings: Iterable[str]) -> Refs:
        return tuple(self._ref(telling) for telling in telling_rows(self._ledger, tellings))

    def _ref(self, telling: Telling) -> TellingRef:
        claims = [self._ledger.find(Claim, id) for id in telling.claims]
        spans = tuple(claim.span for claim in claims if claim is not None)
        return TellingRef(
            id=telling.id, report_id=telling.report_id, spans=spans, filed_under=telling.filed_under
        )


def check_review(standing: IncidentStanding, review: Seal, *, by: str, team: bool) -> None:
    """Raises StaleDecision where the incident is not what was looked at, DecisionRefused where this person may not
    sign it."""
    if standing.seal != review.seal:
        raise StaleDecision("is not as it was when it was looked at", since=(), where=standing.incident_id)
    if team and by in standing.worked_by:
        raise DecisionRefused("own_work", where=standing.incident_id, to_do="ask a colleague to review it")


def _parted(source: Incident, tellings: Sequence[str]) -> tuple[list[str], list[str]]:
    """Of an incident's tellings those that are among `tellings`, and the others."""
    leaving = [id for id in source.tellings if id in tellings]
    return leaving, [id for id in source.tellings if id not in tellings]


def _override(action: act.OverrideValue, rules: Convention) -> Override:
    if action.field == "range":
        low, high = action.low, action.high
        whole = action.outcome is not None and action.group is not None
        numbers = [number for number in (low, high) if number is not None]
        if not whole or any(n < 0 for n in numbers) or numbers != sorted(numbers):
            raise DecisionRefused("no_range", where=action.incident)
    elif action.label is not None and action.label not in _labels(action, rules):
        raise DecisionRefused("no_such_label", where=action.incident, label=action.label)
    return Override(
        field=action.field, convention=rules.name, label=action.label, outcome=action.outcome,
        group=action.group, low=action.low, high=action.high,
    )  # fmt: skip


def _labels(action: act.OverrideValue, rules: Convention) -> set[str]:
    table = rules.grade if action.field == "grade" else rules.strike_status
    return {row.label for row in table}


def _stood(ledger: Ledger, text: Text, claim_id: str) -> tuple[Claim, Resolution]:
    """The claim as it stands now. Raises DecisionRefused where another one stands in its place."""
    standing = ledger.standing_of(text.id)
    for said in standing.said if standing is not None else ():
        if said.claim.id == claim_id:
            return said.claim, said.resolution
    raise DecisionRefused(
        "stands_no_more", where=claim_id, to_do="correct the claim that stands in its place"
    )


def _known(ledger: Ledger, text: Text) -> set[str]:
    """The claims on this text that stand, or stood before a correction."""
    standing = ledger.standing_of(text.id)
    if standing is None:
        return set()
    return {said.claim.id for said in standing.said} | {said.claim.id for said, _ in standing.replaced}
