"""Who did it, by attack, by verb, by accusation; and who is only hit, joined or lived under."""

from __future__ import annotations

import pytest

from harmledger.reading.arabic.stance.blame import blame_in
from harmledger.reading.arabic.stance.parties import occupier_of
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
        ("قصف أرضي لـ #قوات_سوريا_الديمقراطية على السوق", "Syrian Democratic Forces"),
        ("قصف لميليشيا YPG على السوق", "YPG"),
        ('قصف مدفعي لفصائل "الفتح المبين" على البلدة', "Syrian Opposition Forces"),
        ('استهدفت فصائل غرفة عمليات "الفتح المبين" البلدة', "Syrian Opposition Forces"),
        ("قيام جنود الجيش التركي بإطلاق الرصاص", "Turkish Military"),
        ("عملية مداهمة لقسد في القرية", "Syrian Democratic Forces"),
        ("استهداف سيارة بمسيرة تركية", "Turkish Military"),
        ("إطلاق نار من الجيش التركي على مدني", "Turkish Military"),
        ("أغار الطيران الروسي على البلدة", "Russian Military"),
        ('قصف نفذه إرهابيو تنظيم "ي ب ك" على المدينة', "YPG"),
        ("قصف من قبل الميلشيات الإيرانية على الحي", "Iranian-backed Militias"),
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
        ("قصف من قبل قوات النظام ومليشيات روسيا", {"Syrian Government Forces", "Russian Military"}),
    ],
)
def test_those_who_are_joined_did_it_together(words: str, parties: set[str]) -> None:
    assert {one.canonical for one in blame_in(*split(words))} == parties


@pytest.mark.parametrize(
    "words",
    [
        "قصف على مواقع قوات النظام",
        "استهداف سيارة تابعة للقوات الروسية",
        "قصف المدينة الخاضعة لسيطرة الفصائل التابعة لتركيا",
        "غارة على محيط القاعدة العسكرية التركية",
        "عبوة ناسفة بسيارة شحن تركية",
        "صواريخ على نقطة المراقبة التركية",
        "مقتل ثلاثة من قوات النظام",
        "في مناطق سيطرة قوات سوريا الديمقراطية",
        "اشتباكات مع تنظيم الدولة",
        "مقتل عنصرين من قسد بقصف على البلدة",
        "مقتل أحد عناصر قوات النظام في قصف على القرية",
        "تزامن ذلك مع تحليق مكثف لعدد من طائرات الاستطلاع الروسية والتابعة لقوات النظام",
        "حلقت طائرة روسية في سماء المنطقة",
    ],
)
def test_who_is_hit_or_only_there(words: str) -> None:
    assert blame_in(*split(words)) == ()


@pytest.mark.parametrize(
    ("words", "parties"),
    [
        ("قصفت طائرات الاحتلال الروسي البلدة", ["Russian Military"]),
        ("قصف مصدره ميليشيا الاحتلالين الإيراني والروسي", ["Iranian Military", "Russian Military"]),
        ("مقتل أحد عناصر قسد بقصف تركي", ["Turkish Military"]),
        ("أصيب عنصر من قوات النظام في قصف إسرائيلي", ["Israeli Military"]),
        ("قصفت طائرات الاحتلال البلدة", ["Israeli Military"]),
    ],
)
def test_whose_occupation_and_whose_dead(words: str, parties: list[str]) -> None:
    assert [one.canonical for one in blame_in(*split(words))] == parties


def test_the_occupation_is_whom_the_text_calls_so() -> None:
    said = "استهدف جيش الاحتلال التركي القرية. ثم عاد جيش الاحتلال فقصفت مدفعية الاحتلال الحقول"
    folded, words = split(said)
    assert occupier_of(words) == "Turkish Military"
    again = [word for word in words if word.start > folded.words.index(".")]
    assert [one.canonical for one in blame_in(folded, again, "Turkish Military")] == ["Turkish Military"]


@pytest.mark.parametrize(
    ("words", "accuser", "kind", "accused"),
    [
        ("واتهم ناشطون القوات التركية بتنفيذ القصف", "ناشطون", "local_sources", ["Turkish Military"]),
        ("اتهمت قسد تركيا بقصف المخيم", "قسد", "armed_actor", ["Turkish Military"]),
        ("واتهمت وزارة الدفاع التركية روسيا بالقصف", "وزارة الدفاع التركية", "ministry", ["Russian Military"]),
    ],
)  # fmt: skip
def test_who_accuses_says_it(words: str, accuser: str, kind: str, accused: list[str]) -> None:
    assert [(one.voice.name, one.voice.kind) for one in voices_in(*split(words))] == [(accuser, kind)]
    assert [one.canonical for one in blame_in(*split(words))] == accused


def test_who_is_accused_with_another_accuses_nobody() -> None:
    words = split("اتهمت قسد وقوات النظام بالوقوف خلف القصف")
    assert not list(voices_in(*words))
    assert {one.canonical for one in blame_in(*words)} == {
        "Syrian Democratic Forces",
        "Syrian Government Forces",
    }


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
