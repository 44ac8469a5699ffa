"""One parsed sentence with its ages in, the people in it whom no noun names out: by their age alone ("a *16-year-old*
was shot"), or by their place in a row ("a *third* was wounded")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from harmledger.reading.english.how_many.ages import AgeMention
from harmledger.reading.english.people.chunk import Chunk, is_definite, said, tokens_of
from harmledger.reading.english.sentences.parse import Parsed
from harmledger.records.figure import Who

ORDINALS = frozenset(("second", "third", "fourth", "fifth"))
_AGES_OF_OTHERS = frozenset(("years", "months", "weeks", "days"))
"""In an age, these make it an adjective ("two years old"); a "two-year-old" is somebody."""


def by_age(parsed: Parsed, ages: Sequence[AgeMention]) -> Iterator[Chunk]:
    """People told by their age alone: "a *16-year-old* was shot"."""
    doc = parsed.doc
    for age in ages:
        tokens = tokens_of(parsed, age.span)
        if tokens is None or age.high is None or doc[tokens[1]].lower_ not in ("old", "olds"):
            continue
        first, last = tokens
        following = doc[last + 1] if last + 1 < len(doc) else None
        if doc[last].lower_ == "olds" or (following is not None and following.tag_[:2] in ("NN", "JJ")):
            continue
        before = doc[first - 1] if first > 0 else None
        if before is not None and (before.text in ("(", "[") or before.lower_ == "over"):
            continue  # "Amal (16 years old)", "Amal, just over one-year-old": hers
        if any(token.lower_ in _AGES_OF_OTHERS for token in doc[first:last]):
            continue  # "Amal, 16 years old": hers
        definite = before is not None and is_definite(before)
        start = first - 1 if before is not None and before.tag_ == "DT" else first
        yield Chunk(
            first=start, last=last, noun=last, who=Who(),
            quantity=said("exact", 1, parsed, start, last), definite=definite,
            additional=before is not None and before.lower_ == "another",
        )  # fmt: skip


def by_ordinal(parsed: Parsed) -> Iterator[Chunk]:
    """ "A *third* was wounded": one more person, without a noun."""
    tokens = parsed.tokens
    for index in range(1, len(tokens) - 1):
        if tokens[index].lower_ not in ORDINALS or tokens[index - 1].lower_ != "a":
            continue
        behind = tokens[index + 1]
        if behind.tag_[:2] in ("VB", "MD") or behind.lower_ in ("critically", "fatally"):
            yield Chunk(
                first=index - 1,
                last=index,
                noun=index,
                who=Who(),
                quantity=said("exact", 1, parsed, index - 1, index),
                additional=True,
            )
