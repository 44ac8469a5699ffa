"""A word of harm and the people of its sentence in; those listed behind a sign that it leads to out ("*Killed*: 3",
"the names of those *killed* – Ari Berg, …")."""

from __future__ import annotations

from collections.abc import Iterator

from harmledger.reading.english.harm.line import Line
from harmledger.reading.english.harm.lists import with_list
from harmledger.reading.english.harm.subjects import TO_BE
from harmledger.reading.english.words.people import people_lexicon

_OPENING = frozenset((":", "–", "—", "--"))
_REACH = 12
"""Most words between a word of harm and the list of names that it tells of, or the word for names."""
_FINITE = ("VBD", "VBZ", "VBP")


def tabled(line: Line, index: int) -> int | None:
    """The first people behind a word of harm and a colon, as in a table ("*Killed*: 3, *Injured*: a shepherd")."""
    opened = [token.text for token in line.doc[index + 1 : index + 2]] == [":"]
    the = index > 0 and line.doc[index - 1].lower_ == "the"  # "*The dead*: a teacher, two nurses"
    return _opened(line, index + 1) if opened and line.begins(index - the) else None


def named_behind(line: Line, index: int) -> Iterator[int]:
    """Those who are named behind the word of harm, where names are spoken of before it ("*the names* of those killed –
    Ari Berg, …", "*list* of the dead: …")."""
    names = people_lexicon().jargon["telling_names"]
    told = any(token.lower_ in names for token in line.doc[max(0, index - _REACH) : index])
    n = _opened(line, _sign_behind(line, index)) if told else None
    if n is not None and line.chunks[n].names:
        yield from with_list(line, n, +1)


def _opened(line: Line, sign: int | None) -> int | None:
    """The people right behind the sign that opens a list."""
    n = None if sign is None else line.at.get(sign + 1)
    return n if n is not None and line.chunks[n].first - 1 == sign else None


def _sign_behind(line: Line, index: int) -> int | None:
    """The colon or dash that opens a list behind a word of harm, with no people between, and no verb but before a colon
    that it does not lead to ("the dead *who were found*: …"; not "the dead, the army *said*: …")."""
    acts = False
    for token in line.doc[index + 1 : index + _REACH]:
        if token.text in _OPENING:
            speaks = token.nbor(-1).tag_ in _FINITE and token.nbor(-1).lower_ not in TO_BE
            return None if acts and (speaks or token.text != ":") else token.i
        if token.i in line.at:
            return None
        acts = acts or token.tag_[:2] in ("VB", "MD")
    return None
