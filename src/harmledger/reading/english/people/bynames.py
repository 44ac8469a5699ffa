"""Two names side by side in a sentence in, whether the second is another name of the same person out ("Ari Berg (*Abu
Karl*)", "Ari Berg, also known as *Abu Karl*")."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from harmledger.reading.english.people.chunk import Chunk
from harmledger.reading.english.sentences.parse import Parsed
from harmledger.reading.english.words.people import people_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

_OPENING = frozenset(("(", "[", "“", "‘", '"', "“("))
_CLOSING = frozenset((")", "]", "”", "’", '"', ","))
_AROUND_KNOWN = frozenset(
    (",", "also", "better", "otherwise", "locally", "widely", "as", "by", "the", "name", *_OPENING)
)
"""What may stand around "known" between a name and another."""


def is_byname(parsed: Parsed, former: Chunk, chunk: Chunk) -> bool:
    """Whether a name right behind a name is the same person's: in brackets or quotes, behind "known as", or as father
    or mother of somebody between commas ("Ari Berg, *Abu Karl*, was killed")."""
    if not (former.names and chunk.names):
        return False
    before, after = parsed.doc[former.last + 1 : chunk.first], parsed.doc[chunk.last + 1 : chunk.last + 2]
    bare = [token for token in before if token.lower_ not in people_lexicon().names["particles"] | {"-"}]
    opened = len(bare) == 1 and before[0].text in _OPENING
    closed = bool(after) and after[0].text in _CLOSING
    return (opened and closed) or _leads_to_byname(before) or (closed and _is_kunya(parsed, former, chunk))


def end_of_byname(parsed: Parsed, chunk: Chunk) -> int:
    """The last token of another name, with the bracket or quote that closes it."""
    after = parsed.doc[chunk.last + 1 : chunk.last + 2]
    return chunk.last + (bool(after) and after[0].text in _CLOSING and after[0].text != ",")


def ends_name(parsed: Parsed, former: Chunk, chunk: Chunk) -> bool:
    """ "Lana (Leena) *Berg*": the rest of a name behind another spelling in brackets."""
    closing = parsed.doc[former.last].text in (")", "]") and chunk.first == former.last + 1
    inside = any(parsed.doc[index].text in _OPENING for index in range(former.first, former.last))
    bare = bool(chunk.names) and chunk.noun == chunk.last and chunk.first + len(chunk.names) <= chunk.last + 1
    return closing and inside and bare and bool(former.names) and parsed.doc[chunk.first].tag_[:3] == "NNP"


def _leads_to_byname(between: Iterable[Token]) -> bool:
    words = {token.lower_ for token in between}
    leading = words & set(people_lexicon().jargon["leading_to_bynames"])
    return bool(leading) and words <= leading | _AROUND_KNOWN


def _is_kunya(parsed: Parsed, former: Chunk, chunk: Chunk) -> bool:
    """Whether a name by a child stands between commas behind a full name, and no further name follows: in a list of
    names it may be anybody."""
    doc = parsed.doc
    by_child = doc[chunk.first].lower_ in people_lexicon().jargon["kunya"] and former.last > former.first
    beside = [token.text for token in doc[former.last + 1 : chunk.first]] == [","]
    following = doc[chunk.last + 2 : chunk.last + 3]
    return by_child and beside and not (following and following[0].tag_.startswith("NNP"))
