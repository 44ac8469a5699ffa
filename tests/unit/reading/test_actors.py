"""Actors: parties found as said, under neutral names, and who is blamed how firmly."""

from __future__ import annotations

import pytest

from harmledger.errors import SettingsError
from harmledger.reading.actors import Actor, Actors
from harmledger.reading.english.sentences.parse import parse
from harmledger.reading.english.sentences.split import split_sentences
from harmledger.reading.english.stance.blame import blame_in
from harmledger.records.span import Span


def found(text: str) -> list[tuple[str, str]]:
    return [(m.as_said, m.canonical) for m in Actors.load().find(text)]


def blamed(text: str) -> list[tuple[str, str, str | None]]:
    parsed = parse(text, split_sentences(text))
    return [(b.blame.as_said, b.blame.firmness, b.canonical) for p in parsed for b in blame_in(p, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "An Israeli airstrike; the IDF said so.",
            [("Israeli", "Israeli Military"), ("IDF", "Israeli Military")],
        ),
        ("Israeli citizens and an idf in small letters", []),
        (
            "Turkish and Iraqi jets",
            [("Turkish", "Turkish Military"), ("Iraqi jets", "Iraqi Security Forces")],
        ),
        ("A Turkish drone strike", [("Turkish", "Turkish Military")]),
        ("In Yemen, coalition jets flew.", [("coalition jets", "Saudi-led Coalition")]),
        ("Near Raqqa, coalition jets flew.", [("coalition jets", "US-led Coalition")]),
        ("The coalition jets flew.", [("coalition", "Coalition (unspecified)")]),
        ("Syria, Myanmar: regime forces", [("regime forces", "Government Forces (unspecified)")]),
        ("Assad's forces", [("Assad's forces", "Syrian Government Forces")]),
        ("U.S.-led coalition forces", [("U.S.-led coalition", "US-led Coalition")]),
        ("قصفت قوات الاحتلال", [("قوات الاحتلال", "Israeli Military")]),
    ],
)
def test_parties_are_found_as_said(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_a_mention_is_exactly_its_words() -> None:
    text = "On Monday the Rapid Support Forces left."
    (mention,) = Actors.load().find(text, Span(0, len(text)))
    assert mention.span.of(text) == mention.as_said == "Rapid Support Forces"
    assert mention.kind == "armed_group"
    assert Actors.load().find(text, Span(0, 10)) == ()


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("the IDF", "Israeli Military"),
        ("regime's neighbours", None),
        ("Russia", "Russian Military"),
        ("Zzz", None),
    ],
)
def test_canonical_names(name: str, canonical: str | None) -> None:
    assert Actors.load().canonical(name) == canonical


def test_one_alias_cannot_stand_for_two_parties() -> None:
    actors = [Actor(name=name, kind="army", aliases=("River Army",)) for name in ("North", "South")]
    with pytest.raises(SettingsError):
        Actors(actors, frozenset(), frozenset())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An Israeli airstrike killed 12 people.", [("Israeli", "fact", "Israeli Military")]),
        ("Twelve people were killed by gunmen.", [("gunmen", "fact", "Gunmen")]),
        ("A suspected Turkish drone strike killed two.", [("Turkish", "suspected", "Turkish Military")]),
        ("Residents blamed the Taliban for the fire.", [("Taliban", "accused", "Taliban")]),
        ("The shelling was blamed on the Houthis.", [("Houthis", "accused", "Houthi Forces")]),
        ("The Taliban claimed responsibility for the attack.", [("Taliban", "claimed", "Taliban")]),
        ("The IDF acknowledged that its fire killed two.", [("IDF", "admitted", "Israeli Military")]),
        ("Boko Haram fighters opened fire on a bus.", [("Boko Haram", "fact", "Boko Haram")]),
        ("Two people were killed by the River Brigade.", [("the River Brigade", "fact", None)]),
        ("Israel struck a school, killing 14.", [("Israel", "fact", "Israeli Military")]),
        ("The Israeli army denied that it had struck the school.", []),
        ("Israeli soldiers were killed in the camp.", []),
        ("The police did not shoot the boy.", []),
        (
            "Israeli forces were hit in an ambush by Palestinian gunmen.",
            [("Palestinian gunmen", "fact", "Palestinian Militants")],
        ),
    ],
)
def test_who_is_blamed(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert blamed(text) == expected
