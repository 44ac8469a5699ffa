"""The English reader: the same in gives the same out, hostile text does no harm, and languages are told
apart."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from typing import Any

import pytest

from harmledger.errors import InputRefused
from harmledger.reading.english.reader import EnglishReader
from harmledger.reading.evidence import check_claim
from harmledger.reading.languages import reader_for
from harmledger.records.report import Report, make_text

REPORT = Report(id="rep-1", key="r", content_sha256="", published_on=dt.date(2014, 3, 12))


def test_reading_is_repeatable_and_every_claim_has_its_words(reader: EnglishReader) -> None:
    content = (
        "Nine people were killed in Akureyri on 4 March 2014, the clinic said. The army denied it.\n" * 3
    )
    text = make_text(report_id="rep-1", content=content, extractor="by hand 1")
    first, second = reader.read(REPORT, text), reader.read(REPORT, text)
    assert first == second
    assert [r.claim_id for r in first.resolutions] == [c.id for c in first.claims]
    assert len({c.id for c in first.claims}) == len(first.claims) >= 3
    for claim in first.claims:
        check_claim(text, claim)


def test_words_without_harm_are_an_empty_reading(reader: EnglishReader) -> None:
    text = make_text(report_id="rep-1", content="The ferry sails on Tuesday.", extractor="by hand 1")
    assert reader.read(REPORT, text).claims == ()


@pytest.mark.parametrize(
    "content",
    [
        "killed " * 1000,
        "\u202ekilled 9 people\u2066 in \x00Akureyri\x1b[31m.",
        "death toll rose from from from to to 9 " * 300,
        "matched " * 2000 + "list of 9 dead.",
        "(" * 2000 + " nine people were killed " + ")" * 2000,
    ],
)
def test_hostile_text_is_read_in_time_and_says_only_what_it_says(reader: EnglishReader, content: str) -> None:
    text = make_text(report_id="rep-1", content=content, extractor="by hand 1")
    before = time.process_time()
    for claim in reader.read(REPORT, text).claims:
        check_claim(text, claim)
    assert time.process_time() - before < 60


def test_layers_cover_sentences_of_harm_or_not(reader: EnglishReader) -> None:
    content = "The ferry left Akureyri on 4 March 2014, the captain said."
    layers = reader.annotate(REPORT, make_text(report_id="rep-1", content=content, extractor="by hand 1"))
    assert [p.name for p in layers.places] == ["Akureyri"]
    assert [m.start for m in layers.moments] == [dt.date(2014, 3, 4)]
    assert len(layers.attributions) == 1


def test_a_language_that_nobody_reads_is_refused(reader: EnglishReader) -> None:
    readers: dict[str, Any] = {"en": reader}
    arabic = make_text(report_id="rep-1", content="قتل تسعة أشخاص", extractor="by hand 1")
    english = make_text(report_id="rep-1", content="Nine people were killed", extractor="by hand 1")
    assert reader_for(REPORT, english, readers) is reader
    with pytest.raises(InputRefused) as refused:
        reader_for(REPORT, arabic, readers)
    assert refused.value.code == "no_reader"


def test_the_method_names_its_code_and_data(reader: EnglishReader) -> None:
    method = reader.method
    assert (method.name, len(method.code_sha256), len(method.data_sha256)) == ("english", 64, 64)
    assert method == reader.method


def test_a_fixture_reads_with_its_publisher(read: Callable[..., Any]) -> None:
    ((claim, _),) = read("Nine people were killed.")
    assert claim.voice.name == "The Fjord Daily (invented)"
