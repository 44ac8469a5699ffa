"""Facts of a report: what weighs, what does not, and hostile texts."""

from __future__ import annotations

import time

from linking_material import report, text_of

from harmledger.linking.facts import facts_of, shared_shingles_percent, tokens_of
from harmledger.linking.rarity import bits_of
from harmledger.records.report import NO_LANGUAGE, Report, make_text


def facts(content: str, id: str = "r"):
    return facts_of(report(id), text_of(id, content))


def test_rarity_is_frozen_and_in_order() -> None:
    assert bits_of("the") == 0
    assert bits_of("police") == bits_of("killed") == 1
    assert bits_of("bakery") < bits_of("zaitunia") == 12
    assert bits_of("2031") == 1 < bits_of("7") + 1 <= bits_of("31") < bits_of("3600")
    assert bits_of("في") == 0 < bits_of("فرن") < bits_of("المستوصفات")


def test_a_word_said_often_weighs_more() -> None:
    once, thrice = facts("the orchard").words["orchard"], facts("orchard, orchard; Orchard!").words["orchard"]
    assert once < thrice < 3 * once


def test_names_are_people_and_not_offices_places_or_spokespersons() -> None:
    said = "Salma Haddadin died on Palm Street, said Capt. Omar Wadi of Tell Amun Police Department."
    assert facts(f"{said} Jude Marsh lived.").names == {"salma haddadin", "jude marsh"}


def test_names_are_people_and_not_the_furniture_of_a_page() -> None:
    said = "Follow Varda Radio. Salma Haddadin's brother spoke to Fox7 Varda. Photo Caption: Jude Marsh."
    assert facts(said).names == {"salma haddadin", "jude marsh"}


def test_ages_and_streets_tell_events_of_one_town_apart() -> None:
    told = facts(
        "A 17-year-old and a three-month-old were hurt on Old Harbour Road near 42nd Ave. Jude Marsh, 24, of Varda "
        "Street and Salma Wadi (31) saw it. Dr. Omar Wadi, who served 9 years, lives off Route 66 and The Street."
    )
    assert told.ages == {"17", "3 month", "24", "31"}
    assert told.streets == {"harbour", "42nd", "varda", "66"}
    arabic = facts("قتل شاب يبلغ من العمر 19 عاما في شارع الزيتون منذ 10 سنوات")
    assert (arabic.ages, arabic.streets) == ({"19"}, {"الزيتون"})


def test_only_what_a_page_itself_tells_speaks_for_it() -> None:
    lines = [f"Other headline number {n} from Zorburg" for n in range(12)]
    story = (
        "Salma Haddadin was killed on Monday when a shell hit the bakery of the village, her brother said."
    )
    told = facts("\n".join([*lines, story, story.replace("bakery", "dairy"), *lines]))
    assert {"bakery", "dairy"} <= told.words.keys()
    assert "zorburg" not in told.words


def test_quotations_meet_across_quotation_marks_and_short_ones_do_not_count() -> None:
    one = facts('He said: "We heard the plane twice before it dropped."')
    other = facts(
        "“We heard the plane twice, before it dropped”, a man said. “We are all shocked here”, too."
    )
    assert one.quotes == other.quotes
    assert len(one.quotes) == 1


def test_shared_shingles_tell_copies_from_other_texts() -> None:
    story = " ".join(f"word{n} fell on street{n % 7} at hour{n % 11}" for n in range(60))
    copy, other = facts(story + " And one more sentence."), facts(story[::-1])
    assert shared_shingles_percent(facts(story), copy) >= 80
    assert shared_shingles_percent(facts(story), other) <= 5
    assert shared_shingles_percent(facts("short"), facts("short")) == 0


def test_spellings_meet_without_accents_and_vowel_signs() -> None:
    assert tokens_of("Şırnak ÉCOLE Straße") == ["sırnak", "ecole", "strasse"]
    assert tokens_of("مَدرَسة") == tokens_of("مدرسة")


def test_hostile_texts_take_no_time() -> None:
    for content in (
        "A" * 2_000_000,
        "Aa " * 500_000,
        '"' * 1_000_000,
        "“" + "x " * 500_000,
        "\u202e\x00 " * 300_000,
    ):
        began = time.process_time()
        facts(content)
        assert time.process_time() - began < 2


def test_the_words_of_a_row_say_nothing_for_or_against_a_link() -> None:
    report = Report(id="rep-1", key="row", content_sha256="0" * 64, language=NO_LANGUAGE, publisher="A table")
    text = make_text(
        report_id="rep-1", content="deaths: 4\nwhere: Old Harbour Road, Upper Dunmere", extractor="row 1"
    )
    facts = facts_of(report, text)
    assert (facts.words, facts.names, facts.quotes, facts.signature) == ({}, frozenset(), frozenset(), b"")
    assert facts.publisher == "A table"
