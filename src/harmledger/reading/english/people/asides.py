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
    if not (kin and behind and chunk.single) or chunk.names or chunk.pronoun or chunk.additional:
        return None
    of_somebody = n + 1 < len(chunks) and is_of(doc, chunk, chunks[n + 1])
    if (
        of_somebody
        and chunk.first == chunk.noun
        and doc[chunk.noun].lower_ in people_lexicon().jargon["relatives"]
    ):
        return chunks[n + 1].last if _leads_to_a_name(doc, chunks[n + 1].last + 1) else None
    if doc[chunk.first].lower_ not in ("a", "an"):
        return None
    comma = next(
        (t.i for t in doc[chunk.last + 1 : chunk.last + 1 + _REACH] if t.tag_ not in _OF_A_PHRASE), None
    )
    if comma is None or not _leads_to_a_name(doc, comma):
        return None
    work = comma > chunk.last + 1 or chunk.who.occupation != "unstated"
    return comma - 1 if work else None  # "his wife, *a neighbour*, Karl Lund and …" are three


def _leads_to_a_name(doc: Doc, index: int) -> bool:
    """Whether a comma and a name follow, an age between them if any ("*, 11-year-old Ari*")."""
    if doc[index : index + 1].text != ",":
        return False
    words = (token for token in doc[index + 1 : index + 2 + _REACH])
    first = next((t for t in words if t.tag_ != "CD" and t.lower_ not in ("-", "year", "old")), None)
    return first is not None and first.tag_ == "NNP"
