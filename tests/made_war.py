"""A seed and a number of tellings in, a made war with known truth out: crowded, copied, misdated, in invented names.

Towns are hit again and again, a few far more often than the rest; first counts are off, later ones less; accounts are
copied; a tenth are late stories, some with the day of a hearing; three in ten tellings only mention another event.
Words are drawn by their frequency in English, so that two reports share about as many as two real ones do.
"""

from __future__ import annotations

import datetime as dt
import itertools
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from harmledger.assessing.assess import assess
from harmledger.assessing.convention import load_convention
from harmledger.assessing.matter import IncidentMatter
from harmledger.assessing.matter import ReportFacts as PublisherFacts
from harmledger.linking.facts import facts_of
from harmledger.linking.identities import identify
from harmledger.linking.link import link
from harmledger.linking.rarity import rarity_table
from harmledger.linking.sides import Matter
from harmledger.records.assessment import Assessment
from harmledger.records.claim import Means
from harmledger.records.incident import Incident
from harmledger.records.moment import Moment
from harmledger.records.place import Place
from harmledger.records.reading import Resolution
from harmledger.records.report import Report, Text
from harmledger.records.telling import Telling
from harmledger.records.voice import Voice, VoiceKind
from made_claims import claims_of

FIRST_DAY = dt.date(2031, 1, 1)
TELLINGS_A_DAY = 60
MENTIONS = 0.3
"""Share of tellings that only mention another event."""
COUNT_ERROR = 0.25
_MEANS: tuple[Means | None, ...] = (
    "airstrike", "airstrike", "shelling", "shelling", "shooting", "explosive_device", None,
)  # fmt: skip
_KINDS: tuple[VoiceKind, ...] = (
    "witness",
    "hospital",
    "rescue_service",
    "monitor",
    "outlet",
    "local_sources",
)
_PARTIES = ("Northern Brigades", "Southern Air Command")


@dataclass
class Event:
    """What happened: known to nobody in the war, and to whoever checks."""

    day: dt.date
    town: Place
    means: Means | None
    party: str
    killed: int
    victims: tuple[str, ...]
    words: tuple[str, ...]


@dataclass
class War:
    """Tellings with all that linking and assessing look at, and the truth behind them."""

    events: list[Event] = field(default_factory=list)
    tellings: list[Telling] = field(default_factory=list)
    matter: dict[str, Matter] = field(default_factory=dict)
    resolutions: dict[str, Resolution] = field(default_factory=dict)
    publishers: dict[str, PublisherFacts] = field(default_factory=dict)
    reports: dict[str, tuple[Report, Text]] = field(default_factory=dict)
    event_of: dict[str, int] = field(default_factory=dict)
    """The number of the event that a telling tells of."""


def make_war(tellings: int, *, seed: int, count_error: float = COUNT_ERROR) -> War:
    """A war with so many tellings; the same seed gives the same war."""
    (war,) = war_in_parts(tellings, seed=seed, part=tellings, count_error=count_error)
    return war


def war_in_parts(
    tellings: int, *, seed: int, part: int, count_error: float = COUNT_ERROR, sentences: int = 1
) -> Iterator[War]:
    """The same war, some `part` tellings at a time, for more than memory holds. Each part has whole reports, and all
    the events up to then. `sentences`: how often a report says what befell people in the event that it is about."""
    return _Maker(tellings, seed, count_error, sentences).make(part)


class _Maker:
    """One war in the making: its chance, its land and its vocabulary."""

    def __init__(self, tellings: int, seed: int, count_error: float, sentences: int) -> None:
        self._wanted, self._chance, self._count_error = tellings, random.Random(seed), count_error  # noqa: S311
        self._sentences = sentences
        self._days = max(30, tellings // TELLINGS_A_DAY)
        listed = (
            (word, bits)
            for word, bits in rarity_table().items()
            if bits >= 3 and word.isascii() and len(word) > 3
        )
        vocabulary = sorted(listed)
        self._vocabulary = [word for word, _ in vocabulary]
        self._often = list(itertools.accumulate(2.0**-bits for _, bits in vocabulary))
        self._towns = [self._town(n) for n in range(max(20, round(math.sqrt(tellings))))]
        self._hit_often = list(itertools.accumulate(1 / (n + 2) for n in range(len(self._towns))))
        self._war = War()

    def make(self, part: int) -> Iterator[War]:
        missing = self._wanted
        while missing:
            while len(self._war.tellings) < min(part, missing):
                number = len(self._war.events)
                self._war.events.append(self._event())
                for _ in range(self._chance.choice((1, 1, 1, 2, 2, 3, 4))):
                    self._account(number)
            del self._war.tellings[missing:]
            missing -= len(self._war.tellings)
            yield self._war
            self._war = War(events=self._war.events)

    def _town(self, number: int) -> Place:
        chance = self._chance
        name = "".join(
            chance.choice(("ska", "hol", "vik", "nes", "dal", "bru", "mar", "tun", "fel", "hra"))
            for _ in range(3)
        ).title()
        radius_m = chance.choice((2_000, 2_000, 5_000, 12_000))
        return Place(
            name=name, latitude=64 + chance.random() * 2, longitude=-22 + chance.random() * 6,
            radius_m=radius_m, level="town", gazetteer_id=f"made:{number}", country="IS",
            admin1=f"{number % 8}", reason="made",
        )  # fmt: skip

    def _event(self) -> Event:
        chance = self._chance
        killed = 1 + min(60, int(chance.paretovariate(1.3)) - 1) if chance.random() < 0.8 else 0
        return Event(
            day=FIRST_DAY + dt.timedelta(chance.randrange(self._days)),
            town=chance.choices(self._towns, cum_weights=self._hit_often)[0],
            means=chance.choice(_MEANS),
            party=chance.choice(_PARTIES),
            killed=killed,
            victims=tuple(self._name() for _ in range(min(killed, chance.choice((0, 0, 0, 1, 2))))),
            words=tuple(self._drawn(40)),
        )

    def _name(self) -> str:
        given = self._chance.choice(
            ("Al", "Bjar", "Dag", "Ein", "Freyd", "Gunn", "Hild", "Ing", "Jo", "Krist")
        )
        family = "".join(
            self._chance.choice(("ak", "el", "ik", "or", "ul", "yr", "an", "es")) for _ in range(3)
        )
        return f"{given}{self._chance.choice(('a', 'is', 'un', 'ar', 'ey'))} {family.title()}dottir"

    def _drawn(self, count: int) -> list[str]:
        return self._chance.choices(self._vocabulary, cum_weights=self._often, k=count)

    def _account(self, number: int) -> None:
        """One origin's account of an event, its copies, and what they mention beside it."""
        chance, event = self._chance, self._war.events[number]
        words = [*chance.sample(event.words, 18), *self._drawn(90)]
        voice = Voice(name=f"{self._name()} {number}", kind=chance.choice(_KINDS))
        late = chance.random() < 0.1
        lag = chance.randrange(40, 400) if late else chance.choice((0, 0, 0, 1, 1, 2))
        toll = self._count(event, lag)
        for copy in range(chance.choice((1, 1, 1, 1, 2, 2, 3, 6))):
            said = [word if chance.random() < 0.9 else self._drawn(1)[0] for word in words] if copy else words
            self._report(
                number,
                said,
                voice,
                toll,
                event.day + dt.timedelta(lag + (copy > 0) * chance.randrange(3)),
                late=late,
            )

    def _harm(self, event: Event, toll: int) -> str:
        """A sentence on the event, in words some of which every account of it shares."""
        how = {"airstrike": "an air strike", "shelling": "shelling", "shooting": "gunfire"}.get(
            event.means or ""
        )
        words = " ".join([*self._chance.sample(event.words, 7), *self._drawn(6)])
        return f"{toll} people were killed by {how or 'an attack'} on {event.town.name} {words}."

    def _count(self, event: Event, lag: int) -> int:
        """What the origin counts: off the truth by a factor, less so with time."""
        error = self._count_error / (1 + lag) ** 0.25
        return (
            max(1, round(event.killed * math.exp(self._chance.gauss(-error * error / 2, error))))
            if event.killed
            else 0
        )

    def _report(
        self, number: int, words: list[str], voice: Voice, toll: int, published_on: dt.date, *, late: bool
    ) -> None:
        event, chance = self._war.events[number], self._chance
        names = [name for name in event.victims if chance.random() < 0.7]
        mentioned = (
            chance.randrange(number) if number and chance.random() < MENTIONS / (1 - MENTIONS) else None
        )
        sentences = [self._harm(event, toll) for _ in range(self._sentences)]
        sentences += [f"{name} was among the dead." for name in names]
        own = len(sentences)
        if mentioned is not None:
            sentences.append(self._harm(self._war.events[mentioned], self._war.events[mentioned].killed))
        id = f"tel-{chance.getrandbits(96):024x}"
        content = f"{' '.join(words)}. " + " ".join(sentences)
        text = Text(id=id, report_id=id, content=content, extractor="made")
        report = Report(
            id=id,
            key=id,
            content_sha256="",
            publisher=f"Paper {chance.randrange(200)}",
            published_on=published_on,
        )
        self._war.reports[id] = (report, text)
        self._war.publishers[id] = PublisherFacts(publisher=report.publisher, published_on=published_on)
        claims = tuple(claims_of(text, sentences[:own], names, voice, toll))
        facts = facts_of(report, text)
        self._tell(
            id, id, number, Matter(claims=claims, facts=facts), self._when(event.day, published_on, late=late)
        )
        if mentioned is not None:
            beside = tuple(claims_of(text, sentences[-1:], [], voice, self._war.events[mentioned].killed))
            self._tell(f"{id}-2", id, mentioned, Matter(claims=beside, facts=facts), None, main=False)

    def _when(self, day: dt.date, published_on: dt.date, *, late: bool) -> Moment:
        """The day as words of the report have it: right, of a hearing, off by one, or only that of publication."""
        chance = self._chance
        if chance.random() < 0.2:
            return _moment(published_on, "day_of_publication")
        if late and chance.random() < 0.3:
            return _moment(published_on - dt.timedelta(1), "stated")
        return _moment(day + dt.timedelta(chance.random() < 0.08), "stated")

    def _tell(
        self, id: str, report: str, number: int, matter: Matter, when: Moment | None, *, main: bool = True
    ) -> None:
        event, chance, war = self._war.events[number], self._chance, self._war
        telling = Telling(
            id=id, report_id=report, text_id=report, claims=tuple(claim.id for claim in matter.claims),
            role="primary" if main else "background", main=main,
            when=when or (_moment(event.day, "stated") if chance.random() < 0.6 else None),
            where=self._where(event.town) if chance.random() < 0.88 else None,
            means=event.means if chance.random() < 0.7 else None,
            blamed=(event.party,) if chance.random() < 0.4 else (),
            published_on=war.publishers[report].published_on,
        )  # fmt: skip
        war.tellings.append(telling)
        war.matter[id] = matter
        war.event_of[id] = number
        for claim in matter.claims:
            war.resolutions[claim.id] = Resolution(
                claim_id=claim.id,
                when=telling.when,
                where=telling.where,
                blamed=telling.blamed,
                role=telling.role,
            )

    def _where(self, town: Place) -> Place:
        chance = self._chance
        if chance.random() < 0.12:
            return chance.choices(self._towns, cum_weights=self._hit_often)[0]
        return town


def _moment(day: dt.date, reason: str) -> Moment:
    return Moment(start=day, end=day, precision="day", reason=reason)


def assessed(war: War) -> Iterator[tuple[Incident, Assessment]]:
    """The war's incidents as linking makes them, each with its assessment under the default convention."""
    incidents, _ = identify(link(war.tellings, war.matter).clusters)
    by_id = {telling.id: telling for telling in war.tellings}
    for incident in incidents:
        told = tuple(by_id[id] for id in incident.tellings)
        claims = {claim.id: claim for telling in told for claim in war.matter[telling.id].claims}
        matter = IncidentMatter(
            incident=incident,
            tellings=told,
            claims=claims,
            resolutions={id: war.resolutions[id] for id in claims},
            reports={telling.report_id: war.publishers[telling.report_id] for telling in told},
        )
        yield incident, assess(matter, load_convention())
