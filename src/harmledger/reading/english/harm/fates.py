"""The people named in a sentence and its words of harm in, what became of each out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from harmledger.reading.english.harm.harm import Harm
from harmledger.reading.english.harm.line import REFLEXIVE
from harmledger.reading.english.harm.stated_tolls import Tolls
from harmledger.reading.english.harm.ties import Ties
from harmledger.reading.english.people.chunk import Chunk, Parents
from harmledger.reading.english.people.speaking import speaks
from harmledger.reading.english.sentences.parse import Parsed
from harmledger.reading.english.words.harm import Trigger, harm_lexicon
from harmledger.records.figure import Outcome

if TYPE_CHECKING:
    from spacy.tokens import Doc

OF_BODY: tuple[Outcome, ...] = ("killed", "injured", "killed_or_injured", "struck")
OF_LIBERTY: tuple[Outcome, ...] = ("abducted", "missing", "detained", "displaced")
"""Where several words of one kind speak of the same people, the first of these says what became of them in
the end."""
_GRAVITY = (*OF_BODY, *OF_LIBERTY)
SURELY_OF_PEOPLE = frozenset(("killed", "injured", "abducted", "struck"))
"""What words of harm say of people alone, so that a noun which we do not know must name people."""


STATED = -1
"""In the place of a word of harm: the words for a toll say it, of those told of behind it too."""


class Fate(NamedTuple):
    """What became of people, by which word, and whether they are only some of a toll told elsewhere."""

    outcome: Outcome
    trigger: Trigger
    partial: bool = False
    word: int = STATED
    """Token of the word."""
    of_degree: bool = False
    """Whether the words say how badly they were hurt."""
    by_own_hand: bool = False
    """Whether they did it to themselves, and are not among those whom somebody else harmed."""


_DEGREES = frozenset(("condition", "slightly", "minor", "lightly"))
Fates = dict[int, Fate]


def fates_of(
    parsed: Parsed, chunks: Sequence[Chunk], harms: Sequence[Harm], parents: Parents, tolls: Tolls
) -> Fates:
    """By index of chunk, what became of the people; those of whom nothing is said are left out."""
    fates = _told(parsed, chunks, harms, parents)
    for n, trigger in tolls.items():
        fates.setdefault(n, Fate(trigger.outcome, trigger))
    _asides(parsed, chunks, fates, parents, {harm.index for harm in harms})
    _hit_elsewhere(parsed, chunks, fates)
    _died_of_those(parsed, chunks, fates, parents)
    for part, whole in sorted(parents.items()):
        if chunks[part].quantity.kind == "none":
            continue  # "all seven were hit, *none of them* badly"
        if whole in fates and (part not in fates or fates[part].outcome == "struck"):
            fates[part] = graver(fates.get(part), fates[whole])
    _same_people(parsed, chunks, fates)
    return {n: fate for n, fate in fates.items() if _is_plausible(chunks[n], fate)}


def graver(one: Fate | None, other: Fate) -> Fate:
    """The one that says what became of people in the end."""
    if one is None or _GRAVITY.index(other.outcome) < _GRAVITY.index(one.outcome):
        return other
    return one


def _told(parsed: Parsed, chunks: Sequence[Chunk], harms: Sequence[Harm], parents: Parents) -> Fates:
    ties = Ties(parsed, chunks, harms, parents)
    fates: Fates = {}
    for harm in harms:
        if harm.hypothetical or harm.negated:
            continue
        outcome: Outcome = "killed" if harm.fatal else harm.trigger.outcome
        for n in ties.befallen(harm):
            if _is_of_some(parsed.doc, chunks[n], harm):
                continue
            fates[n] = graver(
                fates.get(n),
                Fate(
                    outcome,
                    harm.trigger,
                    harm.partial,
                    harm.index,
                    _is_of_degree(parsed.doc, harm),
                    by_own_hand=_is_by_own_hand(parsed.doc, harm),
                ),
            )
    return fates


def _is_of_degree(doc: Doc, harm: Harm) -> bool:
    """ "*Critically* wounded", "*serious* injuries", "in stable *condition*"."""
    if harm.trigger.outcome != "injured" or harm.fatal:
        return False
    words = doc[max(0, harm.index - 1) : harm.index + 2]
    return any(
        token.lower_ in _DEGREES or token.lower_ in harm_lexicon().words["modifiers.grave"] for token in words
    )


def _is_by_own_hand(doc: Doc, harm: Harm) -> bool:
    """ "Committed *suicide*", "took his *own* life"."""
    return harm.trigger.needs == "suicide" or any(child.lower_ == "own" for child in doc[harm.index].lefts)


def _is_of_some(doc: Doc, chunk: Chunk, harm: Harm) -> bool:
    """Whether "nobody" speaks of some of those harmed: "no one was *seriously* hurt", "none of those *who were
    hurt* was the target"."""
    if chunk.quantity.kind not in ("none", "none_reported"):
        return False
    before = doc[max(0, harm.index - 1) : harm.index]
    grave = any(token.lower_ in (*harm_lexicon().words["modifiers.grave"], "threatening") for token in before)
    of_those = harm.trigger.kind == "person" or doc[harm.index].dep_ in ("relcl", "acl", "pcomp")
    some = chunk.partitive or doc[chunk.first + 1 : chunk.first + 2].text.lower() == "of"
    return grave or (some and (of_those or harm.index < chunk.first - 1))


def _asides(
    parsed: Parsed, chunks: Sequence[Chunk], fates: Fates, parents: Parents, words_of_harm: set[int]
) -> None:
    """ "Two critically", "one fatally": some of the people named just before, and what became of them."""
    fatal = harm_lexicon().words["modifiers.fatal"]
    for n in range(1, len(chunks)):
        following = parsed.doc[chunks[n].last + 1 : chunks[n].last + 2]
        bare = parsed.doc[chunks[n].noun].tag_ == "CD"
        if (
            bare
            and following
            and following[0].tag_ == "RB"
            and following[0].text.endswith("ly")
            and n - 1 in fates
        ):
            if any(harm == chunks[n].last + 2 for harm in words_of_harm):
                continue  # "four fatally *shot*"
            parents[n] = parents.get(n - 1, n - 1)
            whole = fates[n - 1]
            fates[n] = whole._replace(outcome="killed") if following[0].lower_ in fatal else whole


def _hit_elsewhere(parsed: Parsed, chunks: Sequence[Chunk], fates: Fates) -> None:
    """ "A man was shot in the chest and *a woman in the arm*": the verb of those before."""
    for n in range(1, len(chunks)):
        fate = fates.get(n - 1)
        if n in fates or fate is None or fate.outcome not in ("struck", "injured") or not chunks[n].single:
            continue
        between = parsed.doc[chunks[n - 1].last + 1 : chunks[n].first]
        following = [token.lower_ for token in parsed.doc[chunks[n].last + 1 : chunks[n].last + 4]]
        leads = following[:1] == ["in"] and not harm_lexicon().words["injuries.limbs"].isdisjoint(
            following[1:]
        )
        joined = between[-1:].text.lower() in ("and", ",", "while")
        if leads and joined and any(token.i == fate.word for token in between):
            fates[n] = fate


def _died_of_those(parsed: Parsed, chunks: Sequence[Chunk], fates: Fates, parents: Parents) -> None:
    """ "Four were wounded and *one* died": one of the four."""
    for n, fate in fates.items():
        if (
            fate.trigger.kind != "intransitive"
            or parsed.doc[chunks[n].noun].tag_ != "CD"
            or chunks[n].additional
        ):
            continue
        number = chunks[n].quantity.low or 0
        hurt = [m for m in fates if m < n and fates[m].outcome in ("injured", "struck")]
        larger = [m for m in hurt if (chunks[m].quantity.low or 0) > number > 0]
        if larger and n not in parents:
            parents[n] = max(larger)


def _same_people(parsed: Parsed, chunks: Sequence[Chunk], fates: Fates) -> None:
    """What is said of "he" or "the boy" is said of the person named before in the sentence; they are not
    told twice."""
    for n in range(len(chunks)):
        if n in fates and _means_all_before(parsed, chunks, n, fates):
            del fates[n]
        meant = _given_to(parsed, chunks, n, fates)
        while meant is not None and chunks[meant].pronoun:
            meant = _given_to(parsed, chunks, meant, fates)  # "a boy … after *he* shot himself"


def _given_to(parsed: Parsed, chunks: Sequence[Chunk], n: int, fates: Fates) -> int | None:
    """Gives what befell `n` to the person before it whom it means; None where there is nobody."""
    earlier = _spoken_of(parsed, chunks, n, fates) if n in fates and chunks[n].definite else None
    if earlier is not None:
        own = parsed.doc[chunks[n].noun].lower_ in REFLEXIVE
        fate = graver(fates.get(earlier), fates.pop(n))
        fates[earlier] = fate._replace(by_own_hand=own or fate.by_own_hand)
    return earlier


def _means_all_before(parsed: Parsed, chunks: Sequence[Chunk], n: int, fates: Fates) -> bool:
    """ "Two men died, *both* of wounds": as many as the dead told of before in the sentence."""
    if parsed.doc[chunks[n].noun].lower_ not in ("both", "all"):
        return False
    dead = sum(chunks[m].quantity.low or 0 for m in fates if m < n and fates[m].outcome == "killed")
    return fates[n].outcome != "killed" and dead == chunks[n].quantity.low


def _spoken_of(parsed: Parsed, chunks: Sequence[Chunk], n: int, fates: Fates) -> int | None:
    """The people before `n` in its sentence whom "he", "the boy", "the two" may mean.

    Those already told of come first, but not for "himself": it means who acted. Of a definite noun
    nothing is known
    unless they are told of. Who speaks ("X said he …") is not meant.
    """
    number = chunks[n].quantity.low
    earlier = [
        m for m in range(n) if chunks[m].quantity.low == number is not None and _agree(chunks[m], chunks[n])
    ]
    reflexive = parsed.doc[chunks[n].noun].lower_ in REFLEXIVE
    earlier = [
        m for m in earlier if (reflexive or not chunks[m].pronoun) and not speaks(parsed.doc, chunks[m])
    ]
    earlier = [m for m in earlier if not _is_where(parsed.doc, chunks[m])]
    earlier = [m for m in earlier if m not in fates or fates[m].word != fates[n].word]  # not two of one list
    counted = [m for m in earlier if chunks[m].single and parsed.doc[chunks[m].noun].tag_ == "CD"]
    earlier = [m for m in earlier if m not in counted] or [
        m for m in counted if chunks[n].pronoun and m in fates
    ]
    told = [m for m in earlier if m in fates]
    if reflexive:
        earlier = [m for m in earlier if not _owns_a_thing(parsed.doc, chunks[m])]
        return max((m for m in earlier if m not in fates), default=max(told, default=None))
    if told or not chunks[n].pronoun:
        return max(told, default=None)
    return max(earlier, default=None)


def _owns_a_thing(doc: Doc, chunk: Chunk) -> bool:
    """ "Took *his father*'s pistol and shot himself"."""
    return doc[chunk.last + 1 : chunk.last + 2].text in ("'s", "’s")


def _is_where(doc: Doc, chunk: Chunk) -> bool:
    """Whether what looks like a name says where: "taken to *Hella Healthcare, where*", "the block of *South Hella*",
    "a store in *Hella*"."""
    behind = [token.lower_ for token in doc[chunk.last + 1 : chunk.last + 3] if token.text != ","]
    before = [token.lower_ for token in doc[max(0, chunk.first - 2) : chunk.first]]
    said = behind[:1] == ["where"] or before == ["block", "of"] or before[-1:] in (["in"], ["at"], ["near"])
    return bool(chunk.names) and said


def _agree(one: Chunk, other: Chunk) -> bool:
    """Whether sex and age do not speak against two mentions being of the same people."""
    for left, right in ((one.who.sex, other.who.sex), (one.who.age, other.who.age)):
        if "unstated" not in (left, right) and left != right:
            return False
    return other.pronoun or not (one.names and other.names)


def _is_plausible(chunk: Chunk, fate: Fate) -> bool:
    return not chunk.unsure or (fate.outcome in SURELY_OF_PEOPLE and fate.trigger.kind != "person")
