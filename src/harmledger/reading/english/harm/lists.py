"""People in a sentence in, those who are listed with them out ("a man, *his wife* and *their two sons*")."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import TYPE_CHECKING

from harmledger.reading.english.harm.line import ADDING, IN_PHRASE_TAGS, REFLEXIVE, Line
from harmledger.reading.english.people.axes import AGE_WORDS
from harmledger.reading.english.people.chunk import Chunk, owns_something
from harmledger.reading.english.people.speaking import is_quoted, leads_to_saying, speaks

if TYPE_CHECKING:
    from spacy.tokens import Token

_AND_THEN = frozenset((",", "and", "then"))
_CLOSING = frozenset((")", "”", "’", '"'))


def with_list(line: Line, n: int | None, step: int) -> Iterator[int]:
    """The people at `n` with those listed before (-1) or behind (+1) them."""
    if n is None:
        return
    yield n
    waiting: list[int] = []
    linked = step > 0
    while (other := _next(line, n, step)) is not None and _may_list(line, n, other):
        joined = _is_joined(line, *_in_order(line, n, other))
        n = line.whole_of(other) if step < 0 else other
        waiting.append(n)
        linked = linked or joined
        if joined or (step < 0 and linked):
            yield from waiting
            waiting = []
        elif not linked:
            return
    if step > 0:
        yield from takewhile(lambda other: _is_told_apart(line.chunks[other]), waiting)


def _next(line: Line, n: int, step: int) -> int | None:
    """The next people in a list, past names that only tell whose they are or who the last ones were ("*Anna's*
    husband", "the wife of *Karl*, …", "their two sons *Ari* and *Óli*")."""
    other = n + step
    while 0 <= other < len(line.chunks):
        passed = (line.spells_out(other) or line.is_owner(other)) if step > 0 else line.is_joint_owner(other)
        if not (passed or line.owner_of(other + 1) == other):
            return other
        other += step
    return None


def _is_told_apart(chunk: Chunk) -> bool:
    """Whether somebody is told by name and age, as in a list that no "and" closes ("Ari Berg (12), *Eva Berg (9)*")."""
    return bool(chunk.names) and (chunk.age_years is not None or chunk.who.age != "unstated")


def _in_order(line: Line, n: int, other: int) -> tuple[Chunk, Chunk]:
    left, right = sorted((line.chunks[n], line.chunks[other]), key=lambda chunk: chunk.first)
    return left, right


def _may_list(line: Line, n: int, other: int) -> bool:
    """Whether the next people can be in one list: not where they are somebody else's object or subject."""
    if not _are_listed(line, *_in_order(line, n, other)) or owns_something(line.doc, line.chunks[other]):
        return False
    if other < n:
        if line.chunks[other].first == 1 and line.doc[0].lower_ == "of":
            return False  # "*Of 20 people on the bus*, 12 were killed"
        quoted = is_quoted(line.doc, line.chunks[other])
        return not (quoted or line.is_owner(other) or line.is_object(other) or line.is_told_part(other, n))
    if speaks(line.doc, line.chunks[other]) or leads_to_saying(line.doc, line.chunks[other]):
        return False
    following = line.word_behind(other)
    acts = following is not None and following.tag_ in ("VBD", "VBZ", "VBP", "MD")
    return not (acts or line.has_own_word(other))


def _is_joined(line: Line, left: Chunk, right: Chunk) -> bool:
    """Whether "and" stands between, or a comma between two numbers ("2 men, 1 woman killed"), behind a bare noun
    ("man, two girls shot") or between kin by name ("with his wife Anna, *their daughter Eva*, …")."""
    words = {token.lower_ for token in line.doc[line.end_of(left) + 1 : line.start_of(right)]}
    counted = all(
        chunk.quantity.phrase.lower() not in ("a", "an") and not chunk.names for chunk in (left, right)
    )
    firsts = [line.doc[chunk.first] for chunk in (left, right)]
    numbers = all(first.tag_ == "CD" or first.text.isdigit() for first in firsts)
    headline = _is_bare(line, left) and (_is_bare(line, right) or firsts[1].tag_ in ("CD", "PRP$"))
    oneself = right.pronoun  # "kills his wife, *himself*"
    kin = all(first.tag_ == "PRP$" for first in firsts) and bool(left.names and right.names)
    return bool(words & (ADDING - {","})) or (counted and numbers) or headline or oneself or kin


def _is_bare(line: Line, chunk: Chunk) -> bool:
    """Whether one person is told of without article or name, as headlines do ("*woman*, *teen daughter* shot")."""
    words = line.doc[chunk.first : chunk.noun + 1]
    return chunk.single and not chunk.names and all(word.tag_ in ("NN", "NNP", "JJ") for word in words)


def _are_listed(line: Line, left: Chunk, right: Chunk) -> bool:
    """Whether only "and", commas, ages, brackets and phrases that belong to the left one stand between."""
    between = line.doc[line.end_of(left) + 1 : line.start_of(right)]
    if not len(between) or (left.pronoun and not left.definite):
        return False
    if right.pronoun:  # "killed his son *and then himself*"
        return line.doc[right.noun].lower_ in REFLEXIVE and {t.lower_ for t in between} <= _AND_THEN
    if between[-1].lower_ not in ADDING and between[-1].text not in (")", ";"):
        return False
    in_bracket = False
    in_phrase = False
    roll = bool(left.names and right.names)  # "Ari Karl, 35; Erla Ösp, 34; and …"
    for token in between:
        if token.i in line.words_of_harm or token.text in (":", "–", "—") or (token.text == ";" and not roll):
            return False
        in_bracket = token.text == "(" or (in_bracket and token.text != ")")
        in_phrase = token.tag_ == "IN" or (in_phrase and token.lower_ not in (",", "and"))
        of_an_age = token.tag_ == "CD" or token.lower_ in AGE_WORDS or _is_of_a_range(token)
        plain = token.lower_ in ADDING or of_an_age or token.text in _CLOSING or token.text == ";"
        if not (plain or in_bracket or (in_phrase and token.tag_ in IN_PHRASE_TAGS)):
            return False
    return any(token.lower_ in ADDING or token.text in (")", ";") for token in between)


def _is_of_a_range(token: Token) -> bool:
    """ "Aged 20 *to* 40"."""
    return token.lower_ == "to" and token.nbor(-1).tag_ == token.nbor().tag_ == "CD"
