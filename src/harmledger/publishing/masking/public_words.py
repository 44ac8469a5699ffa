"""Words of a report in, those of them that may be public out: what is not known to be harmless is left
out."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Callable, Iterable
from importlib import resources
from typing import Literal

import msgspec

from harmledger.assessing.convention import convention_names, load_convention
from harmledger.reading.actors import Actors
from harmledger.records.span import Span

LEFT_OUT = "…"
_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_LONGEST = 400
"""Names and phrases are short; of a longer one the beginning is looked at, and the rest left out."""
_REMEMBERED = 65_536
"""Names: the same few speak all through a record."""
Vocabulary = Literal["institutions", "quantities", "labels"]


class Kept(msgspec.Struct, frozen=True):
    """What may be shown of some words."""

    text: str
    """The words that may be public, `…` for each row of others."""
    whole: bool
    """Whether nothing was left out."""


class PublicWords:
    """Which words of a name may be public: known ones, parties to the conflict, and names that a policy
    lists."""

    def __init__(self, listed: Iterable[str] = ()) -> None:
        self._listed = tuple(
            re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE) for name in listed if name
        )
        self._actors = Actors.load()
        self._names = functools.lru_cache(maxsize=_REMEMBERED)(self._of_name)

    def public_spans(self, text: str) -> list[Span]:
        """Where `text` names a party of the actor list, or somebody whom the policy lists."""
        listed = [Span(*found.span()) for pattern in self._listed for found in pattern.finditer(text)]
        return [*listed, *(mention.span for mention in self._actors.find(text))]

    def of_name(self, name: str) -> Kept:
        """Of the name of a voice, a publisher or a party."""
        return self._names(name[:_LONGEST])

    def _of_name(self, name: str) -> Kept:
        public = self.public_spans(name)
        known = _vocabularies()["institutions"]
        return _kept(name, lambda word, span: word in known or any(each.holds(span) for each in public))

    def left_out_of(self, name: str) -> str:
        """The words of a name that may not be public."""
        shown = {word.casefold() for word in self.of_name(name).text.split()}
        return " ".join(word for word in _WORD.findall(name) if word.casefold() not in shown)

    def of_phrase(self, phrase: str, numbers: Iterable[int | None]) -> Kept:
        """Of words that say how many; a number in digits only if it is one of `numbers`."""
        known, said = _vocabularies()["quantities"], {number for number in numbers if number is not None}
        return _kept(phrase[:_LONGEST], lambda word, _: word in known or _number(word) in said)

    def of_label(self, label: str) -> str | None:
        """A judging word if it is a known one, else null."""
        kept = _kept(label[:_LONGEST], lambda word, _: word in _vocabularies()["labels"])
        return kept.text if kept.whole and kept.text else None


def _kept(text: str, may_stand: Callable[[str, Span], bool]) -> Kept:
    shown: list[str] = []
    whole = True
    for found in _WORD.finditer(text):
        if may_stand(found[0].casefold(), Span(*found.span())):
            shown.append(found[0])
        else:
            whole = False
            if shown[-1:] != [LEFT_OUT]:
                shown.append(LEFT_OUT)
    return Kept(" ".join(shown), whole)


def _number(word: str) -> int | None:
    digits = word.replace(",", "").replace(".", "")
    return int(digits) if digits.isdecimal() and len(digits) < 10 else None


@functools.cache
def _vocabularies() -> dict[Vocabulary, frozenset[str]]:
    content = (
        resources.files("harmledger.publishing.masking").joinpath("public_words.toml").read_text("utf-8")
    )
    stated: dict[Vocabulary, dict[str, str]] = tomllib.loads(content)  # type: ignore[assignment]
    known = {
        name: {word.casefold() for words in by.values() for word in words.split()}
        for name, by in stated.items()
    }
    for convention in map(load_convention, convention_names()):
        known["quantities"] |= {
            word for rule in convention.vague for words in rule.words for word in words.split()
        }
    return {name: frozenset(words) for name, words in known.items()}
