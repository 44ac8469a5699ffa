"""A verb of saying that ends its sentence in; who says with it all that stands before out, where a parse hangs them on
a list: "…, among them a girl and a boy, *medics and residents* said on Friday"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harmledger.reading.english.sentences.tags import is_verb
from harmledger.reading.english.who_says.utterance import Utterance
from harmledger.reading.english.who_says.voice_kinds import kind_of
from harmledger.reading.english.words.saying import SayingVerb

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST = 10
"""Most words for who says it, and most words behind the verb ("on Friday in a statement")."""
_DATELINE = 14
_DASHES = frozenset({"—", "–", "--"})


def trailing(verb: Token, subject: Token | None, cue: range, entry: SayingVerb) -> Utterance | None:
    """What those between the last comma and `verb` say; null where `subject`, as parsed, is one of them already, or
    where these words name nobody who could say it."""
    each = _speakers(verb, subject)
    if not each:
        return None
    words = range(each[0].start, each[-1].stop)
    return Utterance(
        source=verb.doc[words.stop - 1], antecedent=None, source_words=words, cue=cue,
        own=range(words.start, cue.stop), content=(_told_before(verb, words),), entry=entry, form="verb", joint=each,
    )  # fmt: skip


def _speakers(verb: Token, subject: Token | None) -> tuple[range, ...]:
    """The words for each of them."""
    doc = verb.doc
    comma = _comma_before(verb)
    if comma is None or len(doc) - verb.i > _LONGEST or any(is_verb(token) for token in doc[verb.i + 1 :]):
        return ()
    words = range(comma + 1, verb.i)
    if subject is not None and subject.i in words and subject.left_edge.i > comma:
        return ()
    if any(is_verb(doc[i]) for i in words) or not any(is_verb(token) for token in doc[:comma]):
        return ()
    return _each(verb, words) if kind_of(doc[comma + 1 : verb.i].text) != "unknown" else ()


def _told_before(verb: Token, speakers: range) -> range:
    """What they say: the sentence up to their comma, without the dateline before a dash."""
    doc = verb.doc
    dash = next((i for i in range(min(_DATELINE, verb.i)) if doc[i].text in _DASHES), -1)
    return range(dash + 1, speakers.start - 1)


def _comma_before(verb: Token) -> int | None:
    """Where the last comma stands before the verb, with at least a word between."""
    back = range(verb.i - 2, max(0, verb.i - _LONGEST - 2), -1)
    comma = next((i for i in back if verb.doc[i].text == ","), None)
    return None if comma is None or verb.nbor(-1).text == "," else comma


def _each(verb: Token, words: range) -> tuple[range, ...]:
    """Joint speakers one by one: "medics *and* residents"."""
    joint = next((i for i in words if verb.doc[i].lower_ == "and"), None)
    if joint is None or joint in (words.start, words.stop - 1):
        return (words,)
    return range(words.start, joint), range(joint + 1, words.stop)
