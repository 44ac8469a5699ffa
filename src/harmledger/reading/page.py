"""A page as text and its title in, the spans of what the page itself tells out. Knows no language but for a few words.

Pages come with the menus, the other headlines and the teasers around them. What a page tells stands in lines of prose;
of several such stretches it is the one that says what the title says. A post of a few lines is all told. Of a page that
holds nothing but headlines, the lines like its own title are told, and what stands right behind them; of one that holds
nothing but pictures, what is written beneath these.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import NamedTuple

import msgspec

from harmledger.records.span import Span

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"[^\W_]+")
_ITEM = re.compile(r"\s*(?:[-•*–▪●]|[0-9]{1,3}\s?[.)-])\s*\w")
_ENDS = re.compile(r"(?<![.…])[.!?؟:؛][\"'”’»)\s]*$")
"""Three dots end no sentence: a teaser that is cut ends so."""
_LATIN = re.compile(r"[\W\d_]*[a-z]", re.IGNORECASE)
_LATIN_END = re.compile(r"(?:(?<![.…])[.]|[!?:])[\"'”’»)\]\s]*$")
_INNER_END = re.compile(r"(?<=[a-z]{3})[.!?][\"'”’»)]*\s+(?=[A-Z])")
_COUNTED = re.compile(r"\s*(?:Image|Photo|Picture|Slide)\s[0-9]{1,3}\s(?:of|/)\s(?:/\s)?[0-9]{1,3}\s")
""" "Image 3 of 12" before a caption."""
_FULL_STOP = re.compile(r"(?<![.…])[.][\"'”’»)\s]*$")
FEWEST_LINES = 8
"""A text of fewer lines has nothing around it."""
_PROSE_WORDS = 14
"""A line of so many words is prose; a headline has fewer (of 1,200 headlines on pages of half A, 97 in 100)."""
_SENTENCE_WORDS = 5
"""So is a shorter one that ends like a sentence."""
_GAP = 4
"""So many other lines in a row part two stretches."""
_LIKE_TITLE = 0.6
_UNTITLED = 0.2
"""What a stretch weighs that has no word of the title, where one that has them all weighs 1.2."""
_RUNS_ON = re.compile(r"[a-z,]\n[a-z]")
_WRAPPED = 0.05
"""If more than this share of all lines runs on, the text is wrapped."""
_AHEAD, _TOLD_AHEAD = 7, 3
"""A story goes on if, of so many lines behind a box of links, so many are prose."""
_SHORTEST_WORD = 3
_TITLE_WEIGHT = 4.0
"""A stretch with the title counts so many times more: a longer article may stand below it."""
_LEAD_WORDS = 3
"""A line of so few words that leads elsewhere leads to the headlines behind it."""


class _Line(NamedTuple):
    span: Span
    words: tuple[str, ...]
    prose: bool
    titled: bool
    item: bool
    headline: bool
    """Too short for prose, and without a full stop."""


class _Marks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    ends: tuple[str, ...]
    asides: tuple[str, ...]


@functools.cache
def _marks() -> tuple[re.Pattern[str], re.Pattern[str]]:
    raw = files("harmledger.reading.data").joinpath("page_marks.toml").read_text("utf-8")
    data = msgspec.convert(tomllib.loads(raw), _Marks)
    return _any_of(data.ends), _any_of(data.asides)


def _any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{'|'.join(map(re.escape, phrases))})(?!\w)", re.IGNORECASE)


def main_text(content: str, title: str | None) -> tuple[Span, ...]:
    """The lines of `content` that the page itself tells, in order; all of them where nothing stands around
    them, or lines end in the middle of sentences; none where it holds other pages' headlines alone. Linear in
    `content`."""
    name = frozenset(_words_of(title or ""))
    lines = list(_lines(content, name))
    whole = (Span(0, len(content)),)
    if len(lines) < FEWEST_LINES or _is_wrapped(content, lines):
        return whole
    if not any(line.prose for line in lines):
        told = tuple(_behind_title(content, lines)) or tuple(_captions(content, lines))
        return told if title else whole
    kept = _without_asides(content, lines)
    stretches = list(_stretches(kept))
    best = max(stretches, key=lambda run: _weight(run, name), default=None)
    return whole if best is None else tuple(line.span for line in best)


def _words_of(words: str) -> Iterator[str]:
    return (word for word in _WORD.findall(words.lower()) if len(word) >= _SHORTEST_WORD)


def _lines(content: str, title: frozenset[str]) -> Iterator[_Line]:
    for found in _LINE.finditer(content):
        line = found[0]
        words = tuple(_words_of(line))
        if not words and not line.strip():
            continue
        count = len(line.split())
        shared = sum(word in title for word in words)
        titled = bool(words) and shared >= _LIKE_TITLE * len(words) and shared > 1
        headline = count < _PROSE_WORDS and _FULL_STOP.search(line) is None
        yield _Line(
            Span(*found.span()), words, _is_prose(line), titled, _ITEM.match(line) is not None, headline
        )


def _is_prose(line: str) -> bool:
    """Whether a line is told in sentences. In Latin letters these end with a stop, which headlines and teasers
    lack ("Toll rises to 40 as…"); in Arabic writing many end with nothing."""
    count = len(line.split())
    if _LATIN.match(line) and _LATIN_END.search(line) is None:
        return False
    return count >= _PROSE_WORDS or (count >= _SENTENCE_WORDS and _ENDS.search(line) is not None)


def _behind_title(content: str, lines: Sequence[_Line]) -> Iterator[Span]:
    """Of a page without prose: from the line like its title on, up to where the page is over."""
    ends, _ = _marks()
    begun = False
    for line in lines:
        begun = begun or line.titled
        if begun and ends.match(content, line.span.start, line.span.end):
            return
        if begun:
            yield line.span


def _captions(content: str, lines: Sequence[_Line]) -> Iterator[Span]:
    """Of a page of pictures: the lines that hold a whole sentence and go on ("… left two dead. Photo: Jon Karl")."""
    for line in lines:
        counted = _COUNTED.match(content, line.span.start, line.span.end)
        start = counted.end() if counted else line.span.start
        ends = _INNER_END.finditer(content, start, line.span.end)
        if any(len(content[start : end.start()].split()) >= _PROSE_WORDS for end in ends):
            yield Span(start, line.span.end)


def _without_asides(content: str, lines: Sequence[_Line]) -> list[_Line | None]:
    """The lines up to where the page is over; null for those that lead elsewhere ("Read also: …")."""
    ends, asides = _marks()
    kept: list[_Line | None] = []
    begun = False
    led = False
    for at, line in enumerate(lines):
        begun = begun or line.prose
        ended = begun and not line.prose and ends.match(content, line.span.start, line.span.end) is not None
        if ended and not _goes_on(content, lines[at + 1 : at + 1 + _AHEAD]):
            break
        aside = ended or asides.match(content, line.span.start, line.span.end) is not None
        led = led and line.headline
        kept.append(None if aside or led else line)
        led = led or (aside and len(line.words) <= _LEAD_WORDS)
    return kept


def _goes_on(content: str, ahead: Sequence[_Line]) -> bool:
    """Whether a story goes on behind a box of links: whole sentences in Latin letters follow, which other
    headlines are not."""
    told = [line for line in ahead if line.prose and _LATIN.match(content, line.span.start)]
    return len(told) >= _TOLD_AHEAD


def _stretches(lines: Sequence[_Line | None]) -> Iterator[list[_Line]]:
    """Runs of prose, list items and lines like the title; a gap of other lines ends one."""
    run: list[_Line] = []
    gap = 0
    for line in lines:
        told = line is not None and (line.prose or line.titled or (line.item and bool(run)))
        if told and line is not None:
            run.append(line)
            gap = 0
            continue
        gap += 1
        if gap >= _GAP and any(each.prose for each in run):
            yield run
            run = []
    if run:
        yield run


def _is_wrapped(content: str, lines: Sequence[_Line]) -> bool:
    """Whether sentences run on over the ends of lines, as in mails and transcripts: these are laid out as no
    page is."""
    return len(_RUNS_ON.findall(content)) > _WRAPPED * len(lines)


def _weight(run: Sequence[_Line], title: frozenset[str]) -> float:
    """How much a stretch tells, and how much of it the title says too."""
    words = [word for line in run if line.prose for word in line.words]
    titled = sum(line.titled for line in run)
    shared = len(title.intersection(words)) / len(title) if title else 0.0
    return len(words) * (1.0 + _TITLE_WEIGHT * titled) * (_UNTITLED + shared)
