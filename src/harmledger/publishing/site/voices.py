"""The claims of an incident in; for each thing in question the answers that were given, and who gave each,
out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import msgspec

from harmledger.publishing.matter import PublishedClaim
from harmledger.publishing.site.order import place_in_lists
from harmledger.publishing.site.safe import brief, brief_id, shown
from harmledger.publishing.site.words import Words
from harmledger.records.figure import Quantity
from harmledger.records.voice import Voice


class Teller(msgspec.Struct, frozen=True, kw_only=True):
    """A voice, and the claims by which it gave an answer."""

    name: str
    claims: tuple[str, ...]


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One answer, in our plain words, with those who gave it."""

    text: str
    stance: str
    """`asserts`, `denies`, `doubts` or `concedes`."""
    tellers: tuple[Teller, ...]


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One thing in question and the answers to it."""

    title: str
    answers: tuple[Answer, ...]

    @property
    def differ(self) -> bool:
        """Whether more than one answer was given."""
        return len(self.answers) > 1


_Rank = tuple[int, ...]
_Said = tuple[_Rank, str, str, str]
"""Rank of the question, question, answer, stance."""


def questions(claims: tuple[PublishedClaim, ...], words: Words) -> tuple[Question, ...]:
    """Who says what, field by field: numbers first, then whether, by whom, how, when and where; the answers
    to each in the order in which they stand in the claims."""
    found: dict[tuple[_Rank, str], dict[tuple[str, str], dict[str, list[str]]]] = defaultdict(dict)
    for published in claims:
        who = voice_name(published.claim.voice, published.report_key, words)
        for rank, title, answer, stance in _said(published, words):
            tellers = found[rank, title].setdefault((answer, stance), defaultdict(list))
            tellers[who].append(published.claim.id)
    return tuple(
        Question(title=title, answers=tuple(_answer(*key, tellers) for key, tellers in answers.items()))
        for (_, title), answers in sorted(found.items(), key=lambda entry: entry[0][0])
    )


def voice_name(voice: Voice, report_key: str, words: Words) -> str:
    """The fullest name that a report has for a voice. The author of a report without a publisher is called
    after the report: authors of different reports are different voices."""
    if is_unnamed_author(voice):
        return words.say("voices.author_of", report=brief_id(report_key))
    return brief(voice.refers_to or voice.name)


def is_unnamed_author(voice: Voice) -> bool:
    """Whether this is the author's own voice in a report that names no publisher."""
    return voice.kind == voice.name == "author" and voice.span is None


def _answer(text: str, stance: str, tellers: dict[str, list[str]]) -> Answer:
    named = tuple(Teller(name=name, claims=tuple(dict.fromkeys(ids))) for name, ids in tellers.items())
    return Answer(text=text, stance=stance, tellers=named)


def _said(published: PublishedClaim, words: Words) -> Iterator[_Said]:
    """What one claim answers. A denial answers what it denies: it is shown as a denial, not as a number."""
    claim, resolution = published.claim, published.resolution
    stance = claim.stance
    if claim.extent == "incident":
        for figure in claim.figures:
            rank = (0, *place_in_lists(figure.outcome, figure.group))
            yield rank, words.who(figure.outcome, figure.group), _counted(figure.quantity, words), stance
    if stance != "asserts" and not claim.figures and not resolution.blamed:
        yield (1,), words.say("voices.whether"), words.value("about", claim.about), stance
    for party in resolution.blamed:
        yield (2,), words.say("voices.by_whom"), shown(party), stance
    if claim.means:
        yield (3,), words.say("voices.by_what"), words.value("means", claim.means), stance
    if resolution.when:
        yield (4,), words.say("voices.when"), words.moment(resolution.when), "asserts"
    if resolution.where:
        yield (5,), words.say("voices.where"), words.place(resolution.where), "asserts"


def _counted(quantity: Quantity, words: Words) -> str:
    """How many, put plainly; words without a number stand as they were said, so that "dozens" is not
    "hundreds"."""
    if quantity.kind in ("vague", "plural_only"):
        return words.say("voices.as_said", words=shown(quantity.phrase))
    return words.quantity(quantity)
