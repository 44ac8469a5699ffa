"""The places that a document names in, the Place that each means out: decided together, null where unsure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, get_args

from harmledger.places.coherence import Name, weigh_containers, weigh_document
from harmledger.places.doubt import far_fetched
from harmledger.places.gazetteer import Gazetteer, Match
from harmledger.places.ranking import AREAS, ranking
from harmledger.places.settlements import UNLISTED
from harmledger.records.place import Candidate, Level, Place
from harmledger.records.span import Span

_MOST_CANDIDATES = 40
_KEPT_CANDIDATES = 5
_FINEST_FIRST: tuple[Level, ...] = get_args(Level)


class Mention(NamedTuple):
    """A name of a place as it stands in a document."""

    name: str
    """What to look up: "Michigan" for "Mich."."""
    span: Span
    levels: frozenset[Level] = frozenset()
    """The levels that the words beside it allow ("the village of"); empty: any."""
    container: int | None = None
    """Index of the mention that names the area around it ("A, in B province")."""
    said: str | None = None
    """The words at `span`, where they are not `name`."""
    within_only: bool = False
    """Not in any gazetteer (a street): it lies where its container lies, or the place named last."""


def resolve(
    mentions: Sequence[Mention], gazetteer: Gazetteer, *, home_country: str | None = None
) -> tuple[Place | None, ...]:
    """What each of `mentions` means, in their order; null where nothing fits well enough.

    `home_country` (ISO 3166-1 alpha-2): where the document was published, if known; it only weighs in.
    """
    names = _gather(mentions, gazetteer)
    beside = (
        (name, names[mention.container])
        for mention, name in zip(mentions, names, strict=True)
        if mention.container is not None
    )
    weigh_containers((inner, outer) for inner, outer in beside if inner is not None and outer is not None)
    distinct = list(dict.fromkeys(name for name in names if name is not None))
    for _ in range(ranking().context.rounds):
        weigh_document(distinct, home_country)
    choices = {name: _choose(name) for name in distinct}
    doubted = far_fetched({name: choice.candidate for name, choice in choices.items() if choice is not None})
    chosen = [
        _place(mention, choice)
        if name is not None and name not in doubted and (choice := choices[name]) is not None
        else None
        for mention, name in zip(mentions, names, strict=True)
    ]
    return tuple(_inherit(mentions, chosen))


def _gather(mentions: Sequence[Mention], gazetteer: Gazetteer) -> list[Name | None]:
    """The name of each mention; mentions of one name share it. Null for what no gazetteer can hold.

    A name with two containers ("Tripoli, Libya", "Tripoli, Lebanon") is two; without one it is the first.
    """
    containers: dict[tuple[str, frozenset[Level]], str] = {}
    for mention in mentions:
        if mention.container is not None:
            containers.setdefault((mention.name, mention.levels), mentions[mention.container].name)
    known: dict[tuple[str, frozenset[Level], str], Name] = {}
    names: list[Name | None] = []
    for mention in mentions:
        if mention.within_only:
            names.append(None)
            continue
        first = containers.get((mention.name, mention.levels), "")
        container = mentions[mention.container].name if mention.container is not None else first
        key = (mention.name, mention.levels, container)
        if key not in known:
            known[key] = Name(_matches(mention, container, gazetteer), mention.levels)
        known[key].count += 1
        names.append(known[key])
    return names


def _matches(mention: Mention, container: str, gazetteer: Gazetteer) -> tuple[Match, ...]:
    """What the name may mean; beside a named area also what only sounds alike, for that may lie inside."""
    matches = gazetteer.matches(mention.name, alike=True)[:_MOST_CANDIDATES]
    if not container or not matches or matches[0].likeness < 1.0:
        return matches
    known = {match.candidate.gazetteer_id for match in matches}
    alike = (match for match in gazetteer.alike(mention.name) if match.candidate.gazetteer_id not in known)
    return (*matches, *alike)


class _Choice(NamedTuple):
    """What a name was decided to mean."""

    candidate: Candidate
    reason: str
    others: tuple[Candidate, ...]


def _choose(name: Name) -> _Choice | None:
    """The candidate with most points and the next ones; null if it only sounds alike, without support."""
    if not name.matches:
        return None
    best = name.best()
    match = name.matches[best]
    if match.likeness < 1.0 and best not in name.inside and not _is_supported(name, best):
        return None
    order = sorted(range(len(name.points)), key=lambda index: (-name.points[index], index))
    others = tuple(name.matches[index].candidate for index in order if index != best)[:_KEPT_CANDIDATES]
    return _Choice(match.candidate, _reason(name, best), others)


def _is_supported(name: Name, best: int) -> bool:
    """Whether the rest of the document speaks for a candidate whose name only sounds alike."""
    return name.points[best] - name.own[best] >= ranking().refuse.alike_without_support


def _reason(name: Name, best: int) -> str:
    """Why this one: the strongest kind of evidence that there was."""
    if best in name.inside:
        return "inside_named_area"
    if name.matches[best].likeness < 1.0:
        return "name_sounds_alike"
    if len(name.matches) == 1:
        return "only_candidate"
    top = max(range(len(name.own)), key=lambda index: (name.own[index], -index))
    return "most_people" if top == best else "near_other_places"


def _place(mention: Mention, choice: _Choice) -> Place:
    candidate = choice.candidate
    return Place(
        name=mention.said if mention.said is not None else mention.name,
        latitude=candidate.latitude,
        longitude=candidate.longitude,
        radius_m=candidate.radius_m,
        level=candidate.level,
        gazetteer_id=candidate.gazetteer_id,
        country=candidate.country,
        admin1=candidate.admin1,
        span=mention.span,
        reason=choice.reason,
        candidates=choice.others,
    )


def _inherit(mentions: Sequence[Mention], chosen: list[Place | None]) -> list[Place | None]:
    """What no gazetteer lists lies in its container, or in the settlement named last, or else first."""
    known = [place for place in chosen if place is not None]
    settlement = next((place for place in known if place.level not in AREAS), None) or next(
        (place for place in known if place.level not in ("country", "region")), None
    )
    for at, mention in enumerate(mentions):
        place = chosen[at]
        container = chosen[mention.container] if mention.container is not None else None
        if mention.within_only:
            chosen[at] = _within(mention, container or settlement)
        elif place is None and container is not None and container.level not in ("country", "region"):
            chosen[at] = _within(mention, container)
        elif place is not None and place.level not in AREAS:
            settlement = place
    return chosen


def _within(mention: Mention, around: Place | None) -> Place | None:
    """A place somewhere in another one: its point and radius, and no claim to know more."""
    if around is None:
        return None
    level: Level = min(mention.levels, key=_FINEST_FIRST.index, default="landmark")
    return Place(
        name=mention.said if mention.said is not None else mention.name,
        latitude=around.latitude,
        longitude=around.longitude,
        radius_m=around.radius_m,
        level=level,
        gazetteer_id=around.gazetteer_id,
        country=around.country,
        admin1=around.admin1,
        span=mention.span,
        reason=UNLISTED,
    )
