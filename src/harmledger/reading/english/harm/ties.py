"""A word of harm and the people named in its sentence in, those of them whom it befell out, by the order of
words.

The parse is asked where the order of words does not decide. News of harm is often clipped ("2 staff killed,
1 injured in ambush"): a parser trained on full sentences takes it apart wrongly, while its order is plain.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from harmledger.reading.english.harm.aims import befell_things
from harmledger.reading.english.harm.harm import Harm
from harmledger.reading.english.harm.line import IN_PHRASE_TAGS, Line
from harmledger.reading.english.harm.lists import with_list
from harmledger.reading.english.harm.rosters import named_behind, tabled
from harmledger.reading.english.harm.subjects import SUBJECTS, TO_BE
from harmledger.reading.english.harm.victims import leaves_a_gap
from harmledger.reading.english.people.chunk import Chunk, Parents, owns_something
from harmledger.reading.english.people.speaking import only_says
from harmledger.reading.english.sentences.parse import Parsed
from harmledger.reading.english.words.harm import harm_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FARTHEST = 40
"""Most words between people and a word of harm."""
_JOINING = frozenset((",", "and", "or", "&", "plus", "well", "as", "then", "also", "/", ";"))
_DASHES = ("–", "—", "--")
_ASIDES = ([",", "with"], [",", "together"], [",", "along"], [",", "alongside"])
_AS_WAS = (["as", "was"], ["as", "were"], ["as", "did"])
_WHERE = frozenset(("in", "during", "at", "by", "on"))
"""Words that lead from a word of harm to where or by what it befell people."""
_OF_DEEDS = frozenset(("pcomp", "amod", "compound"))
"""Ties of a verb of harm that speaks of a deed, behind a preposition or before a noun."""
_TOGETHER = frozenset(("along", "together", "alongside"))


class Ties:
    """The people of one sentence, ready to be tied to its words of harm."""

    def __init__(
        self, parsed: Parsed, chunks: Sequence[Chunk], harms: Sequence[Harm], parents: Parents
    ) -> None:
        self._line = Line(parsed, chunks, harms, parents)
        self._doc: Doc = parsed.doc
        self._chunks = chunks
        self._skipped = harm_lexicon().words["ties.skipped"]

    def befallen(self, harm: Harm) -> tuple[int, ...]:
        """The indexes of the chunks that the word of harm is said of: by order first, then by the parse."""
        if self._befell_them(harm):
            return self._them(harm)
        if self._befell_things(harm):
            return ()
        if (first := tabled(self._line, harm.index)) is not None:
            return tuple(with_list(self._line, first, +1))
        own = self._line.at.get(harm.index)
        if own is not None and harm.trigger.kind in ("state", "verb"):
            some = [self._line.at[v] for v in harm.victims if harm.partial and v in self._line.at]
            return tuple(
                sorted({own, *some})
            )  # "two *wounded* soldiers", "among the 23 *dead* were nine women"
        found = list(self._by_order(harm))
        if not found:
            tied = [self._line.headed(self._line.at[v]) for v in harm.victims if v in self._line.at]
            others = (
                n for n in dict.fromkeys(tied) if not self._line.is_agent(n) and not self._is_next(n, harm)
            )
            found = self._listed_behind(harm, [n for n in others if not self._only_says(n, harm)])
        found = found or list(named_behind(self._line, harm.index))
        deed = self._is_deed(harm) or self._is_of_those(harm) or "himself" in harm.trigger.after
        if not found and harm.verbal and not deed:
            found = list(with_list(self._line, self._leftward(harm.index, wide=True), -1))
        found += [n for n in self._companions(harm) if n not in found]
        return tuple(sorted(n for n in found if not self._is_of_event(n, harm)))

    def _is_of_event(self, n: int, harm: Harm) -> bool:
        """ "A *triple shooting* left two dead": the victims of the one word are not those of the other."""
        chunk = self._chunks[n]
        return chunk.noun != harm.index and chunk.noun in self._line.words_of_harm and chunk.counts_event

    def _befell_them(self, harm: Harm) -> bool:
        """ "Soldiers *killed them*": people whom the sentence does not name, and not those who did it."""
        following = self._doc[harm.index + 1 : harm.index + 2]
        acted = harm.trigger.kind == "verb" and not harm.passive
        return acted and bool(following) and following[0].lower_ in ("them", "us", "me")

    def _befell_things(self, harm: Harm) -> bool:
        acted = harm.trigger.kind == "verb" and not harm.passive and "himself" not in harm.trigger.after
        return acted and befell_things(self._doc[harm.index])

    def _them(self, harm: Harm) -> tuple[int, ...]:
        """The people counted behind those who acted, whom "them" means ("guards made *two men* kneel and shot
        them")."""
        before = [n for n, chunk in enumerate(self._chunks) if chunk.last < harm.index]
        counted = [n for n in before[1:] if not self._chunks[n].single and self._chunks[n].quantity.low]
        own = {child.i for child in self._doc[harm.index].lefts if child.dep_ in SUBJECTS}
        others = [n for n in counted if self._chunks[n].noun not in own]
        return tuple(others[-1:])

    def _is_deed(self, harm: Harm) -> bool:
        """ "Two men charged *in killing*", "after *shooting*", "in the *shooting* death", "people *were shooting*": who
        did it stands before."""
        token = self._doc[harm.index]
        acting = token.dep_ in _OF_DEEDS or any(child.lower_ in TO_BE for child in token.lefts)
        return harm.trigger.kind == "verb" and token.tag_ == "VBG" and acting

    def _is_of_those(self, harm: Harm) -> bool:
        """ "He listed *those killed*": said of those."""
        token = self._doc[harm.index]
        return token.dep_ == "acl" and token.head.lower_ == "those"

    def _is_next(self, n: int, harm: Harm) -> bool:
        """ "A carrier dead, *4 others injured*": people behind the word of harm, who have one of their own."""
        chunk = self._chunks[n]
        return (
            chunk.first > harm.index
            and harm.index not in (chunk.noun, chunk.last + 1)
            and self._line.has_own_word(n)
        )

    def _only_says(self, n: int, harm: Harm) -> bool:
        return only_says(self._doc, self._chunks[n], harm.index)

    def _listed_behind(self, harm: Harm, found: list[int]) -> list[int]:
        """`found`, with those listed behind them ("the death of X, *his wife* and *their son*")."""
        behind = (n for n in found if self._chunks[n].first > harm.index)
        listed = (other for n in behind for other in with_list(self._line, n, +1))
        if self._doc[harm.index].dep_ == "amod":  # found "the dead woman *with* her son"
            listed = (other for other in listed if self._doc[self._chunks[other].first - 1].lower_ != "with")
        return list(dict.fromkeys((*found, *listed)))

    def _by_order(self, harm: Harm) -> Iterator[int]:
        if harm.trigger.kind in ("event", "person") or harm.partial or "himself" in harm.trigger.after:
            return
        after = self._object(harm)
        if after is not None:
            yield from with_list(self._line, after, +1)
            return
        if harm.verbal and not leaves_a_gap(self._doc[harm.index]) and not self._is_deed(harm):
            nearest = self._leftward(harm.index, wide=False)
            before = list(with_list(self._line, nearest, -1))
            yield from () if self._disagrees(harm, before) or self._acts_again(harm, nearest) else before

    def _acts_again(self, harm: Harm, nearest: int | None) -> bool:
        """ "He wounded *his brother* and then *committed suicide*": whoever did the one did the other."""
        if harm.trigger.needs == "suicide":
            return True
        joined = harm.trigger.kind == "intransitive" and self._doc[harm.index].dep_ == "conj"
        return joined and nearest is not None and self._line.is_object(nearest)

    def _disagrees(self, harm: Harm, before: Sequence[int]) -> bool:
        """Whether one person stands before "were killed" while the parse knows of several ("between 13 and
        14 people, one of them an infant, *were* killed")."""
        if len(before) != 1 or not self._chunks[before[0]].single:
            return False
        auxiliaries = {t.lower_ for t in self._doc[self._chunks[before[0]].last + 1 : harm.index]}
        tied = {self._line.at[v] for v in harm.victims if v in self._line.at}
        several = any(not self._chunks[n].single and n < before[0] for n in tied)
        return several and "were" in auxiliaries

    def _object(self, harm: Harm) -> int | None:
        """The people right behind an active verb ("killing 7", "shot and killed his wife")."""
        if harm.trigger.kind != "verb" or harm.passive:
            return None
        index = harm.index + 1
        if self._line.begins(harm.index):
            behind = self._past_where(index)
            if behind < len(self._doc) and self._doc[behind].lower_ in TO_BE:
                index = behind + 1  # "Killed were …", "Also killed in the strike was …"
        while index < len(self._doc) and index not in self._line.at and self._leads_to_object(index):
            index += 1
        n = self._line.at.get(index)
        if n is None or self._chunks[n].first != index:
            return None
        n = self._line.whose(n)  # "also killed was *Anna's* brother"
        elsewhere = self._line.has_own_word(n) and self._leftward(harm.index, wide=False) is not None
        return None if elsewhere and not self._shot_dead(n) else n

    def _shot_dead(self, n: int) -> bool:
        """ "Officers shot *the suspect dead*"; in "2 shot *3 dead*", two counts stand side by side."""
        behind = self._line.word_behind(n)
        return behind is not None and behind.lower_ == "dead" and self._doc[self._chunks[n].noun].tag_ != "CD"

    def _leads_to_object(self, index: int) -> bool:
        """Whether the word can stand between a verb and its object: an adverb, or a verb of harm joined to
        it."""
        token = self._doc[index]
        following = index + 1
        if following < len(self._doc) and self._doc[following].tag_ == "RB":
            following += 1
        joins = token.lower_ in ("and", ",") and following in self._line.words_of_harm
        says_harm = index in self._line.words_of_harm or token.lower_ in ("dead", "down")
        return joins or says_harm or token.tag_ == "RB"

    def _leftward(self, index: int, *, wide: bool) -> int | None:
        """The people before a word of harm, over auxiliaries, adverbs and words joined to it; `wide`: over
        phrases too."""
        at, stop, joined = index - 1, max(0, index - _FARTHEST), False
        fallback: int | None = None
        while at >= stop:
            token = self._doc[at]
            n = self._line.at.get(at)
            if n is not None:
                chunk = self._chunks[n]
                if owns_something(self._doc, chunk) or only_says(self._doc, chunk, index):
                    at = chunk.first - 1
                    continue
                governor = self._line.governor(chunk)
                if governor is None or self._line.has_family(n) or self._is_named_of(n, governor, index):
                    return self._line.whole_of(n)
                if not wide:
                    return None
                fallback = n if governor.lower_ == "with" and fallback is None else fallback
                at = governor.i - 1
                joined = True
                continue
            if (opening := _opening(self._doc, at)) is not None:
                at = opening - 1
                continue
            if not self._may_skip(token, joined=joined, wide=wide):
                break
            joined = joined or token.lower_ in _JOINING
            at -= 1
        return fallback

    def _is_named_of(self, n: int, governor: Token, index: int) -> bool:
        """ "The names of *12 members* all killed": of no other people, and right before a participle."""
        before = governor.i - 1
        if governor.lower_ != "of" or before < 0 or before in self._line.at or self._doc[index].tag_ != "VBN":
            return False
        between = self._doc[self._chunks[n].last + 1 : index]
        return all(token.tag_ in ("RB", "DT") for token in between)

    def _may_skip(self, token: Token, *, joined: bool, wide: bool) -> bool:
        if token.lower_ in self._skipped or token.lower_ in _JOINING - {";"}:
            return True
        if token.tag_ in ("RB", "MD", "CC") or token.text in ("’", "‘", "“", "”", '"', "'", "-", "/"):
            return True
        if token.i in self._line.words_of_harm and joined:
            return True
        if token.tag_ in ("VBN", "VBD") and joined:
            return True
        if token.tag_ == "CD" or token.lower_ in ("aged", "age"):
            return True  # the age of those before
        return wide and (token.tag_ in IN_PHRASE_TAGS or token.tag_ == "VBG")

    def _past_where(self, index: int) -> int:
        """The first word behind "in the attack", "during the raid", where such words stand at `index`."""
        if self._doc[index : index + 1].text.lower() not in _WHERE:
            return index
        end = index + 1
        while (
            end < len(self._doc)
            and end not in self._line.at
            and self._doc[end].tag_[:2] in ("DT", "JJ", "NN")
        ):
            end += 1
        return end if end < len(self._doc) and end > index + 1 else index

    def _companions(self, harm: Harm) -> Iterator[int]:
        """Those "killed along *with 12 others*", "killed with *two others*", "killed as well as *his wife*",
        "killed, as was *his wife*"."""
        index, together = self._past_where(harm.index + 1), False
        if [t.lower_ for t in self._doc[index : index + 2]] in _ASIDES:
            index += 1
        if [t.lower_ for t in self._doc[index : index + 3]] == ["as", "well", "as"]:
            index, together = index + 3, True
        comma = self._doc[index : index + 1].text == ","
        if [t.lower_ for t in self._doc[index + comma : index + comma + 2]] in _AS_WAS:
            index, together = index + comma + 2, True
        while index < len(self._doc) and self._doc[index].lower_ in _TOGETHER:
            index, together = index + 1, True
        if index < len(self._doc) and self._doc[index].lower_ == "with":
            index += 1
        elif not together:
            return
        n = self._line.at.get(index)
        if n is None or self._chunks[n].first != index:
            return
        n = self._line.whose(n)  # "killed alongside *Anna's* children"
        index = self._chunks[n].first
        if self._line.has_own_word(n):
            return
        theirs = any(t.tag_ == "PRP$" for t in self._doc[index : self._chunks[n].noun])
        theirs = theirs and not owns_something(self._doc, self._chunks[n])
        if together or theirs or self._chunks[n].additional:
            yield from with_list(self._line, n, +1)


def _opening(doc: Doc, index: int) -> int | None:
    """The "(" that belongs to the ")" at `index`, or the dash that opens what the dash there closes."""
    openings = ("(",) if doc[index].text == ")" else _DASHES if doc[index].text in _DASHES else ()
    return next(
        (i for i in range(index - 1, max(-1, index - _FARTHEST), -1) if doc[i].text in openings), None
    )
