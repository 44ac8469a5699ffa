"""The lexicon of saying in (data/english_saying.toml), look-ups by word form out."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Literal

import msgspec

from harmledger.errors import SettingsError
from harmledger.reading.any_of import any_of
from harmledger.records.claim import Firmness, Stance

VerbKind = Literal["speech", "view", "attitude"]
"""`speech` and `view` carry claims ("said that 12 died", "fears that 12 died"); an `attitude` does not
("wants")."""
Complement = Literal["clause", "quote", "object", "finding", "to", "as", "two"]

_VOWELS = "aeiou"


class SayingVerb(msgspec.Struct, frozen=True, kw_only=True):
    """How one verb introduces what somebody says."""

    lemma: str
    kind: VerbKind
    stance: Stance
    negated: Stance | None = None
    """The stance once negated; null: negation changes nothing."""
    firmness: Firmness
    takes: frozenset[Complement]
    prepositions: frozenset[str]
    """Their phrases belong to the content."""
    only_with: frozenset[str]
    """Without one of these prepositions the verb says something else; empty: no such need."""
    objects: frozenset[str]
    """Only these objects are content ("issued a *statement*"); empty: any."""
    told: bool
    """A bare object is the person spoken to."""


class SayingLexicon(msgspec.Struct, frozen=True, kw_only=True):
    """Words that introduce what somebody says, by lower-case form."""

    verbs: dict[str, SayingVerb]
    nouns: dict[str, Stance]
    answering: re.Pattern[str]
    """Finds those verbs and nouns that deny, doubt or concede, or do so once negated."""
    accusing_nouns: frozenset[str]
    bearers: frozenset[str]
    mute: frozenset[str]
    """Things that act and never say."""
    hearsay: frozenset[str]
    suspicion: frozenset[str]
    reversing: frozenset[str]
    venues: frozenset[str]
    own_findings: frozenset[str]
    """Verbs whose passive without an agent is the text's own finding ("it was assessed that")."""
    labels: frozenset[str]
    """Words before a colon that name no speaker."""
    proofs: frozenset[str]
    """What is found, or is too little to find something: never who says it."""
    lacking: frozenset[str]
    """Words before those that say that there is too little."""


class _VerbGroup(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    kind: VerbKind
    stance: Stance
    negated: Stance | None = None
    firmness: Firmness
    takes: list[Complement]
    prepositions: list[str] = msgspec.field(name="with", default_factory=list)
    only_with: list[str] = []
    objects: str = ""
    told: bool = False
    lemmas: str


class _Nouns(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    asserts: str
    accuses: str
    denies: str
    doubts: str
    concedes: str


class _Words(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    words: str


class _Proofs(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    words: str
    lacking: str


class _Adverbs(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    reported: list[str]
    suspected: list[str]


class _File(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    verbs: list[_VerbGroup]
    irregular: dict[str, str]
    nouns: _Nouns
    bearers: _Words
    mute: _Words
    adverbs: _Adverbs
    negation: _Words
    venues: _Words
    labels: _Words
    proofs: _Proofs
    own_findings: _Words


@functools.cache
def saying_lexicon() -> SayingLexicon:
    """The words of saying, from `data/english_saying.toml`. Raises SettingsError where a lemma stands
    twice."""
    raw = files("harmledger.reading.data").joinpath("english_saying.toml").read_text("utf-8")
    data = msgspec.convert(tomllib.loads(raw), _File)
    accusing = frozenset(_both_numbers(data.nouns.accuses))
    verbs, nouns = _verbs(data), _nouns(data.nouns)
    return SayingLexicon(
        verbs=verbs,
        nouns=nouns,
        answering=_answering(verbs, nouns),
        accusing_nouns=accusing,
        bearers=frozenset(_both_numbers(data.bearers.words)),
        mute=frozenset(_both_numbers(data.mute.words)),
        hearsay=frozenset(data.adverbs.reported),
        suspicion=frozenset(data.adverbs.suspected),
        reversing=frozenset(data.negation.words.split()),
        venues=frozenset(_both_numbers(data.venues.words)),
        own_findings=frozenset(data.own_findings.words.split()),
        labels=frozenset(_both_numbers(data.labels.words)),
        proofs=frozenset(_both_numbers(data.proofs.words)),
        lacking=frozenset(data.proofs.lacking.split()),
    )


def _answering(verbs: Mapping[str, SayingVerb], nouns: Mapping[str, Stance]) -> re.Pattern[str]:
    forms = (form for form, verb in verbs.items() if {verb.stance, verb.negated} - {"asserts", None})
    named = (noun for noun, stance in nouns.items() if stance != "asserts")
    return re.compile(rf"\b{any_of({*forms, *named})}\b")


def _verbs(data: _File) -> dict[str, SayingVerb]:
    seen: set[str] = set()
    by_form: dict[str, SayingVerb] = {}
    for group in data.verbs:
        for lemma in group.lemmas.split():
            if lemma in seen:
                raise SettingsError(f"the verb {lemma!r} stands twice", where="english_saying.toml")
            seen.add(lemma)
            verb = SayingVerb(
                lemma=lemma,
                kind=group.kind,
                stance=group.stance,
                negated=group.negated,
                firmness=group.firmness,
                takes=frozenset(group.takes),
                prepositions=frozenset(group.prepositions),
                only_with=frozenset(group.only_with),
                told=group.told,
                objects=frozenset(_both_numbers(group.objects)),
            )
            stated = data.irregular.get(lemma)
            for form in (lemma, *(stated.split() if stated else regular_forms(lemma))):
                by_form.setdefault(form, verb)
    return by_form


def regular_forms(lemma: str) -> Iterator[str]:
    """The inflected forms that English spelling allows for `lemma` ("admit": admits, admitted, admitting,
    admited …).

    Where doubling the last letter depends on stress, both spellings are given: a form that no text holds
    does no harm.
    """
    if lemma.endswith("e"):
        yield from (lemma + "s", lemma + "d", lemma[:-1] + "ing")
    elif lemma.endswith("y") and lemma[-2] not in _VOWELS:
        yield from (lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing")
    else:
        yield lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
        yield from (lemma + "ed", lemma + "ing")
        if lemma[-1] not in _VOWELS and lemma[-2] in _VOWELS:
            yield from (lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing")


def _nouns(nouns: _Nouns) -> dict[str, Stance]:
    stances: dict[str, Stance] = {}
    groups: tuple[tuple[str, Stance], ...] = (
        (nouns.asserts, "asserts"),
        (nouns.accuses, "asserts"),
        (nouns.denies, "denies"),
        (nouns.doubts, "doubts"),
        (nouns.concedes, "concedes"),
    )
    for words, stance in groups:
        stances.update(dict.fromkeys(_both_numbers(words), stance))
    return stances


def _both_numbers(words: str) -> Iterator[str]:
    for word in words.split():
        yield word
        yield word[:-1] + "ies" if word.endswith("y") and word[-2] not in _VOWELS else word + "s"
