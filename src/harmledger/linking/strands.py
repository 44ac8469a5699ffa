"""A telling with its claims in, its strands out: one for each source that its account goes back to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from harmledger.linking.facts import ReportFacts, tokens_of
from harmledger.linking.sides import Matter, Toll, tolls_of
from harmledger.records.claim import Claim
from harmledger.records.telling import Telling
from harmledger.records.voice import Voice, VoiceKind

Naming = Literal["named", "unnamed", "correspondent", "author"]


class Publishers(msgspec.Struct, frozen=True):
    """Which publishers speak at first hand, by words of their name."""

    press: frozenset[str]
    kinds: dict[VoiceKind, tuple[str, ...]]


class VoiceRules(msgspec.Struct, frozen=True):
    """`data/voices.toml`: which kinds of voice see for themselves, and which words name nobody."""

    version: str
    first_hand: frozenset[str]
    outlets: frozenset[str]
    correspondents: frozenset[str]
    monitors_own: frozenset[str]
    unnamed: frozenset[str]
    one_body: tuple[tuple[str, ...], ...]
    name_noise: frozenset[str]
    publishers: Publishers


class Root(msgspec.Struct, frozen=True, kw_only=True):
    """Where a claim comes from, as far as its chain of voices tells.

    `named`: the innermost voice, by name; also the author, where the publisher itself can have seen the harm.
    `correspondent`: people of an outlet or a monitor on the spot, by its name: its own witnesses.
    `unnamed`: "witnesses", "local sources", told to the nearest named voice, whose name stands in `name`.
    `author`: nobody but the report itself.
    """

    naming: Naming
    name: tuple[str, ...]
    """Case-folded words of the name, in order."""
    kind: VoiceKind


class Strand(msgspec.Struct, frozen=True, kw_only=True):
    """What one telling brings from one root."""

    telling: str
    report: str
    root: Root
    facts: ReportFacts
    sentences: frozenset[str]
    """The words of its claims, case-folded, where there are enough to be no coincidence."""
    tolls: tuple[Toll, ...]


SENTENCE_WORDS = 9
"""Claims in fewer words ("At least five people were killed in the attack") are worded alike by chance."""


@cache
def voice_rules() -> VoiceRules:
    """The rules that ship with the package."""
    content = files("harmledger.linking").joinpath("data", "voices.toml").read_bytes()
    return msgspec.toml.decode(content, type=VoiceRules)


def strands_of(telling: Telling, matter: Matter) -> tuple[Strand, ...]:
    """The strands of `telling`, by root. Claims that deny or doubt bring no account of harm and make none.

    The author of a report that names sources is held to retell these: the author's own voice is a strand only
    where it is alone.
    """
    claims: dict[tuple[Naming, tuple[str, ...]], list[Claim]] = {}
    roots: dict[tuple[Naming, tuple[str, ...]], Root] = {}
    for claim in matter.claims:
        if tells_of_harm(claim):
            root = root_of(claim, matter.facts)
            key = (root.naming, root.name)
            roots.setdefault(key, root)
            claims.setdefault(key, []).append(claim)
    sourced = {key for key, root in roots.items() if root.naming != "author"}
    return tuple(
        _strand(telling, roots[key], claims[key], matter.facts) for key in sorted(sourced or set(roots))
    )


def tells_of_harm(claim: Claim) -> bool:
    """Whether the claim alleges or concedes this event, and so can be an origin of its account."""
    return claim.stance in ("asserts", "concedes") and claim.extent == "incident"


def root_of(claim: Claim, facts: ReportFacts) -> Root:
    """The innermost named voice; for an unnamed one, "unnamed, as told to" the nearest named voice around
    it."""
    innermost = claim.voice
    if innermost.kind != "author" and _reports_on_the_spot(innermost):
        outlet = _outlet_in(innermost) or publisher_name(facts)
        return Root(naming="correspondent", name=outlet, kind=innermost.kind)
    if innermost.kind != "author" and is_named(innermost):
        return Root(naming="named", name=_name(innermost), kind=innermost.kind)
    outer = next(
        (voice for voice in reversed(claim.voices[:-1]) if voice.kind != "author" and is_named(voice)), None
    )
    told_to = _name(outer) if outer is not None else publisher_name(facts)
    if innermost.kind == "author":
        own = first_hand_kind(facts.publisher)
        return Root(naming="named" if own else "author", name=told_to, kind=own or "author")
    return Root(naming="unnamed", name=told_to, kind=innermost.kind)


def _reports_on_the_spot(voice: Voice) -> bool:
    """Whether the voice is an outlet's correspondent, or people whom a monitor that it names has on the spot."""
    words = tokens_of(voice.refers_to or voice.name)
    own = voice.kind == "monitor" and not voice_rules().monitors_own.isdisjoint(words) and is_named(voice)
    return own or not voice_rules().correspondents.isdisjoint(words)


def _outlet_in(voice: Voice) -> tuple[str, ...]:
    """The words beside "correspondent" that may name the outlet; none in "our correspondent"."""
    if not is_named(voice):
        return ()
    return tuple(word for word in _name(voice) if word not in voice_rules().unnamed)


def is_named(voice: Voice) -> bool:
    """Whether the voice's words name somebody: at least one word is none of those that name nobody, and
    begins with a capital where its script has capitals."""
    rules = voice_rules()
    words = (voice.refers_to or voice.name).split()
    telling = [word for word in words if tokens_of(word) and not rules.unnamed.issuperset(tokens_of(word))]
    return any(
        word == word.upper() or word.lstrip("\"'“‘(@")[:1].isupper() or "@" in word for word in telling
    )


def publisher_name(facts: ReportFacts) -> tuple[str, ...]:
    """The publisher's name as words; of a report without one, its own id: nobody else's."""
    return compared_name(facts.publisher) if facts.publisher else (facts.report_id,)


def first_hand_kind(publisher: str | None) -> VoiceKind | None:
    """The kind of a publisher that can have seen or handled the dead and injured itself; null for all others."""
    rules = voice_rules().publishers
    words = tokens_of(publisher or "")
    if not rules.press.isdisjoint(words):
        return None
    return next((kind for kind, names in rules.kinds.items() if holds_any(words, names)), None)


def holds_any(words: Sequence[str], phrases: Iterable[str]) -> bool:
    """Whether one of the phrases stands among the words of a name."""
    spelled = f" {' '.join(words)} "
    return any(f" {' '.join(tokens_of(phrase))} " in spelled for phrase in phrases)


def compared_name(name: str) -> tuple[str, ...]:
    """The words of a name, case-folded, without articles and what addresses add."""
    words = tokens_of(name)
    return tuple(word for word in words if word not in voice_rules().name_noise) or tuple(words)


def _name(voice: Voice) -> tuple[str, ...]:
    return compared_name(voice.refers_to or voice.name)


def _strand(telling: Telling, root: Root, claims: Sequence[Claim], facts: ReportFacts) -> Strand:
    return Strand(
        telling=telling.id,
        report=telling.report_id,
        root=root,
        facts=facts,
        sentences=frozenset(_sentences(claims)),
        tolls=tolls_of(claims),
    )


def _sentences(claims: Iterable[Claim]) -> Iterable[str]:
    for claim in claims:
        words = tokens_of(claim.quote)
        if len(words) >= SENTENCE_WORDS:
            yield " ".join(words)
