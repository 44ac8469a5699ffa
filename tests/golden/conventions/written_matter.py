"""A case written by hand (claims.toml) in, the IncidentMatter that it describes out.

The keys are explained in README.md beside this file. Every claim is made by `make_claim`, so that a case
whose figures do not stand in its words is refused.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec

from harmledger.assessing.matter import IncidentMatter, ReportFacts
from harmledger.reading.evidence import make_claim
from harmledger.records.claim import Blame, Claim
from harmledger.records.figure import Figure, Quantity, Relation, Who
from harmledger.records.incident import Incident, Origin
from harmledger.records.moment import Moment
from harmledger.records.person import PersonMention
from harmledger.records.place import Place
from harmledger.records.reading import Resolution
from harmledger.records.report import Text, make_text
from harmledger.records.span import Span
from harmledger.records.telling import Telling
from harmledger.records.voice import Voice

WHO = {
    "people": Who(),
    "civilians": Who(status="civilian"),
    "combatants": Who(status="combatant"),
    "police": Who(status="police"),
    "contested": Who(status="contested"),
    "children": Who(age="child"),
    "girls": Who(age="child", sex="female"),
    "boys": Who(age="child", sex="male"),
    "women": Who(sex="female", age="adult"),
    "men": Who(sex="male", age="adult"),
    "medical_staff": Who(occupation="medical_staff"),
}


def matter_of(case: dict[str, Any]) -> IncidentMatter:
    """The matter that a case describes."""
    tellings, claims, resolutions, reports = [], {}, {}, {}
    for written in case["telling"]:
        telling, own = _telling(written)
        filed_under = None if written.get("linked") else case.get("filed_under")
        telling = msgspec.structs.replace(telling, filed_under=filed_under)
        tellings.append(telling)
        for claim, spec in own:
            claims[claim.id] = claim
            resolutions[claim.id] = Resolution(
                claim_id=claim.id,
                blamed=tuple(spec.get("blamed", ())),
                role=spec.get("role", telling.role),
                when=_moment(spec.get("when")),
                where=_place(spec.get("where")),
            )
        reports[telling.report_id] = ReportFacts(
            publisher=written.get("publisher"), published_on=written.get("on")
        )
    return IncidentMatter(
        incident=_incident(case, tellings),
        tellings=tuple(tellings),
        claims=claims,
        resolutions=resolutions,
        reports=reports,
    )


def _incident(case: dict[str, Any], tellings: list[Telling]) -> Incident:
    groups = case.get("origins") or [[t.id] for t in tellings]
    return Incident(
        id="inc-1",
        key=None,
        tellings=tuple(t.id for t in tellings),
        origins=tuple(Origin(tellings=tuple(group)) for group in groups),
        origins_low=case.get("origins_low", len(groups)),
        origins_high=case.get("origins_high", case.get("origins_low", len(groups))),
    )


def _telling(written: dict[str, Any]) -> tuple[Telling, list[tuple[Claim, dict[str, Any]]]]:
    specs = written.get("claim", [])
    content = "\n".join(spec["words"] for spec in specs) or "-"
    text = make_text(report_id=f"rep-{written['id']}", content=content, extractor="by hand 1")
    own: list[tuple[Claim, dict[str, Any]]] = []
    start = 0
    for spec in specs:
        own.append((_claim(text, Span(start, start + len(spec["words"])), spec, own), spec))
        start += len(spec["words"]) + 1
    telling = Telling(
        id=written["id"],
        report_id=text.report_id,
        text_id=text.id,
        claims=tuple(claim.id for claim, _ in own),
        role=written.get("role", "primary"),
        main=written.get("main", True),
        when=_moment(written.get("when")),
        where=_place(written.get("where")),
        blamed=tuple(written.get("blamed", ())),
        published_on=written.get("on"),
    )
    return telling, own


def _claim(text: Text, span: Span, spec: dict[str, Any], former: list[tuple[Claim, dict[str, Any]]]) -> Claim:
    def find(words: str) -> Span:
        at = text.content.index(words, span.start, span.end)
        return Span(at, at + len(words))

    name = spec.get("voice")
    voice = Voice(
        name=name or "author",
        span=find(name) if name and name != "unnamed" else None,
        kind=spec.get("kind", "author"),
    )
    return make_claim(
        text,
        span=span,
        voices=(voice,),
        stance=spec.get("stance", "asserts"),
        about=spec.get("about", "harm"),
        figures=tuple(_figure(f, find, former) for f in spec.get("figure", [])),
        persons=tuple(_person(p, find) for p in spec.get("person", [])),
        blamed=tuple(
            Blame(as_said=words, span=find(words), firmness=spec.get("firmness", "accused"))
            for words in spec.get("blames", [])
        ),
        extent=spec.get("extent", "incident"),
        means=spec.get("means"),
    )


def _figure(written: dict[str, Any], find: Any, former: list[tuple[Claim, dict[str, Any]]]) -> Figure:
    kind = written.get("kind", "exact")
    number = written.get("number")
    low, high = written.get("low", number), written.get("high", number)
    if kind in ("at_least", "more_than"):
        high = None
    if kind in ("at_most", "less_than"):
        low = None
    relation = None
    if "is" in written:
        claim = former[written["of_claim"]][0].id if "of_claim" in written else None
        relation = Relation(kind=written["is"], figure=written.get("of", 0), claim=claim)
    return Figure(
        outcome=written.get("outcome", "killed"),
        who=WHO[written.get("group", "people")],
        quantity=Quantity(kind=kind, low=low, high=high, phrase=written["say"], span=find(written["say"])),
        relation=relation,
        per=written.get("per"),
    )


def _person(written: dict[str, Any], find: Any) -> PersonMention:
    return PersonMention(
        name=written["name"],
        span=find(written["name"]),
        outcome=written.get("outcome", "killed"),
        who=WHO[written.get("group", "people")],
        age_years=written.get("age"),
    )


def _moment(written: dict[str, Any] | None) -> Moment | None:
    if written is None:
        return None
    start: dt.date = written["start"]
    return Moment(
        start=start,
        end=written.get("end", start),
        precision=written.get("precision", "day"),
        reason=written.get("reason", "stated"),
    )


def _place(written: dict[str, Any] | None) -> Place | None:
    if written is None:
        return None
    return Place(
        name=written["name"],
        latitude=written["latitude"],
        longitude=written["longitude"],
        radius_m=written["radius_m"],
        level=written.get("level", "village"),
        gazetteer_id=written.get("gazetteer_id", "test:1"),
        country=written.get("country"),
        reason=written.get("reason", "only_candidate"),
    )
