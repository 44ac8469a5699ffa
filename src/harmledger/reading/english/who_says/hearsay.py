"""A parsed sentence in; what is said without a verb out: "according to X", "X's claim that", "reportedly",
"X: …"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from harmledger.reading.english.sentences.parse import Parsed
from harmledger.reading.english.sentences.tags import is_proper_noun, is_verb
from harmledger.reading.english.who_says.clauses import said_by_verb, without
from harmledger.reading.english.who_says.subjects import agent_of, is_passive, noun_phrase, subject_of, whole
from harmledger.reading.english.who_says.unsaid import is_lacking
from harmledger.reading.english.who_says.utterance import Utterance
from harmledger.reading.english.who_says.voice_kinds import kind_of
from harmledger.reading.english.words.saying import SayingVerb, saying_lexicon
from harmledger.records.claim import Firmness, Stance

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CITING = frozenset({"citing", "quoting"})
_AGAINST = frozenset({"while", "whereas", "though", "although"})
"""Words that set another's words against those before."""
_LONGEST_HEADLINE_SOURCE = 7
"""Words before the colon of "X: …"; more is a sentence, not a name."""
_CLAUSE_TOPS = frozenset({"ROOT", "ccomp", "relcl", "advcl", "parataxis", "acl", "pcomp"})


def hearsay(sentence: Parsed) -> Iterator[Utterance]:
    """Everything in `sentence` that is marked as said by other words than a verb."""
    lexicon = saying_lexicon()
    for token in sentence.tokens:
        word = token.lower_
        if word == "according":
            yield from _according_to(token)
        elif word in _CITING:
            yield from _cited(token)
        elif word in lexicon.hearsay and token.dep_ == "advmod":
            firmness: Firmness = "suspected" if word in lexicon.suspicion else "claimed"
            yield _unnamed(token, firmness)
        elif word in lexicon.proofs and is_lacking(token):
            yield from _unproven(token)
        elif word in lexicon.nouns and token.tag_.startswith("NN"):
            yield from _noun(token, lexicon.nouns[word])
    yield from _headline(sentence.doc)


def _entry(lemma: str, stance: Stance = "asserts", firmness: Firmness = "fact") -> SayingVerb:
    empty: frozenset[str] = frozenset()
    return SayingVerb(
        lemma=lemma, kind="speech", stance=stance, firmness=firmness, takes=frozenset(), prepositions=empty,
        only_with=empty, objects=empty, told=False,
    )  # fmt: skip


def clause_top(token: Token) -> Token:
    """The verb of the clause in which `token` stands."""
    at = token.head
    while at.dep_ not in _CLAUSE_TOPS and not (at.dep_ == "conj" and _has_subject(at)) and at.head != at:
        at = at.head
    return at


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def _according_to(token: Token) -> Iterator[Utterance]:
    doc = token.doc
    to = next((c for c in token.children if c.lower_ == "to"), None)
    source = None if to is None else next((c for c in to.children if c.dep_ == "pobj"), None)
    if to is None or source is None:
        return
    cue = range(token.i, to.i + 1)
    words = noun_phrase(source, cue)
    own = range(token.i, max(whole(source).stop, to.i + 1))
    content = [range(len(doc))] if token.head == token else list(_without_contrast(clause_top(token)))
    yield Utterance(source, None, words, cue, own, without(content, own), _entry("according"), "according")


def _without_contrast(top: Token) -> Iterator[range]:
    """The words of a clause without what somebody else says against it (", *while the ministry spoke of 12*")."""
    words = whole(top)
    for child in top.children:
        against = any(c.dep_ == "mark" and c.lower_ in _AGAINST for c in child.children)
        if against and child.lower_ in saying_lexicon().verbs:
            yield range(words.start, child.left_edge.i)
            words = range(child.right_edge.i + 1, words.stop)
    yield words


def _cited(token: Token) -> Iterator[Utterance]:
    """ "The mayor's office, *citing police*, put the toll at nine": what the office says, the police said."""
    cited = next((c for c in token.children if c.dep_ == "dobj"), None)
    if cited is None or any(c.lower_ == "as" for c in token.children):
        return  # "quoting a nurse as saying" has its own verb
    content = next((said for verb in _verbs_over(token) if (said := said_by_verb(verb))), ())
    cue = range(token.i, token.i + 1)
    words = noun_phrase(cited, cue)
    own = range(token.i, whole(cited).stop)
    if content:
        yield Utterance(
            cited, None, words, cue, own, without(list(content), own), _entry(token.lower_), "cited"
        )


def _verbs_over(token: Token) -> Iterator[Token]:
    """The verbs on which a word depends, the nearest first."""
    at = token
    while at.head != at:
        at = at.head
        if is_verb(at):
            yield at


def _unnamed(token: Token, firmness: Firmness) -> Utterance:
    """ "Reportedly": somebody says it, nobody is named."""
    cue = range(token.i, token.i + 1)
    content = without([whole(clause_top(token))], cue)
    return Utterance(None, None, None, cue, cue, content, _entry(token.lower_, firmness=firmness), "hearsay")


def _noun(token: Token, stance: Stance) -> Iterator[Utterance]:
    content = list(_content_of_noun(token))
    if not content or _is_ruled_out(token, stance):
        return
    source = _source_of_noun(token)
    cue = range(token.i, token.i + 1)
    words = None if source is None else noun_phrase(source, cue)
    own = range(min(cue.start, words.start), cue.stop) if words and words.start < cue.start else cue
    firmness: Firmness = "accused" if token.lower_ in saying_lexicon().accusing_nouns else "claimed"
    yield Utterance(
        source, None, words, cue, own, without(content, own), _entry(token.lower_, stance, firmness), "noun"
    )


def _unproven(token: Token) -> Iterator[Utterance]:
    """ "No evidence *that the dead were fighters*", "insufficient information *on casualties*": a doubt of whoever
    speaks."""
    cue = range(token.i, token.i + 1)
    content = without(list(_content_of_noun(token)), cue)
    if content:
        yield Utterance(
            None, None, None, cue, cue, content, _entry(token.lower_, "doubts"), "noun", passive=True
        )


def _is_ruled_out(token: Token, stance: Stance) -> bool:
    """ "Beyond reasonable *doubt*", "there is no *doubt* that"."""
    ruled = token.head.lower_ in ("beyond", "without") or any(c.lower_ == "no" for c in token.lefts)
    return stance == "doubts" and ruled


def _content_of_noun(token: Token) -> Iterator[range]:
    for child in token.children:
        if child.dep_ in ("acl", "ccomp", "relcl") and any(
            c.lower_ == "that" and c.dep_ == "mark" for c in child.children
        ):
            yield whole(child)
        elif child.dep_ == "prep" and child.lower_ == "of":
            yield from (whole(c) for c in child.children if c.dep_ in ("pobj", "pcomp"))


def _source_of_noun(token: Token) -> Token | None:
    for child in token.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            return next((c for c in child.children if c.dep_ == "pobj"), None)
        if child.dep_ == "acl" and is_passive(child):  # "false claims *spread by* the enemy's media"
            return agent_of(child)
    return subject_of(token.head) if token.dep_ == "dobj" and _only_carries(token.head) else None


def _only_carries(verb: Token) -> bool:
    """Whether the subject of `verb` says what its object holds: "made the claim that", unlike "dismissed the
    claim"."""
    entry = saying_lexicon().verbs.get(verb.lower_)
    return entry is None or bool(entry.objects)


def _head_of(words: Sequence[Token]) -> Token:
    """The last word before a preposition other than "of": "*Police* in Hella", "Tragedy in Hella"."""
    at = next(
        (n for n, word in enumerate(words) if n and word.tag_ == "IN" and word.lower_ != "of"), len(words)
    )
    return words[at - 1]


def _names_somebody(head: Token, words: str) -> bool:
    return is_proper_noun(head) or head.lower_ in saying_lexicon().bearers or kind_of(words) != "unknown"


def _headline(doc: Doc) -> Iterator[Utterance]:
    """ "Ministry: 12 dead in raid": a short name without a verb, a colon, and what it says."""
    before = list(itertools.takewhile(lambda t: t.text != ":", doc[: _LONGEST_HEADLINE_SOURCE + 1]))
    colon = len(before)
    if not before or colon >= len(doc) - 2 or doc[colon].text != ":":
        return
    if any(is_verb(t) or t.is_punct or t.is_digit for t in before) or not before[0].text[0].isupper():
        return
    source = _head_of(before)
    lexicon = saying_lexicon()
    if source.lower_ in lexicon.labels or not _names_somebody(source, doc[:colon].text):
        return
    if source is not before[-1] and kind_of(source.text) == "unknown":
        return  # "*Tragedy* in Hella: two dead" is only written as a name
    cue = range(colon, colon + 1)
    content = (range(colon + 1, len(doc)),)
    yield Utterance(source, None, range(colon), cue, range(colon + 1), content, _entry(":"), "headline")
