"""A text's language in, its reader out. A folder a language; what no reader reads is refused, never
"nothing found"."""

from __future__ import annotations

from collections.abc import Mapping

from harmledger.errors import InputRefused
from harmledger.places.gazetteer import Gazetteer
from harmledger.reading.arabic.reader import ArabicReader
from harmledger.reading.english.reader import EnglishReader
from harmledger.reading.reader import Reader
from harmledger.records.report import Report, Text

_SHARE = 0.5
"""A text whose language could not be told is tried as English or Arabic where at least so much of its letters are
Latin or Arabic."""
_SAMPLE = 4_000


def make_readers(gazetteer: Gazetteer) -> Mapping[str, Reader]:
    """Every reader by its language (ISO 639-1)."""
    return {"ar": ArabicReader(gazetteer), "en": EnglishReader(gazetteer)}


def reader_for(report: Report, text: Text, readers: Mapping[str, Reader]) -> Reader:
    """The reader of the report's language. Raises InputRefused(`no_reader`) where there is none."""
    language = report.language or _guess(text.body)
    if language is None or language not in readers:
        raise InputRefused("no_reader", where=text.id, language=language or "unknown")
    return readers[language]


def _guess(content: str) -> str | None:
    letters = [c for c in content[:_SAMPLE] if c.isalpha()]
    latin = sum(c < "\u0250" for c in letters)
    arabic = sum("\u0600" <= c < "\u0780" or "\ufb50" <= c <= "\ufefc" for c in letters)
    if letters and arabic >= _SHARE * len(letters):
        return "ar"
    return "en" if letters and latin >= _SHARE * len(letters) else None
