"""A text in, the words that tell the age, the sex or the occupation of people out.

A place and a day stand beside every quote. What a release does not tell of few people in its figures, a quote must not
tell either: "the teacher, 34, a mother of two". Grammar may still tell the sex, in Arabic in every verb.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from importlib import resources
from typing import Literal

from harmledger.records.span import Span

Trait = Literal["age", "sex", "occupation"]
TRAITS: frozenset[Trait] = frozenset(("age", "sex", "occupation"))

_WORD = re.compile(r"[^\W_]+(?:['’]s)?")
_PARTICLES = "وفبلك"
_ARTICLE = "ال"
_SHORTEST = 2
"""Letters of an Arabic word that may stand behind a particle."""
_EXACT_AGES = (
    re.compile(
        r"\b(?:\d{1,3}|[a-z]{3,9}(?:-[a-z]{3,5})?)[- ](?:year|month|week|day)s?[- ]olds?\b", re.IGNORECASE
    ),
    re.compile(
        r"\b(?:aged?|at the age of)\s(?:of\s)?(?:\d{1,3}|[a-z]{3,9}(?:-[a-z]{3,5})?)\b", re.IGNORECASE
    ),
    re.compile(r"(?:(?<=[,،]\s)|(?<=\())\d{1,3}(?:\s(?:and\s|و\s?)\d{1,3})?(?=\s?[,،.;)])"),
    re.compile(r"(?:ال?بالغ(?:ة)?\sمن\sالعمر\s)?\b\d{1,3}\s(?:عام|سنة|سنوات|أعوام|شهر|أشهر)\w{0,2}\b"),
)
"""`14-year-old`, `aged 34`, `, 34,` and `, 11 and 9.`, `34 عاما`."""


def telling(text: str, untold: Collection[Trait]) -> Iterator[Span]:
    """The spans of `text` that tell any of `untold`, and every exact age; they may overlap."""
    for pattern in _EXACT_AGES:
        yield from (Span(*found.span()) for found in pattern.finditer(text))
    words = frozenset().union(*(_vocabulary()[trait] for trait in untold))
    for found in _WORD.finditer(text):
        if any(form in words for form in _forms(found[0].casefold())):
            yield Span(*found.span())


def _forms(word: str) -> Iterator[str]:
    """The word, and what is left of it without the ending of an owner, or an Arabic particle and article."""
    yield word.removesuffix("'s").removesuffix("’s")
    for start in (word, word[1:] if word[0] in _PARTICLES else word):
        yield start
        yield start.removeprefix(_ARTICLE)
        if start.startswith("ل") and len(start) > _SHORTEST:
            yield start[1:]


@functools.cache
def _vocabulary() -> Mapping[Trait, frozenset[str]]:
    content = (
        resources.files("harmledger.publishing.masking").joinpath("people_words.toml").read_text("utf-8")
    )
    stated: dict[Trait, dict[str, str]] = tomllib.loads(content)  # type: ignore[assignment]
    return {
        trait: frozenset(word for words in by.values() for word in words.split())
        for trait, by in stated.items()
    }
