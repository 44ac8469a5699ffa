"""Chunks of people and words of harm of one sentence in, what became of which people out.

Arabic puts those who suffer behind the verb or the verbal noun, at once or after when and where; headlines put them
before it. What stands in a list with them ("and two women") shares their fate, until a word of how, where or when ends
the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from harmledger.reading.arabic.harm.cues import Cue, harm_lexicon
from harmledger.reading.arabic.harm.subjects import MARKS, is_of_those, subject_of
from harmledger.reading.arabic.people.chunk import Chunk
from harmledger.reading.arabic.words.split import Word, look_up
from harmledger.records.figure import Outcome

AT_ONCE = 2
"""Words that may stand between a word of harm and those who suffer, whatever they are."""
LATE = 14
"""Words behind a verb within which those who suffer may still come, if they are counted."""
_LIST_REACH = 6
"""Words between two of a list."""
_RELATIVE = frozenset(("بها", "به", "فيها", "فيه", "خلالها", "خلاله", "بهما"))
_EACH_OF = (["كل", "من"], ["كلا", "من"])
_FAMILY = frozenset(("عايله", "اسره"))
_WHICH = frozenset(("الذي", "التي", "اللذين", "اللتين"))
_SURELY_ONE = ("counted", "single", "dual")


class Fate(NamedTuple):
    """What became of the people of a chunk."""

    outcome: Outcome
    cue: int
    """Index of the word of harm; -1 where the noun itself says it."""
    listed: bool = False
    """Whether it is one of a list that another chunk began."""


Fates = dict[int, Fate]


def fates_of(words: Sequence[Word], chunks: list[Chunk], cues: Sequence[Cue]) -> Fates:
    """By index of chunk, what became of the people; chunks of whom nothing is said are left out."""
    fates: Fates = {}
    merged = _merged(words, cues, chunks)
    for index, cue in enumerate(merged):
        end = merged[index + 1].at if index + 1 < len(merged) else len(words)
        if cue.negated or cue.unreal:
            continue
        taken = _taken(words, chunks, cue, end, fates)
        subject = subject_of(words, chunks, cue, fates) if cue.kind == "verb" else None
        if taken is not None and (subject is None or not is_of_those(words, chunks[taken], cue)):
            fates[taken] = Fate(_outcome(chunks[taken], cue), cue.at)
            _go_on(words, chunks, taken, end, fates)
        elif subject is not None and cue.outcome is not None:
            _befell_list(words, chunks, subject, Fate(cue.outcome, cue.at), fates)
    for n, chunk in enumerate(chunks):
        if n in fates or chunk.outcome is None or _is_spoken_of(words, chunk):
            continue
        if _counts(chunk) and not _withheld(chunk, merged):
            both = chunk.unsure or _dead_and_hurt(chunks, n, fates)
            fates[n] = Fate("killed_or_injured" if both else chunk.outcome, -1)
            _go_on(words, chunks, n, next_cue(merged, chunk.last, len(words)), fates)
    return fates


def _merged(words: Sequence[Word], cues: Sequence[Cue], chunks: Sequence[Chunk]) -> list[Cue]:
    """The words of harm, "killing and wounding" as one of people killed or injured; not so in "a boy was killed, and
    were wounded four", where the first has its own people before it."""
    named = {chunk.last + 1 for chunk in chunks if chunk.form != "definite"}
    merged: list[Cue] = []
    for cue in cues:
        last = merged[-1] if merged else None
        if last is not None and last.at not in named and _is_joint(words, last, cue):
            negated = last.negated or cue.negated
            merged[-1] = msgspec.structs.replace(cue, outcome="killed_or_injured", negated=negated)
        else:
            merged.append(cue)
    return merged


def _is_joint(words: Sequence[Word], first: Cue, second: Cue) -> bool:
    """Whether two words of harm, of which the first says nobody, speak together of those who follow."""
    if first.outcome is None or second.outcome in (None, first.outcome) or first.owned or first.plural:
        return False
    and_ = words[second.at].text.startswith("و")
    return and_ and (
        second.at == first.at + 1 or (second.at == first.at + 2 and words[first.at + 1].text == "و")
    )


def next_cue(cues: Sequence[Cue], at: int, end: int) -> int:
    """Index of the first word of harm behind `at`; `end` where none follows."""
    return next((cue.at for cue in cues if cue.at > at), end)


def _counts(chunk: Chunk) -> bool:
    """Whether a noun that itself says what befell them counts people: "the wounded" speaks of those known."""
    return chunk.form != "definite"


def _dead_and_hurt(chunks: list[Chunk], n: int, fates: Fates) -> bool:
    """ "8 dead and wounded", "dozens of dead and wounded": one number for both; the second word counts no more."""
    behind = chunks[n + 1] if n + 1 < len(chunks) else None
    if (
        behind is None
        or chunks[n].form != "counted"
        or behind.first != chunks[n].last + 1
        or not behind.joined
    ):
        return False
    if behind.outcome in (None, chunks[n].outcome) or behind.form not in ("plural", "definite"):
        return False
    chunks[n + 1] = msgspec.structs.replace(behind, form="definite")
    fates.pop(n + 1, None)
    return True


def _is_spoken_of(words: Sequence[Word], chunk: Chunk) -> bool:
    """Whether the word before says that they are spoken of, not counted ("the names of the dead")."""
    before = words[chunk.first - 1] if chunk.first else None
    known = (
        before is not None and look_up(before.text, dict.fromkeys(harm_lexicon().spoken_of, True)) is not None
    )
    return known and chunk.form in ("plural", "single")


def _withheld(chunk: Chunk, cues: Sequence[Cue]) -> bool:
    """Whether a denied or unreal word of harm reaches the chunk ("without any wounded")."""
    before = [cue for cue in cues if cue.at < chunk.first]
    return (
        bool(before)
        and (before[-1].negated or before[-1].unreal)
        and chunk.first - before[-1].at <= AT_ONCE + 1
    )


def _outcome(chunk: Chunk, cue: Cue) -> Outcome:
    """The noun's own word stands ("martyrs fell"), but a wounded man who dies is dead."""
    if chunk.outcome is None or cue.outcome == "killed":
        return cue.outcome or chunk.outcome or "killed_or_injured"
    return chunk.outcome


def _taken(words: Sequence[Word], chunks: Sequence[Chunk], cue: Cue, end: int, fates: Fates) -> int | None:
    """The first people behind a word of harm that it can speak of."""
    if cue.owned or _is_relative(words, cue.at):
        return None
    for n, chunk in enumerate(chunks):
        if chunk.first <= cue.at or n in fates:
            continue
        if chunk.first >= end:
            return None
        between = _without_whose([w.text for w in words[cue.at + 1 : chunk.first] if w.text not in MARKS])
        if cue.kind == "fallen" and chunk.outcome is None:
            return n if chunk.unsure else None
        if _fits(words, chunk, cue, between):
            return n + 1 if _acts(words, chunks, n, cue, end) else n
        if cue.kind != "verb" or chunk.form in _SURELY_ONE:
            return None
    return None


def _without_whose(between: list[str]) -> list[str]:
    """What stands between a word of harm and people, without "in it", "today", "each of" and their family."""
    passed = harm_lexicon().passed_over
    between = between[1:] if between[:1] and between[0] in _RELATIVE else between
    between = between[next((n for n, text in enumerate(between) if text not in passed), len(between)) :]
    if between[:2] in _EACH_OF:
        return between[2:]
    family = next((n for n, text in enumerate(between) if text in _FAMILY), None)
    return between[:family] if family is not None and between[-1] == "من" else between


def _is_relative(words: Sequence[Word], at: int) -> bool:
    """Whether a verb only says which event is meant ("the attack *in which* seven were killed"). Behind an indefinite
    noun it tells ("a massacre, seven were killed in it")."""
    behind = at + 1 < len(words) and words[at + 1].text in _RELATIVE
    return behind and any(word.text in _WHICH for word in words[max(0, at - 2) : at])


def _acts(words: Sequence[Word], chunks: Sequence[Chunk], n: int, cue: Cue, end: int) -> bool:
    """Whether the people behind a verb of killing are those who kill: others follow as its object ("fighters of …
    executed three civilians")."""
    if cue.kind != "verb" or chunks[n].who.status != "combatant" or n + 1 >= len(chunks):
        return False
    victims = chunks[n + 1]
    if victims.first >= end:
        return False
    between = [w.text for w in words[chunks[n].last + 1 : victims.first] if w.text not in MARKS]
    plain = len(between) <= _LIST_REACH and not any(text in harm_lexicon().breaks for text in between)
    return plain and not victims.joined and not victims.governed and victims.form in _SURELY_ONE


def _fits(words: Sequence[Word], chunk: Chunk, cue: Cue, between: Sequence[str]) -> bool:
    """Whether people can be those who suffer, by how they are counted and what stands before them."""
    breaks = any(text in harm_lexicon().breaks for text in between)
    if chunk.form == "definite":
        told = chunk.outcome in (None, cue.outcome) and (chunk.outcome is None or chunk.low == 1)
        return not between and not chunk.governed and chunk.low in (1, 2) and told
    if (chunk.adjective and between) or (chunk.alone and len(between) > 1):
        return False
    if len(between) <= AT_ONCE and not breaks and not (between and between[-1] in harm_lexicon().governed):
        return not chunk.governed or cue.kind == "noun"
    late = cue.kind == "verb" and len(between) <= LATE and not chunk.governed and chunk.outcome is None
    return late and _stands_for_itself(words, chunk, between)


def _stands_for_itself(words: Sequence[Word], chunk: Chunk, between: Sequence[str]) -> bool:
    """Whether people told of late in a sentence are those who suffer, not those in the car that was hit: one person
    behind a mark, or behind a definite noun, which can own nobody."""
    if between[-1] in harm_lexicon().governed or chunk.form not in _SURELY_ONE:
        return False
    before = words[chunk.first - 1].text
    return chunk.form != "single" or before in MARKS or before.startswith("ال")


def _go_on(words: Sequence[Word], chunks: Sequence[Chunk], n: int, end: int, fates: Fates) -> None:
    """The rest of the list that chunk `n` begins shares its fate."""
    for m in range(n + 1, len(chunks)):
        chunk, before = chunks[m], chunks[m - 1]
        if m in fates or chunk.first >= end or not is_listed(words, before, chunk):
            return
        if chunk.form == "definite" and not chunk.kin and not _both_named(before, chunk):
            return
        if chunk.outcome is not None:
            if not _counts(chunk):
                return
            fates[m] = Fate(chunk.outcome, -1)
            continue
        fates[m] = Fate(fates[m - 1].outcome, fates[m - 1].cue, listed=True)


def _both_named(before: Chunk, chunk: Chunk) -> bool:
    """ "The reporter A and the cameraman B": one person each, whom the article announces."""
    return all(one.form == "definite" and one.low == 1 and one.outcome is None for one in (before, chunk))


def is_listed(words: Sequence[Word], before: Chunk, chunk: Chunk) -> bool:
    """Whether a chunk is one of a list with the chunk before it."""
    between = words[before.last + 1 : chunk.first]
    texts = [w.text for w in between]
    comma = bool(texts) and texts[-1] in "،,"
    if not (chunk.joined or comma) or chunk.governed or chunk.adjective or (chunk.alone and len(texts) > 1):
        return False
    plain = [text for text in texts if text not in MARKS and text != "و"]
    if comma and not chunk.joined and plain:
        return False
    return len(plain) <= _LIST_REACH and not any(text in harm_lexicon().breaks for text in plain)


def _befell_list(words: Sequence[Word], chunks: Sequence[Chunk], last: int, fate: Fate, fates: Fates) -> None:
    """The list that ends with chunk `last` shares its fate."""
    n = last
    fates[n] = fate
    while n > 0 and n - 1 not in fates and is_listed(words, chunks[n - 1], chunks[n]):
        fates[n] = fates[n]._replace(listed=True)
        n -= 1
        fates[n] = fate
