"""A parsed sentence in; the stretches of it that nobody says have happened out: threats, plans, conditions,
could-bes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from harmledger.reading.english.sentences.parse import Parsed
from harmledger.reading.english.words.harm import harm_lexicon
from harmledger.reading.english.words.saying import saying_lexicon
from harmledger.reading.english.words.stance import stance_lexicon
from harmledger.records.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSES_OF_THEIR_OWN = frozenset({"relcl", "ccomp", "advcl", "parataxis"})
_SUBJECTS = ("nsubj", "nsubjpass")
_DONE = frozenset({"after", "following", "since"})
"""What stands behind one of these has happened ("should recover *after shooting himself*")."""


def unreal_in(sentence: Parsed) -> tuple[Span, ...]:
    """The stretches of `sentence` in which nothing is told as having happened, in order: "could kill",
    "would have killed",
    "threatened to kill", "if it strikes". "May have killed" is told, as a suspicion, and is not among
    them."""
    words = sorted({i for top in _tops(sentence) for i in _own_clause(top)})
    spans: list[list[int]] = []
    for i in words:
        if spans and spans[-1][-1] + 1 == i:
            spans[-1].append(i)
        else:
            spans.append([i])
    return tuple(sentence.span_of(sentence.doc[run[0]], sentence.doc[run[-1]]) for run in spans)


def _tops(sentence: Parsed) -> Iterator[Token]:
    """The verbs whose clause is unreal."""
    lexicon = stance_lexicon()
    verbs = saying_lexicon().verbs
    for token in sentence.tokens:
        lower = token.lower_
        if (token.dep_ == "aux" and lower in lexicon.modals) or (
            token.dep_ == "mark" and lower in lexicon.conditions
        ):
            if token.head.lower_ not in verbs:
                yield token.head
        elif _leaves_open(token):
            yield token.head
        elif _is_aim(token, lexicon.governing, lexicon.aims) or _is_called_for(token, lexicon.calls):
            yield token


def _leaves_open(token: Token) -> bool:
    """ "Declined to say *whether* children were among the dead"; what a voice doubts ("cannot confirm whether") stays
    its doubt."""
    if token.lower_ != "whether" or token.dep_ != "mark":
        return False
    asked = saying_lexicon().verbs.get(token.head.head.lower_)
    return asked is None or asked.negated != "doubts"


def _is_aim(token: Token, governing: frozenset[str], aims: frozenset[str]) -> bool:
    """ "Threatened to kill", "a plan to kill"."""
    if token.dep_ == "xcomp":
        return token.head.lower_ in governing and token.tag_ in ("VB", "VBG")
    return token.dep_ == "acl" and token.tag_ == "VB" and token.head.lower_ in aims


def _is_called_for(token: Token, calls: frozenset[str]) -> bool:
    """ "Called for his *assassination*"; what "an inquiry into the killing" was called for did happen."""
    return (
        token.dep_ == "pobj"
        and token.head.lower_ == "for"
        and token.head.head.lower_ in calls
        and token.lower_ in harm_lexicon().triggers
    )


def _own_clause(top: Token) -> Iterator[int]:
    """The words of the clause of `top`, without the clauses inside it that may tell of what did happen, nor whom they
    tell it of ("*the boy* should recover *after shooting himself*")."""
    told = any(child.lower_ in _DONE for child in top.rights)
    waiting = [top]
    while waiting:
        token = waiting.pop()
        yield token.i
        waiting.extend(
            c
            for c in token.children
            if c.dep_ not in _CLAUSES_OF_THEIR_OWN
            and c.lower_ not in _DONE
            and not (told and token is top and c.dep_ in _SUBJECTS)
        )
