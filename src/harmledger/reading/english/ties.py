"""A word of harm and the people named in its sentence in, those of them whom it befell out, by the order of
words.

The parse is asked where the order of words does not decide. News of harm is often clipped ("2 staff killed,
1 injured in ambush"): a parser trained on full sentences takes it apart wrongly, while its order is plain.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from harmledger.reading.english.chunk import Chunk, Parents
from harmledger.reading.english.harm import Harm
from harmledger.reading.english.lexicon import harm_lexicon, people_lexicon
from harmledger.reading.english.parse import Parsed
from harmledger.reading.english.speaking import leads_to_saying, speaks

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FARTHEST = 40
"""Most words between people and a word of harm."""
_JOINING = frozenset((",", "and", "or", "&", "plus", "well", "as", "then", "also", "/", ";"))
_ADDING = frozenset(
    (",", "and", "or", "&", "plus", "along", "together", "with", "as", "well", "/", "alongside", "both")
)
_IN_PHRASE_TAGS = frozenset(
    (
        "IN",
        "DT",
        "NN",
        "NNS",
        "NNP",
        "NNPS",
        "JJ",
        "JJR",
        "JJS",
        "CD",
        "PRP$",
        "POS",
        "HYPH",
        "RB",
        "VBN",
        "TO",
        "FW",
        "``",
        "''",
    )
)
_CLOSING = frozenset((")", "”", "’", '"'))
_TOGETHER = frozenset(("along", "together", "alongside"))


class Ties:
    """The people of one sentence, ready to be tied to its words of harm."""

    def __init__(
        self, parsed: Parsed, chunks: Sequence[Chunk], harms: Sequence[Harm], parents: Parents
    ) -> None:
        self._doc: Doc = parsed.doc
        self._parents = parents
        self._skipped = harm_lexicon().words["ties.skipped"]
        self._governing = harm_lexicon().words["ties.governing"]
        self._chunks = chunks
        self._states = {harm.index for harm in harms if harm.trigger.kind == "state"}
        self._words_of_harm = {harm.index for harm in harms}
        self._at: dict[int, int] = {i: n for n, c in enumerate(chunks) for i in range(c.first, c.last + 1)}

    def befallen(self, harm: Harm) -> tuple[int, ...]:
        """The indexes of the chunks that the word of harm is said of: by order first, then by the parse."""
        own = self._at.get(harm.index)
        if own is not None and harm.trigger.kind in ("state", "verb"):
            return (own,)  # "two *wounded* soldiers"
        found = list(self._by_order(harm))
        if not found:
            tied = [self._headed(self._at[v]) for v in harm.victims if v in self._at]
            found = self._listed_behind(harm, [n for n in dict.fromkeys(tied) if not self._is_agent(n)])
        if not found and harm.verbal:
            found = list(self._with_list(self._leftward(harm.index, wide=True), -1))
        found += [n for n in self._companions(harm) if n not in found]
        return tuple(sorted(found))

    def _listed_behind(self, harm: Harm, found: list[int]) -> list[int]:
        """`found`, with those listed behind them ("the death of X, *his wife* and *their son*")."""
        behind = (n for n in found if self._chunks[n].first > harm.index)
        return list(dict.fromkeys((*found, *(other for n in behind for other in self._with_list(n, +1)))))

    # ------------------------------------------------------------ by the order of words

    def _by_order(self, harm: Harm) -> Iterator[int]:
        if harm.trigger.kind in ("event", "person") or harm.partial or "himself" in harm.trigger.after:
            return
        after = self._object(harm)
        if after is not None:
            yield from self._with_list(after, +1)
            return
        if harm.verbal:
            yield from self._with_list(self._leftward(harm.index, wide=False), -1)

    def _object(self, harm: Harm) -> int | None:
        """The people right behind an active verb ("killing 7", "shot and killed his wife")."""
        if harm.trigger.kind != "verb" or harm.passive:
            return None
        index = harm.index + 1
        begins = harm.index == 0 or self._doc[harm.index - 1].is_punct
        if begins and index < len(self._doc) and self._doc[index].lower_ in ("were", "was"):
            index += 1  # "Killed were …"
        while index < len(self._doc) and index not in self._at and self._leads_to_object(index):
            index += 1
        n = self._at.get(index)
        if n is None or self._chunks[n].first != index:
            return None
        return None if self._has_own_word(n) and self._leftward(harm.index, wide=False) is not None else n

    def _leads_to_object(self, index: int) -> bool:
        """Whether the word can stand between a verb and its object: an adverb, or a verb of harm joined to
        it."""
        token = self._doc[index]
        following = index + 1
        if following < len(self._doc) and self._doc[following].tag_ == "RB":
            following += 1
        joins = token.lower_ in ("and", ",") and following in self._words_of_harm
        return joins or index in self._words_of_harm or token.tag_ == "RB" or token.lower_ in ("dead", "down")

    def _has_own_word(self, n: int) -> bool:
        """Whether a participle right behind speaks of these people ("5 staff killed *7 staff injured*")."""
        following = self._chunks[n].last + 1
        finite = following in self._words_of_harm and self._doc[following].tag_ in ("VBG", "VBZ", "VBP")
        return following in self._states or (following in self._words_of_harm and not finite)

    def _leftward(self, index: int, *, wide: bool) -> int | None:
        """The people before a word of harm, over auxiliaries, adverbs and words joined to it; `wide`: over
        phrases too."""
        at, stop, joined = index - 1, max(0, index - _FARTHEST), False
        fallback: int | None = None
        while at >= stop:
            token = self._doc[at]
            n = self._at.get(at)
            if n is not None:
                chunk = self._chunks[n]
                if self._owns_something(chunk):
                    at = chunk.first - 1
                    continue
                governor = self._governor(chunk)
                if governor is None:
                    return self._whole_of(n)
                if not wide:
                    return None
                fallback = n if governor.lower_ == "with" and fallback is None else fallback
                at = governor.i - 1
                joined = True
                continue
            if token.text == ")" and (opening := _opening(self._doc, at)) is not None:
                at = opening - 1
                continue
            if not self._may_skip(token, joined=joined, wide=wide):
                break
            joined = joined or token.lower_ in _JOINING
            at -= 1
        return fallback

    def _whole_of(self, n: int) -> int:
        """The people whose parts only stand between them and the word of harm ("9 men, including *2
        guards*, died")."""
        following = self._doc[self._chunks[n].last + 1] if self._chunks[n].last + 1 < len(self._doc) else None
        goes_on = following is not None and following.tag_[:1] == "W"  # "including a boy *who* was killed"
        while n in self._parents and self._parents[n] < n and not goes_on:
            n = self._parents[n]
        return n

    def _owns_something(self, chunk: Chunk) -> bool:
        """ "The man's car": the car is spoken of."""
        return chunk.last + 1 < len(self._doc) and self._doc[chunk.last + 1].tag_ == "POS"

    def _headed(self, n: int) -> int:
        """The people of whom these are the family or group ("several members *of a family* killed")."""
        governor = self._governor(self._chunks[n])
        group = self._doc[self._chunks[n].noun].lower_ in people_lexicon().jargon["groups"]
        of = governor is not None and governor.lower_ == "of" and n > 0 and group
        return n - 1 if of and governor is not None and self._chunks[n - 1].last == governor.i - 1 else n

    def _governor(self, chunk: Chunk) -> Token | None:
        """The preposition under which the people stand ("members *of* the family", "shot *by* two men")."""
        before = self._doc[chunk.first - 1] if chunk.first else None
        if before is not None and before.lower_ in ("his", "her", "their", "its", "the", "a", "an"):
            before = self._doc[chunk.first - 2] if chunk.first > 1 else None
        return before if before is not None and before.lower_ in self._governing else None

    def _may_skip(self, token: Token, *, joined: bool, wide: bool) -> bool:
        if (
            token.lower_ in self._skipped
            or token.tag_ in ("RB", "MD", "CC")
            or token.lower_ in _JOINING - {";"}
        ):
            return True
        if token.text in ("’", "‘", "“", "”", '"', "'", "-", "/"):
            return True
        if token.i in self._words_of_harm and joined:
            return True
        if token.tag_ in ("VBN", "VBD") and joined:
            return True
        if token.tag_ == "CD" or token.lower_ in ("aged", "age"):
            return True  # the age of those before
        return wide and (token.tag_ in _IN_PHRASE_TAGS or token.tag_ == "VBG")

    # ------------------------------------------------------------ lists

    def _with_list(self, n: int | None, step: int) -> Iterator[int]:
        """The people at `n` with those listed before (-1) or behind (+1) them."""
        if n is None:
            return
        yield n
        waiting: list[int] = []
        linked = step > 0
        while 0 <= n + step < len(self._chunks) and self._may_list(n, n + step):
            left, right = sorted((self._chunks[n], self._chunks[n + step]), key=lambda chunk: chunk.first)
            joined = self._is_joined(left, right)
            n = self._whole_of(n + step) if step < 0 else n + step
            waiting.append(n)
            linked = linked or joined
            if joined or (step < 0 and linked):
                yield from waiting
                waiting = []
            elif not linked:
                return

    def _may_list(self, n: int, other: int) -> bool:
        """Whether the next people can be in one list: not where they are somebody else's object or
        subject."""
        left, right = sorted((self._chunks[n], self._chunks[other]), key=lambda chunk: chunk.first)
        if not self._are_listed(left, right):
            return False
        if other < n:
            return not self._is_object(other)
        if speaks(self._doc, self._chunks[other]) or leads_to_saying(self._doc, self._chunks[other]):
            return False
        following = (
            self._doc[self._chunks[other].last + 1] if self._chunks[other].last + 1 < len(self._doc) else None
        )
        acts = following is not None and following.tag_ in ("VBD", "VBZ", "VBP", "MD")
        return not (acts or self._has_own_word(other))

    def _is_joined(self, left: Chunk, right: Chunk) -> bool:
        """Whether "and" stands between, or a comma between two numbers ("2 men, 1 woman killed")."""
        words = {token.lower_ for token in self._doc[left.last + 1 : right.first]}
        counted = all(
            chunk.quantity.phrase.lower() not in ("a", "an") and not chunk.names for chunk in (left, right)
        )
        numbers = all(
            self._doc[c.first].tag_ == "CD" or self._doc[c.first].text.isdigit() for c in (left, right)
        )
        return bool(words & (_ADDING - {","})) or (counted and numbers)

    def _are_listed(self, left: Chunk, right: Chunk) -> bool:
        """Whether only "and", commas, ages, brackets and phrases that belong to the left one stand
        between."""
        between = self._doc[left.last + 1 : right.first]
        if not len(between) or right.pronoun or (left.pronoun and not left.definite):
            return False
        if between[-1].lower_ not in _ADDING and between[-1].text != ")":
            return False
        in_bracket = False
        in_phrase = False
        for token in between:
            if token.i in self._words_of_harm or token.text in (":", ";", "–", "—"):
                return False
            in_bracket = token.text == "(" or (in_bracket and token.text != ")")
            in_phrase = token.tag_ == "IN" or (in_phrase and token.lower_ not in (",", "and"))
            plain = token.lower_ in _ADDING or token.tag_ == "CD" or token.text in _CLOSING
            if not (plain or in_bracket or (in_phrase and token.tag_ in _IN_PHRASE_TAGS)):
                return False
        return any(token.lower_ in _ADDING or token.text == ")" for token in between)

    def _is_object(self, n: int) -> bool:
        """Whether these people stand right behind another verb of harm, active and theirs."""
        before = self._chunks[n].first - 1
        return before in self._words_of_harm and self._doc[before].tag_ in ("VBG", "VBD", "VBZ", "VBP", "VB")

    def _companions(self, harm: Harm) -> Iterator[int]:
        """Those "killed along *with 12 others*", "killed with *at least two others*"."""
        index, together = harm.index + 1, False
        while index < len(self._doc) and self._doc[index].lower_ in _TOGETHER:
            index, together = index + 1, True
        if index < len(self._doc) and self._doc[index].lower_ == "with":
            index += 1
        elif not together:
            return
        n = self._at.get(index)
        if n is not None and self._chunks[n].first == index and (together or self._chunks[n].additional):
            yield from self._with_list(n, +1)

    def _is_agent(self, n: int) -> bool:
        before = self._chunks[n].first - 1
        return before >= 0 and self._doc[before].lower_ == "by"


def _opening(doc: Doc, index: int) -> int | None:
    """The "(" that belongs to the ")" at `index`."""
    return next((i for i in range(index - 1, max(-1, index - _FARTHEST), -1) if doc[i].text == "("), None)
