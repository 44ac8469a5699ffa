"""A name in a text in, how much the words around it speak for a place out, in points of the lexicon."""

from __future__ import annotations

from harmledger.places.gazetteer import Gazetteer
from harmledger.reading.english.where.words_of_text import Word, WordsOfText
from harmledger.records.place import Level

_AREAS: frozenset[Level] = frozenset(("country", "region", "province"))
_OTHER_NAME = 2
_NO_LEVELS: frozenset[Level] = frozenset()
_BLANKS = frozenset((" ", "\u00a0"))
_PARTIES = frozenset("DR")
_DATELINE_REACH = 40


class Cues:
    """What speaks for or against names of one text being places."""

    def __init__(self, text: WordsOfText, gazetteer: Gazetteer) -> None:
        """Looks nothing up yet."""
        self._text = text
        self._gazetteer = gazetteer
        self._lexicon = text.lexicon
        self._points = text.lexicon.points

    def standing(self, name: str, at: int, last: int) -> float:
        """What the gazetteer and the words of the name themselves say."""
        points, matches = self._points, self._gazetteer.matches(name)
        total = points.several_words if last > at else self._single(at)
        most = max(match.candidate.population for match in matches if match.standing == matches[0].standing)
        if self._names_area(name):
            total += points.area
        else:
            total += next(gained for people, gained in points.people if most >= people)
            if any(match.candidate.gazetteer_id.startswith("harmledger:") for match in matches):
                total += points.listed_by_us
        if all(match.standing == _OTHER_NAME for match in matches):
            total += points.other_name_only
        return total

    def _names_area(self, name: str) -> bool:
        """Whether a country, region or province of some weight is called so."""
        return any(
            match.candidate.level in _AREAS
            and match.standing < _OTHER_NAME
            and (
                match.candidate.level != "province"
                or match.candidate.population >= self._points.least_people_of_area
            )
            for match in self._gazetteer.matches(name)
        )

    def _single(self, at: int) -> float:
        points, word = self._points, self._text[at]
        total = 0.0
        if word.lower in self._lexicon.never or len(word.lower) == 1:
            total += points.never
        elif word.lower in self._lexicon.ordinary:
            total += points.ordinary_word
        elif word.lower in self._text.plain:
            total += points.ordinary_word / 2
        if word.text in self._text.persons:
            total += points.known_person
        return total + (points.sentence_start if self._text.begins(at) else 0.0)

    def before(self, at: int, last: int) -> float:
        """What the words before it say."""
        text, points = self._text, self._points
        if text.begins(at):
            return points.dateline if self._is_dateline(last) else 0.0
        word, gap = text[at - 1], text[at].gap
        if gap == "-":
            return points.party if word.text in _PARTIES else 0.0
        if self._is_of_person(at):
            return points.after_title
        if gap not in _BLANKS:
            return 0.0
        of_place = self._after_small_word(at)
        return of_place if of_place is not None else self._after_name(at, last)

    def _is_of_person(self, at: int) -> bool:
        """Whether a title or an initial stands before it: "Sheriff X", "Gen. X", "C. J. X"."""
        word, gap = self._text[at - 1], self._text[at].gap
        if gap == ". " and word.is_name and len(word.text) == 1 and word.text not in self._lexicon.initials:
            return True
        return word.lower in self._lexicon.titles and (gap == ". " or (gap in _BLANKS and word.is_name))

    def _after_small_word(self, at: int) -> float | None:
        """What "near X", "north of X", "in the X" say; null where no such word stands there."""
        points, lexicon, before = self._points, self._lexicon, at - 1
        if self._text[before].lower == "the" and before > 0 and self._text[before].gap == " ":
            before -= 1
        lower = self._text[before].lower
        if lower in lexicon.prepositions:
            return points.preposition
        if lower in lexicon.attacks or self.ends_raid_on(before):
            return points.attack
        if lower in lexicon.directions:
            return points.direction
        return self._after_of(before) if lower == "of" else None

    def ends_raid_on(self, at: int) -> bool:
        """Whether "strikes on" or "the shelling of" ends with this word."""
        before = self._text.find(at - 1)
        return (
            self._text[at].lower in ("on", "of")
            and before is not None
            and self._text[at].gap in _BLANKS
            and before.lower in self._lexicon.raids
        )

    def _after_of(self, of: int) -> float:
        """What "of X" says: after "north" or a person's name more than after "the history"."""
        before = self._text.find(of - 1)
        if before is None or self._text[of].gap not in (" ", ", "):
            return self._points.of
        is_name = before.is_name and before.lower not in self._lexicon.common
        if before.lower in self._lexicon.directions or is_name or self._text[of].gap == ", ":
            return self._points.of_person
        return self._points.of

    def _after_name(self, at: int, last: int) -> float:
        """What "a Toledo park" says for a place, and a capitalised word before it against one."""
        before, following = self._text[at - 1], self._text.find(last + 1)
        if before.lower in ("a", "an"):
            is_thing = following is not None and following.gap in _BLANKS and not following.is_name
            return self._points.attributive if is_thing else 0.0
        if not before.is_name or before.text == "The" or before.end != before.full_end:
            return 0.0
        if before.lower in self._lexicon.given:
            return self._points.after_given_name
        is_opening = self._text.begins(at - 1) and before.lower in self._lexicon.common
        return 0.0 if is_opening else self._points.after_capital

    def _is_dateline(self, last: int) -> bool:
        """Whether a report begins so: "BEIRUT (AP) —", "MOSUL, Iraq —", "BAGHDAD --"."""
        end = self._text[last].end
        after = self._text.content[end : end + _DATELINE_REACH].lstrip(" ")
        if after.startswith("(") and after[1:].split(")")[0] in self._lexicon.agencies:
            return True
        if after.startswith(","):
            after = after[1:].lstrip(" ").partition(" ")[2]
        return self._text[last].text.isupper() and any(
            after.startswith(dash) for dash in self._lexicon.dashes
        )

    def behind(self, at: int, last: int, organisation: bool) -> float:
        """What the words behind it say."""
        points, following = self._points, self._text.find(last + 1)
        total = points.area_beside if self.area_beside(last) else 0.0
        is_possessed = self._text[last].full_end != self._text[last].end
        if organisation:
            return total + (points.possessed_name if is_possessed else points.organisation)
        if following is None or following.gap not in (*_BLANKS, "-"):
            return total
        if following.is_name:
            return total + self._before_name(at, last, following)
        if following.lower in self._lexicon.after and not is_possessed:
            return total + points.kind_after
        return total + (points.person_verb if following.lower in self._lexicon.person_verbs else 0.0)

    def _before_name(self, at: int, last: int, following: Word) -> float:
        """What a name behind it says: "Jordan Xyz" is rather a person, or part of a longer name."""
        if following.lower in self._lexicon.never:
            return 0.0
        is_given = last == at and self._text[at].lower in self._lexicon.given
        return self._points.after_given_name if is_given else self._points.before_capital

    def is_person_or_word(self, at: int, last: int) -> bool:
        """Whether a name that no gazetteer holds is rather a person, a body or a common word."""
        words = [self._text[index] for index in range(at, last + 1)]
        return any(word.lower in self._lexicon.common or word.text in self._text.persons for word in words)

    def area_beside(self, last: int) -> bool:
        """Whether ", Mich." or ", Syria" follows."""
        following = self._text.find(last + 1)
        return following is not None and following.gap in (", ", " (") and self._is_area(last + 1)

    def _is_area(self, at: int) -> bool:
        word = self._text[at]
        if word.text in self._lexicon.abbreviations or word.text in self._lexicon.postal:
            return True
        if not word.is_name:
            return False
        names = (
            self._text.span(at, last).of(self._text.content)
            for last in range(self._text.reach(at), at - 1, -1)
        )
        longest = next((name for name in names if self._gazetteer.knows(name)), None)
        return longest is not None and self._names_area(longest)

    def is_organisation(self, at: int, last: int) -> bool:
        """Whether the name is part of a body's: "Mosul Police Department", "University of Basra"."""
        text, lexicon = self._text, self._lexicon
        if at > 1 and text[at - 1].lower == "of" and text[at - 2].lower in lexicon.organisation_of:
            return text[at - 2].is_name
        for index in range(last + 1, min(last + 5, len(text))):
            word = text[index]
            if word.gap not in _BLANKS or not word.is_name:
                return index > last + 1 and at > 0 and text[at - 1].lower == "the"
            if word.lower in lexicon.organisations:
                return word.lower not in lexicon.kinds or self._goes_on(index)
        return False

    def _goes_on(self, at: int) -> bool:
        """Whether a name goes on behind this word ("Mosul City" ends, "Mosul City Council" goes on)."""
        following = self._text.find(at + 1)
        return following is not None and following.gap in _BLANKS and following.is_name

    def levels(self, at: int, last: int) -> frozenset[Level]:
        """What "the village of" before or "province" behind says of the place."""
        text, kinds = self._text, self._lexicon.kinds
        if at > 1 and text[at - 1].lower == "of" and text[at].gap == " ":
            return kinds.get(text[at - 2].lower, _NO_LEVELS)
        following = text.find(last + 1)
        if (
            following is not None
            and following.gap == " "
            and not following.is_name
            and text[last].full_end == text[last].end
        ):
            return kinds.get(following.lower, _NO_LEVELS)
        return _NO_LEVELS
