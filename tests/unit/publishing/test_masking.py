"""Words that could harm somebody in; what a release may say of them out: nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_market import harrow_ford
from made_up_masker import PSEUDONYMS, masker
from made_up_record import CONVENTION

from harmledger.errors import SettingsError
from harmledger.publishing.masking.incidents import masked_incident
from harmledger.publishing.masking.masker import MASK
from harmledger.publishing.masking.places import public_place
from harmledger.publishing.masking.pseudonyms import Pseudonyms, commitment, record_pseudonyms
from harmledger.publishing.masking.public_words import PublicWords
from harmledger.publishing.masking.traces import traces
from harmledger.publishing.policy import (
    NameRules,
    PlaceRules,
    Policy,
    default_policy,
    parse_policy,
)
from harmledger.records.claim import Claim
from harmledger.records.figure import Who
from harmledger.records.person import PersonMention
from harmledger.records.place import Place
from harmledger.records.span import Span
from harmledger.records.voice import Voice


def quoted(quote: str, *persons: PersonMention, policy: Policy | None = None, voice: str = "author") -> str:
    """A cleared quote of a claim that names these persons, as it is published."""
    claim = Claim(
        id="clm-1", text_id="txt-1", span=Span(0, len(quote)), quote=quote, voices=(Voice(name=voice),),
        stance="asserts", about="harm", persons=persons,
    )  # fmt: skip
    mask = masker(policy)
    return mask.quote(claim, mask.names_in([claim])).text


def named(name: str, who: Who | None = None, age: int | None = None) -> PersonMention:
    """A victim called `name`."""
    return PersonMention(name=name, span=Span(0, 1), outcome="killed", who=who or Who(), age_years=age)


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("Mohammed al-Varrani", "Muhammad"),
        ("Mohammed al-Varrani", "Mohamad Varrani"),
        ("Mohammed al-Varrani", "محمد"),
        ("Mohammed al-Varrani", "ومحمّد"),
        ("محمد", "Mohamed"),
        ("عبد الرحمن", "Abdulrahman"),
        ("Abdul Rahman", "عبدالرحمن"),
        ("Abd al-Rahman", "Abdel-Rahman"),
        ("Jónas Þorsteinsson", "JONAS"),
        ("Jónas Þorsteinsson", "Thorsteinsson"),
        ("أحمد", "بأحمد"),
        ("Yousef", "يوسف"),
        ("Ali", "علي"),
    ],
)
def test_a_name_is_masked_in_every_spelling(name: str, spelling: str) -> None:
    words = f"Five died near the pier, among them {spelling} ."
    shown = quoted(words, named(name))
    assert spelling not in shown
    assert all(part not in shown for part in spelling.split())
    assert shown.startswith("Five died near the pier")


@pytest.mark.parametrize(
    "trace",
    [
        "@fjord_girl", "＠fjord_girl", "t@x.example", "https://a.example/p?x=1", "www.a.example", "#JusticeForJonas",
        "+354 555 0199", "(0354) 555-0199", "٠٩٨٧٦٥٤٣٢١", "64.14659, -21.94231", "64°08'48\"N", "27V VM 60821 99301",
        "fa\u200bcebook.example/jonas.p", "5550199",
    ],
)  # fmt: skip
def test_traces_are_masked_and_the_rest_stays(trace: str) -> None:
    shown = quoted(f"Call {trace} after dark")
    assert trace not in shown
    assert shown.startswith("Call")
    assert shown.endswith("after dark")
    assert MASK in shown


@pytest.mark.parametrize(
    "harmless", ["on 2014-03-12", "at 12/03/2014", "1,250,000 fled", "killed 27 and hurt 140"]
)
def test_dates_and_sums_are_no_traces(harmless: str) -> None:
    assert not list(traces(harmless))
    assert quoted(harmless) == harmless


def test_a_voice_is_masked_in_the_quote_too() -> None:
    shown = quoted("Runa Dalvik, a nurse, said nine died.", voice="Runa Dalvik, a nurse")
    assert shown == f"{MASK}, a nurse, said nine died."


def test_a_public_name_stays_in_a_quote_though_it_shares_a_word_with_a_hidden_one() -> None:
    policy = Policy(name="p", names=NameRules(public=("Vik Monitor",)))
    shown = quoted("The Vik Monitor and Bera of Vik agree.", policy=policy, voice="Bera of Vik")
    assert shown == f"The Vik Monitor and {MASK} of {MASK} agree."


def test_only_adults_may_be_named_and_only_where_the_policy_says_so() -> None:
    quote = "Old Bera and little Loki died."
    people = (named("Bera", Who(age="elderly")), named("Loki", Who(age="child")))
    assert "Bera" not in quoted(quote, *people)
    named_adults = Policy(name="open", names=NameRules(victims="adults"))
    assert quoted(quote, *people, policy=named_adults) == f"Old Bera and little {MASK} died."
    assert "Ulf" not in quoted("Ulf died.", named("Ulf", Who(age="adult"), 17), policy=named_adults)


def test_hidden_names_of_the_policy_go_everywhere() -> None:
    secret = Policy(name="s", names=NameRules(hidden=("Skálholt House",), public=("Skalholt House Radio",)))
    assert "Skalholt" not in masker(secret).name("Skalholt House Radio", ("publisher",))
    assert "kalholt" not in quoted("Shells hit Skalholt house.", policy=secret)
    assert "hidden" not in secret.without_secrets().names.hidden
    assert secret.without_secrets().names.hidden == ()


def test_voices_keep_what_names_an_institution() -> None:
    mask = masker(Policy(name="p", names=NameRules(public=("North Wire",))))
    assert mask.name("North Wire", ()) == "North Wire"
    assert mask.name("the Ministry of Health", ()) == "the Ministry of Health"
    assert mask.name("وزارة الصحة", ()) == "وزارة الصحة"
    ministry = mask.voice(
        Voice(name="Finna Dalvik, a spokeswoman for the ministry", kind="ministry"), "inc-1"
    )
    assert ministry.name.startswith("… a spokeswoman for the ministry (")
    assert "Finna" not in ministry.name


def test_the_mark_of_a_person_ends_with_the_incident() -> None:
    mask = masker()
    witness, hospital = Voice(name="Hallbera", kind="witness"), Voice(name="Skógar Hospital", kind="hospital")
    assert mask.voice(witness, "inc-1") == mask.voice(witness, "inc-1")
    assert mask.voice(witness, "inc-1") != mask.voice(witness, "inc-2")
    assert mask.voice(hospital, "inc-1") == mask.voice(hospital, "inc-2")
    assert masker().pseudonyms.id("clm-1") != Pseudonyms(b"l" * 32).id("clm-1")


def test_phrases_keep_only_words_that_count() -> None:
    words = PublicWords()
    assert words.of_phrase("At least 12 fishermen, Vik", (12, None)).text == "At least 12 …"
    assert words.of_phrase("12 of 5550199", (12, 12)).text == "12 of …"
    assert words.of_phrase("dozens", (None, None)).whole
    assert words.of_phrase("ما لا يقل عن عشرة", (10, None)).whole
    assert words.of_label("martyrs") == "martyrs"
    assert words.of_label("Vik's own") is None


@pytest.mark.parametrize("level", ["exact", "street", "landmark"])
def test_homes_and_hospitals_are_placed_in_a_cell(level: str) -> None:
    rules = PlaceRules()
    spot = Place(name="Runa's house", latitude=64.14659, longitude=-21.94231, radius_m=30, level=level,
                 gazetteer_id="mgrs", country="IS", reason="grid")  # type: ignore[arg-type]  # fmt: skip
    shown = public_place(spot, "Skógar Hospital", rules)
    assert shown is not None
    assert (shown.name, shown.gazetteer_id, shown.candidates) == ("IS", "", ())
    assert shown.radius_m >= rules.coarse_m // 2
    near = Place(
        name="x",
        latitude=64.1461,
        longitude=-21.9421,
        radius_m=30,
        level="exact",
        gazetteer_id="degrees",
        reason="grid",
    )
    other = public_place(near, None, rules)
    assert other is not None
    assert (other.latitude, other.longitude) == (shown.latitude, shown.longitude)


def test_a_town_keeps_its_name_as_the_gazetteer_has_it() -> None:
    town = Place(name="poor old Vik", latitude=63.4, longitude=-19.0, radius_m=900, level="town",
                 gazetteer_id="geonames:1", reason="only_candidate")  # fmt: skip
    shown = public_place(town, "Vík", PlaceRules())
    assert shown is not None
    assert (shown.name, shown.latitude, shown.level) == ("Vík", 63.4, "town")
    unknown = public_place(town, None, PlaceRules())
    assert unknown is not None
    assert unknown.name == ""


def test_a_commitment_needs_its_salt() -> None:
    told = PSEUDONYMS.commitment("clm-1", "nine died")
    assert told == commitment(PSEUDONYMS.salt("clm-1"), "nine died")
    assert told != PSEUDONYMS.commitment("clm-2", "nine died")


def test_a_record_keeps_its_key(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("record")
    first = record_pseudonyms(folder).id("inc-1")
    assert record_pseudonyms(folder).id("inc-1") == first
    assert (folder / "release.key").stat().st_mode & 0o077 == 0
    (folder / "release.key").write_text("12")
    with pytest.raises(SettingsError, match="1 bytes"):
        record_pseudonyms(folder)


def test_the_shipped_policy_is_the_default_and_a_wrong_word_raises() -> None:
    assert default_policy() == Policy(name="default")
    with pytest.raises(SettingsError, match="minors"):
        parse_policy(b'name = "x"\n[persons]\nminors = true\n', where="policy.toml")


def test_incidents_keep_their_numbers_and_lose_their_keys() -> None:
    (incident,) = harrow_ford().incidents()
    masked = masked_incident(incident, masker(), cleared=())
    shown = masked.published
    assert shown.incident.key is None
    assert {(r.group, r.low, r.high) for r in shown.assessment.ranges} == {
        (r.group, r.low, r.high) for r in incident.assessment.ranges
    }
    assert shown.assessment.convention == CONVENTION
    assert {claim.claim.quote for claim in shown.claims} == {""}
    assert {report.title for report in shown.reports} == {None}
    assert shown.claims[0].claim.span == incident.claims[0].claim.span
    assert shown.assessment.when is not None
    assert shown.assessment.when.start == dt.date(2031, 3, 11)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60), st.text(alphabet="abcdefghijklmnopqrstuvwxyzمحدسنر", min_size=5, max_size=12))
def test_a_planted_word_never_survives_a_public_name(around: str, planted: str) -> None:
    marked = f"zq{planted}qz"
    mask = masker()
    name = f"{around} {marked} Ministry"
    assert marked not in mask.name(name, ("voice",))
    assert marked not in mask.voice(Voice(name=name, kind="ministry"), "inc-1").name
    assert marked not in PublicWords().of_phrase(name, (1,)).text
    assert marked not in quoted(f"They killed {marked} there", named(marked))
