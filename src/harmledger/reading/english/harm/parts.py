"""The people named in a sentence in, who of them is a part of whom out ("15 people, *including nine women*")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from harmledger.reading.english.people.axes import AGE_WORDS
from harmledger.reading.english.people.chunk import Chunk, Parents, is_of, owns
from harmledger.reading.english.people.speaking import leads_to_saying
from harmledger.reading.english.people.told_of import is_part_of_former, is_part_of_next
from harmledger.reading.english.sentences.parse import Parsed
from harmledger.records.figure import Who

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_INCLUDING = frozenset(("including", "included", "includes", "comprising", "namely", "inclusive", "incl"))
_OF_THEM = frozenset((("of", "them"), ("of", "whom"), ("of", "which")))
_AMONG_THEM = frozenset((("among", "them"), ("amongst", "them"), ("among", "whom")))
_AMONG = frozenset(("among", "amongst"))
_LIST = frozenset(
    (",", "and", "or", "as", "well", "&", ";", "both", "plus", "with", "along", "together", "alongside")
)
_WITH_OTHERS = frozenset(("along", "together", "alongside", "well"))
"""Behind a list that is whole, these lead to further people."""
_BRACKETS = frozenset(("(", ")", "[", "]"))
_SEXES = frozenset(("male", "female"))
_FEW = 4
"""Most words of a verb between people and those who spell them out ("five *were reportedly killed*, a woman …")."""
_SPELLING_OUT = frozenset((":", "—", "–", "--", "identified"))


def parts_of_wholes(parsed: Parsed, chunks: Sequence[Chunk]) -> Parents:
    """For each stretch that the words make a part of another one, the index of that other one."""
    parents: Parents = {}
    for part, whole in _Listing(parsed, chunks).parts():
        parents.setdefault(part, whole)
    for part, whole in _among_more(parsed, chunks):
        outermost = parents.get(part, part)  # "6 men, including a guard, among nine killed"
        if outermost != whole and parents.get(whole) != outermost:
            parents.setdefault(outermost, whole)
    return parents


class _Listing:
    """A walk along the people of a sentence: whose parts are being listed, as far as it has come."""

    def __init__(self, parsed: Parsed, chunks: Sequence[Chunk]) -> None:
        self._parsed = parsed
        self._chunks = chunks
        self._whole: int | None = None
        self._told = False
        """Whether the sentence says what became of the whole before it names the parts."""
        self._unnamed: int | None = None
        """Of people whose names stand right behind their number, how many are still to be named."""
        self._asides: Parents = {}
        self._outside: tuple[int | None, bool] | None = None
        """Whose parts were being listed before a bracket opened, and whether they were told of."""

    def parts(self) -> Iterator[tuple[int, int]]:
        """ "Including", "two of whom", brackets, colons and appositions; a list goes on being part of its whole."""
        for n in range(1, len(self._chunks)):
            if n + 1 < len(self._chunks) and owns(self._parsed.doc, self._chunks[n], self._chunks[n + 1]):
                continue  # "including *Anna*'s husband"
            between = self._past_bracket(_between(self._parsed, self._chunks, n))
            words = [token.lower_ for token in between]
            if _opens_part(words) or of_them(self._parsed, self._chunks[n]):
                yield n, self._opened(n, words)
            elif self._whole is not None and (
                _goes_on(between)
                or _counts_on(self._parsed, self._chunks, n)
                or (not words and self._chunks[n].names)
            ):
                if self._still_lists(n):
                    yield n, self._whole
            elif (whole := _spelled_out(self._parsed, self._chunks, n, words)) is not None:
                self._spell_out(n, whole, between)
                yield n, whole
            else:
                self._whole = None

    def _past_bracket(self, between: Span) -> Span:
        """The words without the bracket that they close; then the list goes on that was begun before it ("11 children
        (*five boys and six girls*) and five women")."""
        if len(between) and between[0].text == ")" and self._outside is not None:
            (self._whole, self._told), self._outside = self._outside, None
            return between[1:]
        return between

    def _opened(self, n: int, words: Sequence[str]) -> int:
        if words[:1] == ["("]:
            self._outside = (self._whole, self._told)
        if self._whole is None or not (set(words) <= _LIST or _is_part_of(words)):
            holder = _holder(self._chunks, n)
            self._whole = self._asides.get(holder, holder)
            behind = self._chunks[self._whole].last + 1
            self._told = _has_verb(self._parsed.doc[behind : self._chunks[n].first], participle=True)
        return self._whole

    def _still_lists(self, n: int) -> bool:
        behind = self._chunks[n].last + 1
        if self._unnamed is not None:
            self._unnamed -= 1
        if self._unnamed is not None and self._unnamed < 0:
            self._whole = None  # "his two sons A and B, *and C*"
        elif self._told and _has_verb(self._parsed.doc[behind : behind + 1], participle=True):
            self._whole = None  # "11 were killed, including four women, and *15 others were* wounded"
        return self._whole is not None and not leads_to_saying(self._parsed.doc, self._chunks[n])

    def _spell_out(self, n: int, whole: int, between: Span) -> None:
        self._whole, self._told = whole, _has_verb(between)
        number = self._chunks[whole].quantity.low
        listed = _counts_up(self._parsed, self._chunks, n, number) if number else 0
        named = self._chunks[whole].named or listed
        self._unnamed = named - 1 if named else None
        self._asides[n] = whole


def _between(parsed: Parsed, chunks: Sequence[Chunk], n: int) -> Span:
    """The words from the people before `n`, past those whose they are ("two siblings, *Anna's* sons")."""
    begin = n - 1 if _is_of_the_former(parsed, chunks, n) else _former(parsed, chunks, n)
    return parsed.doc[chunks[begin].last + 1 : chunks[begin + 1].first]


def _former(parsed: Parsed, chunks: Sequence[Chunk], n: int) -> int:
    owned = n > 1 and owns(parsed.doc, chunks[n - 1], chunks[n])
    return n - 2 if owned or _is_of_the_former(parsed, chunks, n) else n - 1


def _is_of_the_former(parsed: Parsed, chunks: Sequence[Chunk], n: int) -> bool:
    """Whether the people right before `n` only say whose the others are ("two children *of Anna*: Ari and …")."""
    return n > 1 and not chunks[n - 2].single and is_of(parsed.doc, chunks[n - 2], chunks[n - 1])


def _holder(chunks: Sequence[Chunk], n: int) -> int:
    """The people named last before `n` who can be as many ("*26 people* were killed in one family, including
    12 children")."""
    number = chunks[n].quantity.low or chunks[n].quantity.high or 0
    large_enough = (m for m in range(n - 1, -1, -1) if (chunks[m].quantity.high or number) >= number)
    return next((m for m in large_enough if not chunks[m].single), n - 1)


def _has_verb(words: Span, *, participle: bool = False) -> bool:
    tags = ("VBD", "VBZ", "VBP", "MD", "VBN") if participle else ("VBD", "VBZ", "VBP", "MD")
    return any(token.tag_ in tags or (participle and token.lower_ == "being") for token in words)


def _opens_part(words: Sequence[str]) -> bool:
    if _INCLUDING & set(words):
        return not any(word in (".", "which", "names") for word in words)
    if any(pair in _OF_THEM for pair in pairwise(words)):
        return True  # "20 people, *most of them* children"; "five children, *of whom* one …"
    if words[-2:] and tuple(words[-2:]) in _AMONG_THEM:
        return True  # "nine bodies, *among them* four children and a woman"
    return words[:1] == ["("] and ")" not in words


def _is_part_of(words: Sequence[str]) -> bool:
    return bool(_INCLUDING & set(words))


def _goes_on(between: Span) -> bool:
    """Only commas, "and", age and sex stand between: the list that began before goes on."""
    words = [token.lower_ for token in between if token.tag_ != "CD"]
    allowed = _LIST | AGE_WORDS | _SEXES | (_BRACKETS if words[:1] == ["("] and ")" in words else frozenset())
    return len(between) > 0 and allowed.issuperset(words)


def _counts_on(parsed: Parsed, chunks: Sequence[Chunk], n: int) -> bool:
    """Whether a bare number goes on from another with only where those were from between them ("two drivers, *one*
    from Hella and *one* from Vík")."""
    between = parsed.doc[chunks[n - 1].last + 1 : chunks[n].first]
    bare = all(parsed.doc[chunk.noun].tag_ == "CD" for chunk in chunks[n - 1 : n + 1])
    phrase = len(between) > 1 and between[0].tag_ == "IN" and between[-1].lower_ in ("and", ",")
    return bare and phrase and not _has_verb(between, participle=True)


def _spelled_out(parsed: Parsed, chunks: Sequence[Chunk], n: int, words: Sequence[str]) -> int | None:
    """The whole that a list spells out: "four men, *a father* and *his three sons*"; "two: *X* and *Y*"."""
    before = _former(parsed, chunks, n)
    former, named = chunks[before], chunks[n]
    if former.single or former.quantity.kind == "none" or named.pronoun:
        return None
    most, number = former.quantity.low, named.quantity.low
    if former.named:  # "their two sons *Omar* and *Karim*"
        return before
    if not words:
        return None
    if most is None:
        identified = words[-1] == "as" and (former.definite or _names_follow(words))
        speaker = former.first == 0 and not named.names  # "Police: one killed"
        uncounted = former.quantity.kind in ("plural_only", "vague")
        told = identified or (words[-1] == ":" and uncounted and not speaker)
    elif words[-1] in _SPELLING_OUT or _names_follow(words):
        told = 0 < (number or 0) <= most
    else:
        aside = named.quantity.kind == "plural_only"  # "seven victims, all men, …"
        apposed = list(words[:1]) == [","] and set(words) <= {",", "all"}
        behind_verb = words[-1] == "," and words.index(",") == len(words) - 1 <= _FEW
        heard = leads_to_saying(parsed.doc, named)  # "that killed two men, *police* said"
        told = (apposed and aside and not heard) or (
            (apposed or behind_verb)
            and (_singles_out(parsed, named, most) or _counts_up(parsed, chunks, n, most) > 0)
        )
    return before if told else None


def _names_follow(words: Sequence[str]) -> bool:
    """ "Several nephews were killed, *identified as* Ari and …"."""
    return tuple(words[-2:]) in (("identified", "as"), ("named", "as"))


def _singles_out(parsed: Parsed, part: Chunk, whole: int) -> bool:
    """ "Five people were shot, *two in* the leg", "three were hurt, *one with* a broken arm"."""
    behind = parsed.doc[part.last + 1 : part.last + 2]
    bare = parsed.doc[part.noun].tag_ == "CD" and not part.names
    return (
        bare and bool(behind) and behind[0].lower_ in ("with", "in") and 0 < (part.quantity.low or 0) < whole
    )


def _counts_up(parsed: Parsed, chunks: Sequence[Chunk], n: int, whole: int) -> int:
    """How many of the people from `n` come to the whole before them; none where their list does not come to it."""
    total = length = 0
    for index in range(n, len(chunks)):
        between = parsed.doc[chunks[index - 1].last + 1 : chunks[index].first]
        goes_on = index == n or _goes_on(between) or _counts_on(parsed, chunks, index)
        whole_and_more = total == whole and not _WITH_OTHERS.isdisjoint(t.lower_ for t in between)
        if total > whole or whole_and_more or not goes_on:
            break
        if not _may_hold(chunks[_former(parsed, chunks, n)].who, chunks[index].who):
            return 0
        total += chunks[index].quantity.low or 0
        length += 1
    return length if total == whole else 0


def _may_hold(whole: Who, part: Who) -> bool:
    """Four women hold no man and no child, however the numbers add up."""
    pairs = ((whole.sex, part.sex), (whole.age, part.age))
    return all(one == other or "unstated" in (one, other) for one, other in pairs)


def of_them(parsed: Parsed, chunk: Chunk) -> bool:
    """Whether the words say "nine of them", "two of whom were women", "most of them"."""
    following = [t.lower_ for t in parsed.doc[chunk.first : chunk.last + 4]]
    return any(pair in _OF_THEM for pair in pairwise(following))


def _among_more(parsed: Parsed, chunks: Sequence[Chunk]) -> Iterator[tuple[int, int]]:
    """ "*Five civilians* among nine killed", "among the dead were *two women*", "20 killed, *six women*
    among them"."""
    doc = parsed.doc
    for n in range(1, len(chunks)):
        if is_part_of_next(parsed, chunks, n - 1):
            yield n - 1, n
            continue
        words = [t.lower_ for t in doc[chunks[n - 1].last + 1 : chunks[n].first]]
        if _are_some_of(doc, chunks[n - 1], words) or is_part_of_former(parsed, chunks, n):
            yield n, n - 1
            yield from ((k, n - 1) for k in _listed_beside(parsed, chunks, n, +1))
        elif _AMONG & set(words) and words[-1] in (*_AMONG, "to"):
            yield n - 1, n
            yield from ((k, n) for k in _listed_beside(parsed, chunks, n - 1, -1))
        elif (_AMONG & set(words) and {"them", "those"} & set(words)) or any(
            t.lower_ in _AMONG and _them(doc, t.i) for t in doc[chunks[n].last + 1 : chunks[n].last + 3]
        ):
            yield n, n - 1


def _them(doc: Doc, index: int) -> bool:
    """Whether "them" follows, in brackets where a quotation was filled in ("three children among [them]")."""
    behind = [token.lower_ for token in doc[index + 1 : index + 3] if token.text not in _BRACKETS]
    return behind[:1] == ["them"]


def _are_some_of(doc: Doc, whole: Chunk, words: Sequence[str]) -> bool:
    """ "*Among the 23 dead were* nine women and six children"."""
    led = whole.first > 0 and doc[whole.first - 1].lower_ in _AMONG
    return led and bool(words) and words[-1] in ("was", "were", "are", "is")


def _listed_beside(parsed: Parsed, chunks: Sequence[Chunk], n: int, step: int) -> Iterator[int]:
    """Those in one list with the people at `n`, behind (+1) or before (-1) them, the nearest first."""
    while 0 <= n + step < len(chunks):
        left, right = sorted((n, n + step))
        if not _goes_on(parsed.doc[chunks[left].last + 1 : chunks[right].first]):
            return
        n += step
        yield n
