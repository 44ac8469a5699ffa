"""People named in a sentence in, the same out where a plural is followed by its people's names ("their sons *Omar* and
*Karim*"): the names take what the plural says of them, and a plural without a number stands for nobody further."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from harmledger.reading.english.people.axes import AGE_WORDS
from harmledger.reading.english.people.chunk import Chunk, is_of, owns_something
from harmledger.reading.english.people.speaking import leads_to_saying, speaks
from harmledger.reading.english.sentences.parse import Parsed
from harmledger.reading.english.words.people import people_lexicon
from harmledger.records.figure import Who

_LISTING = frozenset((",", "and", "&", ";", "(", ")", "as", "well"))
"""What may stand between the names of a list, beside ages."""
_DASHES = frozenset(("–", "—", "--"))
_LEADING = frozenset(("", ",", ":", "namely", "named", *_DASHES))
"""What may stand between a plural and the first name."""


def with_rolls(parsed: Parsed, chunks: Sequence[Chunk]) -> tuple[Chunk, ...]:
    """The chunks, each name of a roll with the sex and age of its plural. Read from the right, so that "her children,
    daughters Sara and Huda" are two."""
    kept: list[Chunk] = []
    for chunk in reversed(chunks):
        owner = kept.pop() if kept and _is_whose(parsed, chunk, kept[-1]) else None
        roll = _roll(parsed, chunk, owner or chunk, kept)
        if owner is not None and not roll:
            kept.append(owner)
        stands = chunk.quantity.kind != "plural_only" or (bool(roll) and _are_set_off(parsed, roll[0]))
        for place, name in enumerate(roll):
            told = msgspec.structs.replace(name, who=_as_one_of(chunk.who, name.who))
            if place == 0 and not stands:
                told = msgspec.structs.replace(told, first=chunk.first)
            kept[len(kept) - 1 - place] = told
        if not roll or stands:
            kept.append(_named(chunk, roll))
    return tuple(reversed(kept))


def _named(chunk: Chunk, roll: Sequence[Chunk]) -> Chunk:
    """Numbered people with how many of them are named behind; somebody's children may be grown."""
    grown = any(name.who.age == "adult" for name in roll)
    age = "unstated" if grown and chunk.who.age == "child" else chunk.who.age
    return msgspec.structs.replace(chunk, named=len(roll), who=msgspec.structs.replace(chunk.who, age=age))


def _are_set_off(parsed: Parsed, name: Chunk) -> bool:
    """Whether a dash stands before the first name, so that the sentence goes on about the plural behind the last."""
    return name.first > 0 and parsed.doc[name.first - 1].text in _DASHES


def _is_whose(parsed: Parsed, plural: Chunk, chunk: Chunk) -> bool:
    """ "The children of *Anna Berg* – Ari and Erla – …": whose they are, of whom nothing is told."""
    return parsed.doc[plural.noun].tag_ == "NNS" and is_of(parsed.doc, plural, chunk)


def _roll(parsed: Parsed, plural: Chunk, last: Chunk, behind: Sequence[Chunk]) -> list[Chunk]:
    """The names that tell who the people of a plural are, of the chunks `behind` its `last` one (the nearest last)."""
    if plural.names or plural.single or plural.pronoun or not _is_plural(parsed, plural):
        return []
    names: list[Chunk] = []
    for former, name in zip((last, *reversed(behind)), reversed(behind), strict=False):
        if len(names) == plural.quantity.low or not _is_name(parsed, name):
            break
        between = [t.lower_ for t in parsed.doc[former.last + 1 : name.first] if not t.like_num]
        between = [word for word in between if word not in AGE_WORDS]
        if not (set(between) <= _LISTING and between if names else "".join(between) in _LEADING):
            break
        names.append(name)
    return names if _are_surely_meant(parsed, plural, last, names) else []


def _is_plural(parsed: Parsed, chunk: Chunk) -> bool:
    noun = parsed.doc[chunk.noun]
    of_kin = not chunk.partitive or noun.lower_ in people_lexicon().jargon["kin"]
    together = noun.lower_ in people_lexicon().jargon["together"]
    return together or (noun.tag_ == "NNS" and noun.lower_ in people_lexicon().nouns and of_kin)


def _is_name(parsed: Parsed, chunk: Chunk) -> bool:
    """Whether a chunk is somebody by name ("*Ari*", "*daughter Eva*"; not "his wife Eva"), who neither speaks nor owns
    what follows."""
    owner = owns_something(parsed.doc, chunk)
    own = parsed.doc[chunk.first].tag_ == "PRP$"
    bare = bool(chunk.names) and not (chunk.pronoun or owner or own)
    return bare and chunk.single and not speaks(parsed.doc, chunk) and not leads_to_saying(parsed.doc, chunk)


def _are_surely_meant(parsed: Parsed, plural: Chunk, last: Chunk, names: Sequence[Chunk]) -> bool:
    """Behind a comma a single name may be anybody; of somebody's sons, or as many as were counted, they are meant."""
    if not names:
        return False
    beside = names[0].first == last.last + 1
    kin = parsed.doc[plural.noun].lower_ in people_lexicon().jargon["kin"]
    all_of_them = len(names) == plural.quantity.low
    return beside or (len(names) > 1 and (kin or all_of_them))


def _as_one_of(plural: Who, name: Who) -> Who:
    """What is said of a name, and what its plural says of all of them where the name leaves it open."""
    return msgspec.structs.replace(
        name,
        sex=plural.sex if name.sex == "unstated" else name.sex,
        age=plural.age if name.age == "unstated" else name.age,
        status=plural.status if name.status == "unstated" else name.status,
        occupation=plural.occupation if name.occupation == "unstated" else name.occupation,
    )
