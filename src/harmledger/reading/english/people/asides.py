"""Kin in a sentence and the people behind them in; where what is said in passing of one of them ends out ("his wife,
*a teacher of physics*, Anna Berg", "his nephew, *son of Karl*, Ari Berg")."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from harmledger.reading.english.people.chunk import Chunk, is_of
from harmledger.reading.english.sentences.parse import Parsed
from harmledger.reading.english.words.people import people_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc

_REACH = 7
"""Most words of what is said in passing, behind its noun."""
_OF_A_PHRASE = frozenset(("IN", "DT", "JJ", "NN", "NNS", "NNP", "HYPH", "CD"))


def end_of_aside(parsed: Parsed, former: Chunk, chunks: Sequence[Chunk], n: int) -> int | None:
    """The last word of an aside that begins with `chunks[n]` behind a comma and ends at one, before the name of the kin
    named by `former`; None where somebody else is told of."""
    doc, chunk = parsed.doc, chunks[n]
    kin = former.single and not former.names and doc[former.first].tag_ == "PRP$"
    behind = [token.text for token in doc[former.last + 1 : chunk.first]] == [","]
    somebody = chunk.single and not (chunk.names or chunk.pronoun or chunk.additional)
    if not (kin and behind and somebody):
        return None
    end = _end_of_relation(doc, chunks, n)
    end = _end_of_trade(doc, chunk) if end is None else end
    return end if end is not None and _leads_to_a_name(doc, end + 1) else None


def _end_of_relation(doc: Doc, chunks: Sequence[Chunk], n: int) -> int | None:
    """ "*Son of Karl*"."""
    chunk = chunks[n]
    relative = chunk.first == chunk.noun and doc[chunk.noun].lower_ in people_lexicon().jargon["relatives"]
    whose = chunks[n + 1] if n + 1 < len(chunks) else None
    return whose.last if relative and whose is not None and is_of(doc, chunk, whose) else None


def _end_of_trade(doc: Doc, chunk: Chunk) -> int | None:
    """ "*A teacher of physics*", "*a nurse*"; but "his wife, *a neighbour*, Karl Lund and …" are three."""
    behind = doc[chunk.last + 1 : chunk.last + 1 + _REACH]
    end = next((token.i - 1 for token in behind if token.tag_ not in _OF_A_PHRASE), None)
    trade = end is not None and (end > chunk.last or chunk.who.occupation != "unstated")
    return end if trade and doc[chunk.first].lower_ in ("a", "an") else None


def _leads_to_a_name(doc: Doc, index: int) -> bool:
    """Whether a comma and a name follow, an age between them if any ("*, 11-year-old Ari*")."""
    if doc[index : index + 1].text != ",":
        return False
    words = (token for token in doc[index + 1 : index + 2 + _REACH])
    first = next((t for t in words if t.tag_ != "CD" and t.lower_ not in ("-", "year", "old")), None)
    return first is not None and first.tag_ == "NNP"
