"""People named in a sentence in, the same out with names, asides and ages joined to the people whose they
are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from harmledger.reading.english.how_many.ages import AgeMention
from harmledger.reading.english.people.asides import end_of_aside
from harmledger.reading.english.people.axes import (
    ADULT_AGE_YEARS,
    AGE_WORDS,
    age_beside,
    ages_beside,
    at_age,
    is_minor_beside,
    leads_to_a_name,
)
from harmledger.reading.english.people.bynames import end_of_byname, ends_name, is_byname
from harmledger.reading.english.people.chunk import Chunk, owns
from harmledger.reading.english.sentences.parse import Parsed
from harmledger.reading.english.words.harm import harm_lexicon
from harmledger.reading.english.words.people import people_lexicon
from harmledger.records.figure import Who

_DASHES = frozenset(("–", "—", "-", "--"))
_BREAKS = frozenset((",", ";", ":", ".", "(", ")"))
_OF_AN_AGE = AGE_WORDS | {",", "of"}
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_A_RANGE = 2
"""Ages of which the others lie between ("four people aged *3 to 9*")."""
_AGE_REACH = 8
"""Most words from kin to their own name, an age between them."""


def join_names(parsed: Parsed, chunks: Sequence[Chunk]) -> Iterator[Chunk]:
    """The chunks with each name that only says who a person is ("his wife, *Raja*") joined to that person."""
    former: Chunk | None = None
    passed = -1
    for n, chunk in enumerate(chunks):
        if n <= passed:
            continue
        joined = None if former is None else _as_one_person(parsed, former, chunks, n)
        if (
            former is not None
            and joined is None
            and (longer := _as_one_stretch(parsed, former, chunk)) is not None
        ):
            joined = longer, n
        if joined is not None:
            former, passed = joined
            continue
        if former is not None:
            yield former
        former = chunk
    if former is not None:
        yield former


def _as_one_person(
    parsed: Parsed, former: Chunk, chunks: Sequence[Chunk], n: int
) -> tuple[Chunk, int] | None:
    """The person that `former` and the chunk at `n` both speak of, and the index of the last chunk that does."""
    if (kin := _whose_they_are(parsed, former, chunks, n)) is not None:
        return _same_person(former, chunks[kin]), kin
    if (end := end_of_aside(parsed, former, chunks, n)) is not None:
        who = said_of_both(former.who, chunks[n].who)
        passed = max(m for m in range(n, len(chunks)) if chunks[m].first <= end)
        told = msgspec.structs.replace(former, last=end, who=who)
        named = passed + 1 < len(chunks) and bool(chunks[passed + 1].names)  # whom the aside leads to
        return (_same_person(told, chunks[passed + 1]), passed + 1) if named else (told, passed)
    if _says_who(parsed, former, chunks[n]):
        return _past_bracket(parsed, _same_person(former, chunks[n])), n
    return None


def _as_one_stretch(parsed: Parsed, former: Chunk, chunk: Chunk) -> Chunk | None:
    """`former` up to the end of a chunk that counts nobody beside it: another name, a family, what they were."""
    if is_byname(parsed, former, chunk):
        return msgspec.structs.replace(former, last=end_of_byname(parsed, chunk))
    if _is_family_of(parsed, former, chunk) or ends_name(parsed, former, chunk):
        return msgspec.structs.replace(former, last=chunk.last)
    if _says_what_they_were(parsed, former, chunk):
        return msgspec.structs.replace(former, last=chunk.last, who=said_of_both(former.who, chunk.who))
    if _shares_number(parsed, former, chunk):
        return msgspec.structs.replace(former, last=chunk.last, who=_what_both_are(former.who, chunk.who))
    return None


def _whose_they_are(parsed: Parsed, former: Chunk, chunks: Sequence[Chunk], n: int) -> int | None:
    """The index of kin that says between commas whose a person is who was named ("Jon Berg, *Anna's son*, was killed",
    "Jon Berg, *Karl and Anna's third son*, …")."""
    owner = n + 1 if [t.lower_ for t in parsed.doc[chunks[n].last + 1 : chunks[n].last + 2]] == ["and"] else n
    kin = chunks[owner + 1] if owner + 1 < len(chunks) else None
    if kin is None or kin.names or not (former.names and former.single and kin.single):
        return None
    between = parsed.doc[former.last + 1 : chunks[n].first]
    words = {t.lower_ for t in between if t.tag_ != "CD" and t.lower_ not in AGE_WORDS}
    opened = words == {","} and bool(chunks[n].names)
    told = opened and owns(parsed.doc, chunks[owner], kin) and _closes_aside(parsed, kin)
    return owner + 1 if told else None


def _is_family_of(parsed: Parsed, former: Chunk, chunk: Chunk) -> bool:
    """ "Seven members *of the Najjar family*", "*belonging to two families*": families are not counted
    beside their members."""
    jargon = people_lexicon().jargon
    group = parsed.doc[chunk.noun].lower_ in jargon["groups"]
    behind = former.last + 1
    if parsed.doc[behind : behind + 1].text.lower() in harm_lexicon().triggers:
        behind += 1  # "eight of the civilians *killed* from the Berg family"
    between = parsed.doc[behind : chunk.noun]
    if not group or not between or between[0].lower_ not in jargon["leading_to_groups"]:
        return False
    return not any(
        t.tag_ in _FINITE or t.text in _BREAKS or t.lower_ in harm_lexicon().triggers for t in between
    )


def _shares_number(parsed: Parsed, former: Chunk, chunk: Chunk) -> bool:
    """ "19 *women and children*": one number for both, where both words say only sex and age."""
    bare = chunk.quantity.kind == "plural_only" and chunk.first == chunk.noun and not chunk.names
    numbered = former.quantity.kind not in ("plural_only", "vague") and not former.single
    joined = [t.lower_ for t in parsed.doc[former.last + 1 : chunk.first]] == ["and"]
    return bare and numbered and joined and all(_says_sex_or_age(c.who) for c in (former, chunk))


def _says_sex_or_age(who: Who) -> bool:
    others = (who.status, who.occupation)
    return (who.sex, who.age) != ("unstated", "unstated") and set(others) == {"unstated"}


def _what_both_are(one: Who, other: Who) -> Who:
    return Who(
        sex=one.sex if one.sex == other.sex else "unstated",
        age=one.age if one.age == other.age else "unstated",
    )


def _says_what_they_were(parsed: Parsed, former: Chunk, chunk: Chunk) -> bool:
    """ "One of the dead was *a boy*", "two of the victims were *women*": no further people."""
    between = parsed.doc[former.last + 1 : chunk.first]
    links = len(between) == 1 and between[0].lower_ in ("was", "were")
    told = chunk.quantity.kind == "plural_only" or (former.single and chunk.single and not chunk.names)
    return former.partitive and links and told and not (chunk.pronoun or chunk.definite)


def _says_who(parsed: Parsed, former: Chunk, chunk: Chunk) -> bool:
    """A name and a noun in apposition, or side by side, are one person."""
    if not (former.single and chunk.single) or chunk.pronoun or former.pronoun or chunk.additional:
        return False
    stretch = parsed.doc[former.last + 1 : chunk.first]
    between = [t.text for t in stretch if t.lower_ not in AGE_WORDS and t.tag_ != "CD"]
    closed = between == [parsed.doc[chunk.last + 1 : chunk.last + 2].text] and between[0] in _DASHES
    if closed and parsed.doc[former.noun].tag_ == "CD":
        return True  # "one – a woman – was killed"
    if _is_in_brackets(parsed, between, chunk):
        return not (former.names and chunk.names)
    if between == [","] and _is_said_in_passing(parsed, former, chunk):
        return True
    if bool(former.names) == bool(chunk.names) or _has_own_name(parsed, chunk):
        return False
    apposed = between == [","] and _is_apposed(parsed, former, chunk)
    return not between or apposed or closed  # "one man – *Jon* – was killed"


def _is_in_brackets(parsed: Parsed, between: Sequence[str], chunk: Chunk) -> bool:
    """ "Ari Berg (*a child*)", "Ari Berg (8, *boy*)", "Anna Lund (*wife* of Karl)", "his wife (*Anna*, aged 30)"."""
    opened = between in (["("], ["(", ","])
    return opened and (not chunk.names or _closing_bracket(parsed, chunk) is not None)


def _closing_bracket(parsed: Parsed, chunk: Chunk) -> int | None:
    """The bracket that closes right behind people, or behind their age."""
    behind = parsed.doc[chunk.last + 1 : chunk.last + 1 + _AGE_REACH]
    word = next((t for t in behind if t.tag_ != "CD" and t.lower_ not in _OF_AN_AGE), None)
    return word.i if word is not None and word.text == ")" else None


def _has_own_name(parsed: Parsed, chunk: Chunk) -> bool:
    """ "Karl Jonsson, *his daughter*, 5-year-old Nadia": kin whose own name follows."""
    behind = [t for t in parsed.doc[chunk.last + 1 : chunk.last + 1 + _AGE_REACH] if t.text != ","]
    named = next((t for t in behind if t.tag_ not in ("CD", "HYPH") and t.lower_ not in AGE_WORDS), None)
    kin = parsed.doc[chunk.first].tag_ == "PRP$" and not chunk.names
    return kin and named is not None and named.tag_ == "NNP"


def _is_apposed(parsed: Parsed, former: Chunk, chunk: Chunk) -> bool:
    """Whether what stands behind a comma is the name of the person before it: by the parse, by the comma behind
    it, or by its age ("her grandson, 4-year-old *Ari*")."""
    token = parsed.doc[chunk.noun]
    if (token.dep_ == "appos" and former.holds(token.head.i)) or _closes_comma(parsed, chunk):
        return True
    if _is_told_of_at_once(parsed, former, chunk):
        return True
    begins = parsed.span_of(parsed.doc[chunk.first], token).start
    return bool(chunk.names) and begins < chunk.names[0].start and _is_somebodys(parsed, former)


def _is_somebodys(parsed: Parsed, chunk: Chunk) -> bool:
    """Whether a noun has its own owner or article ("her *grandson*"), rather than being one of two ("her sister
    and *brother*")."""
    begins = parsed.doc[max(0, chunk.first - 1)].tag_ == "POS" or chunk.first < chunk.noun
    return begins and parsed.doc[chunk.noun].lower_ in people_lexicon().nouns


def _closes_comma(parsed: Parsed, chunk: Chunk) -> bool:
    """ "His brother, 8-year-old *Rami*, and …": a name between commas after somebody's role."""
    closed = parsed.doc[chunk.last + 1 : chunk.last + 2]
    return bool(chunk.names) and bool(closed) and closed[0].text == ","


def _is_told_of_at_once(parsed: Parsed, former: Chunk, chunk: Chunk) -> bool:
    """ "Anna Berg and her daughter, *Nora Berg were* killed": the name of kin whose they are is told."""
    owned = parsed.doc[former.first].tag_ == "PRP$" and former.first < former.noun
    behind = parsed.doc[chunk.last + 1 : chunk.last + 2]
    return bool(chunk.names) and owned and bool(behind) and behind[0].lower_ in ("was", "were")


def _is_said_in_passing(parsed: Parsed, former: Chunk, chunk: Chunk) -> bool:
    """ "One of the six, *a man of 24*, died"; "Omar Haddad, *the owner* of a shop"."""
    if former.names:
        return chunk.definite and not chunk.names
    return _closes_aside(parsed, chunk)


def _closes_aside(parsed: Parsed, chunk: Chunk) -> bool:
    """Whether a comma and then a verb follow: what stood between commas was said in passing."""
    following = parsed.doc[chunk.last + 1 : chunk.last + 3]
    return len(following) == 2 and following[0].text == "," and following[1].tag_[:2] in ("VB", "MD")


def _past_bracket(parsed: Parsed, chunk: Chunk) -> Chunk:
    """The chunk with the end of the bracket in which it is told who it is."""
    opened = any(token.text == "(" for token in parsed.doc[chunk.first : chunk.last])
    end = _closing_bracket(parsed, chunk) if opened else None
    return chunk if end is None else msgspec.structs.replace(chunk, last=end)


def _same_person(former: Chunk, other: Chunk) -> Chunk:
    return msgspec.structs.replace(
        former, last=other.last, names=(*former.names, *other.names),
        who=said_of_both(former.who, other.who), definite=former.definite,
    )  # fmt: skip


def said_of_both(first: Who, other: Who) -> Who:
    """What the first words say of people, and the others where these say nothing."""
    axes = {
        axis: value if value not in (None, "unstated") else getattr(other, axis)
        for axis, value in msgspec.structs.asdict(first).items()
    }
    return msgspec.convert(axes, Who)


def with_ages(parsed: Parsed, chunk: Chunk, ages: Sequence[AgeMention]) -> Chunk:
    """The chunk with what an age in it or beside it says ("a 12-year-old boy", "Amal, 16,", "two boys, 8
    and 17")."""

    def between(start: int, end: int) -> str:
        return parsed.doc.text[start - parsed.span.start : end - parsed.span.start]

    words = parsed.span_of(parsed.doc[chunk.first], parsed.doc[chunk.last])
    if chunk.names or not chunk.single:
        ages = [a for a in ages if a.span.start < words.end or not leads_to_a_name(a.span, between)]
    if not chunk.single:
        listed = ages_beside(ages, words, between)
        if len(listed) > 1:
            each = len(listed) in (chunk.quantity.low, _A_RANGE) and max(listed) < ADULT_AGE_YEARS
            return _a_child(chunk) if each else chunk
    years = age_beside(ages, words, between)
    if years is None and is_minor_beside(ages, words, between):
        return _a_child(chunk)
    if years is None or chunk.pronoun:
        return chunk
    return msgspec.structs.replace(chunk, who=at_age(chunk.who, years), age_years=years)


def _a_child(chunk: Chunk) -> Chunk:
    return msgspec.structs.replace(chunk, who=msgspec.structs.replace(chunk.who, age="child"))
