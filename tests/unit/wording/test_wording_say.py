"""`say`:

parameters stay literal, numbers agree, words of the other direction are isolated, faults are named.
"""

from __future__ import annotations

import pytest

from harmledger.errors import SettingsError
from harmledger.wording import say


@pytest.mark.parametrize(
    "value", ["{count}", "{0}", "%s", "%(key)s", "$key", "\\1", "<b>x</b>", "{key}{key}"]
)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_parameters_are_plain_text(value: str, language: str) -> None:
    assert value in say("reason.link.filed_together", {"key": value}, language)


def test_english_numbers_agree() -> None:
    one = say("reason.grade.harm_origins", {"count": 1})
    two = say("reason.grade.harm_origins", {"count": 2})
    assert (one, two) == ("1 independent origin tells of harm.", "2 independent origins tell of harm.")


@pytest.mark.parametrize(
    ("count", "noun"),
    [
        (0, "أي مصدر"),
        (1, "مصدر أصلي"),
        (2, "مصدران"),
        (3, "مصادر"),
        (10, "مصادر"),
        (11, "مصدرًا"),
        (99, "مصدرًا"),
        (100, "مصدر أصلي"),
    ],
)
def test_arabic_numbers_agree(count: int, noun: str) -> None:
    sentence = say("reason.grade.harm_origins", {"count": count}, "ar")
    assert noun in sentence
    assert str(count) in sentence


def test_a_date_keeps_its_order_in_arabic() -> None:
    assert "\u20682014-05-01\u2069" in say("site.released.mark", {"release": "2014-05-01"}, "ar")
    assert say("site.released.mark", {"release": "2014-05-01"}) == "Release 2014-05-01"


def test_foreign_words_are_isolated() -> None:
    assert (
        say("reason.low.vague_word", {"word": "dozens", "number": 12}, "ar").count("\u2068dozens\u2069") == 1
    )
    assert "\u2068عشرات\u2069" in say("reason.low.vague_word", {"word": "عشرات", "number": 12}, "en")
    assert "\u2068" not in say("reason.low.vague_word", {"word": "عشرات", "number": 12}, "ar")
    assert "\u2068" not in say("reason.low.vague_word", {"word": "dozens", "number": 12}, "en")


def test_a_parameter_cannot_steer_the_sentence() -> None:
    sentence = say("reason.link.filed_together", {"key": "abc\u202e\u2069cba"}, "ar")
    assert "\u2068abccba\u2069" in sentence
    assert "\u202e" not in sentence


def test_parameters_that_are_codes_are_worded() -> None:
    params: dict[str, str | int] = {"becomes": "grade.fair"}
    assert say("reason.change.competing_parties", params).endswith("give the grade “Fair”.")
    assert say("reason.change.competing_parties", params, "ar").endswith("الدرجة «معقول».")


def test_faults_are_named() -> None:
    with pytest.raises(SettingsError, match=r"reason\.no\.such"):
        say("reason.no.such", {})
    with pytest.raises(SettingsError, match="needs number"):
        say("reason.low.stated", {})
    with pytest.raises(SettingsError, match="one of: ar, en"):
        say("reason.low.stated", {"number": 1}, "xx")


def test_large_numbers_are_grouped() -> None:
    assert "13,000" in say("reason.low.stated", {"number": 13_000})
