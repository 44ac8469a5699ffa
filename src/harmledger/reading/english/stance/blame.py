"""A parsed sentence in; who is said to have done it out: in which words, how firmly, and which party of the
list that is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from harmledger.reading.actors import ActorMention, Actors
from harmledger.reading.english.sentences.parse import Parsed
from harmledger.reading.english.sentences.tags import is_full_verb, is_proper_noun
from harmledger.reading.english.stance.own_word import own_deed
from harmledger.reading.english.who_says.subjects import agent_of, is_passive, noun_phrase, subject_of
from harmledger.reading.english.words.blame import blame_words
from harmledger.records.claim import Blame, Firmness
from harmledger.records.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_MODIFIES = frozenset({"amod", "compound", "nmod", "poss", "nummod", "npadvmod"})
_CLAIMING = frozenset({"claimed", "claims", "claiming", "claim"})
_RESPONSIBILITY = frozenset({"responsibility", "attack"})
_MOST_STEPS = 4
_DASHES = frozenset({"—", "–", "--", "-"})
_STRENGTH: tuple[Firmness, ...] = ("suspected", "accused", "claimed", "fact", "admitted")


class BlameReading(NamedTuple):
    """Blame in the voice's own words, and the party of the actor list that they name (null: none of the
    list)."""

    blame: Blame
    canonical: str | None


def may_blame(words: str) -> bool:
    """Whether a sentence that says no harm can still say who did it. Cheap; needs no parse."""
    return blame_words().gate.search(words) is not None


def blame_in(sentence: Parsed, content: str) -> tuple[BlameReading, ...]:
    """Who is blamed in `sentence` of `content`, in order, each party's words once with the firmest blame on
    them."""
    actors = Actors.load()
    mentions = actors.find(content, sentence.span)
    found: dict[Span, BlameReading] = {}
    for mention in mentions:
        head = _doer(_head_of(sentence, mention.span), actors.forces)
        firmness = None if head is None else _firmness(head, actors.attacks)
        if firmness is not None:
            _keep_firmest(found, _reading(mention, firmness))
        itself = None if head is None else own_deed(head, actors.forces)
        if itself is not None:
            _keep_firmest(found, _of_itself(sentence, mention, itself))
    for span, firmness in _unlisted(sentence, mentions, actors):
        _keep_firmest(found, _unlisted_reading(actors, content, span, firmness))
    return tuple(found[span] for span in sorted(found))


def _reading(mention: ActorMention, firmness: Firmness) -> BlameReading:
    return BlameReading(
        Blame(as_said=mention.as_said, span=mention.span, firmness=firmness), mention.canonical
    )


def _of_itself(sentence: Parsed, mention: ActorMention, itself: Token) -> BlameReading:
    """What a party says that it has done itself, in the words that stand for it there ("it", "its jets")."""
    words = noun_phrase(itself, range(itself.head.i, itself.head.i + 1))
    span = sentence.span_of(sentence.doc[words.start], sentence.doc[words.stop - 1])
    as_said = sentence.doc[words.start : words.stop].text
    return BlameReading(Blame(as_said=as_said, span=span, firmness="admitted"), mention.canonical)


def _unlisted_reading(actors: Actors, content: str, span: Span, firmness: Firmness) -> BlameReading:
    words = span.of(content)
    return BlameReading(Blame(as_said=words, span=span, firmness=firmness), actors.canonical(words))


def _keep_firmest(found: dict[Span, BlameReading], reading: BlameReading) -> None:
    before = found.get(reading.blame.span)
    if before is None or _STRENGTH.index(before.blame.firmness) < _STRENGTH.index(reading.blame.firmness):
        found[reading.blame.span] = reading


def _head_of(sentence: Parsed, span: Span) -> Token | None:
    """The word of `span` on which the others depend."""
    start, end = span.start - sentence.span.start, span.end - sentence.span.start
    tokens = [t for t in sentence.tokens if t.idx < end and start < t.idx + len(t.text)]
    inside = {t.i for t in tokens}
    tops = [t for t in tokens if (t.head.i not in inside or t.head == t) and t.dep_ != "det"]
    return tops[-1] if tops else None


def _doer(head: Token | None, forces: frozenset[str]) -> Token | None:
    """The word for forces that a party's name stands before ("Ruritanian *warplanes*"), else the name
    itself."""
    at = head
    while at is not None and at.dep_ in _MODIFIES and at.head.lower_ in forces:
        at = at.head
    return at


def _firmness(head: Token, attacks: frozenset[str]) -> Firmness | None:
    """How firmly `head` is said to have done it; null where it is not blamed."""
    found = _by_attack(head, attacks) or _by_verb(head) or _by_accusation(head) or _by_ground(head)
    if found == "fact" and _is_suspected(head):
        return "suspected"
    return found


def _by_attack(head: Token, attacks: frozenset[str]) -> Firmness | None:
    """ "An Ruritanian airstrike", "airstrikes by Ruritanian jets", "shelling from …"."""
    at = head
    for _ in range(_MOST_STEPS):
        if at.dep_ in _MODIFIES:
            at = at.head
            if at.lower_ in attacks:
                return None if _is_struck(at) else "fact"
        elif at.dep_ == "pobj" and at.head.lower_ in ("by", "from") and at.head.head.lower_ in attacks:
            return "fact"
        else:
            return None
    return None


def _is_struck(attack: Token) -> bool:
    """Whether the attack is not told but planned against, in "a raid on Ruritanian attack helicopters"."""
    return attack.dep_ in _MODIFIES


def _by_verb(head: Token) -> Firmness | None:
    """Subject of a verb of harm, or after "by"; the voice's own claim of responsibility."""
    for verb in _verbs_of(head):
        lower = verb.lower_
        words = blame_words()
        if any(c.dep_ == "neg" for c in verb.children):
            continue
        if lower in _CLAIMING and _has_object(verb, _RESPONSIBILITY):
            return "claimed"
        if lower in words.owning and _speaks_of_harm(verb):
            return "admitted"
        if lower in words.harm and (
            lower not in words.objectless or _has_object(verb, words.objects) or is_passive(verb)
        ):
            return "fact"
    return None


def _verbs_of(head: Token) -> Iterator[Token]:
    """The verbs whose doer is `head`, also where it is joined to another doer or shared by joined verbs."""
    top = head
    while top.dep_ in ("conj", "appos") and top.head != top:
        top = top.head
    if top.dep_ == "nsubj":
        yield from _joined_verbs(top.head)
    elif top.dep_ == "pobj" and top.head.dep_ in ("agent", "prep") and top.head.lower_ == "by":
        yield top.head.head
    for child in top.children:
        if child.dep_ in ("relcl", "acl") and not is_passive(child):
            yield child


def _joined_verbs(verb: Token) -> Iterator[Token]:
    yield verb
    for other in verb.conjuncts:
        if is_full_verb(other) and not is_passive(other) and subject_of(other) == subject_of(verb):
            yield other
    for child in verb.children:
        if child.dep_ in ("xcomp", "advcl") and child.tag_ == "VBG" and subject_of(child) == subject_of(verb):
            yield child


def _has_object(verb: Token, nouns: frozenset[str]) -> bool:
    """Whether an object of `verb`, or what it is fired "on" or "into", is one of `nouns`."""
    direct = any(c.dep_ == "dobj" and c.lower_ in nouns for c in verb.children)
    return direct or any(c.dep_ == "prep" and c.lower_ in ("on", "at", "into") for c in verb.children)


def _speaks_of_harm(verb: Token) -> bool:
    words = blame_words()
    return any(t.lower_ in words.harm or t.lower_ == "responsibility" for t in verb.subtree if t.i > verb.i)


def _by_accusation(head: Token) -> Firmness | None:
    """ "Blamed X", "accused X of", "blamed on X", "X was responsible", "attributed to X"."""
    words = blame_words()
    top = head
    while top.dep_ in ("conj", "appos") and top.head != top:
        top = top.head
    verb = top.head
    if top.dep_ in ("dobj", "nsubjpass") and verb.lower_ in words.accusing:
        return "accused"
    if top.dep_ == "pobj" and verb.lower_ in ("on", "to") and verb.head.lower_ in words.accusing:
        return "accused"
    if top.dep_ in ("nsubj", "dobj") and any(c.lower_ in ("responsible", "behind") for c in verb.children):
        return None if any(c.dep_ == "neg" for c in verb.children) else "accused"
    return None


def _by_ground(head: Token) -> Firmness | None:
    """ "The shells came from areas held by X", "fired from X positions": whoever says so suspects X."""
    words = blame_words()
    at = head
    if at.dep_ == "pobj" and at.head.lower_ == "by" and at.head.head.lower_ in words.holding:
        at = at.head.head.head
    while at.dep_ in _MODIFIES and at.head != at:
        at = at.head
    from_there = at.dep_ == "pobj" and at.head.lower_ in ("from", "in") and at.lower_ in words.grounds
    return "suspected" if from_there and at.head.head.lower_ in words.coming else None


def _is_suspected(head: Token) -> bool:
    """Whether a word of suspicion stands with the party, with the attack or with the verb."""
    suspecting = blame_words().suspecting
    at = head
    for _ in range(_MOST_STEPS):
        if at.lower_ in suspecting or any(c.lower_ in suspecting for c in at.children):
            return True
        if at.head == at:
            return False
        at = at.head
    return False


def _unlisted(
    sentence: Parsed, mentions: tuple[ActorMention, ...], actors: Actors
) -> Iterator[tuple[Span, Firmness]]:
    """Named doers that the list does not know: "killed by the River Brigade", "blamed the Northern army"."""
    for verb in sentence.tokens:
        doer = _named_doer(verb) or _doer_of_attack(verb, actors.attacks)
        if doer is None or not _has_a_name(doer, actors.forces) or doer.lower_ in actors.attacks:
            continue
        words = noun_phrase(doer, range(verb.i, verb.i + 1))
        if _is_dateline(doer, words):
            continue
        span = sentence.span_of(sentence.doc[words.start], sentence.doc[words.stop - 1])
        firmness = None if any(m.span.meets(span) for m in mentions) else _firmness(doer, actors.attacks)
        if firmness is not None:
            yield span, firmness


def _is_dateline(doer: Token, words: range) -> bool:
    """ "SELFOSS (Example Agency) — A raid killed …", which parses take for the doer."""
    following = doer.doc[words.stop] if words.stop < len(doer.doc) else None
    return words.start == 0 and following is not None and following.text in _DASHES


def _has_a_name(doer: Token, forces: frozenset[str]) -> bool:
    """ "The *River Brigade*", "the *Northern* army"; "a second army" is nobody's."""
    if is_proper_noun(doer):
        return True
    named = (c for c in doer.lefts if c.dep_ in ("amod", "compound") and c.i > 0 and c.text[:1].isupper())
    return doer.lower_ in forces and any(named)


def _named_doer(verb: Token) -> Token | None:
    """Who did it by a verb of harm, holds what is spoken of, or is blamed by a verb of accusing."""
    words = blame_words()
    if not verb.tag_.startswith("VB"):
        return None
    if verb.lower_ in _CLAIMING and _has_object(verb, _RESPONSIBILITY):
        return _child(verb, "nsubj")
    if verb.lower_ in words.harm:
        return agent_of(verb) if is_passive(verb) else _child(verb, "nsubj")
    if verb.lower_ in words.holding:
        return agent_of(verb)
    if verb.lower_ in words.accusing:
        return _child(verb, "nsubjpass" if is_passive(verb) else "dobj")
    return None


def _doer_of_attack(noun: Token, attacks: frozenset[str]) -> Token | None:
    """ "Shelling by *the River Brigade*"."""
    return agent_of(noun) if noun.lower_ in attacks else None


def _child(verb: Token, dependency: str) -> Token | None:
    return next((child for child in verb.children if child.dep_ == dependency), None)
