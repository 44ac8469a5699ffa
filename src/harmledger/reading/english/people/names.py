"""A parsed sentence in, the names in it that may be people's names out, as stretches of tokens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from harmledger.reading.english.words.harm import harm_lexicon
from harmledger.reading.english.words.people import people_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NAME_TAGS = ("NNP", "NNPS", "HYPH")
_LONGEST = 6
"""Most words of a name; longer runs of capitals are headings."""
_INTRODUCING = frozenset(("named", "called", "identified", "as", ",", "known"))
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_SHOUTED = 4
"""A word of so few capitals or fewer is a short form ("NGO", "TTP")."""
_MOSTLY = 0.6
"""Share of capitals from which a sentence is a heading, in which tags and names are guesses."""

Run = tuple[int, int]
"""First and last token, both included."""


def names_in(doc: Doc) -> Iterator[Run]:
    """The runs of capitalised words that may name a person, left to right."""
    if _is_heading(doc):
        return
    index = 0
    while index < len(doc):
        if not _may_begin(doc[index]):
            index += 1
            continue
        last = _end_of_run(doc, index)
        if _may_name_someone(doc, index, last):
            yield index, last
        index = last + 1


def name_after(doc: Doc, last: int) -> Run | None:
    """The name that follows a noun directly, or as "named X", "identified as X"."""
    start = last + 1
    while start < len(doc) and doc[start].lower_ in _INTRODUCING and start - last <= len(_INTRODUCING):
        start += 1
    if start >= len(doc) or not _may_begin(doc[start]):
        return None
    end = _end_of_run(doc, start)
    speaks = doc[start - 1].text == "," and end + 1 < len(doc) and doc[end + 1].tag_ in ("VBD", "VBZ")
    return (start, end) if not speaks and _may_name_someone(doc, start, end) else None


def _may_begin(token: Token) -> bool:
    capital = token.text[0].isalpha() and token.text[0].isupper()
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    return token.tag_ in ("NNP", "NNPS") and capital and (following is None or following.tag_ != "CD")


def _end_of_run(doc: Doc, first: int) -> int:
    nouns = people_lexicon().nouns
    last = first
    while last + 1 < len(doc) and doc[last + 1].tag_ in _NAME_TAGS and doc[last + 1].text[0] not in "'’,(":
        if doc[last + 1].lower_ in nouns and last > first:
            break
        if doc[last + 1].tag_ == "HYPH" and doc[last].whitespace_:
            break
        last += 1
    return last


def _may_name_someone(doc: Doc, first: int, last: int) -> bool:
    words = [t.lower_.rstrip(".") for t in doc[first : last + 1]]
    if (first > 0 and doc[first - 1].lower_ == "the") or (
        doc[last].text.endswith(".") and words[-1] not in _SUFFIXES
    ):
        return False  # "the Harbour Market", "Ore."
    lexicon = people_lexicon()
    if last - first >= _LONGEST or set(words) & lexicon.not_names:
        return False
    if any(word in harm_lexicon().triggers for word in words) or words[-1] in lexicon.nouns:
        return False
    if (first == last and doc[first].text.isupper()) or set(words) <= _SUFFIXES:
        return False
    short = [t for t in doc[first : last + 1] if t.text.isupper() and len(t.text.rstrip(".")) > 1]
    return not any(len(t.text) <= _SHOUTED and "." not in t.text for t in short)


def _is_heading(doc: Doc) -> bool:
    words = [t for t in doc if t.is_alpha]
    shouted = sum(t.text.isupper() for t in words)
    return bool(words) and shouted >= _MOSTLY * len(words)
