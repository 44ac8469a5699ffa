"""An English text in, the names in it that stand for places out: where they stand, not yet what they mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from harmledger.places.gazetteer import Gazetteer
from harmledger.reading.english.where.cues import Cues
from harmledger.reading.english.where.forms import find_form
from harmledger.reading.english.where.words_of_text import WordsOfText
from harmledger.records.place import Level
from harmledger.records.span import Span

_LISTING = frozenset((", ", " and ", ", and ", " or ", "/", " & "))
_HYPHENS = frozenset("-–")
_ARTICLE_GAPS = _HYPHENS | {" "}
_OF_STATES: frozenset[Level] = frozenset(("province", "country", "city"))
_OF_PEOPLES: frozenset[Level] = frozenset(("country", "region"))


class Spotted(NamedTuple):
    """A name that stands for a place."""

    span: Span
    name: str
    """What to look up: "Michigan" for "Mich."."""
    last: int
    """Index of its last word."""
    points: float
    levels: frozenset[Level] = frozenset()
    unlisted: bool = False
    """No gazetteer holds it: a street, a creek."""
    associative: bool = False
    """Stands for people or bodies of the place, not for where something is ("Syrian forces")."""


def spot_places(content: str, gazetteer: Gazetteer) -> list[Spotted]:
    """The names of places in `content`, in order, without overlaps. Linear in its length."""
    spotter = _Spotter(content, gazetteer)
    found = list(spotter.candidates())
    points = spotter.text.lexicon.points
    strong = {spotted.name.casefold() for spotted in found if spotted.points >= points.strong}
    kept: list[Spotted] = []
    for spotted in found:
        total = spotted.points
        if total < points.strong and spotted.name.casefold() in strong:
            total += points.named_before
        if kept and content[kept[-1].span.end : spotted.span.start] in _LISTING:
            total += points.list_with_place
        if total >= points.enough:
            kept.append(spotted)
    return kept


class _Spotter:
    """Reads one text word by word; at each, the longest name wins."""

    def __init__(self, content: str, gazetteer: Gazetteer) -> None:
        self.text = WordsOfText(content)
        self._gazetteer = gazetteer
        self._cues = Cues(self.text, gazetteer)

    def candidates(self) -> Iterator[Spotted]:
        """Names that may be places, with the points that speak for each."""
        at = 0
        while at < len(self.text):
            spotted = self._at(at)
            if spotted is not None:
                yield spotted
            at = spotted.last + 1 if spotted is not None and spotted.points >= 0 else at + 1

    def _at(self, at: int) -> Spotted | None:
        word = self.text[at]
        if not word.is_name:
            if self._is_article(at):
                return self._listed(at)
            return self._form(at) if word.text[0].isdigit() else None  # "5th Avenue"
        found = (self._abbreviation(at), self._people(at), self._listed(at), self._form(at))
        known = [spotted for spotted in found if spotted is not None]
        return max(known, key=lambda spotted: spotted.span.end) if known else self._unknown(at)

    def _is_article(self, at: int) -> bool:
        """Whether a name begins with this article: "al-Bab", "ar-Raqqah", and with a capital "As Suwar"."""
        word = self.text[at]
        if word.lower not in self.text.lexicon.inner:
            return False
        following = self.text.find(at + 1)
        gaps = _ARTICLE_GAPS if word.is_name else _HYPHENS
        return following is not None and following.gap in gaps and following.is_name

    def _listed(self, at: int) -> Spotted | None:
        """The longest name in the gazetteer that begins here."""
        if self._is_opener(at):
            return None
        reach = self.text.reach(at) if self._gazetteer.begins_names(self.text[at].text) else at
        for last in range(reach, at - 1, -1):
            word = self.text[last]
            if last > at and not (
                word.is_name or word.text[0].isdigit() or word.lower in self.text.lexicon.endings
            ):
                continue
            is_saint = self.text[at].lower in self.text.lexicon.points_after
            for end in sorted(
                {word.full_end if is_saint else word.end, word.end}, reverse=True
            ):  # "St. John's"
                name = self.text.content[self.text[at].start : end]
                if self._gazetteer.knows(name) and not self._is_half(at, last):
                    return self._weighed(at, last, Span(self.text[at].start, end))
        return None

    def _is_half(self, at: int, last: int) -> bool:
        """Whether a name is only the first word of one that goes on: "Tall" of "Tall al-Ghar"."""
        return last == at and self.text[at].lower in self.text.lexicon.heads and self._last_of_name(at) > last

    def _is_opener(self, at: int) -> bool:
        """Whether this is "An" or "As" of English, not the article of "An-Najaf" or of "near As Suwar"."""
        following, before = self.text.find(at + 1), self.text.find(at - 1)
        is_article = before is not None and (
            before.lower in self.text.lexicon.prepositions or self._cues.ends_raid_on(at - 1)
        )
        return self.text[at].lower in self.text.lexicon.openers and (
            following is None or (following.gap != "-" and not (is_article and self._is_article(at)))
        )

    def _weighed(self, at: int, last: int, span: Span) -> Spotted:
        cues, name = self._cues, span.of(self.text.content)
        levels, organisation = cues.levels(at, last), cues.is_organisation(at, last)
        points = cues.standing(name, at, last) + cues.before(at, last) + cues.behind(at, last, organisation)
        if levels:
            points += self.text.lexicon.points.kind_before
        return Spotted(span, name, last, points, levels, associative=organisation)

    def _unknown(self, at: int) -> Spotted | None:
        """A name in no gazetteer where only a place can stand: "near Xyz, Syria", "the village of Xyz"."""
        last, points = self._last_of_name(at), self.text.lexicon.points
        levels, beside = self._cues.levels(at, last), self._cues.area_beside(last)
        if not (levels or beside) or self._cues.is_person_or_word(at, last):
            return None
        before = self._cues.before(at, last)
        if before < points.preposition and not (beside and levels):
            return None
        span = self.text.span(at, last)
        total = (
            points.unknown
            + before
            + (points.area_beside if beside else 0.0)
            + (points.kind_before if levels else 0.0)
        )
        return Spotted(span, span.of(self.text.content), last, total, levels)

    def _last_of_name(self, at: int) -> int:
        """The last capitalised word of the run that begins here."""
        reach = self.text.reach(at)
        return next(last for last in range(reach, at - 1, -1) if last == at or self.text[last].is_name)

    def _abbreviation(self, at: int) -> Spotted | None:
        """A short name ("Mich.", "N.Y."); "Mass." and "OH" only where nothing else can be meant."""
        word, lexicon, following = self.text[at], self.text.lexicon, self.text.find(at + 1)
        name = lexicon.abbreviations.get(word.text)
        beside = at > 0 and (
            (word.gap in (", ", " (") and self.text[at - 1].is_name) or word.gap in ("-", ".")
        )
        if name is None and beside and word.gap != "-":
            name = lexicon.postal.get(word.text)
        goes_on = (
            following is not None
            and following.gap == " "
            and not following.is_name
            and not self.text.begins(at)
        )
        if name is None or (word.text in lexicon.after_comma and not beside and not goes_on):
            return None
        return Spotted(Span(word.start, word.end), name, at, lexicon.points.strong, _OF_STATES)

    def _people(self, at: int) -> Spotted | None:
        """The country as whose people or things they are named: "Syrian", "South Koreans"."""
        peoples, word, following = self.text.lexicon.peoples, self.text[at], self.text.find(at + 1)
        last, country = at, None
        if following is not None and following.gap == " " and following.is_name:
            country, last = peoples.get(f"{word.lower} {following.lower}"), at + 1
        if country is None:
            country, last = peoples.get(word.lower), at
        if country is None:
            return None
        points = self.text.lexicon.points.enough
        return Spotted(self.text.span(at, last), country, last, points, _OF_PEOPLES, associative=True)

    def _form(self, at: int) -> Spotted | None:
        form = find_form(self.text, at)
        if form is None:
            return None
        span, points = Span(self.text[at].start, form.end), self.text.lexicon.points
        total = points.enough + points.several_words
        return Spotted(
            span, span.of(self.text.content), form.last, total, frozenset((form.level,)), unlisted=True
        )
