"""A report and its text in, its facts for linking out: weighted words, names, ages, streets, long quotations, a MinHash
signature, all of what the page itself tells."""

from __future__ import annotations

import datetime as dt
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from harmledger.linking.particulars import ages_of, streets_of, tells_of_aftermath
from harmledger.linking.rarity import bits_of, word_rules
from harmledger.reading.page import main_text
from harmledger.records.canonical import sha256
from harmledger.records.report import NO_LANGUAGE, Report, Text

if TYPE_CHECKING:
    from datasketch import MinHash

READ_CHARACTERS = 60_000
"""How much of a text is looked at: a page longer than this is a compilation, whose tellings bring their own
words."""
KEPT_WORDS = 300
"""The weightiest distinct words kept for a report, so that a long page costs no more than a usual one."""
SAID_OFTEN = (0, 10, 17, 21, 24, 26, 28, 29, 31)
"""Ten times 1 + ln n: how much more a word weighs that is said n times (the usual damping of term
frequency); the last: eight or more."""
KEPT_NAMES = 40
PERMUTATIONS = 64
"""Standard error of the estimated share of shared shingles: 1/√64 = 0.125, at most."""
SHINGLE_WORDS = 4
QUOTE_WORDS = 6
"""Shorter quotations ("we are shocked") recur by chance."""

_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r"[“\"«]([^“”\"«»]{20,600})[”\"»]")
_CAPITAL_RUN = re.compile(
    r"[A-ZÀ-ÖØ-Þ][\w'’-]{1,30}(?: (?:al-|el-|bin |ibn |de |van )?[A-ZÀ-ÖØ-Þ][\w'’-]{1,30}){1,4}"
)
_POSSESSIVE = re.compile(r"['’]s\b")
_BEFORE = re.compile(r"(\w+)\W{1,3}$")


class ReportFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What linking looks at in a report beside its tellings. Depends on this report alone."""

    report_id: str
    title: str | None
    publisher: str | None
    published_on: dt.date | None
    language: str | None
    """BCP 47; null where it is not known."""
    words: dict[str, int]
    """Distinct content words, case-folded, with their weight: tenths of a bit of rarity, more if said often;
    weightiest first."""
    names: frozenset[str]
    """Case-folded neighbours in runs of capitals that are no institution, place or office: `given surname`.
    Internal (law 11)."""
    ages: frozenset[str]
    """Of whomever it tells, victims and suspects."""
    streets: frozenset[str]
    """Case-folded names."""
    of_aftermath: bool
    """Headed as a report of what came after: an arrest, a trial, a funeral."""
    quotes: frozenset[str]
    """Digests of quotations of six words or more."""
    signature: bytes
    """MinHash of the shingles of four words: PERMUTATIONS values of 32 bits; empty for a text too short to
    be compared."""


def facts_of(report: Report, text: Text) -> ReportFacts:
    """The facts of `report` as worded in `text`: a pure function of the two.

    The words of a row of a table are those of its columns: unlike those of reports, they say nothing for or
    against a link.
    """
    if report.language == NO_LANGUAGE:
        return _without_words(report)
    whole = text.body[:READ_CHARACTERS]
    told = (whole[span.start : span.end] for span in main_text(whole, report.title))
    return facts_of_part(_without_words(report), "\n".join((report.title or "", *told)))


def _without_words(report: Report) -> ReportFacts:
    return ReportFacts(
        report_id=report.id, title=report.title, publisher=report.publisher, published_on=report.published_on,
        language=report.language, words={}, names=frozenset(), ages=frozenset(), streets=frozenset(),
        of_aftermath=tells_of_aftermath(tokens_of(report.title or "")), quotes=frozenset(), signature=b"",
    )  # fmt: skip


def facts_of_part(facts: ReportFacts, content: str) -> ReportFacts:
    """The facts of a part of the report, with the words `content`: one telling among several."""
    content = content[:READ_CHARACTERS]
    tokens = tokens_of(content)
    return msgspec.structs.replace(
        facts,
        words=_weightiest_words(tokens),
        names=_names_of(content),
        ages=ages_of(content, tokens),
        streets=streets_of(content),
        quotes=frozenset(_quotes_of(content)),
        signature=_signature(tokens),
    )


def tokens_of(content: str) -> list[str]:
    """Case-folded words and numerals in order, without accents or vowel signs, so that spellings meet."""
    plain = unicodedata.normalize("NFKD", content)
    stripped = "".join(c for c in plain if not unicodedata.combining(c)) if not plain.isascii() else plain
    return _WORD.findall(stripped.casefold())


def shared_shingles_percent(left: ReportFacts, right: ReportFacts) -> int:
    """Estimated share of shingles that two texts have in common, 0 to 100."""
    if not left.signature or not right.signature:
        return 0
    if left.signature == right.signature:
        return 100
    same = np.frombuffer(left.signature, "<u4") == np.frombuffer(right.signature, "<u4")
    return int(np.count_nonzero(same)) * 100 // PERMUTATIONS


def _weightiest_words(tokens: list[str]) -> dict[str, int]:
    often = Counter(tokens)
    weighed = {
        word: bits_of(word) * SAID_OFTEN[min(count, len(SAID_OFTEN) - 1)] for word, count in often.items()
    }
    kept = sorted(
        (word for word, weight in weighed.items() if weight > 0), key=lambda word: (-weighed[word], word)
    )
    return {sys.intern(word): weighed[word] for word in kept[:KEPT_WORDS]}


def _names_of(content: str) -> frozenset[str]:
    """Pairs of neighbouring capitalised words that may name a person."""
    rules = word_rules()
    pairs: dict[str, int] = {}
    for run in _CAPITAL_RUN.finditer(content):
        before = _BEFORE.search(content, max(0, run.start() - 24), run.start())
        words = tokens_of(_POSSESSIVE.sub("", run.group()))
        if before and before.group(1).casefold() in rules.titles.words:
            continue
        if not rules.institutions.words.isdisjoint(words) or not rules.titles.words.isdisjoint(words):
            continue
        for first, second in pairwise(words):
            if first.isalpha() and second.isalpha() and min(len(first), len(second)) > 1:
                pairs[sys.intern(f"{first} {second}")] = bits_of(first) + bits_of(second)
    return frozenset(sorted(pairs, key=lambda pair: (-pairs[pair], pair))[:KEPT_NAMES])


def _quotes_of(content: str) -> Iterator[str]:
    for quoted in _QUOTED.finditer(content):
        words = tokens_of(quoted.group(1))
        if len(words) >= QUOTE_WORDS:
            yield sha256(" ".join(words).encode())[:16]


def _signature(tokens: list[str]) -> bytes:
    if len(tokens) < 2 * SHINGLE_WORDS:
        return b""
    shingles = {" ".join(tokens[at : at + SHINGLE_WORDS]) for at in range(len(tokens) - SHINGLE_WORDS + 1)}
    sketch = _empty_sketch().copy()
    sketch.update_batch([shingle.encode() for shingle in sorted(shingles)])
    return bytes(sketch.hashvalues.astype("<u4").tobytes())


@cache
def _empty_sketch() -> MinHash:
    from datasketch import MinHash  # loads SciPy, which only a build needs

    return MinHash(num_perm=PERMUTATIONS, seed=1)
