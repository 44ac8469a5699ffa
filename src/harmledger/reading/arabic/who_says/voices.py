"""The words of a sentence in, the voices that say it out: "X said that …", "according to X", "X: …",
"X accused …"."""

from __future__ import annotations

import functools
import itertools
import tomllib
from collections.abc import Iterator, Sequence
from importlib.resources import files

import msgspec

from harmledger.reading.arabic.stance.blame import accusations_in
from harmledger.reading.arabic.words.letters import Folded, fold
from harmledger.reading.arabic.words.phrases import Phrases
from harmledger.reading.arabic.words.split import Word, look_up
from harmledger.records.claim import Stance
from harmledger.records.voice import Voice, VoiceKind

_ENDS = frozenset(".،,;:!؟\n()")
_QUOTES = frozenset("\"'")
_HEADLINE_WORDS = 6
_LEAST_BEHIND = 2
_OF_IT = frozenset((fold("به"), fold("بها"), fold("عنه"), fold("عنها")))
""" "What X said *of it*"."""


class _Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: VoiceKind
    words: tuple[str, ...]


class _According(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    phrases: tuple[str, ...]


class _Turns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: tuple[str, ...]


class _That(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"source": "from"}):
    words: tuple[str, ...]
    source: tuple[str, ...]
    most: int


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    verbs: dict[Stance, str]
    according: _According
    turns: _Turns
    that: _That
    kinds: tuple[_Kind, ...]


class SayingLexicon(msgspec.Struct, frozen=True):
    """The content of `data/arabic_saying.toml`, folded."""

    verbs: dict[str, Stance]
    according: Phrases[bool]
    turns: frozenset[str]
    that: frozenset[str]
    kinds: tuple[tuple[VoiceKind, Phrases[bool]], ...]
    most: int


class Spoken(msgspec.Struct, frozen=True, kw_only=True):
    """A speaker, and from which word of the sentence on they speak."""

    voice: Voice
    stance: Stance
    start: int


@functools.cache
def saying_lexicon() -> SayingLexicon:
    """The words of saying in Arabic."""
    raw = files("harmledger.reading.data").joinpath("arabic_saying.toml").read_text("utf-8")
    data = msgspec.convert(tomllib.loads(raw), _File)
    return SayingLexicon(
        verbs={fold(verb): stance for stance, verbs in data.verbs.items() for verb in verbs.split()},
        according=Phrases(dict.fromkeys(data.according.phrases, True)),
        turns=frozenset(map(fold, data.turns.words)),
        that=frozenset(map(fold, data.that.words)),
        kinds=tuple((kind.kind, Phrases(dict.fromkeys(kind.words, True))) for kind in data.kinds),
        most=data.that.most,
    )


def voices_in(text: Folded, words: Sequence[Word]) -> list[Spoken]:
    """Who speaks in a sentence, in the order of their words."""
    found = [*_headline(text, words), *_accusers(text, words)]
    for at in range(len(words)):
        found.extend(_verb(text, words, at))
        found.extend(_according(text, words, at))
    return found


def turns_of(text: Folded, words: Sequence[Word]) -> list[Sequence[Word]]:
    """A sentence, cut where another speaker takes the word: "the ministry denied it, | while a source said that …"."""
    cuts = [at for at in range(1, len(words)) if _takes_the_word(words, at) and any(_verb(text, words, at))]
    return [words[start:end] for start, end in itertools.pairwise([0, *cuts, len(words)])]


def _takes_the_word(words: Sequence[Word], at: int) -> bool:
    """Whether the verb begins a clause beside the one before it, rather than one inside it."""
    turns = saying_lexicon().turns
    joined = words[at].text[0] in "وف" and words[at].text not in saying_lexicon().verbs
    return joined or any(words[n].text in turns for n in range(max(0, at - 2), at))


def kind_of(words: Sequence[Word]) -> VoiceKind:
    """What kind of speaker the words name."""
    for kind, phrases in saying_lexicon().kinds:
        if any(phrases.at(words, at) is not None for at in range(len(words))):
            return kind
    return "unknown"


def _verb(text: Folded, words: Sequence[Word], at: int) -> Iterator[Spoken]:
    """ "The ministry said that …": the speaker stands between the verb and "that"."""
    found = look_up(words[at].text, saying_lexicon().verbs)
    if found is None or found[0].article or found[0].preposition:
        return
    end = _end_of_speaker(words, at + 1)
    kind = kind_of(words[at + 1 : end])
    led = end < len(words) and (words[end].text in saying_lexicon().that or words[end].text in ":،,")
    if end == at + 1 or not led or (kind == "unknown" and not _quoted(words, at + 1)):
        return
    yield Spoken(voice=_voice(text, words, at + 1, end, kind), stance=found[1], start=end)


def _according(text: Folded, words: Sequence[Word], at: int) -> Iterator[Spoken]:
    """ "According to X" at the end of a sentence or at its beginning: all of it is said."""
    found = saying_lexicon().according.at(words, at)
    if found is None:
        return
    start = at + found[1]
    if start < len(words) and look_up(words[start].text, saying_lexicon().verbs):
        start += 1  # "according to what X said"
        if start < len(words) and words[start].text in _OF_IT:
            start += 1
    end = _end_of_speaker(words, start)
    if end == start:
        return
    kind = kind_of(words[start:end])
    yield Spoken(voice=_voice(text, words, start, end, kind), stance="asserts", start=0)


def _accusers(text: Folded, words: Sequence[Word]) -> Iterator[Spoken]:
    """ "X accused Y of the shelling": who accuses says so."""
    for one in accusations_in(words):
        kind = kind_of(words[one.start : one.end])
        if kind != "unknown":
            yield Spoken(voice=_voice(text, words, one.start, one.end, kind), stance="asserts", start=one.end)


def _headline(text: Folded, words: Sequence[Word]) -> Iterator[Spoken]:
    """ "Ministry: 12 dead": a short name of a kind of speaker, a colon, and what it says."""
    colon = next((n for n, word in enumerate(words[: _HEADLINE_WORDS + 1]) if word.text == ":"), 0)
    if not colon or len(words) - colon <= _LEAST_BEHIND or look_up(words[0].text, saying_lexicon().verbs):
        return
    kind = kind_of(words[:colon])
    if kind != "unknown":
        yield Spoken(voice=_voice(text, words, 0, colon, kind), stance="asserts", start=colon)


def _end_of_speaker(words: Sequence[Word], start: int) -> int:
    lexicon = saying_lexicon()
    for at in range(start, min(len(words), start + lexicon.most)):
        text = words[at].text
        if text in _ENDS or (text in lexicon.that and at > start) or text[0].isdigit():
            return at
    return min(len(words), start + lexicon.most)


def _quoted(words: Sequence[Word], start: int) -> bool:
    """Whether the name stands in quotation marks, as outlets write the names of their sources."""
    return start < len(words) and words[start].text in _QUOTES


def _voice(text: Folded, words: Sequence[Word], start: int, end: int, kind: VoiceKind) -> Voice:
    inside = [word for word in words[start:end] if word.text not in _QUOTES]
    span = (
        text.span(inside[0].start, inside[-1].end)
        if inside
        else text.span(words[start].start, words[end - 1].end)
    )
    return Voice(name=span.of(text.content), span=span, kind=kind)
