"""The words of incidents in, an index that a page looks them up in out: classic scripts, so that it works from disk.

`assets/map.js` folds words and finds their files in the same way; a test holds the two together.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Mapping

from harmledger.publishing.matter import PublishedIncident
from harmledger.records.canonical import canonical_json

_ROWS_A_FILE, _MOST_FILES = 200, 256
_LEAST_LETTERS = 2
_MARKS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670\u0640]")
_LETTERS = str.maketrans({"ى": "ي", "ة": "ه"})
_WORD = re.compile(r"[^\W_]+")
_FNV_OFFSET, _FNV_PRIME = 2166136261, 16777619
"""The 32-bit FNV-1a hash (draft-eastlake-fnv): a few lines in every language."""


class SearchIndex:
    """Which incidents hold which words; memory holds four bytes a word of an incident."""

    def __init__(self) -> None:
        self._found: dict[str, array[int]] = {}
        self._ids: list[str] = []

    def add(self, incident_id: str, words: Iterable[str]) -> None:
        """One more incident, with its words."""
        number = len(self._ids)
        self._ids.append(incident_id)
        for word in words:
            self._found.setdefault(word, array("I")).append(number)

    @property
    def count(self) -> int:
        """Words are spread over so many files: a question reads one for each of its words."""
        return min(_MOST_FILES, 1 + len(self._ids) // _ROWS_A_FILE)

    def files(self, place: Mapping[str, int]) -> Iterator[tuple[str, bytes]]:
        """Each file by its name: the words in it, each with the places of its incidents in the list, every one as
        its step from the one before."""
        rows = [place[id] for id in self._ids]
        by_file: dict[int, dict[str, list[int]]] = {}
        for word, numbers in self._found.items():
            by_file.setdefault(hashed(word) % self.count, {})[word] = _steps(
                sorted(rows[number] for number in numbers)
            )
        for file in range(self.count):
            words = canonical_json(by_file.get(file, {}))
            yield f"words-{file}.js", f"harmledger.words({file},".encode() + words + b");\n"


def words_of(published: PublishedIncident) -> tuple[str, ...]:
    """The words of an incident's reports' titles, voices and quotes, as far as they are shown: folded, sorted."""
    return tuple(sorted(set(folded_words(" ".join(_texts(published))))))


def folded_words(text: str) -> Iterator[str]:
    """The words of a text without case, accents, vowel marks and the variants of a letter, as `plain` has them."""
    return (word for word in _WORD.findall(folded(text)) if len(word) >= _LEAST_LETTERS)


def folded(text: str) -> str:
    """The text as words are compared: NFKD, lower case, without marks; ى as ي and ة as ه."""
    return _MARKS.sub("", unicodedata.normalize("NFKD", text)).lower().translate(_LETTERS)


def hashed(word: str) -> int:
    """FNV-1a over the UTF-16 units of a word: its remainder by the number of files is the file that holds it."""
    value = _FNV_OFFSET
    units = word.encode("utf-16-le", "surrogatepass")
    for low, high in zip(units[::2], units[1::2], strict=True):
        value = ((value ^ (low | high << 8)) * _FNV_PRIME) & 0xFFFFFFFF
    return value


def _texts(published: PublishedIncident) -> Iterator[str]:
    where = published.assessment.where
    yield from (where.name if where else "", published.incident.key or "", *published.assessment.blamed)
    for report in published.reports:
        yield from (report.title or "", report.publisher or "")
    for each in published.claims:
        yield each.claim.quote
        yield from (voice.name for voice in each.claim.voices)


def _steps(rows: list[int]) -> list[int]:
    return [row - before for before, row in zip([0, *rows], rows, strict=False)]
