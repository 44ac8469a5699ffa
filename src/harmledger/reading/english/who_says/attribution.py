"""A text with its parsed sentences in; who says what out: source, cue and content to the character, nested
ones linked."""

from __future__ import annotations

import bisect
import heapq
from collections.abc import Iterator, Sequence

import msgspec

from harmledger.reading.english.sentences.parse import Parsed
from harmledger.reading.english.sentences.tags import is_verb
from harmledger.reading.english.who_says.clauses import clauses_of_saying
from harmledger.reading.english.who_says.direct_speech import (
    Speaker,
    going_on,
    is_held,
    is_inside,
    joined,
    led_in_by_colon,
    meeting,
    signed,
    speaker_of,
)
from harmledger.reading.english.who_says.hearsay import hearsay
from harmledger.reading.english.who_says.quotations import Quotation, quotations
from harmledger.reading.english.who_says.saying import Saying
from harmledger.reading.english.who_says.subjects import each_of, noun_phrase
from harmledger.reading.english.who_says.utterance import Utterance
from harmledger.reading.english.words.saying import saying_lexicon
from harmledger.reading.reader import Attribution
from harmledger.records.claim import Stance
from harmledger.records.span import Span

_NEAR = 8
"""Sayings before and behind one that are asked whether they say the same: more are seldom in one sentence."""


def attributions(content: str, parsed: Sequence[Parsed]) -> tuple[Saying, ...]:
    """Who says what in the parsed sentences of `content`, in order of the cues; direct speech goes on
    through all of its
    sentences and paragraphs, parsed or not."""
    quotes = quotations(content)
    sayings: list[Saying] = []
    speakers: list[Speaker] = []
    for sentence in sorted(parsed, key=lambda p: p.span):
        found = sorted(_in_sentence(content, sentence, quotes), key=_in_order)
        speaker = speaker_of(found, quotes)
        if speaker is not None:
            speakers.append(Speaker(sentence.span.end, len(sayings) + speaker))
        sayings.extend(found)
    held = joined([piece for s in sayings if not is_inside(quotes, s.cue) for piece in s.content])
    sayings = [*going_on(content, sayings, speakers, quotes, held), *signed(content, quotes, held)]
    return tuple(_with_parents(sorted(sayings, key=_in_order)))


def stand_off(saying: Saying) -> Attribution:
    """`saying` as the language-neutral layer holds it."""
    return Attribution(source=saying.source, cue=saying.cue, content=saying.content)


def layer(content: str, sayings: Sequence[Saying]) -> tuple[Attribution, ...]:
    """What the report attributes. What a speaker attributes in turn within direct speech stays part of that
    speech
    (the convention of PolNeAR); the chain of voices keeps it."""
    quotes = quotations(content)
    return tuple(stand_off(saying) for saying in sayings if not is_inside(quotes, saying.cue))


def _in_order(saying: Saying) -> tuple[Span, tuple[Span, ...]]:
    return saying.cue, saying.content


def _in_sentence(content: str, sentence: Parsed, quotes: Sequence[Quotation]) -> list[Saying]:
    near = meeting(quotes, sentence.span)
    found = [
        saying
        for utterance in (*clauses_of_saying(sentence), *hearsay(sentence))
        if (saying := _saying(content, sentence, utterance, near, quotes)) is not None
    ]
    said = joined([piece for saying in found for piece in saying.content])
    found.extend(s for s in led_in_by_colon(content, sentence, quotes) if not is_held(said, s.content[0]))
    return found


def _saying(
    content: str,
    sentence: Parsed,
    utterance: Utterance,
    near: Sequence[Quotation],
    quotes: Sequence[Quotation],
) -> Saying | None:
    """The saying of one utterance, its quotations taken whole; null where no content can be found."""
    cue = _span(sentence, utterance.cue)
    own = _span(sentence, utterance.own)
    pieces = [span for piece in utterance.content if (span := _trimmed(sentence, piece)) is not None]
    pieces = _quoted(content, own, pieces, [q.span for q in near if not q.span.holds(cue)])
    if not pieces and _may_follow_its_content(utterance):
        has_verb = any(is_verb(t) for t in sentence.doc[: utterance.own.start])
        pieces = _said_before(content, sentence.span, own, quotes, has_verb)
    if not pieces:
        return None
    return Saying(
        source=_span(sentence, utterance.source_words) if utterance.source_words is not None else None,
        speakers=_speakers(sentence, utterance),
        antecedent=_antecedent(sentence, utterance),
        cue=cue,
        content=tuple(pieces),
        lemma=utterance.entry.lemma,
        form=utterance.form,
        kind=utterance.entry.kind,
        stance=_stance(sentence, utterance),
        firmness=utterance.entry.firmness,
        passive=utterance.passive,
        sentence=sentence.span,
    )


def _speakers(sentence: Parsed, utterance: Utterance) -> tuple[Span, ...]:
    """Each of the joint speakers; one alone keeps all words of the source (its apposition too)."""
    if utterance.source is None or utterance.source_words is None:
        return ()
    each = utterance.joint or _after_both(sentence, utterance.source_words) or each_of(utterance.source)
    named = each if len(each) > 1 else [utterance.source_words]
    return tuple(_span(sentence, _without_age(sentence, words)) for words in named)


def _without_age(sentence: Parsed, words: range) -> range:
    """The words of a speaker less an age behind the name ("Anna Jonsdottir, *19*")."""
    last = sentence.doc[words.stop - 1]
    aged = len(words) > 2 and last.text.isdigit() and last.nbor(-1).text == ","
    return range(words.start, words.stop - 2) if aged else words


def _after_both(sentence: Parsed, words: range) -> list[range]:
    """The two of "both the council and local activists", which parses seldom take apart; none elsewhere."""
    doc = sentence.doc
    joints = [i for i in words if doc[i].lower_ == "and"]
    if doc[words.start].lower_ != "both" or len(joints) != 1:
        return []
    halves = [range(words.start + 1, joints[0]), range(joints[0] + 1, words.stop)]
    return halves if all(halves) else []


def _antecedent(sentence: Parsed, utterance: Utterance) -> Span | None:
    if utterance.antecedent is None:
        return None
    return _span(sentence, noun_phrase(utterance.antecedent, utterance.cue))


def _stance(sentence: Parsed, utterance: Utterance) -> Stance:
    """The stance of the cue, turned round by "not", "unable to", "refused to"."""
    entry = utterance.entry
    if entry.negated is None or utterance.form != "verb":
        return entry.stance
    reversing = saying_lexicon().reversing
    words = sentence.doc[max(0, utterance.cue.start - 3) : utterance.cue.stop]
    negated = any(t.dep_ == "neg" or t.lower_ in reversing for t in words)
    return entry.negated if negated else entry.stance


def _span(sentence: Parsed, words: range) -> Span:
    return sentence.span_of(sentence.doc[words.start], sentence.doc[words.stop - 1])


def _trimmed(sentence: Parsed, words: range) -> Span | None:
    """The span of `words` without the blanks, commas and full stops around them; marks of quotation stay."""
    first, last = words.start, words.stop - 1
    while first <= last and _is_edge(sentence.doc[first].text):
        first += 1
    while first <= last and _is_edge(sentence.doc[last].text):
        last -= 1
    if not any(t.is_alpha or t.like_num for t in sentence.doc[first : last + 1]):
        return None
    return sentence.span_of(sentence.doc[first], sentence.doc[last])


def _is_edge(text: str) -> bool:
    return text.isspace() or text in {",", ".", ";", ":", "-", "--", "—", "–", "?", "!", "…", "..."}


def _quoted(content: str, own: Span, pieces: list[Span], quotes: Sequence[Span]) -> list[Span]:
    """`pieces` with every quotation that they cut taken whole, and with the quotations that stand beside the
    cue.

    After '"…," X said' no words but quotations go on: ", adding that …" is another saying.
    """
    beside = [quote for quote in quotes if _beside(content, own, quote)]
    if any(quote.end <= own.start for quote in beside):
        pieces = [p for p in pieces if p.start < own.start or any(q.holds(p) for q in quotes)]
    cut = [quote for quote in quotes if any(quote.meets(piece) for piece in pieces)]
    return joined([*pieces, *cut, *beside])


def _beside(content: str, own: Span, quote: Span) -> bool:
    """Whether only a comma, colon or blank stands between the cue and the quotation."""
    if quote.end <= own.start:
        gap = content[quote.end : own.start]
    elif own.end <= quote.start:
        gap = content[own.end : quote.start]
    else:
        return False
    return len(gap) <= 3 and not gap.strip(" ,:\n")


def _may_follow_its_content(utterance: Utterance) -> bool:
    takes = utterance.entry.takes
    return utterance.form == "verb" and bool(takes & {"clause", "quote"}) and utterance.source is not None


def _said_before(
    content: str, sentence: Span, own: Span, quotes: Sequence[Quotation], has_verb: bool
) -> list[Span]:
    """What stands before "X said": a quotation that ended the sentence before ('"Why?" he said'), or all of
    this sentence
    up to a comma."""
    before = content[sentence.start : own.start].rstrip()
    if not before:
        at = bisect.bisect_left(quotes, own.start, key=lambda q: q.span.start) - 1
        return [quotes[at].span] if at >= 0 and _ends_line_at(content, quotes[at].span, own.start) else []
    if not before.endswith((",", "—", "–", "-")) or not has_verb:
        return []
    before = before.rstrip(",—–- ")
    return [Span(sentence.start, sentence.start + len(before))]


def _ends_line_at(content: str, quote: Span, start: int) -> bool:
    return quote.end <= start <= quote.end + 2 and not content[quote.end : start].strip(" ")


def _with_parents(sayings: list[Saying]) -> Iterator[Saying]:
    """Each saying with the innermost other one whose content holds its cue. One sweep over the text."""
    starts = sorted((piece.start, piece.end, i) for i, s in enumerate(sayings) for piece in s.content)
    parents: dict[int, int | None] = {}
    around: list[tuple[int, int, int]] = []  # (end, start, saying) of the pieces that are open
    at = 0
    for i, saying in enumerate(sayings):
        while at < len(starts) and starts[at][0] <= saying.cue.start:
            heapq.heappush(around, (starts[at][1], starts[at][0], starts[at][2]))
            at += 1
        while around and around[0][0] < saying.cue.end:
            heapq.heappop(around)
        holders = [
            (end - start, j) for end, start, j in around if j != i and sayings[j].content != saying.content
        ]
        if saying.form == "cited":
            holders += [(0, j) for j, other in _alike(sayings, i) if other.form != "cited"]
        parent = next((j for _, j in sorted(holders) if not _reaches(parents, j, i)), None)
        parents[i] = parent
        yield msgspec.structs.replace(saying, parent=parent)


def _alike(sayings: Sequence[Saying], index: int) -> Iterator[tuple[int, Saying]]:
    """The other sayings of the same sentence with the same content as the one at `index`."""
    own = sayings[index]
    for j in range(max(0, index - _NEAR), min(len(sayings), index + _NEAR + 1)):
        if j != index and sayings[j].sentence == own.sentence and sayings[j].content == own.content:
            yield j, sayings[j]


def _reaches(parents: dict[int, int | None], start: int, goal: int) -> bool:
    """Whether the parents of `start` come to `goal`: two sayings can each hold the other's cue."""
    at: int | None = start
    while at is not None and at != goal:
        at = parents.get(at)
    return at == goal
