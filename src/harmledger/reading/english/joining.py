"""People named in a sentence in, the same out with names, asides and ages joined to the people whose they
are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from harmledger.reading.english.ages import AgeMention
from harmledger.reading.english.axes import ADULT_AGE_YEARS, age_beside, ages_beside, at_age
from harmledger.reading.english.chunk import Chunk
from harmledger.reading.english.parse import Parsed
from harmledger.records.figure import Who


def join_names(parsed: Parsed, chunks: Sequence[Chunk]) -> Iterator[Chunk]:
    """The chunks with each name that only says who a person is ("his wife, *Raja*") joined to that person."""
    former: Chunk | None = None
    for chunk in chunks:
        if former is not None and _says_who(parsed, former, chunk):
            former = _same_person(former, chunk)
            continue
        if former is not None:
            yield former
        former = chunk
    if former is not None:
        yield former


def _says_who(parsed: Parsed, former: Chunk, chunk: Chunk) -> bool:
    """A name and a noun in apposition, or side by side, are one person."""
    if not (former.single and chunk.single):
        return False
    if chunk.pronoun or former.pronoun or chunk.additional:
        return False
    between = [t.text for t in parsed.doc[former.last + 1 : chunk.first]]
    token = parsed.doc[chunk.noun]
    if between == [","] and not former.names and _closes_aside(parsed, chunk):
        return True  # "one of the six, a man of 24, died"
    if bool(former.names) == bool(chunk.names):
        return False
    return not between or (between == [","] and token.dep_ == "appos" and former.holds(token.head.i))


def _closes_aside(parsed: Parsed, chunk: Chunk) -> bool:
    """Whether a comma and then a verb follow: what stood between commas was said in passing."""
    following = parsed.doc[chunk.last + 1 : chunk.last + 3]
    return len(following) == 2 and following[0].text == "," and following[1].tag_[:2] in ("VB", "MD")


def _same_person(former: Chunk, other: Chunk) -> Chunk:
    axes = {
        axis: value if value not in (None, "unstated") else getattr(other.who, axis)
        for axis, value in msgspec.structs.asdict(former.who).items()
    }
    return msgspec.structs.replace(
        former, last=other.last, names=(*former.names, *other.names), who=msgspec.convert(axes, Who),
        definite=former.definite,
    )  # fmt: skip


def with_ages(parsed: Parsed, chunk: Chunk, ages: Sequence[AgeMention]) -> Chunk:
    """The chunk with what an age in it or beside it says ("a 12-year-old boy", "Amal, 16,", "two boys, 8
    and 17")."""
    words = parsed.span_of(parsed.doc[chunk.first], parsed.doc[chunk.last])
    if not chunk.single:
        listed = ages_beside(ages, words)
        if len(listed) > 1 and len(listed) == chunk.quantity.low and max(listed) < ADULT_AGE_YEARS:
            return msgspec.structs.replace(chunk, who=msgspec.structs.replace(chunk.who, age="child"))
    years = age_beside(ages, words)
    if years is None or chunk.pronoun:
        return chunk
    return msgspec.structs.replace(chunk, who=at_age(chunk.who, years), age_years=years)
