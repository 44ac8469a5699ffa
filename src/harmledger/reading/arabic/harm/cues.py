"""The words of a sentence in, its words of harm out: what they say befell people, and whether it is denied."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Sequence
from importlib.resources import files
from typing import Literal

import msgspec

from harmledger.reading.arabic.words.letters import fold
from harmledger.reading.arabic.words.phrases import Phrases
from harmledger.reading.arabic.words.split import Word, look_up
from harmledger.records.figure import Outcome

CueKind = Literal["verb", "noun", "fallen"]
_NEEDED_WITHIN = 6
_LOST_WITHIN = 6
_NEGATED_WITHIN = 4
_OWNED = ("ه", "ها", "هم", "هما", "هن")
_MANY = ("وا",)
_SEVERAL = ("وا", "ا")


class Cue(msgspec.Struct, frozen=True, kw_only=True):
    """A word of harm at an index of the sentence."""

    at: int
    kind: CueKind
    outcome: Outcome | None
    """Null for "fell" and its like: the noun behind says what."""
    owned: str = ""
    """The pronoun behind a verbal noun ("his death")."""
    plural: bool = False
    """A verb whose form says that those who suffer are several: they were named before it."""
    negated: bool = False
    unreal: bool = False
    of_phrase: bool = False
    """The last word of a phrase of harm: a noun for people there counts nobody ("fell *victim*")."""


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: str | tuple[str, ...]


class _Tolls(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    heads: tuple[str, ...]
    reach: tuple[str, ...]
    rising: tuple[str, ...]


class _Negation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    none: tuple[str, ...]
    reports: tuple[str, ...]
    casualties: tuple[str, ...]
    whole: tuple[str, ...]


class _Lives(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    losing: tuple[str, ...]
    lives: tuple[str, ...]
    limbs: tuple[str, ...]


class _Phrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    phrases: tuple[str, ...]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    verbs: dict[Outcome, str]
    nouns: dict[Outcome, str]
    needs: dict[str, tuple[str, ...]]
    lost: dict[str, tuple[str, ...]]
    lives: _Lives
    victims: _Phrases
    fallen: _Words
    tolls: _Tolls
    both: _Phrases
    among: _Phrases
    among_known: dict[Outcome, tuple[str, ...]]
    remains: _Words
    funerals: _Words
    all: _Words
    one: _Words
    negation: _Negation
    unreal: _Words
    breaks: _Words
    governed: _Words
    spoken_of: _Words
    passed_over: _Words
    names_in_waw: _Words
    no_names: _Words


class HarmLexicon(msgspec.Struct, frozen=True, kw_only=True):
    """The content of `data/arabic_harm.toml`, folded; what each table means is said there."""

    verbs: dict[str, Outcome]
    nouns: dict[str, Outcome]
    needs: dict[str, frozenset[str]]
    lost: dict[str, frozenset[str]]
    losing: frozenset[str]
    lives: frozenset[str]
    limbs: frozenset[str]
    victims: Phrases[bool]
    fallen: frozenset[str]
    heads: frozenset[str]
    rising: frozenset[str]
    reach: frozenset[str]
    both: Phrases[bool]
    among: Phrases[str]
    """What stands before a part: "" alone, "all", "one", or the outcome of those that it is a part of."""
    remains: frozenset[str]
    funerals: frozenset[str]
    negation: frozenset[str]
    none: Phrases[bool]
    reports: frozenset[str]
    casualties: Phrases[bool]
    unreal: Phrases[bool]
    breaks: frozenset[str]
    governed: frozenset[str]
    spoken_of: frozenset[str]
    passed_over: frozenset[str]
    names_in_waw: frozenset[str]
    no_names: frozenset[str]


@functools.cache
def harm_lexicon() -> HarmLexicon:
    """The words of harm of `data/arabic_harm.toml`."""
    raw = files("harmledger.reading.data").joinpath("arabic_harm.toml").read_text("utf-8")
    data = msgspec.convert(tomllib.loads(raw), _File)
    among = dict.fromkeys(data.among.phrases, "")
    among |= {phrase: outcome for outcome, phrases in data.among_known.items() for phrase in phrases}
    among |= dict.fromkeys(data.all.words, "all") | dict.fromkeys(data.one.words, "one")
    return HarmLexicon(
        verbs=_by_word(data.verbs), nouns=_by_word(data.nouns),
        needs={fold(verb): _folded(words) for verb, words in data.needs.items()},
        lost={fold(noun): _folded(words) for noun, words in data.lost.items()},
        losing=_folded(data.lives.losing), lives=_folded(data.lives.lives),
        limbs=_folded(data.lives.limbs),
        victims=Phrases(dict.fromkeys(data.victims.phrases, True)),
        fallen=_folded(data.fallen.words), heads=_folded(data.tolls.heads), reach=_folded(data.tolls.reach),
        rising=_folded(data.tolls.rising),
        both=Phrases(dict.fromkeys(data.both.phrases, True)), among=Phrases(among),
        remains=_folded(data.remains.words), funerals=_folded(data.funerals.words),
        negation=_folded(data.negation.none), none=Phrases(dict.fromkeys(data.negation.whole, True)),
        reports=_folded(data.negation.reports),
        casualties=Phrases(dict.fromkeys(data.negation.casualties, True)),
        unreal=Phrases(dict.fromkeys(data.unreal.words, True)),
        breaks=_folded(data.breaks.words), governed=_folded(data.governed.words),
        spoken_of=_folded(data.spoken_of.words), passed_over=_folded(data.passed_over.words),
        names_in_waw=_folded(data.names_in_waw.words), no_names=_folded(data.no_names.words),
    )  # fmt: skip


def _by_word(listed: dict[Outcome, str]) -> dict[str, Outcome]:
    return {fold(word): outcome for outcome, words in listed.items() for word in words.split()}


def _folded(words: str | tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, words.split() if isinstance(words, str) else words))


def find_cues(words: Sequence[Word]) -> list[Cue]:
    """The words of harm, in order."""
    found = (_cue_at(words, at) for at in range(len(words)))
    return [cue for cue in found if cue is not None]


def _cue_at(words: Sequence[Word], at: int) -> Cue | None:
    lexicon = harm_lexicon()
    of_several = _of_several_words(words, at)
    if of_several is not None:
        return _with_modality(words, of_several)
    verb = look_up(words[at].text, lexicon.verbs)
    if verb is not None and not verb[0].article and not verb[0].preposition:
        stem, outcome = verb[0].stem, verb[1]
        if stem in lexicon.needs and not _has_needed(words, at, lexicon.needs[stem]):
            return None
        return _with_modality(words, Cue(at=at, kind="verb", outcome=outcome, plural=stem.endswith(_MANY)))
    noun = look_up(words[at].text, lexicon.nouns)
    if noun is not None and not noun[0].article and _is_lost(words, at, noun[0].stem):
        return _with_modality(words, Cue(at=at, kind="noun", outcome=noun[1]))
    if look_up(words[at].text, dict.fromkeys(lexicon.fallen, True)) is not None:
        return _with_modality(words, Cue(at=at, kind="fallen", outcome=None))
    return _owned_noun(words, at)


def _of_several_words(words: Sequence[Word], at: int) -> Cue | None:
    """ "Fell victim", of which this is the last word; "lost … their lives", of which it is the first."""
    fell = harm_lexicon().victims.at(words, at - 1) if at else None
    if fell is not None and fell[1] > 1:
        return Cue(at=at, kind="verb", outcome="killed", of_phrase=True)
    outcome: Outcome | None = "killed" if loses_life(words, at) else _loses_limb(words, at)
    if outcome is None:
        return None
    kind: CueKind = "noun" if look_up(words[at].text, harm_lexicon().nouns) is not None else "verb"
    return Cue(at=at, kind=kind, outcome=outcome, plural=words[at].text.endswith(_SEVERAL))


def loses_life(words: Sequence[Word], at: int) -> bool:
    """Whether a word of losing stands there, and a life behind it."""
    return _loses(words, at, harm_lexicon().lives)


def _loses_limb(words: Sequence[Word], at: int) -> Outcome | None:
    return "injured" if _loses(words, at, harm_lexicon().limbs) else None


def _loses(words: Sequence[Word], at: int, what: frozenset[str]) -> bool:
    if look_up(words[at].text, dict.fromkeys(harm_lexicon().losing, True)) is None:
        return False
    lost = dict.fromkeys(what, True)
    return any(look_up(word.text, lost) is not None for word in words[at + 1 : at + 1 + _LOST_WITHIN])


def _owned_noun(words: Sequence[Word], at: int) -> Cue | None:
    """ "His death", "their being wounded": a verbal noun with a pronoun; not the rest of a verb ("met their death")."""
    if any(_is_rest_of(words, k, at) for k in range(max(0, at - _NEEDED_WITHIN), at)):
        return None
    for reading in words[at].readings:
        for pronoun in _OWNED:
            stem = reading.stem.removesuffix(pronoun)
            if stem == reading.stem or reading.article:
                continue
            noun = stem if stem in harm_lexicon().nouns else _closed(stem)
            outcome = harm_lexicon().nouns.get(noun)
            if outcome is not None and _is_lost(words, at, noun):
                return _with_modality(words, Cue(at=at, kind="noun", outcome=outcome, owned=pronoun))
    return None


def _is_rest_of(words: Sequence[Word], verb: int, at: int) -> bool:
    """Whether the word at `at` is what makes the one at `verb` a verb of harm."""
    found = look_up(words[verb].text, harm_lexicon().needs)
    return found is not None and words[at].text in found[1]


def _is_lost(words: Sequence[Word], at: int, noun: str) -> bool:
    """Whether a noun is of harm here: "life" is only behind a word of losing or taking it."""
    losing = harm_lexicon().lost.get(noun)
    before = words[max(0, at - _LOST_WITHIN) : at]
    return losing is None or any(look_up(w.text, dict.fromkeys(losing, True)) for w in before)


def _closed(stem: str) -> str:
    """A stem with its ta marbuta closed again ("إصابت" of "إصابته")."""
    return stem[:-1] + "ه" if stem.endswith("ت") else stem


def _has_needed(words: Sequence[Word], at: int, needed: frozenset[str]) -> bool:
    behind = words[at + 1 : at + 1 + _NEEDED_WITHIN]
    return any(word.text in needed for word in behind)


def _with_modality(words: Sequence[Word], cue: Cue) -> Cue:
    lexicon = harm_lexicon()
    before = range(max(0, cue.at - _NEGATED_WITHIN), cue.at)
    negated = any(
        look_up(words[k].text, dict.fromkeys(lexicon.negation, True))
        for k in before
        if _near(words, k, cue.at)
    )
    unreal = any(
        (found := lexicon.unreal.at(words, k)) is not None and k + found[1] == cue.at for k in before
    )
    return msgspec.structs.replace(cue, negated=negated, unreal=unreal)


def _near(words: Sequence[Word], at: int, until: int) -> bool:
    """Whether no mark ends the phrase between two words."""
    return not any(word.text in ".،,;:!؟\n" for word in words[at:until])
