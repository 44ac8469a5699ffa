"""The message catalogs: `locale/<language>/LC_MESSAGES/harmledger.po` in, sentences out. Never compiled."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable

import msgspec
from babel import Locale
from babel.messages.pofile import read_po

from harmledger.errors import SettingsError

RIGHT_TO_LEFT = frozenset(("ar", "fa", "he", "ur"))

CODED = {
    "grade": "grade",
    "becomes": "becomes",
    "group": "group",
    "outcome": "outcome",
    "stance": "stance",
    "about": "about",
    "means": "means",
    "other_means": "means",
    "kind": "voice",
    "other_kind": "voice",
}
"""Parameters whose values are codes themselves, and under which head the catalogs word them."""

_PLACE = re.compile(r"\{([a-z_]+)\}")
_COUNTED = "count"
"""The parameter that a sentence with plural forms agrees with."""
_PLURAL_TAGS = ("zero", "one", "two", "few", "many", "other")
"""The order of CLDR's plural tags in a PO file, for every language that has them."""
_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_PARTED = re.compile(r"\d[-/:]\d")
"""Numbers that belong together in their order, as in `2014-05-01`."""
_DIRECTING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Sentence(msgspec.Struct, frozen=True):
    """A sentence of a catalog: one form, or one for each plural tag of its language."""

    forms: tuple[str, ...]

    @property
    def places(self) -> frozenset[str]:
        """The names of the parameters that it has places for, in any form."""
        return frozenset(name for form in self.forms for name in _PLACE.findall(form))


def languages() -> tuple[str, ...]:
    """The languages that there are catalogs for, sorted."""
    return tuple(sorted(entry.name for entry in _folder().iterdir() if entry.is_dir()))


def say(code: str, params: Mapping[str, str | int], language: str = "en") -> str:
    """The sentence of `code` with `params` in their places, as plain text.

    Whatever stands in a parameter stays literal; words of the other direction are isolated, so that they
    cannot reorder the sentence. Raises SettingsError for an unknown code or language, or a parameter that
    is missing.
    """
    return _said(code, tuple(sorted(params.items())), language)


@lru_cache(maxsize=50_000)
def _said(code: str, given: tuple[tuple[str, str | int], ...], language: str) -> str:
    """As `say`: the pages of a record ask for the same few sentences again and again."""
    params = dict(given)
    sentence = catalog(language).get(code)
    if sentence is None:
        raise SettingsError(
            f"no words for {code!r}", where=f"catalog {language}", to_do="add it to every catalog"
        )
    missing = sentence.places - params.keys()
    if missing:
        raise SettingsError(f"{code!r} needs {', '.join(sorted(missing))}", where=f"catalog {language}")
    form = _form(sentence, params, language)
    return _PLACE.sub(lambda place: _inserted(place[1], params[place[1]], language), form)


def is_code(name: str, value: str) -> bool:
    """Whether `value`, as the parameter or field `name`, is a code that the catalogs have words for."""
    return f"{CODED.get(name, name)}.{value}" in catalog("en")


@cache
def catalog(language: str) -> Mapping[str, Sentence]:
    """The sentences of a language by code. Raises SettingsError for a language without a catalog."""
    if language not in languages():
        raise SettingsError(f"no catalog for {language!r}", to_do=f"one of: {', '.join(languages())}")
    with _folder().joinpath(language, "LC_MESSAGES", "harmledger.po").open("rb") as file:
        messages = read_po(file, locale=language)
    return {_several(m.id)[0]: Sentence(_several(m.string)) for m in messages if m.id}


def _several(words: str | Sequence[str] | None) -> tuple[str, ...]:
    """A message's id or string, which Babel gives as one string or, with plural forms, as several."""
    return (words,) if isinstance(words, str) else tuple(words or ())


def _form(sentence: Sentence, params: Mapping[str, str | int], language: str) -> str:
    """The form that agrees with the counted parameter."""
    if len(sentence.forms) == 1:
        return sentence.forms[0]
    count = params.get(_COUNTED)
    return sentence.forms[_plural_index(language, count if isinstance(count, int) else 0)]


def _plural_index(language: str, count: int) -> int:
    rule = Locale(language).plural_form
    tags = [tag for tag in _PLURAL_TAGS if tag in rule.tags or tag == "other"]
    return tags.index(rule(count))


def _inserted(name: str, value: str | int, language: str) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    worded = catalog(language).get(f"{CODED[name]}.{value}") if name in CODED else None
    return worded.forms[0] if worded else _isolated(value, language)


def _isolated(value: str, language: str) -> str:
    """`value` without marks that steer direction, isolated where it holds letters of the other direction, or, in a
    sentence from right to left, a date: behind Arabic letters its parts would change places."""
    plain = _DIRECTING.sub("", value)
    foreign = ("L",) if language in RIGHT_TO_LEFT else ("R", "AL")
    crosses = any(unicodedata.bidirectional(letter) in foreign for letter in plain)
    turned = language in RIGHT_TO_LEFT and _PARTED.search(plain) is not None
    return f"{_ISOLATE}{plain}{_POP_ISOLATE}" if crosses or turned else plain


def _folder() -> Traversable:
    return resources.files("harmledger.wording").joinpath("locale")
