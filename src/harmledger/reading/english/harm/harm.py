"""One parsed sentence in, each word that says harm out: which kind of harm, whether fatal, denied or only
supposed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from harmledger.reading.english.harm.aims import aims_at
from harmledger.reading.english.harm.among import tells_some
from harmledger.reading.english.harm.subjects import OBJECTS, SUBJECTS, TO_BE
from harmledger.reading.english.harm.supposed import is_feared, is_hypothetical, is_negated
from harmledger.reading.english.harm.victims import clings_to, is_noun_like, victims_of
from harmledger.reading.english.people.counted import is_person_noun
from harmledger.reading.english.sentences.parse import Parsed
from harmledger.reading.english.words.harm import REACH, Trigger, TriggerKind, harm_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_CAUSE = 7
"""Most words from a death to its cause ("died in May after a long *illness*")."""
_TO_A_CAUSE = frozenset(("of", "from", "after", "with", "to"))
_TO_THE_NEXT = 2
"""Words from one word of harm to the one joined to it."""
_BACK = 6
"""Most words back to the "was" of a passive ("was ambushed, robbed and killed")."""


class Harm(msgspec.Struct, frozen=True, kw_only=True):
    """One word that says harm, read in its sentence."""

    index: int
    """Of its token."""
    trigger: Trigger
    victims: tuple[int, ...]
    """Tokens that the parse takes for those harmed; empty where it ties nobody to the word."""
    negated: bool = False
    hypothetical: bool = False
    fatal: bool = False
    """ "Fatally shot", "shot dead"."""
    partial: bool = False
    """ "Were among the dead": some of a toll that is told elsewhere."""
    passive: bool = False
    """ "Was killed": what follows is not whom it befell."""

    @property
    def verbal(self) -> bool:
        """Whether people are its subject or object, rather than counted by it or named beside it."""
        return self.trigger.kind in ("verb", "intransitive", "state")


_LIVES = Trigger(kind="event", outcome="killed")
_CLINGING = Trigger(kind="event", outcome="injured")


def find_harm(parsed: Parsed) -> tuple[Harm, ...]:
    """Every word of the sentence that says harm, left to right."""
    return tuple(harm for token in parsed.tokens if (harm := _read(token)) is not None)


def joined_words(parsed: Parsed, harms: Sequence[Harm]) -> dict[int, str]:
    """Words of harm, by index, that are joined so that people befell the one or the other ("were *killed or wounded*",
    "14 *dead and injured*"), with the word that joins them. Not so in "two were killed and *wounded ten*"."""
    found = {harm.index: harm for harm in harms}
    joined: dict[int, str] = {}
    for index, harm in found.items():
        other = found.get(index + _TO_THE_NEXT)
        if other is not None and _is_joined(parsed, harm, other):
            joined |= dict.fromkeys((index, other.index), parsed.doc[index + 1].lower_)
    return joined


def _is_joined(parsed: Parsed, harm: Harm, other: Harm) -> bool:
    if {harm.trigger.outcome, other.trigger.outcome} != {"killed", "injured"}:
        return False
    counts_others = any(token.tag_ == "CD" for token in parsed.doc[other.index + 1 : other.index + 2])
    return parsed.doc[harm.index + 1].lower_ in ("and", "or") and not (harm.passive and counts_others)


def _read(token: Token) -> Harm | None:
    word = token.lower_
    of_life = word in ("life", "lives")
    if of_life:
        trigger: Trigger | None = _CLINGING if clings_to(token) else _LIVES
    else:
        known = harm_lexicon().triggers.get(word.rstrip("-–—"))
        trigger = _way(token, tuple(way for way in known if _has_company(token, way))) if known else None
    if trigger is None or _speaks_of_something_else(token, trigger) or _is_natural(token, trigger):
        return None
    if trigger.outcome == "killed" and is_feared(token):
        trigger = msgspec.structs.replace(trigger, outcome="missing")
    if trigger.outcome == "injured" and _is_of_a_weapon(token):
        trigger = msgspec.structs.replace(trigger, outcome="struck")
    victims = victims_of(token, None if of_life else trigger)
    if of_life and not victims:
        return None
    near = (*token.lefts, *token.rights, *_neighbours(token))
    beside = {t.lower_ for t in near if not _is_of_a_number(t, token)}
    return Harm(
        index=token.i, trigger=trigger, victims=victims,
        negated=is_negated(token), partial=tells_some(token),
        hypothetical=is_hypothetical(token.head if of_life else token),
        fatal=_is_fatal(token, beside), passive=trigger.kind == "verb" and is_passive(token),
    )  # fmt: skip


def _is_of_a_weapon(token: Token) -> bool:
    """ "Found with *gunshot wounds*": hit, which says no more of whether they lived than "shot" does; unless the wounds
    are said to be slight or grave."""
    words = harm_lexicon().words
    nouns = token.lower_ in words["injuries.nouns"] and token.i > 0
    if not nouns or token.nbor(-1).lower_ not in words["injuries.by_weapons"]:
        return False
    before = {t.lower_ for t in token.doc[max(0, token.i - _BACK) : token.i]}
    return before.isdisjoint(words["injuries.degrees"] | words["modifiers.grave"])


def _is_fatal(token: Token, beside: set[str]) -> bool:
    words = harm_lexicon().words
    return _to_death(token) or (
        not _is_denied(token)
        and bool(beside & words["modifiers.fatal"])
        and not beside & words["modifiers.not_fatal"]
    )


def _is_of_a_number(adverb: Token, token: Token) -> bool:
    """ "Nine shot, *one* fatally", "two *dead*, ten injured": said of others than those of the word of harm."""
    before = adverb.i < token.i
    numbered = not before and adverb.nbor(-1).tag_ == "CD"
    return numbered or (before and adverb.lower_ == "dead")


def _is_denied(token: Token) -> bool:
    """ "*Non-fatal* wounds", taken apart at the hyphen."""
    return any(t.lower_ in ("non", "non-") for t in token.doc[max(0, token.i - _BACK) : token.i])


def _is_natural(token: Token, trigger: Trigger) -> bool:
    """ "Died of cancer", "lost his wife to cancer": nobody did it."""
    done = trigger.kind not in ("intransitive", "event", "state") and not trigger.of
    if trigger.outcome != "killed" or done:
        return False
    following = [t.lower_ for t in token.doc[token.i + 1 : token.i + 2 + _CAUSE]]
    leads = not _TO_A_CAUSE.isdisjoint(following)
    return leads and not harm_lexicon().words["causes.natural"].isdisjoint(following)


def _has_company(token: Token, way: Trigger) -> bool:
    """Whether the other words stand beside that this reading needs ("gunned *down*", "*taken* to
    *hospital*")."""
    reach = len(token.doc) if way.of else token.i + 2 + REACH
    following = [t.lower_ for t in token.doc[token.i + 1 : reach]]
    before = token.doc[token.i - 1].lower_ if token.i else ""
    return (
        (way.needs is None or way.needs in following[:2])
        and (not way.after or not way.after.isdisjoint(following))
        and (not way.before or before in way.before)
        and (not way.by or any(c.dep_ == "nsubj" and c.lower_ in way.by for c in token.lefts))
        and (not way.of or any(c.dep_ == "dobj" and _is_own(c, way.of) for c in token.rights))
        and not (way.kind == "state" and _only_modifies(token, way))
    )


def _only_modifies(token: Token, way: Trigger) -> bool:
    """ "*Serious* men after the attack", "an intensive *care* nurse"."""
    behind = token.doc[token.i + 1 : token.i + 2]
    of_people = bool(way.before) and any(is_person_noun(noun) for noun in behind)
    return of_people or (bool(way.after) and token.dep_ == "amod")


def _is_own(noun: Token, kin: frozenset[str]) -> bool:
    """ "*His wife*", "all four *of his children*", "twelve members *of his family*"; not "contact with his wife"."""
    owned = any(word.tag_ == "PRP$" and word.head.lower_ in kin for word in noun.subtree)
    return owned and (is_person_noun(noun) or noun.tag_ in ("CD", "DT", "PDT"))


def is_passive(token: Token) -> bool:
    """Whether a form of "be" or "get" makes the word a passive, over adverbs and words joined to it."""
    if token.tag_ == "VBG":
        return False  # "they were shooting"
    for before in reversed(token.doc[max(0, token.i - _BACK) : token.i]):
        if before.lower_ in TO_BE or before.lower_ in ("got", "get", "gets", "getting"):
            return True
        if not (before.tag_[:2] in ("RB", "CC") or before.tag_ == "VBN" or before.text == ","):
            return False
    return False


def _speaks_of_something_else(token: Token, trigger: Trigger) -> bool:
    """ "Two counts of murder" counts charges; "shot to death" and "shot dead" are read at "shot"; who was "left for
    dead" lived."""
    if _is_of_a_suspect(token) or (trigger.kind == "person" and _is_no_corpse(token)):
        return True
    if trigger.kind == "state" and token.i > 0 and token.lower_ == "dead":
        if token.nbor(-1).lower_ == "for":
            return True
        return any(way.kind == "verb" for way in harm_lexicon().triggers.get(token.nbor(-1).lower_, ()))
    if trigger.kind == "verb" and aims_at(token):
        acts = token.tag_ == "VBG" or any(c.dep_ in SUBJECTS for c in token.lefts)
        return acts and not is_passive(token)  # "he shot at two men"; but "two men killed at home"
    if trigger.kind == "intransitive" and trigger.needs is None and token.i + 1 < len(token.doc):
        return token.nbor().lower_ in harm_lexicon().words["modifiers.abating"]  # "the gunfire died *down*"
    return trigger.kind == "event" and _is_of_a_charge(token)


def _is_of_a_suspect(token: Token) -> bool:
    """ "A standoff with a *shooting* suspect"."""
    behind = token.doc[token.i + 1 : token.i + 2].text.lower()
    return token.tag_ in ("VBG", "NN") and behind in harm_lexicon().words["charges.suspects"]


def _is_no_corpse(token: Token) -> bool:
    """ "Another *UN body*", "a *body-borne* bomb", "*body* armour"."""
    if token.lower_ not in ("body", "bodies"):
        return False
    before = token.nbor(-1).lower_ if token.i else ""
    behind = token.nbor().tag_ if token.i + 1 < len(token.doc) else ""
    return before in harm_lexicon().words["bodies.that_act"] or behind in ("HYPH", "NN", "NNS")


def _is_of_a_charge(token: Token) -> bool:
    """ "*Murder* suspects", "a count of *murder*"."""
    if token.dep_ == "compound" and token.head.lower_ not in harm_lexicon().triggers:
        return True  # "murder suspects", "death row"
    if token.head.lower_ == "to" and token.dep_ == "pobj":
        return token.lower_ == "death" and not is_noun_like(
            token
        )  # "shot to death"; "led to *the* death of two"
    charges = harm_lexicon().words["charges.nouns"]
    return token.head.lower_ in charges or (token.head.dep_ == "prep" and token.head.head.lower_ in charges)


def _to_death(token: Token) -> bool:
    return any(c.lower_ == "to" and any(g.lower_ == "death" for g in c.rights) for c in token.rights)


def _neighbours(token: Token) -> Iterator[Token]:
    if token.i > 0:
        yield token.doc[token.i - 1]
    if token.i + 1 < len(token.doc):
        yield token.doc[token.i + 1]


def _way(token: Token, ways: tuple[Trigger, ...]) -> Trigger | None:
    """Which of a form's readings the tag and the words around it call for."""
    noun = token.tag_ in ("NN", "NNS", "NNP", "NNPS") and (_is_a_shot(token) or not _is_participle(token))
    by_kind = {way.kind: way for way in ways if not (noun and way.kind in ("verb", "intransitive"))}
    return next((by_kind[kind] for kind in _likeliest(token) if kind in by_kind), None)


def _is_a_shot(token: Token) -> bool:
    """ "Without firing *a shot*", "heard *the shot*"."""
    return token.lower_ == "shot" and token.i > 0 and token.nbor(-1).lower_ in ("a", "the", "another")


def _is_participle(token: Token) -> bool:
    """Whether the form alone shows a participle, whatever the tag (tags are guesses in headings)."""
    return token.lower_.endswith(("ed", "en", "ain")) or token.lower_ in (
        "shot",
        "hurt",
        "dies",
        "kills",
        "wounds",
    )


def _likeliest(token: Token) -> tuple[TriggerKind, ...]:
    if token.tag_ in ("NN", "NNS", "NNP", "NNPS"):
        return ("event", "person", "state", "verb", "intransitive")
    if token.tag_ == "VBZ":
        return ("verb", "intransitive", "state", "event")  # "one *remains* in hospital"
    if token.tag_ == "VBG" and is_noun_like(token):
        return ("event", "verb", "intransitive", "state", "person")
    if token.tag_.startswith("VB"):
        return ("verb", "intransitive", "state", "event", "person")
    if _headless(token):
        return ("person", "state", "verb", "event")
    return ("state", "verb", "event", "person")


def _headless(token: Token) -> bool:
    """ "The dead", "the wounded": an adjective that stands for people."""
    return token.dep_ in (*SUBJECTS, *OBJECTS, "pobj", "conj") and any(c.dep_ == "det" for c in token.lefts)
