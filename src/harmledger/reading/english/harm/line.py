"""A parsed sentence with its people and words of harm in; what stands before and behind each of them out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from harmledger.reading.english.harm.harm import Harm
from harmledger.reading.english.people.chunk import Chunk, Parents, owns
from harmledger.reading.english.sentences.parse import Parsed
from harmledger.reading.english.words.harm import harm_lexicon
from harmledger.reading.english.words.people import people_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ADDING = frozenset(
    (
        ",",
        "and",
        "or",
        "&",
        "plus",
        "along",
        "together",
        "with",
        "as",
        "well",
        "/",
        "alongside",
        "both",
        "then",
    )
)
"""Words and signs that add people to those before."""
REFLEXIVE = frozenset(("himself", "herself", "self"))
_OTHER_CLAUSE = frozenset(("when", "while", "and", "but", "before"))
IN_PHRASE_TAGS = frozenset(
    (
        "IN", "DT", "NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "CD",
        "PRP$", "POS", "HYPH", "RB", "VBN", "TO", "FW", "``", "''",
    )
)  # fmt: skip
"""Tags of words that go on with a phrase."""


class Line:
    """The people of one sentence, by their number in it, among its words."""

    def __init__(
        self, parsed: Parsed, chunks: Sequence[Chunk], harms: Sequence[Harm], parents: Parents
    ) -> None:
        self.doc: Doc = parsed.doc
        self.chunks = chunks
        self.at: dict[int, int] = {i: n for n, c in enumerate(chunks) for i in range(c.first, c.last + 1)}
        """Word → the people that it is part of."""
        self.words_of_harm = {harm.index for harm in harms}
        self._states = {harm.index for harm in harms if harm.trigger.kind == "state"}
        self._parents = parents
        self._governing = harm_lexicon().words["ties.governing"]

    def word_behind(self, n: int) -> Token | None:
        """The word right behind these people; None where the sentence ends with them."""
        behind = self.chunks[n].last + 1
        return self.doc[behind] if behind < len(self.doc) else None

    def whole_of(self, n: int) -> int:
        """The people whose parts only stand between them and the word of harm ("9 men, including *2
        guards*, died")."""
        following = self.word_behind(n)
        goes_on = following is not None and following.tag_[:1] == "W"  # "including a boy *who* was killed"
        while n in self._parents and self._parents[n] < n and not goes_on:
            if self._tells(self._parents[n], n) or self._did_something(self._parents[n], n):
                break  # "seven people *were shot*, four of them died"
            n = self._parents[n]
        return n

    def spells_out(self, n: int) -> bool:
        """Whether this is a name right behind a number of people whose names are listed ("their two sons *Ari* and
        *Óli*")."""
        whole = self._parents.get(n)
        if whole is None or whole >= n or not self.chunks[n].names:
            return False
        return n - whole <= self.chunks[whole].named

    def is_told_part(self, n: int, beside: int) -> bool:
        """Whether these are part of people already told of, and those `beside` are not ("11 were killed,
        including *two women*, and others hurt")."""
        return n in self._parents and self._parents.get(beside) is None and self.whole_of(n) == n

    def _tells(self, whole: int, part: int) -> bool:
        """Whether something is already said of the whole before the part is named."""
        between = self.doc[self.chunks[whole].last + 1 : self.chunks[part].first]
        return any(token.i in self.words_of_harm for token in between)

    def _did_something(self, whole: int, part: int) -> bool:
        """ "Two boys *were playing when* one of them was shot": the whole has a verb of its own."""
        between = self.doc[self.chunks[whole].last + 1 : self.chunks[part].first]
        finite = any(token.tag_ in ("VBD", "VBZ", "VBP") for token in between)
        return finite and between[-1:].text.lower() in _OTHER_CLAUSE

    def owner_of(self, n: int) -> int | None:
        """Who stands right before these people as the one whose they are ("*Anna*'s husband")."""
        if not 0 < n < len(self.chunks):
            return None
        return n - 1 if owns(self.doc, self.chunks[n - 1], self.chunks[n]) else None

    def whose(self, n: int) -> int:
        """Those of whom the words tell that begin with `n`: the people behind the one whose they are, if such is `n`
        ("Anna's *children*")."""
        if self.owner_of(n + 1) != n:
            return n
        return n + 1 if self.doc[self.chunks[n + 1].noun].lower_ in people_lexicon().nouns else n

    def is_joint_owner(self, n: int) -> bool:
        """The first of two who own what follows ("*Anna* and Ari's daughter")."""
        if not self.chunks[n].names or self.owner_of(n + 2) != n + 1:
            return False
        between = self.doc[self.chunks[n].last + 1 : self.chunks[n + 1].first]
        return [token.lower_ for token in between] == ["and"]

    def is_owner(self, n: int) -> bool:
        """Whether these are whose one person before them is ("the wife of *Ari*")."""
        governor = self.governor(self.chunks[n]) if n else None
        if governor is None or governor.lower_ != "of":
            return False
        owned = self.chunks[n - 1]
        kin = (
            self.doc[owned.last].lower_ in people_lexicon().jargon["relatives"]
        )  # "Eva Lund, the wife of *Ari*"
        someone = owned.single and not owned.partitive and (kin or not owned.names)
        return someone and owned.last == governor.i - 1

    def start_of(self, chunk: Chunk) -> int:
        """The first word of people, whose they are among them."""
        n = self.at[chunk.first]
        while (owner := self.owner_of(n)) is not None:  # "*Karl's brother Ari's* wife"
            n = owner
        return self.chunks[n].first

    def end_of(self, chunk: Chunk) -> int:
        """The last word of people, the names that tell who they are among them."""
        n = self.at[chunk.first]
        while n + 1 < len(self.chunks) and self.spells_out(n + 1):
            n += 1
        return self.chunks[n].last

    def has_own_word(self, n: int) -> bool:
        """Whether a participle right behind, or their own noun, speaks of these people ("5 staff killed *7 staff
        injured*", "1 killed *3 injured*")."""
        if self.chunks[n].noun in self.words_of_harm and self.doc[self.chunks[n].noun].tag_ == "VBN":
            return True
        following = self.chunks[n].last + 1
        finite = following in self.words_of_harm and self.doc[following].tag_ in ("VBG", "VBZ", "VBP")
        return following in self._states or (following in self.words_of_harm and not finite)

    def governor(self, chunk: Chunk) -> Token | None:
        """The preposition under which the people stand ("members *of* the family", "shot *by* two men")."""
        before = self.doc[chunk.first - 1] if chunk.first else None
        if before is not None and before.lower_ in ("his", "her", "their", "its", "the", "a", "an"):
            before = self.doc[chunk.first - 2] if chunk.first > 1 else None
        return before if before is not None and before.lower_ in self._governing else None

    def headed(self, n: int) -> int:
        """The people of whom these are the family or group ("several members *of a family* killed", "fighters *of the
        militia* who died")."""
        governor = self.governor(self.chunks[n])
        noun = self.doc[self.chunks[n].noun].lower_
        group = noun in people_lexicon().jargon["groups"] or noun in people_lexicon().collective
        of = governor is not None and governor.lower_ == "of" and n > 0 and group
        return n - 1 if of and governor is not None and self.chunks[n - 1].last == governor.i - 1 else n

    def has_family(self, n: int) -> bool:
        """Whether these are one person whose family is spoken of ("the family of *a boy* shot dead")."""
        governor = self.governor(self.chunks[n]) if self.chunks[n].single else None
        if governor is None or governor.lower_ != "of" or not n or self.chunks[n - 1].last != governor.i - 1:
            return False
        family = self.chunks[n - 1]
        groups = people_lexicon().jargon["groups"]
        return family.quantity.kind == "plural_only" and self.doc[family.noun].lower_ in groups

    def is_object(self, n: int) -> bool:
        """Whether these people stand right behind another verb of harm, active and theirs."""
        before = self.chunks[n].first - 1
        return before in self.words_of_harm and self.doc[before].tag_ in ("VBG", "VBD", "VBZ", "VBP", "VB")

    def begins(self, index: int) -> bool:
        """Whether the word at `index` begins the sentence or what stands behind a sign ("*Killed* were …", "*Also
        killed* was …", "…; *injured*: 4")."""
        if index > 0 and self.doc[index - 1].lower_ == "also":
            index -= 1
        return index == 0 or self.doc[index - 1].is_punct

    def is_agent(self, n: int) -> bool:
        """Whether these people did it ("shot *by two men*")."""
        before = self.chunks[n].first - 1
        return before >= 0 and self.doc[before].lower_ == "by"
