"""An incident's matter and a convention in; what of it is of the incident, and what is set aside, out.

A page tells of more than its incident: other strikes, other headlines, what the war has cost so far. Several reports
of one incident show by agreement which of its claims are of it: those of the place and day on which they agree
(`same_event`), and of several numbers those that other reports begin with; where no other does, the one that this
report begins with; and of dead and wounded the wounded alone, where all begin with these (`told_first`). A page that a
person filed is filed whole, and sifted so, with what linking put beside it. What a voice that it quotes counts alone
raises the maximum only, and so does a number that only reports give which nobody filed (`beside_filed`). Every report
keeps a number, and reports that differ all stand. Who agrees is counted by origin: a copy bears out nothing (law 7).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

import msgspec

from harmledger.assessing.beside_filed import proposed_alone, whole
from harmledger.assessing.codes import Aside
from harmledger.assessing.convention import Agreement, Convention
from harmledger.assessing.matter import IncidentMatter, Told, in_words, told_claims
from harmledger.assessing.quantities import SEVERAL
from harmledger.assessing.same_event import agreed_place, claims_apart
from harmledger.assessing.statements import Statement, affirmed, is_person, set_aside, sort_out
from harmledger.assessing.titles import fill_in, titles_of
from harmledger.assessing.told_first import casualties_beside_counts, dead_in_passing
from harmledger.assessing.voices import Accused, Lane, find_accused, lane_of
from harmledger.records.assessment import SetAside
from harmledger.records.figure import Outcome
from harmledger.records.place import Place

_Key = tuple[str, Outcome]
"""A claim and one of the outcomes that it counts."""
_Begun = Mapping[int, Set[int]]
_Said = Mapping[str, Sequence[Statement]]
_Numbers = Mapping[str, frozenset[int]]
_HURT: tuple[Outcome, ...] = ("injured", "struck")
_PASSING: Aside = "told_in_passing"


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """What of an incident's matter counts."""

    told: tuple[Told, ...]
    """The claims that are of the incident, denials and doubts among them."""
    everything: tuple[Told, ...]
    """All of its claims, in the same order."""
    statements: tuple[Statement, ...]
    accused: Accused
    set_aside: tuple[SetAside, ...]
    where: Place | None
    """The place on which reports of two origins agree; null where no two do."""


class _Page(msgspec.Struct, frozen=True, kw_only=True):
    """What one report counts for one outcome."""

    counts: dict[str, frozenset[int]]
    """The numbers of each claim, in order of the report's words."""
    origins: dict[str, int]
    """The origin of each of its claims."""
    vague: tuple[str, ...]
    """Claims that count in vague words alone."""
    voices: dict[str, Lane]
    """Who makes each of its claims."""
    lead: str | None
    """The claim that it begins with; null where it only tells of this beside an event of its own."""
    first: frozenset[int]
    """The numbers that it begins with."""

    @property
    def begins(self) -> set[int]:
        """The origin of what it begins with."""
        return {self.origins[self.lead]} if self.lead is not None else set()

    def quotes(self, claim: str) -> bool:
        """Whether in this claim another voice is quoted than the author's and that with which the page begins."""
        voice = self.voices[claim]
        return not voice.is_authors and self.lead is not None and voice != self.voices[self.lead]


def hear_reports(matter: IncidentMatter, convention: Convention) -> Heard:
    """What counts of the incident's claims under the convention. One origin alone has nobody to agree with: all that
    it affirms counts."""
    everything = told_claims(matter)
    accused = find_accused(affirmed(everything))
    counted = fill_in(everything, sort_out(everything, accused, convention))
    apart, passing, alone = _beside(matter, everything, counted.statements, convention)
    here = [s for s in counted.statements if s.ref[0] not in apart]
    kept = tuple(
        msgspec.structs.replace(s, uncorroborated=_key(s) in alone) for s in here if _key(s) not in passing
    )
    stands = {s.ref[0] for s in kept}
    gone = apart.keys() | ({s.ref[0] for s in here} | titles_of(everything)) - stands
    aside = [(s.ref, passing[_key(s)]) for s in here if _key(s) in passing]
    return Heard(
        told=tuple(one for one in everything if one.claim.id not in gone),
        everything=everything,
        statements=kept,
        accused=accused,
        set_aside=(
            *_not_of(apart, counted.set_aside),
            *_whole(apart, everything),
            *(set_aside(claim, figure, why) for (claim, figure), why in aside),
        ),
        where=_agreed_where(matter, everything, convention),
    )


def _agreed_where(matter: IncidentMatter, told: Sequence[Told], convention: Convention) -> Place | None:
    if convention.agreement is None:
        return None
    return agreed_place(_by_report(affirmed(told)), matter.resolutions, convention.agreement)


def _beside(
    matter: IncidentMatter, told: Sequence[Told], statements: Sequence[Statement], convention: Convention
) -> tuple[dict[str, Aside], dict[_Key, Aside], set[_Key]]:
    """The claims that are of another place or day; what the others count only in passing; and what a voice that a
    report quotes counts alone."""
    rule, reports = convention.agreement, _by_report(affirmed(told))
    if rule is None:
        return {}, {}, set()
    if len({one.origin for own in reports.values() for one in own}) < SEVERAL:
        return {}, {}, proposed_alone(told, statements)
    sure = matter.by_person | whole(told)
    apart = _unless(sure, claims_apart(reports, matter.resolutions, rule))
    said_of = _by_outcome(s for s in statements if s.ref[0] not in apart)
    in_passing = dead_in_passing(reports, said_of) if rule.dead_first else ()
    beside: dict[_Key, Aside] = dict.fromkeys(in_passing, _PASSING)
    alone: set[_Key] = set()
    for outcome, said in said_of.items():
        pages = _pages(reports, said, _hurt_alike(outcome, said_of), matter.by_person)
        begun = _begun(pages)
        unbacked, quoted = _not_backed(pages, begun)
        alone |= {(claim, outcome) for claim in quoted - sure}
        aside = _far_above(pages, begun, rule) | dict.fromkeys(unbacked, _PASSING)
        if convention.vague_yields.applies:
            aside |= _vague_beside_counts(pages)
        beside |= {(claim, outcome): why for claim, why in aside.items()}
    if convention.vague_yields.applies:
        unclear = casualties_beside_counts(reports, said_of)
        beside |= {(claim, "killed_or_injured"): "vague_beside_number" for claim in unclear}
    passing = {key: why for key, why in beside.items() if key[0] not in sure}
    left = [s for s in statements if s.ref[0] not in apart and _key(s) not in passing]
    return apart, passing, alone | proposed_alone(told, left)


def _unless(sure: Set[str], aside: Mapping[str, Aside]) -> dict[str, Aside]:
    """What a person stated of the incident, or linking found to be of it, is of the incident."""
    return {claim: why for claim, why in aside.items() if claim not in sure}


def _not_of(apart: Mapping[str, Aside], set_aside: Iterable[SetAside]) -> Iterator[SetAside]:
    return (each for each in set_aside if each.claim_id not in apart)


def _whole(apart: Mapping[str, Aside], told: Iterable[Told]) -> Iterator[SetAside]:
    """All figures of these claims; of a claim without any, the claim."""
    for claim in (one.claim for one in told if one.claim.id in apart):
        for figure in range(len(claim.figures)) or (None,):
            yield set_aside(claim.id, figure, apart[claim.id])


def _by_report(told: Iterable[Told]) -> dict[str, list[Told]]:
    """The claims of each report, in order of its words."""
    reports: dict[str, list[Told]] = defaultdict(list)
    for one in sorted(told, key=in_words):
        reports[one.telling.report_id].append(one)
    return reports


def _by_outcome(statements: Iterable[Statement]) -> dict[Outcome, dict[str, list[Statement]]]:
    """For each outcome, what each claim says of it."""
    said: dict[Outcome, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for statement in statements:
        said[statement.figure.outcome][statement.ref[0]].append(statement)
    return said


def _hurt_alike(outcome: Outcome, said_of: Mapping[Outcome, _Said]) -> _Numbers:
    """The numbers of people hurt that each claim gives in the other word for it, where the outcome is one of the two:
    those whom one report counts as hit another counts as wounded. A person told of ("a man was shot") is no number."""
    other = next((word for word in _HURT if outcome in _HURT and word != outcome), outcome)
    return {
        claim: _numbers(said)
        for claim, said in (said_of.get(other, {}) if other != outcome else {}).items()
        if not all(is_person(s) for s in said)
    }


def _pages(
    reports: Mapping[str, Sequence[Told]], said: _Said, alike: _Numbers, by_person: Set[str]
) -> list[_Page]:
    """A page for each report. It begins with the first count of its main telling, which is what it is about; with
    what a person stated, if anything."""
    any_main = any(one.telling.main for own in reports.values() for one in own)
    pages = []
    for own in reports.values():
        counts = {one.claim.id: n for one in own if (n := _numbers(said.get(one.claim.id, ())))}
        begins = {
            one.claim.id: n
            for one in own
            if (n := counts.get(one.claim.id, frozenset()) | alike.get(one.claim.id, frozenset()))
        }
        leading = [
            one.claim.id for one in own if one.claim.id in begins and (one.telling.main or not any_main)
        ]
        leading.sort(key=lambda claim: claim not in by_person)
        vague = (one.claim.id for one in own if _is_vague(said.get(one.claim.id, ())))
        origins = {one.claim.id: one.origin for one in own}
        voices = {one.claim.id: lane_of(one) for one in own}
        lead = next(iter(leading), None)
        first = begins[lead] if lead is not None else frozenset()
        pages.append(
            _Page(counts=counts, origins=origins, voices=voices, vague=tuple(vague), lead=lead, first=first)
        )
    return pages


def _numbers(said: Sequence[Statement]) -> frozenset[int]:
    """The numbers above zero that a claim gives for people who are not a part of others, and their sum."""
    counts = {
        s.ref: s.bounds.low if s.bounds.low is not None else s.bounds.high or 0
        for s in said
        if not s.bounds.vague and not (s.figure.relation is not None and s.figure.relation.kind == "subset")
    }
    told_of = {s.ref for s in said if is_person(s)}
    return frozenset((*(n for ref, n in counts.items() if ref not in told_of), sum(counts.values()))) - {0}


def _is_vague(said: Sequence[Statement]) -> bool:
    return bool(said) and all(s.bounds.vague for s in said)


def _begun(pages: Iterable[_Page]) -> _Begun:
    """The origins of the pages that begin with each number."""
    begun: dict[int, set[int]] = defaultdict(set)
    for page in pages:
        for number in page.first:
            begun[number] |= page.begins
    return begun


def _not_backed(pages: Iterable[_Page], begun: _Begun) -> tuple[set[str], set[str]]:
    """Of each page the claims that fewest other origins back by beginning with the same number; where nobody backs
    any, all that do not give the number with which it begins itself; or, where no page begins with any, its first.

    Apart from these, the ones in which the page quotes another voice: an account of its own, which nobody bears out.
    """
    unbacked: set[str] = set()
    quoted: set[str] = set()
    for page in pages:
        own = page.first if begun else next(iter(page.counts.values()), frozenset())
        backing = {claim: _backing(page, claim, begun) for claim in page.counts}
        most = max(backing.values(), default=0)
        for claim, numbers in page.counts.items():
            if backing[claim] < most or (not most and not numbers & own):
                (quoted if page.quotes(claim) else unbacked).add(claim)
    return unbacked, quoted


def _backing(page: _Page, claim: str, begun: _Begun) -> int:
    """How many other origins begin with a number that this claim of the page gives."""
    backing = {origin for number in page.counts[claim] for origin in begun.get(number, ())}
    return len(backing - page.begins - {page.origins[claim]})


def _far_above(pages: Iterable[_Page], begun: _Begun, rule: Agreement) -> dict[str, Aside]:
    """Claims that count many times as many as any number with which reports of two origins begin."""
    agreed = [number for number, origins in begun.items() if len(origins) >= SEVERAL]
    if not agreed:
        return {}
    most = rule.many_times * max(agreed)
    return {
        claim: "far_above_others"
        for page in pages
        for claim, numbers in page.counts.items()
        if min(numbers) > most
    }


def _vague_beside_counts(pages: Sequence[_Page]) -> dict[str, Aside]:
    """Vague words beside a number of the same report, or numbers of two origins."""
    counting = len({page.origins[claim] for page in pages for claim in page.counts})
    return {
        claim: "vague_beside_number" for page in pages if page.counts or counting > 1 for claim in page.vague
    }


def _key(statement: Statement) -> _Key:
    return statement.ref[0], statement.figure.outcome
