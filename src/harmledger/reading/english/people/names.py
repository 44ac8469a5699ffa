"""A parsed sentence in, the names in it that may be people's names out, as stretches of tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from harmledger.reading.english.words.harm import harm_lexicon
from harmledger.reading.english.words.people import people_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_NAME_TAGS = ("NNP", "NNPS", "HYPH")
_LONGEST = 6
"""Most words of a name, its particles and hyphens aside; longer runs of capitals are headings."""
_INTRODUCING = frozenset(("named", "called", "identified", "as", ",", "known"))
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_SHOUTED = 4
"""A word of so few capitals or fewer is a short form ("NGO", "TTP")."""
_MOSTLY = 0.6
"""Share of capitals from which a sentence is a heading, in which tags and names are guesses."""

Run = tuple[int, int]
"""First and last token, both included."""


def names_in(tokens: Sequence[Token]) -> Iterator[Run]:
    """The runs of capitalised words that may name a person, left to right."""
    if _is_heading(tokens):
        return
    index = 0
    while index < len(tokens):
        if not _may_begin(tokens[index]):
            index += 1
            continue
        last = _end_of_run(tokens, index)
        first = _behind_a_body(tokens, index, last)
        if _may_name_someone(tokens, first, last) and not _posts(tokens, first):
            yield first, last
        index = last + 1


def name_after(tokens: Sequence[Token], last: int) -> Run | None:
    """The name that follows a noun directly, or as "named X", "identified as X"."""
    start = last + 1
    while start < len(tokens) and tokens[start].lower_ in _INTRODUCING and start - last <= len(_INTRODUCING):
        start += 1
    if start >= len(tokens) or not _may_begin(tokens[start]):
        return None
    end = _end_of_run(tokens, start)
    speaks = (
        tokens[start - 1].text == "," and end + 1 < len(tokens) and tokens[end + 1].tag_ in ("VBD", "VBZ")
    )
    return (start, end) if not speaks and _may_name_someone(tokens, start, end) else None


def _posts(tokens: Sequence[Token], first: int) -> bool:
    """ "Facebook user *Ari Berg*": who posts tells of harm, and is no victim of it."""
    return first > 0 and tokens[first - 1].lower_ in people_lexicon().jargon["accounts"]


def _behind_a_body(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where a full name begins in a run of capitals that names an employer first ("Hella Radio *Ari Berg*")."""
    bodies = people_lexicon().bodies
    behind = next((i + 1 for i in range(last, first - 1, -1) if tokens[i].lower_ in bodies), first)
    return behind if last > behind else first


def _may_begin(token: Token) -> bool:
    first = token.text[0]
    if not (first.isupper() and first.isalpha() and token.tag_ in ("NNP", "NNPS")):
        return False
    return token.i + 1 == len(token.doc) or token.nbor().tag_ != "CD"


def _end_of_run(tokens: Sequence[Token], first: int) -> int:
    nouns = people_lexicon().nouns
    last = first
    while (
        last + 1 < len(tokens)
        and tokens[last + 1].tag_ in _NAME_TAGS
        and tokens[last + 1].text[0] not in "'’,("
    ):
        if tokens[last + 1].lower_ in nouns and last > first:
            break
        if tokens[last + 1].tag_ == "HYPH" and tokens[last].whitespace_:
            break
        last += 1
    return last


def _may_name_someone(tokens: Sequence[Token], first: int, last: int) -> bool:
    words = [t.lower_.rstrip(".") for t in tokens[first : last + 1]]
    if (first > 0 and tokens[first - 1].lower_ == "the") or (
        tokens[last].text.endswith(".") and words[-1] not in _SUFFIXES
    ):
        return False  # "the Harbour Market", "Ore."
    lexicon = people_lexicon()
    if sum(word not in lexicon.names["particles"] and word != "-" for word in words) > _LONGEST:
        return False
    if set(words) & (lexicon.not_names - (lexicon.names["given"] if last > first else frozenset())):
        return False
    if any(word in harm_lexicon().triggers for word in words) or words[-1] in lexicon.nouns:
        return False
    if (first == last and tokens[first].text.isupper()) or set(words) <= _SUFFIXES:
        return False
    shouted = [t for t in tokens[first : last + 1] if t.text.isupper() and len(t.text.rstrip(".")) > 1]
    short = [t for t in shouted if t.lower_ not in _SUFFIXES]
    return not any(len(t.text) <= _SHOUTED and "." not in t.text for t in short)


def _is_heading(tokens: Sequence[Token]) -> bool:
    words = [t for t in tokens if t.is_alpha]
    shouted = sum(t.text.isupper() for t in words)
    return bool(words) and shouted >= _MOSTLY * len(words)
