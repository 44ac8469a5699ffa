"""A verb of saying in its parse in; who says it and what is said out, as words of that sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from harmledger.reading.english.sentences.parse import Parsed
from harmledger.reading.english.sentences.tags import is_verb
from harmledger.reading.english.who_says.short_speech import bare_number, names_whom, where_another_speaks
from harmledger.reading.english.who_says.subjects import (
    agent_of,
    antecedent_of,
    is_of_a_thing,
    is_passive,
    noun_phrase,
    stands_apart,
    subject_of,
    trails_on,
    whole,
)
from harmledger.reading.english.who_says.trailing import trailing
from harmledger.reading.english.who_says.unsaid import by_nobody
from harmledger.reading.english.who_says.utterance import Utterance
from harmledger.reading.english.words.people import people_lexicon
from harmledger.reading.english.words.saying import SayingVerb, saying_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OF_THE_CUE = frozenset({"aux", "auxpass", "neg", "prt", "advmod", "npadvmod"})
_NOT_VERBAL = frozenset({"amod", "compound", "aux", "auxpass", "punct", "nmod"})
_PREDICATES = frozenset({"oprd", "acomp", "attr", "ccomp", "xcomp"})


def clauses_of_saying(sentence: Parsed) -> Iterator[Utterance]:
    """Every verb of saying in `sentence` with its source and content."""
    verbs = saying_lexicon().verbs
    for token in sentence.tokens:
        entry = verbs.get(token.lower_)
        if (
            entry is not None
            and token.tag_.startswith("VB")
            and token.dep_ not in _NOT_VERBAL
            and _serves(token, entry)
        ):
            said = by_nobody(token, _utterance(token, entry))
            if said is not None:
                yield said


def said_by_verb(verb: Token) -> tuple[range, ...]:
    """The words that are content of a verb of saying; none of any other."""
    entry = saying_lexicon().verbs.get(verb.lower_)
    return () if entry is None or not _serves(verb, entry) else _utterance(verb, entry).content


def _serves(verb: Token, entry: SayingVerb) -> bool:
    """Whether the verb says something here; "denied them food" withholds, "put the bag down" moves, and a war that
    "claimed 80 lives" said nothing."""
    if any(c.dep_ == "dobj" and c.lower_ in ("life", "lives") for c in verb.children):
        return False
    if (
        verb.lower_ == "blame"
        and verb.dep_ in ("xcomp", "acomp")
        and verb.head.lower_ in ("was", "were", "is", "are")
    ):
        return False  # "rebels *were to blame*"
    if entry.stance == "denies" and any(c.dep_ == "dative" for c in verb.children):
        return False
    if verb.lower_ in ("admitted", "admits", "admitting") and _is_of_patients(verb):
        return False
    return not entry.only_with or any(c.dep_ == "prep" and c.lower_ in entry.only_with for c in verb.children)


def _is_of_patients(verb: Token) -> bool:
    """ "Seven patients *were admitted*", "the hospital *admitted* seven people": nothing is owned up to."""
    nouns = people_lexicon().nouns
    people = any(c.dep_ in ("nsubjpass", "dobj") and c.lower_ in nouns for c in verb.children)
    return people and not any(c.dep_ in ("ccomp", "xcomp") for c in verb.children)


def _utterance(verb: Token, entry: SayingVerb) -> Utterance:
    passive = is_passive(verb) or _is_accused(verb, entry)
    source = agent_of(verb) if passive else subject_of(verb)
    cue = _cue_words(verb)
    whom = not passive and names_whom(verb, entry)
    number = None if passive else bare_number(verb)
    if not (passive or whom) and "clause" in entry.takes and (behind := trailing(verb, source, cue, entry)):
        return behind if number is None else behind._replace(content=(_all_of(number),))
    own = _own_words(cue, verb, source)
    pieces = _passive_content(verb, entry) if passive else _complements(verb, entry, source)
    if whom:
        pieces = [piece for piece in pieces if piece.start > verb.i]
    elif not pieces and (not passive or _marked_as(verb)):
        pieces = _surrounding_clause(verb, own, entry)
    words = None if source is None else noun_phrase(source, cue)
    content = without(_cut_off(verb, pieces), own) if number is None else (_all_of(number),)
    return Utterance(source, antecedent_of(source), words, cue, own, content, entry, "verb", passive)


def _all_of(number: Token) -> range:
    """A number with the words that belong to it ("*at least 11*")."""
    return range(number.left_edge.i, number.right_edge.i + 1)


def _is_accused(verb: Token, entry: SayingVerb) -> bool:
    """ "Two men *charged* in the killing", in a headline: nobody accuses without naming whom."""
    told = any(child.dep_ in ("dobj", "dative", "ccomp") for child in verb.children)
    return entry.firmness == "accused" and verb.tag_ in ("VBD", "VBN") and not told


def _cut_off(verb: Token, pieces: list[range]) -> list[range]:
    """`pieces` up to the ", adding that" with which the same voice goes on."""
    verbs = saying_lexicon().verbs
    cut = []
    for piece in pieces:
        more = (i for i in piece if i > verb.i and verb.doc[i].lower_ in verbs and _says_more(verb.doc[i]))
        stop = next(more, piece.stop)
        joined = stop < piece.stop and verb.doc[stop - 1].dep_ == "cc"
        cut.append(range(piece.start, min(stop - 1 if joined else stop, where_another_speaks(verb, piece))))
    return cut


def _says_more(verb: Token) -> bool:
    """Whether the outer voice goes on here: ", adding that", "accused X of arson and *blamed* Y for"."""
    of_other = verb.head.tag_ in ("VBG", "VB") or is_of_a_thing(verb.head)
    joined = verb.dep_ == "conj" and verb.tag_ in ("VBD", "VBZ", "VBN") and of_other
    return trails_on(verb) or joined


def _cue_words(verb: Token) -> range:
    """The verb with its auxiliaries, negation, adverbs and particle, as far as they stand beside it."""
    first = last = verb.i
    beside = {c.i for c in verb.children if c.dep_ in _OF_THE_CUE and not (c.tag_ == "WRB" and c.i > verb.i)}
    while first - 1 in beside:
        first -= 1
    while last + 1 in beside:
        last += 1
    return range(first, last + 1)


def _own_words(cue: range, verb: Token, source: Token | None) -> range:
    """From the subject to the last word of the cue, where the subject belongs to this verb."""
    if source is None or source.head != verb:
        return cue
    words = whole(source)
    if cue.start in words:  # a parse that puts the verb inside its own subject
        return range(words.start, cue.stop)
    return range(min(cue.start, words.start), max(cue.stop, words.stop))


def _complements(verb: Token, entry: SayingVerb, source: Token | None) -> list[range]:
    children = [c for c in verb.children if c != source]
    clauses = [c for c in children if _is_clause_content(c, entry)]
    if any(c.i > verb.i for c in clauses):
        clauses = [c for c in clauses if not stands_apart(c, verb)]
    pieces = [_on_its_side(c, verb) for c in clauses]
    for child in children:
        if child.dep_ in ("dobj", "oprd", "acomp", "attr") and _is_object_content(
            child, entry, bool(clauses), source
        ):
            pieces.append(_without_aside(child))
        elif (
            child.dep_ == "prep"
            and child.lower_ in entry.prepositions
            and ("two" in entry.takes or not clauses)
            and (pieces or not entry.objects)
        ):
            pieces.extend(_after_preposition(child))
        elif child.tag_ == "WRB" and child.i > verb.i and not clauses:  # "did not say when"
            pieces.append(whole(child))
    return [*pieces, *_charges(verb, entry)] if "two" in entry.takes else pieces


def _charges(verb: Token, entry: SayingVerb) -> Iterator[range]:
    """What somebody is accused of, wherever the parse hangs it: "accused X in a briefing *of burning* …",
    "accused X of shelling a market, *killing nine*"."""
    for token in verb.subtree:
        if token.i < verb.i or token.tag_ != "VBG":
            continue
        charged = token.dep_ == "pcomp" and token.head.lower_ in entry.prepositions
        result = token.dep_ == "advcl" and token.head == verb and not _says_something(token)
        if charged or (result and not any(c.dep_ == "mark" for c in token.children)):
            yield whole(token)


def _says_something(verb: Token) -> bool:
    return verb.lower_ in saying_lexicon().verbs


def _on_its_side(clause: Token, verb: Token) -> range:
    """The words of a content clause, as far as they stand on the same side of the verb as its own verb."""
    words = whole(clause)
    return range(max(words.start, verb.i + 1), words.stop) if clause.i > verb.i else words


def _without_aside(token: Token) -> range:
    """The words of a noun phrase up to ", which …"."""
    words = whole(token)
    asides = (
        c.left_edge.i
        for c in token.children
        if c.dep_ == "relcl" and token.doc[c.left_edge.i - 1].text == ","
    )
    return range(words.start, min([words.stop, *(start - 1 for start in asides)]))


def _after_preposition(preposition: Token) -> list[range]:
    venues = saying_lexicon().venues
    objects = (c for c in preposition.children if c.dep_ in ("pobj", "pcomp") and c.lower_ not in venues)
    return [_with_more_counts(preposition.doc, whole(c)) for c in objects]


def _with_more_counts(doc: Doc, words: range) -> range:
    """ "At 31 dead *and 45 wounded*", where a parse hangs the second count on the verb."""
    stop = words.stop
    while stop + 2 < len(doc) and doc[stop].lower_ in ("and", ",") and doc[stop + 1].like_num:
        if not any(doc[i].like_num for i in words) or doc[stop + 2].tag_ not in ("VBN", "JJ", "VBD"):
            break
        stop += 3
    return range(words.start, stop)


def _is_clause_content(child: Token, entry: SayingVerb) -> bool:
    if child.dep_ == "ccomp" and "finding" in entry.takes and child.tag_[:2] in ("JJ", "NN"):
        return any(is_verb(c) for c in child.children)  # not "we found them dead"
    if child.dep_ in ("ccomp", "xcomp"):
        return bool(entry.takes & {"clause", "to", "two"})
    return child.dep_ == "advcl" and any(
        c.dep_ == "mark" and c.lower_ in entry.prepositions for c in child.children
    )


def _is_object_content(child: Token, entry: SayingVerb, has_clause: bool, source: Token | None) -> bool:
    if entry.told or (has_clause and not entry.takes & {"two", "as"}):
        return False
    if entry.objects:
        return child.lower_ in entry.objects
    if entry.takes == {"as"}:
        return any(c.dep_ in _PREDICATES for c in child.head.children) and child.tag_ != "WP"
    if "finding" in entry.takes:
        lexicon = saying_lexicon()
        return source is not None and (source.lower_ in lexicon.bearers or child.lower_ in lexicon.proofs)
    return bool(entry.takes & {"object", "two", "as"})


def _passive_content(verb: Token, entry: SayingVerb) -> list[range]:
    if entry.objects and not any(c.dep_ == "nsubjpass" and c.lower_ in entry.objects for c in verb.children):
        return []
    if verb.dep_ == "acl" and entry.takes == {"as"}:  # "a village called …"
        return []
    pieces = [whole(c) for c in verb.children if c.dep_ in ("ccomp", "xcomp", "oprd")]
    for child in verb.children:
        if child.dep_ in ("nsubjpass", "csubjpass") and not (pieces and (entry.told or child.lower_ == "it")):
            pieces.append(whole(child))
        elif child.dep_ == "prep" and child.lower_ in entry.prepositions and child.lower_ != "by":
            pieces.extend(_after_preposition(child))
    if verb.dep_ == "acl":
        pieces.append(range(verb.head.left_edge.i, verb.left_edge.i))
    return pieces


def _surrounding_clause(verb: Token, own: range, entry: SayingVerb) -> list[range]:
    """The clause around a parenthesis: "The strike, he said, killed …"."""
    if not entry.takes & {"clause", "quote"}:
        return []
    if "clause" not in entry.takes and verb.doc[max(0, own.start - 1)].text != ",":
        return []  # "Work continues; two are missing"
    if verb.dep_ not in ("parataxis", "ccomp", "advcl", "dep", "relcl") or verb.head.i in own:
        return []
    if verb.dep_ in ("advcl", "ccomp", "relcl", "dep") and not _between_commas(verb, own):
        return []
    return [whole(verb.head)]


def _marked_as(verb: Token) -> bool:
    """Whether the clause is of the kind "as reported by X", "as X put it"."""
    return any(c.lower_ == "as" and c.i < verb.i for c in verb.children)


def _between_commas(verb: Token, own: range) -> bool:
    doc = verb.doc
    before = own.start == 0 or doc[own.start - 1].is_punct
    after = own.stop >= len(doc) or doc[own.stop].is_punct
    return before and after


def without(pieces: list[range], own: range) -> tuple[range, ...]:
    """`pieces` in order, joined where they touch, less the words of the cue itself."""
    words = sorted({i for piece in pieces for i in piece if i not in own})
    runs: list[range] = []
    for i in words:
        if runs and runs[-1].stop == i:
            runs[-1] = range(runs[-1].start, i + 1)
        else:
            runs.append(range(i, i + 1))
    return tuple(runs)
