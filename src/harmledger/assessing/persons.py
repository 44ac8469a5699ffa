"""Named victims. In: the claims that count. Out: how many distinct people are named, by outcome and group.

Names spelled alike, or a short form within one report, are one person. Where two reports may mean one
person by different spellings, the low count takes them for one and the high count for two. A name beyond the number on
which reports agree, and that no report alone exceeds, is another spelling (`names_agreed`).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from harmledger.assessing.convention import Convention
from harmledger.assessing.matter import IncidentMatter, Named, Told
from harmledger.assessing.names_agreed import agreed_number
from harmledger.assessing.statements import affirmed
from harmledger.records.claim import Claim
from harmledger.records.figure import Group, Outcome, Status, group_of
from harmledger.records.person import PersonMention

_ARTICLE = re.compile(r"^(al|el|an|as|ash|at|ad|ar|az|ال)[-\s]")
_NO_NAMES = frozenset(("mr", "mrs", "ms", "miss", "dr", "jr", "sr", "ii", "iii", "iv"))
"""Words that stand with a name and tell nobody from anybody: one report may leave them out."""
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = str.maketrans("", "", "aeiouywAEIOUYW'’`ʿʾ-")
_ADULT_YEARS = 18
_NO_CIVILIANS: frozenset[Status] = frozenset(("combatant", "contested"))
_BYNAME = re.compile(
    r"\s*(?:[(\[“„«\"'‘]|,?\s(?:also\s|better\s)?(?:known\sas|called|nicknamed|aka|a\.k\.a\.))\s*[“\"'‘]?$"
)
"""What leads from a name to another name of the same person, up to that name."""
_LONGEST_LINK = 24
_LONG_ENOUGH = 8
"""Letters of a name from which one letter more or less may be a slip."""
_LONG_WORD = 5
_ALIKE = 90
"""Per cent of equal letters from which two names may be one (measured on news of several reports to an
incident: fewer takes brothers for one)."""


class _Victim(msgspec.Struct, frozen=True, kw_only=True):
    key: str
    skeleton: tuple[str, ...]
    """The words of the name in order, without vowels and doubled letters."""
    telling: str
    claim: str
    mention: PersonMention


def named_victims(
    matter: IncidentMatter, told: Iterable[Told], convention: Convention
) -> Mapping[tuple[Outcome, Group], Named]:
    """How many distinct victims set a minimum under the convention: as the matter gives them, else
    counted."""
    if not convention.named_set_minimum.applies:
        return {}
    return count_named(affirmed(told), convention) if matter.named is None else matter.named


def count_named(told: Iterable[Told], convention: Convention) -> dict[tuple[Outcome, Group], Named]:
    """How many distinct victims the claims name, for each outcome and each group that they belong to; in the capitals
    of a title any word may look like a name, and who is named where a machine looked is perhaps of another incident."""
    told = tuple(told)
    counted = [one for one in told if not one.in_title and not one.proposed]
    named = (_victim(one, p) for one in counted for p in _without_bynames(one.claim))
    victims = sorted((v for v in named if v.key), key=lambda v: (v.key, v.claim))
    dead = {v.key for v in victims if v.mention.outcome == "killed"}
    statuses = {v.key: v.mention.who.status for v in victims if v.mention.who.status in _NO_CIVILIANS}
    lists: dict[tuple[Outcome, Group], list[_Victim]] = defaultdict(list)
    for victim in victims:
        outcome: Outcome = "killed" if victim.key in dead else victim.mention.outcome
        for group in _groups(victim.mention, statuses.get(victim.key), convention):
            lists[outcome, group].append(victim)
    return {
        key: _agreed(_count(listed), listed, agreed_number(told, key[0]))
        for key, listed in lists.items()
        if key[0] in convention.counted.outcomes
    }


def _agreed(named: Named, victims: Sequence[_Victim], number: int | None) -> Named:
    """The same, but no more than the number on which reports agree, where no report names more."""
    if number is None or named.high <= number:
        return named
    by_telling: dict[str, list[_Victim]] = defaultdict(list)
    for victim in victims:
        by_telling[victim.telling].append(victim)
    if max(_count(own).low for own in by_telling.values()) > number:
        return named
    return msgspec.structs.replace(named, low=min(named.low, number), high=number)


def _without_bynames(claim: Claim) -> Iterator[PersonMention]:
    """The persons of a claim, less the other names of a person just named ("A (Abu B)", "A, also known as
    Abu B")."""
    ends = {p.span.end - claim.span.start for p in claim.persons}
    for person in claim.persons:
        at = person.span.start - claim.span.start
        byname = _BYNAME.search(claim.quote, max(0, at - _LONGEST_LINK), at)
        if byname is None or byname.start() not in ends:
            yield person


def _victim(told: Told, mention: PersonMention) -> _Victim:
    words = _plain(mention.name).split()
    key = " ".join(words)
    skeleton = tuple(_DOUBLED.sub(r"\1", w.translate(_VOWELS)) or w for w in words)
    return _Victim(key=key, skeleton=skeleton, telling=told.telling.id, claim=told.claim.id, mention=mention)


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(c for c in letters if not unicodedata.combining(c) and (c.isalnum() or c in " -'"))
    words = [_ARTICLE.sub("", word) for word in kept.split()]
    return " ".join([word for word in words if word not in _NO_NAMES] or words)


def _groups(mention: PersonMention, elsewhere: Status | None, convention: Convention) -> Iterator[Group]:
    """The groups that a person named counts in; who is told to be a fighter under the same name `elsewhere` in the
    incident is not presumed a civilian where nothing is said of it."""
    child = mention.who.age == "child" or (mention.age_years is not None and mention.age_years < _ADULT_YEARS)
    who = msgspec.structs.replace(mention.who, age="child") if child else mention.who
    if elsewhere is not None and who.status == "unstated":
        who = msgspec.structs.replace(who, status=elsewhere)
    group = group_of(who)
    yield "people"
    if group != "people":
        yield group
    presumed = convention.presume_civilian.applies and group not in convention.presume_civilian.outside
    if group not in ("civilians", "contested") and (
        who.status == "civilian" or (presumed and who.status == "unstated")
    ):
        yield "civilians"


def _count(victims: list[_Victim]) -> Named:
    """Distinct names, less those that are surely (both counts) or possibly (low count) another's."""
    persons = _by_name(victims)
    index: dict[str, list[str]] = defaultdict(list)
    for key, own in persons.items():
        for word in sorted(set(own[0].skeleton)):
            index[word].append(key)
    sure, maybe = 0, 0
    for own in persons.values():
        rarest = min((index[word] for word in sorted(set(own[0].skeleton))), key=len)
        others = [persons[k] for k in rarest if _may_be(own, persons[k])]
        same = (_in_one_telling(own, o) or _is_short_for(own, o) or _is_slip(own, o) for o in others)
        if any(same) or any(_is_misspelt(own, o) and _is_slip(own, o) for o in persons.values()):
            sure += 1
        elif others or any(_is_misspelt(own, other) for other in persons.values()):
            maybe += 1
    claims = tuple(sorted({v.claim for v in victims}))
    return Named(low=len(persons) - sure - maybe, high=len(persons) - sure, claims=claims)


def _by_name(victims: Iterable[_Victim]) -> dict[str, list[_Victim]]:
    out: dict[str, list[_Victim]] = defaultdict(list)
    for victim in victims:
        out[victim.key].append(victim)
    return out


def _may_be(own: list[_Victim], other: list[_Victim]) -> bool:
    """Whether `other` is a fuller name, or a later spelling of the same letters, not listed beside `own` in
    one claim.
    """
    mine, theirs = own[0].skeleton, other[0].skeleton
    respelt = sorted(mine) == sorted(theirs) and own[0].key < other[0].key
    if not (respelt or _shortens(mine, theirs)):
        return False
    return {v.claim for v in own}.isdisjoint(v.claim for v in other)


def _is_short_for(own: list[_Victim], other: list[_Victim]) -> bool:
    """Whether `other` is the same name with more words ("Varro", later "Ilan Varro"), in whatever report."""
    return _shortens(own[0].key.split(), other[0].key.split())


def _shortens(name: Sequence[str], fuller: Sequence[str]) -> bool:
    """Whether `name` is `fuller` with words left out: one word of it, or several from its first one on in order. In
    the name of a child, what follows its own name is its father's, who is another person."""
    if len(name) >= len(fuller) or (len(name) > 1 and name[0] != fuller[0]):
        return False
    rest = iter(fuller)
    return all(word in rest for word in name)


def _is_misspelt(own: list[_Victim], other: list[_Victim]) -> bool:
    """Whether `other`, in another report, differs by a letter or so; of two such names the second counts as
    the misspelt one."""
    mine, theirs = own[0].key, other[0].key
    if mine <= theirs or min(len(mine), len(theirs)) < _LONG_ENOUGH or _in_one_telling(own, other):
        return False
    if own[0].skeleton == other[0].skeleton:
        return False  # another spelling of the same letters, which `_may_be` counts
    return fuzz.ratio(mine, theirs, score_cutoff=_ALIKE) > 0


def _is_slip(own: list[_Victim], other: list[_Victim]) -> bool:
    """Whether `other`, in another report, is the same name but for one letter within one of its words."""
    mine, theirs = own[0].key.split(), other[0].key.split()
    if len(mine) != len(theirs) or _in_one_telling(own, other):
        return False
    unlike = [pair for pair in zip(mine, theirs, strict=True) if pair[0] != pair[1]]
    return len(unlike) == 1 < len(mine) and _differ_by_a_letter(*unlike[0])


def _differ_by_a_letter(one: str, other: str) -> bool:
    """Whether two long words begin alike and are one slip apart: short ones are as often brothers' names."""
    long = min(len(one), len(other)) >= _LONG_WORD
    return long and one[0] == other[0] and OSA.distance(one, other, score_cutoff=1) == 1


def _in_one_telling(left: list[_Victim], right: list[_Victim]) -> bool:
    return bool({v.telling for v in left} & {v.telling for v in right})
