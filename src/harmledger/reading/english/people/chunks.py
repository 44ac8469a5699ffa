"""One parsed sentence with its quantities in, the stretches that name people out: how many, who, at which
words."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from harmledger.reading.english.how_many.ages import AgeMention
from harmledger.reading.english.how_many.quantities import QuantityMention
from harmledger.reading.english.people.axes import who_of
from harmledger.reading.english.people.chunk import Chunk, end_of_noun, is_definite, said, tokens_of
from harmledger.reading.english.people.counted import Head, head_of, is_person_noun
from harmledger.reading.english.people.joining import join_names, with_ages
from harmledger.reading.english.people.multiples import by_multiples
from harmledger.reading.english.people.names import name_after, names_in
from harmledger.reading.english.people.nounless import ORDINALS, by_age, by_ordinal
from harmledger.reading.english.people.numbering import is_group_of_number
from harmledger.reading.english.people.rolls import with_rolls
from harmledger.reading.english.people.told_of import head_before_whole, with_what_they_were
from harmledger.reading.english.sentences.parse import Parsed
from harmledger.reading.english.words.harm import harm_lexicon
from harmledger.reading.english.words.people import people_lexicon
from harmledger.records.figure import QuantityKind, Sex, Who
from harmledger.records.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LEFTMOST = 8
"""Most words before a noun that can belong to it."""
_PREFIXES = frozenset(("ex", "step", "half", "co"))
_KNOWN_WITHOUT_ARTICLE = frozenset(("victim", "victims", "deceased"))
"""Somebody already spoken of, with or without an article: "victim was taken to hospital"."""
_PRONOUNS: dict[str, Sex] = {
    "he": "male", "him": "male", "himself": "male", "she": "female", "herself": "female", "her": "female",
    "self": "unstated",
}  # fmt: skip
_MORE = frozenset(("another", "other", "others", "additional", "further", "more"))
_OTHERS = frozenset(("other", "others"))
_IDENTIFY = frozenset(("ID", "IDs"))
"""A headline's verb, which a parser takes for a name ("police *ID* man killed")."""
_SINGULAR_VERBS = frozenset(("was", "is", "has"))


def find_chunks(
    parsed: Parsed,
    quantities: Sequence[QuantityMention],
    ages: Sequence[AgeMention],
    places: Sequence[Span] = (),
) -> tuple[Chunk, ...]:
    """The people named in the sentence, left to right, without overlap; a word of `places` names nobody."""
    found: list[Chunk] = []
    taken = [False] * len(parsed.doc)
    for chunk in (
        *_counted(parsed, quantities, ages),
        *by_age(parsed, ages),
        *by_ordinal(parsed),
        *by_multiples(parsed),
        *_uncounted(parsed, ages, places),
    ):
        if not any(taken[chunk.first : chunk.last + 1]):
            taken[chunk.first : chunk.last + 1] = [True] * (chunk.last + 1 - chunk.first)
            found.append(chunk)
    merged = list(join_names(parsed, sorted(found, key=lambda chunk: chunk.first)))
    holders = _holders(parsed, merged, ages)
    aged = [with_ages(parsed, c, [a for a, n in holders if n in (None, i)]) for i, c in enumerate(merged)]
    return with_rolls(parsed, tuple(with_what_they_were(parsed, aged)))


def _holders(
    parsed: Parsed, chunks: Sequence[Chunk], ages: Sequence[AgeMention]
) -> list[tuple[AgeMention, int | None]]:
    """Each age with the index of the people whose alone it is, if of any ("man, *11-year-old* daughter dead")."""
    spans = [parsed.span_of(parsed.doc[c.first], parsed.doc[c.last]) for c in chunks]
    starts = [span.start for span in spans]
    nearest = [(age, bisect.bisect_right(starts, age.span.start) - 1) for age in ages]
    return [
        (age, n if n >= 0 and spans[n].holds(age.span) and not chunks[n].names else None)
        for age, n in nearest
    ]


def open_chunk(parsed: Parsed, token: Token) -> Chunk | None:
    """Whoever a word of harm is surely said of, where no noun of ours names them ("the *head* of an agency")."""
    if token.tag_ not in ("NN", "NNS") or not is_person_noun(token, unsure=True):
        return None
    first = _left_edge(token)
    nobody = parsed.doc[first].lower_ == "no"
    name = token.tag_ == "NNS" and token.text[0].isupper()  # "*Banks* died at a hospital"
    kind, number = ("none", 0) if nobody else ("exact", 1) if name else _how_many(token)
    return Chunk(
        first=first, last=token.i, noun=token.i, who=who_of(parsed.doc, first, token.i, token.i),
        quantity=said(kind, number, parsed, first, token.i), definite=is_definite(parsed.doc[first]),
        additional=token.lower_ in ORDINALS,
    )  # fmt: skip


# ---------------------------------------------------------------- people with a number


def _counted(
    parsed: Parsed, quantities: Sequence[QuantityMention], ages: Sequence[AgeMention]
) -> Iterator[Chunk]:
    in_ages = {age.span.start for age in ages} | {age.span.end for age in ages}
    for mention in quantities:
        if not mention.article and {mention.quantity.span.start, mention.quantity.span.end} & in_ages:
            continue  # "between the ages of *11* and *15*"
        tokens = tokens_of(parsed, mention.quantity.span)
        part = head_before_whole(parsed.doc, tokens[1]) if tokens else None
        head = part or (head_of(parsed.doc, mention, *tokens) if tokens else None)
        if tokens is None or head is None:
            continue
        chunk = _counted_chunk(parsed, mention, tokens[0], head)
        yield chunk if part is None else msgspec.structs.replace(chunk, partitive=True, definite=False)


def _counted_chunk(parsed: Parsed, mention: QuantityMention, first: int, head: Head) -> Chunk:
    doc = parsed.doc
    end = end_of_noun(doc, head.last)
    named = name_after(parsed.tokens, end) if mention.article or mention.additional else None
    around = {token.lower_ for token in doc[max(0, first - 1) : head.last + 2]}
    last = named[1] if named else end
    first = _start_of_group(doc, first)
    owned = first > 0 and doc[first - 1].tag_ in ("PRP$", "DT")
    return Chunk(
        first=first - owned, last=last, noun=head.noun, quantity=mention.quantity, per=mention.per,
        who=who_of(doc, first, head.noun, last), names=_spans(parsed, named),
        additional=mention.additional or bool(around & _OTHERS) or _is_ordinal(doc, first, head.noun),
        definite=first > 0 and is_definite(doc[first - 1]) and not mention.partitive,
        partitive=mention.partitive and not _is_kin(doc, first, head.noun),
        total=mention.total, former=mention.former, unsure=head.unsure,
    )  # fmt: skip


def _is_kin(doc: Doc, first: int, noun: int) -> bool:
    """ "Three of *their children*": kin of those before, and none of them."""
    owned = any(token.tag_ == "PRP$" for token in doc[first:noun])
    return owned and doc[noun].lower_ in people_lexicon().jargon["kin"]


def _start_of_group(doc: Doc, first: int) -> int:
    """The "family" of "a family of five"."""
    return first - 2 if first > 1 and is_group_of_number(doc, first - 2) else first


def _is_ordinal(doc: Doc, first: int, noun: int) -> bool:
    """ "A third man"."""
    return any(token.lower_ in ORDINALS for token in doc[first:noun])


# ---------------------------------------------------------------- people without a number


def _uncounted(parsed: Parsed, ages: Sequence[AgeMention], places: Sequence[Span]) -> Iterator[Chunk]:
    doc = parsed.doc
    aged = {tokens[1]: tokens[0] for age in ages if (tokens := tokens_of(parsed, age.span))}
    for token in parsed.tokens:
        if is_person_noun(token) and not _modifies_other_noun(token):
            yield _noun_chunk(parsed, token)
        elif token.lower_ in _PRONOUNS and (token.tag_ == "PRP" or _is_self(token)):
            yield _pronoun(parsed, token.i, token.i)
        elif token.lower_ == "life" and token.i > 0 and token.nbor(-1).lower_ in ("his", "her"):
            yield _pronoun(parsed, token.i - 1, token.i)  # "a blast that took *her life*"
    for first, last in names_in(parsed.tokens):
        if any(place.holds(parsed.span_of(doc[first], doc[last])) for place in places):
            continue
        if _names_a_thing(doc[last]):
            continue
        quantity = said("exact", 1, parsed, first, last)
        begin = aged.get(first - 1, first)  # "*16 year old* Anna"
        article = 0 < begin < first and doc[begin - 1].lower_ in (
            "a",
            "an",
        )  # "his wife, *a* 30-year old Anna"
        yield Chunk(
            first=begin - article, last=last, noun=last, who=Who(), quantity=quantity,
            names=_spans(parsed, (first, last)),
        )  # fmt: skip


def _is_self(token: Token) -> bool:
    """Headlines' "himself": "man kills wife, *self*"; not "*self*-defence", "his former *self*"."""
    if token.lower_ != "self" or not token.i:
        return False
    before = token.nbor(-1).lower_
    return before in harm_lexicon().triggers or before in (",", "and", "then")


def _pronoun(parsed: Parsed, first: int, last: int) -> Chunk:
    sex = _PRONOUNS["he" if parsed.doc[first].lower_ == "his" else parsed.doc[first].lower_]
    return Chunk(
        first=first, last=last, noun=last, who=Who(sex=sex), quantity=said("exact", 1, parsed, first, last),
        definite=True, pronoun=True,
    )  # fmt: skip


def _modifies_other_noun(token: Token) -> bool:
    """ "Civilian casualties", "family home", "police department": the next noun is what is spoken of."""
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    return (
        following is not None
        and following.tag_ in ("NN", "NNS")
        and token.dep_ in ("compound", "nmod", "amod", "poss")
    )


def _names_a_thing(token: Token) -> bool:
    """ "Their *Jersey Shore* house": the thing behind is spoken of."""
    thing = token.head
    return token.dep_ == "compound" and thing.i == token.i + 1 and thing.lower_ in people_lexicon().things


def _noun_chunk(parsed: Parsed, token: Token) -> Chunk:
    doc = parsed.doc
    first = _left_edge(token)
    before = {t.lower_ for t in doc[first : token.i]}
    kind, number = _how_many(token)
    end = end_of_noun(doc, token.i)
    named = name_after(parsed.tokens, end) if number == 1 else None
    last = named[1] if named else end
    definite = any(is_definite(t) for t in doc[first : token.i]) or token.lower_ in _KNOWN_WITHOUT_ARTICLE
    return Chunk(
        first=first, last=last, noun=token.i, who=who_of(doc, first, token.i, last),
        definite=definite, names=_spans(parsed, named),
        quantity=said(kind, number, parsed, first if number else token.i, last if number else end),
        additional=bool(before & (_MORE | ORDINALS)) or token.lower_ == "others",
    )  # fmt: skip


def _how_many(token: Token) -> tuple[QuantityKind, int | None]:
    """One, or more without a number: "staff" is one where "a" or "was" says so."""
    if token.tag_ == "NNS" and token.i > 0 and token.nbor(-1).lower_ == "twin":
        return "exact", 2
    if token.lower_ in people_lexicon().collective:
        following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
        if following not in _SINGULAR_VERBS:
            return "plural_only", None
    elif token.tag_ in ("NNS", "NNPS"):
        return "plural_only", None
    return "exact", 1


# ---------------------------------------------------------------- edges


def _spans(parsed: Parsed, run: tuple[int, int] | None) -> tuple[Span, ...]:
    return () if run is None else (parsed.span_of(parsed.doc[run[0]], parsed.doc[run[1]]),)


def _owns(token: Token) -> bool:
    """ "The *driver*'s assistant": two people, of whom the second is spoken of."""
    return token.dep_ == "poss" and token.tag_ != "PRP$"


def _left_edge(token: Token) -> int:
    first: int = token.i
    kinds = ("det", "amod", "nummod", "compound", "poss", "nmod", "advmod", "quantmod", "predet")
    for child in token.lefts:
        if child.tag_ == "NNS" and is_person_noun(child):
            first = token.i  # "her cousins 6-year-old *boy Ari* and …"
        elif child.dep_ in kinds and child.tag_ != "WP$" and not _owns(child):
            first = min(first, child.left_edge.i)
    if first and token.dep_ == "compound" and _belongs_to(token.doc[first - 1], token.head):
        first -= 1  # "*the* mother Eva", which a parse may take for the article of "Eva"
    if first > 1 and token.doc[first - 1].text == "-" and token.doc[first - 2].lower_ in _PREFIXES:
        first = token.doc[first - 2].left_edge.i  # "*his ex-*wife", which the parse takes for three
    verb = next((t.i for t in token.doc[first : token.i] if t.text in _IDENTIFY), first - 1)
    return max(first, token.i - _LEFTMOST, verb + 1)


def _belongs_to(token: Token, name: Token) -> bool:
    return token.head == name and token.tag_ in ("DT", "PRP$") and name.tag_ == "NNP"
