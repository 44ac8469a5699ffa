"""Who did it, by attack, by verb, by accusation; and who is only hit, joined or lived under."""

from __future__ import annotations

import pytest

from harmledger.reading.arabic.stance.blame import blame_in
from harmledger.reading.arabic.who_says.voices import voices_in
from harmledger.reading.arabic.words.letters import Folded
from harmledger.reading.arabic.words.split import Word, split_words


def split(content: str) -> tuple[Folded, list[Word]]:
    folded = Folded(content)
    return folded, split_words(folded.words, 0, len(folded.words))


@pytest.mark.parametrize(
    ("words", "party"),
    [
        ("قصف مدفعي لقوات النظام على البلدة", "Syrian Government Forces"),
        ("قصف قوات النظام للبلدة", "Syrian Government Forces"),
        ("استهدفت قوات الأسد سيارة", "Syrian Government Forces"),
        ("قوات الأسد تستهدف سيارة", "Syrian Government Forces"),
        ("غارة جوية روسية على القرية", "Russian Military"),
        ("مسيّرة تركية استهدفت سيارة", "Turkish Military"),
        ("قُتل رجل بغارة للطيران الإسرائيلي", "Israeli Military"),
        ("قتلوا بغارة من قبل طيران التحالف", "US-led Coalition"),
    ],
)
def test_who_does_it(words: str, party: str) -> None:
    found = blame_in(*split(words))
    assert [(one.canonical, one.blame.firmness) for one in found] == [(party, "fact")]
    assert all(one.blame.span.of(words) == one.blame.as_said for one in found)


@pytest.mark.parametrize(
    ("words", "parties"),
    [
        ("قصف لقوات النظام وروسيا على البلدة", {"Syrian Government Forces", "Russian Military"}),
        ("قصفت قوات النظام والقوات الروسية البلدة", {"Syrian Government Forces", "Russian Military"}),
        ("قصف على مواقع قوات النظام وروسيا", set()),
    ],
)
def test_those_who_are_joined_did_it_together(words: str, parties: set[str]) -> None:
    assert {one.canonical for one in blame_in(*split(words))} == parties


@pytest.mark.parametrize(
    "words",
    [
        "قصف على مواقع قوات النظام",
        "غارة على محيط القاعدة العسكرية التركية",
        "عبوة ناسفة بسيارة شحن تركية",
        "صواريخ على نقطة المراقبة التركية",
        "مقتل ثلاثة من قوات النظام",
        "في مناطق سيطرة قوات سوريا الديمقراطية",
        "اشتباكات مع تنظيم الدولة",
    ],
)
def test_who_is_hit_or_only_there(words: str) -> None:
    assert blame_in(*split(words)) == ()


def test_an_accusation_is_one() -> None:
    (one,) = blame_in(*split("واتهم الأهالي القوات التركية بالوقوف وراء الحادثة"))
    assert (one.canonical, one.blame.firmness) == ("Turkish Military", "accused")


@pytest.mark.parametrize(
    ("words", "name", "kind"),
    [
        ("وقال مصدر طبي في المدينة إن رجلاً قتل", "مصدر طبي", "hospital"),
        ("قتل رجل، بحسب الدفاع المدني", "الدفاع المدني", "rescue_service"),
        ("مراسلنا: قتل رجل بقصف على البلدة", "مراسلنا", "outlet"),
    ],
)
def test_who_says_it(words: str, name: str, kind: str) -> None:
    (one,) = voices_in(*split(words))
    assert (one.voice.name, one.voice.kind) == (name, kind)
