"""The words of a sentence in, the people that they count out: by number, by form, or by a vague word."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import msgspec

from harmledger.reading.arabic.how_many.numbers import Numeral, number_words, read_number
from harmledger.reading.arabic.people.bounds import meaning_of, risen_to, upper_end
from harmledger.reading.arabic.people.chunk import Chunk, Form
from harmledger.reading.arabic.people.noun_phrases import NounPhrase, has_kin, is_kin, is_of_people, noun_at
from harmledger.reading.arabic.people.nouns import Count, people_lexicon
from harmledger.reading.arabic.words.phrases import Phrases
from harmledger.reading.arabic.words.split import Word, look_up
from harmledger.records.figure import QuantityKind, Who

_BODY_REACH = 4
"""Words behind people within which the body that they belong to is named ("a member of the rescue service")."""
_BEHIND_ALONE = frozenset(
    ("من", "منهم", "منهن", "علي", "في", "اثر", "جرا", "نتيجه", "بينهم", "خلال", "الي", "او", "حتي", "عقب", "بعد",
     "قتلوا", "اصيبوا", "استشهدوا", "قضوا", "هم",
     "جميعهم", "معظمهم", "اغلبهم", "احدهم", "كلهم", "اليوم", "امس", "ما", "قرب", "حيث",
     "عدد", "تعداد", "حصيله", "اجمالي")
)  # fmt: skip
"""What may stand behind a number that counts people without naming them."""
_OF_THEM = frozenset(("منهم", "منهن", "منهما"))
_TO_BODY = frozenset(("من", "في", "لدي", "مع", "افراد", "عناصر", "مرتبات", "صفوف", "كوادر", "متطوعي", "فرق"))
_MOST_PEOPLE = 1_000_000
_SHORTEST_JOINED = 4
_MOST_BEFORE = 4
"""Words of the longest phrase before a number, less one."""
_QUOTES = frozenset("\"'(")
"""Behind one of these a bare number word is rather a name."""
_COUNT_OF = ("عدد", "عددا", "مجموعه")
"""These count only before "of"."""
_MANY_ALONE = ("العشرات", "الميات")
"""These may count people without naming them ("dozens were killed")."""
_SHAPES: dict[Count, Form] = {"one": "single", "two": "dual", "many": "plural"}
_COUNTS: dict[Count, int | None] = {"one": 1, "two": 2, "many": None}


@functools.cache
def _before() -> Phrases[str]:
    return Phrases(number_words().before)


@functools.cache
def _after() -> Phrases[str]:
    return Phrases(number_words().after)


@functools.cache
def _vague() -> Phrases[bool]:
    return Phrases(dict.fromkeys(number_words().vague, True))


def find_chunks(words: Sequence[Word]) -> list[Chunk]:
    """The people counted in `words`, in order, none inside another."""
    found: list[Chunk] = []
    at = 0
    while at < len(words):
        chunk = _chunk_at(words, at)
        if chunk is not None:
            found.append(chunk)
            at = chunk.last + 1
        else:
            at += 1
    return found


def _chunk_at(words: Sequence[Word], at: int) -> Chunk | None:
    return _by_number(words, at) or _by_vague_word(words, at) or _by_form(words, at)


def _by_number(words: Sequence[Word], at: int) -> Chunk | None:
    said, start = _phrases_before(words, at)
    number = read_number(words, start)
    if number is None or number.value > _MOST_PEOPLE:
        return None
    risen = risen_to(words, number)
    if risen is not None:
        at, number = risen.first, risen
    second = upper_end(words, number, said)
    last = second or number
    if _is_of_those(words, last.last + 1):
        return _some_of_those(words, number, last)
    behind = _behind_number(words, last)
    named = start > 0 and words[start - 1].text in _QUOTES and not words[start].text.isdigit()
    if behind is None and (named or _counts_something_else(words, last.last + 1)):
        return None
    end = behind.last if behind is not None else last.last
    after = _after().at(words, end + 1)
    if after is not None:
        said, end = (*said, after[0]), end + after[1]
    kind, low, high = meaning_of(number, second, said)
    chunk = _made(words, at, end, kind, low, high, behind, "counted" if behind is not None else "number")
    if behind is not None and behind.reading.article and chunk.outcome is not None:
        chunk = msgspec.structs.replace(chunk, of_those=True)  # "three of the wounded"
    return None if number.definite and behind is None else _with_body(words, chunk)


def _is_of_those(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and words[at].text in _OF_THEM


def _some_of_those(words: Sequence[Word], number: Numeral, last: Numeral) -> Chunk:
    """ "Three of them", "five of them children": with what they are, where it follows at once."""
    noun = noun_at(words, last.last + 2, counted=True)
    noun = None if noun is None or noun.reading.article or noun.form.noun.outcome is not None else noun
    end = noun.last if noun is not None else last.last + 1
    kind, low, high = meaning_of(number, last if last is not number else None, ())
    chunk = _made(words, number.first, end, kind, low, high, noun, "counted")
    return msgspec.structs.replace(chunk, of_those=True)


def _phrases_before(words: Sequence[Word], at: int) -> tuple[tuple[str, ...], int]:
    """What stands before a number, and where the number begins."""
    said: list[str] = []
    while (found := _before().at(words, at)) is not None:
        said.append(found[0])
        at += found[1]
    return tuple(said), at


def _counts_something_else(words: Sequence[Word], at: int) -> bool:
    """Whether a plain word behind a number is what it counts ("24 hours")."""
    if at >= len(words) or not "ا" <= words[at].text[0] <= "ي":
        return False
    text = words[at].text
    return (
        not text.startswith(("و", "ب", "ل", "ف")) and text not in _BEHIND_ALONE and not _after().at(words, at)
    )


def _behind_number(words: Sequence[Word], number: Numeral) -> NounPhrase | None:
    """The noun that a number counts: next to it, behind "of", or behind an adjective."""
    at = number.last + 1
    if at < len(words) and words[at].text == ")" and number.first > 0 and words[number.first - 1].text == "(":
        at += 1  # "(3) civilians"
    noun = noun_at(words, at, counted=True)
    if noun is None and at < len(words) and words[at].text == "من":
        noun = noun_at(words, at + 1, counted=True)
    if noun is None and at < len(words) and words[at].text in people_lexicon().skipped:
        noun = noun_at(words, at + 1, counted=True)
    return noun


def _by_vague_word(words: Sequence[Word], at: int) -> Chunk | None:
    found = _vague().at(words, at)
    if found is None:
        return None
    behind = at + found[1]
    if behind < len(words) and words[behind].text == "من":
        behind += 1
    elif words[at + found[1] - 1].text.endswith(_COUNT_OF):
        return None  # "the number of the dead" counts nobody
    noun = noun_at(words, behind, counted=True)
    if noun is None and words[at].text.endswith(_MANY_ALONE) and not _counts_something_else(words, behind):
        return _made(words, at, at, "vague", None, None, None, "number")
    if noun is None or noun.form.number == "one":
        return None
    return _made(words, at, noun.last, "vague", None, None, noun, "counted")


def _by_form(words: Sequence[Word], at: int) -> Chunk | None:
    noun = noun_at(words, at, counted=False)
    if noun is None:
        return None
    counted = _number_behind(words, noun)
    if counted is not None:
        return _made(words, at, counted.last, "exact", counted.value, counted.value, noun, "counted")
    form = noun.form
    of_nobody = form.noun.kin and not form.owned and not _is_of_family(words, at, noun)
    if (of_nobody and form.number != "two") or (form.noun.no_plural_alone and form.number == "many"):
        return None
    known = noun.reading.article or (
        form.noun.outcome is not None and (form.owned or _is_construct(words, noun))
    )
    shape: Form = "definite" if known else _SHAPES[form.number]
    count = _COUNTS[form.number]
    last = noun.last + (form.noun.kin and form.number == "one" and is_of_people(words, noun.last + 1))
    chunk = _made(words, at, last, "exact" if count else "plural_only", count, count, noun, shape)
    return _with_body(words, chunk)


def _is_of_family(words: Sequence[Word], at: int, noun: NounPhrase) -> bool:
    """Whether a word of kinship counts somebody though no pronoun says whose: "the mother", "a father and his son", "a
    father and a mother", "the father of the child"."""
    the_one = noun.form.number == "one" and (noun.reading.article or is_of_people(words, noun.last + 1))
    return the_one or has_kin(words, noun.last) or (noun.reading.conjunction == "و" and is_kin(words, at - 1))


def _is_construct(words: Sequence[Word], noun: NounPhrase) -> bool:
    """ "The dead of the raid": several, and a definite noun behind them makes them known."""
    at = noun.last + 1
    if noun.form.number != "many" or at >= len(words):
        return False
    return words[at].text.startswith("ال") and len(words[at].text) > 4


def _number_behind(words: Sequence[Word], noun: NounPhrase) -> Numeral | None:
    """ "The three children", "his three children", "one person", "two civilians, two"."""
    at = noun.last + 1
    if noun.form.noun.no_single:
        return None  # "the bodies of three martyrs": the number counts those behind it
    if at >= len(words) or (
        words[at].text.startswith("و") and words[at].text not in ("واحد", "واحده", "واحدا")
    ):
        return None
    number = read_number(words, at)
    if number is None or words[at].text[0].isdigit() or number.value > 10:
        return None
    agrees = {"one": number.value == 1, "two": number.value == 2, "many": number.value > 1}
    if not agrees[noun.form.number] or (words[at].text.startswith(("ب", "ل")) and not number.definite):
        return None
    return (
        number
        if number.definite or noun.form.number != "many" or noun.form.owned or not noun.reading.article
        else None
    )


def _made(
    words: Sequence[Word], first: int, last: int, kind: QuantityKind, low: int | None, high: int | None,
    noun: NounPhrase | None, shape: Form,
) -> Chunk:  # fmt: skip
    form = noun.form if noun is not None else None
    conjunction, preposition = _clitics(words, first)
    return Chunk(
        first=first, last=last, kind=kind, low=low, high=high, form=shape,
        who=form.who if form is not None else Who(),
        outcome=form.noun.outcome if form is not None else None,
        additional=form is not None and form.noun.additional,
        alone=form is not None and form.noun.additional and noun is not None and noun.last == first,
        kin=form is not None and form.owned,
        joined=conjunction, governed=preposition,
        adjective=form is not None and form.noun.adjective and shape == "single",
        unsure=form is not None and form.noun.unsure_plural and shape in ("plural", "definite"),
    )  # fmt: skip


def _clitics(words: Sequence[Word], first: int) -> tuple[bool, bool]:
    """Whether "and", and whether a preposition, stands with the first word of a chunk or as a word before it."""
    lexicon, text = people_lexicon(), words[first].text
    found = look_up(text, lexicon.forms)
    if found is None:
        led = _is_joined_phrase(words, first)
        cut = [words[first]._replace(text=text[1:]), *words[first + 1 : first + 2]]
        numeral = read_number(cut, 0) if text.startswith("و") else None
        joined = numeral is not None and numeral.value != 1  # "واحد" is one, "وأحد عشر" is and eleven
        governed = (
            text.startswith(("ب", "ل")) and read_number([words[first]._replace(text=text[1:])], 0) is not None
        )
        return led or joined or _stands_alone(words, first), governed
    return found[0].conjunction == "و" or _stands_alone(words, first), found[0].preposition != ""


def _is_joined_phrase(words: Sequence[Word], first: int) -> bool:
    """Whether "and" is written together with a phrase before a number or a vague word ("and about 40")."""
    text = words[first].text
    if not text.startswith("و") or len(text) < _SHORTEST_JOINED:
        return False
    cut = [words[first]._replace(text=text[1:]), *words[first + 1 : first + 1 + _MOST_BEFORE]]
    whole = _before().at(words, first) or _vague().at(words, first)
    return whole is not None and (_before().at(cut, 0) or _vague().at(cut, 0)) == whole


def _stands_alone(words: Sequence[Word], first: int) -> bool:
    return first > 0 and words[first - 1].text == "و"


def _with_body(words: Sequence[Word], chunk: Chunk) -> Chunk:
    """The chunk with what the body says that its people are of ("3 of the forces", "a member of the rescuers")."""
    for at in range(chunk.last + 1, min(len(words), chunk.last + 1 + _BODY_REACH)):
        found = people_lexicon().bodies.at(words, at)
        if found is not None and _leads_to_body(words, chunk.last + 1, at):
            status = found[0].status if found[0].status != "unstated" else chunk.who.status
            occupation = found[0].occupation if found[0].occupation != "unstated" else chunk.who.occupation
            who = msgspec.structs.replace(chunk.who, status=status, occupation=occupation)
            return msgspec.structs.replace(chunk, who=who)
        if words[at].text not in _TO_BODY:
            break
    return chunk


def _leads_to_body(words: Sequence[Word], first: int, at: int) -> bool:
    """Whether the words between people and a body say that they are of it."""
    return first < at or words[at].text.startswith(("ب", "ل"))
