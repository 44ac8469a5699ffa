"""Tellings in, clusters out: filings and people's decisions stand above scores, and every link says why."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from linking_material import DAY, claim, moment, person, place, text_of, told

from harmledger.linking.blocking import candidate_pairs
from harmledger.linking.judgements import Judgements
from harmledger.linking.link import Cluster, link
from harmledger.linking.model import default_model
from harmledger.linking.parts import own_matter
from harmledger.linking.score import explain_pair
from harmledger.linking.sides import Matter, make_side
from harmledger.linking.stands import stand_of
from harmledger.records.reason import Reason
from harmledger.records.telling import Telling

Told = tuple[Telling, Matter]

BAKERY = (
    "A rocket tore through the ovens of the Zaitun bakery in Tell Amun as people queued, killing six of them."
)
BAKERY_AGAIN = (
    "Six queueing for bread died when a rocket hit the Zaitun bakery in Tell Amun; its ovens are rubble."
)
CLINIC = "Gunmen on motorcycles opened fire outside the dental clinic of Bir Asal and wounded its caretaker."


def clusters(*telling: Told, judgements: Judgements | None = None) -> list[tuple[str, ...]]:
    return [cluster.tellings for cluster in linked(*telling, judgements=judgements)]


def linked(*telling: Told, judgements: Judgements | None = None) -> tuple[Cluster, ...]:
    matter = {one.id: its for one, its in telling}
    return link([one for one, _ in telling], matter, judgements=judgements or Judgements()).clusters


def bakery(id: str, content: str = BAKERY, **known: object) -> Told:
    return told(id, content, **{"when": moment(), "where": place(), "means": "shelling", **known})


def clinic(id: str, **known: object) -> Told:
    known = {
        "when": moment(DAY + dt.timedelta(40)),
        "where": place("Bir Asal", 34.2, 40.1),
        "means": "shooting",
        **known,
    }
    return told(id, CLINIC, **known)


def test_same_village_day_and_means_make_one_incident_with_reasons() -> None:
    (found,) = linked(bakery("t1"), bakery("t2", BAKERY_AGAIN))
    (why,) = found.links
    codes = {reason.code: reason.params for reason in why.reasons}
    assert (why.left, why.right) == ("t1", "t2")
    assert why.score > 0
    assert codes["link.same_village"]["distance_m"] == 0
    assert {"link.same_day", "link.same_means", "link.words"} <= codes.keys()


def test_words_of_two_languages_say_nothing_against_a_link() -> None:
    arabic = "قتل ستة أشخاص وهم ينتظرون الخبز حين أصاب صاروخ فرن الزيتون في تل عمون، ودُمر الفرن."
    one, other = (
        bakery(id, content, language=language)
        for id, content, language in (("t1", BAKERY, "en"), ("t2", arabic, "ar"))
    )
    (found,) = linked(one, other)
    codes = {reason.code for why in found.links for reason in why.reasons}
    assert codes == {"link.same_village", "link.same_day", "link.same_means"}


def test_other_place_and_month_is_another_incident() -> None:
    assert clusters(bakery("t1"), clinic("t2")) == [("t1",), ("t2",)]


def test_two_strikes_on_one_village_a_week_apart_stay_two() -> None:
    later = bakery("t2", "A second strike on Tell Amun hit a school.", when=moment(DAY + dt.timedelta(8)))
    assert clusters(bakery("t1"), later) == [("t1",), ("t2",)]


def test_a_filing_holds_together_what_no_score_would() -> None:
    one, other = bakery("t1", filed_under="A-1"), clinic("t2", filed_under="A-1")
    (found,) = linked(one, other)
    assert found.filed_under == "A-1"
    assert found.links[0].reasons[0].code == "link.filed_together"


def test_tellings_filed_apart_are_never_linked_not_even_through_a_third() -> None:
    tellings = bakery("t1", filed_under="A-1"), bakery("t2", filed_under="A-2"), bakery("t3")
    found = clusters(*tellings)
    assert not any({"t1", "t2"} <= set(cluster) for cluster in found)
    assert sorted(len(cluster) for cluster in found) == [1, 2]


def test_an_unfiled_telling_joins_a_filed_incident_on_strong_evidence() -> None:
    assert clusters(bakery("t1", filed_under="A-1"), bakery("t2", BAKERY_AGAIN)) == [("t1", "t2")]


def test_a_person_who_says_not_the_same_is_heeded() -> None:
    apart = Judgements(not_same=frozenset({("t2", "t1")}))
    assert clusters(bakery("t1"), bakery("t2"), judgements=apart) == [("t1",), ("t2",)]


def test_a_person_who_links_is_heeded_unless_filings_stand_against_it() -> None:
    same = Judgements(same=frozenset({("t2", "t1")}))
    (found,) = linked(bakery("t1"), clinic("t2"), judgements=same)
    assert found.links[0].reasons[0].code == "link.by_person"
    filed = bakery("t1", filed_under="A-1"), clinic("t2", filed_under="A-2")
    assert clusters(*filed, judgements=same) == [("t1",), ("t2",)]


@pytest.mark.parametrize("named_again", [True, False], ids=["named as a victim again", "only mentioned"])
def test_a_named_victim_bridges_months(named_again: bool) -> None:
    early, late = (
        "Salma Haddadin, 31, died in the strike.",
        "A year on: the father of Salma Haddadin remembers.",
    )
    one, other = text_of("t1", early), text_of("t2", late)
    first = claim(one, early, [], persons=(person(one, "Salma Haddadin"),))
    second = claim(other, late, [], persons=(person(other, "Salma Haddadin"),) if named_again else ())
    after = DAY + dt.timedelta(300)
    tellings = (
        told("t1", early, (first,), when=moment(), where=place()),
        told(
            "t2",
            late,
            (second,),
            when=moment(after, reason="day_of_publication"),
            where=place(),
            published_on=after,
        ),
    )
    (found,) = linked(*tellings)
    assert "link.one_person" in {reason.code for reason in found.links[0].reasons}


def test_a_hearing_s_date_does_not_part_a_late_story_from_its_event() -> None:
    late = DAY + dt.timedelta(60)
    named = f"{BAKERY_AGAIN} Salma Haddadin and Jude Marsh were among them."
    told_late = bakery("t2", named, when=moment(), published_on=late)
    hearing = bakery("t1", f"{BAKERY} The kin of Salma Haddadin and Jude Marsh were heard on Monday.",
                     when=moment(late - dt.timedelta(2)), published_on=late)  # fmt: skip
    (found,) = linked(hearing, told_late)
    assert "link.told_late" in {reason.code for reason in found.links[0].reasons}


@pytest.mark.parametrize(
    ("title", "level"),
    [("Two charged over the rocket", "link.aftermath"), ("Rocket hits the ovens", "link.other_week")],
)
def test_the_day_of_a_report_of_an_arrest_may_be_the_arrest_s(title: str, level: str) -> None:
    late = DAY + dt.timedelta(20)
    other = bakery("t2", BAKERY_AGAIN, title=title, when=moment(late), published_on=late)
    codes = {reason.code for reason in _scored(bakery("t1"), other)}
    assert level in codes


@pytest.mark.parametrize(("reason", "level"), [("only_candidate", "elsewhere"), ("unlisted", "far_place")])
def test_only_a_place_that_was_not_guessed_rules_a_link_out(reason: str, level: str) -> None:
    far = msgspec.structs.replace(place("Harbour Street", 49.0, 2.0), reason=reason)
    texts = (
        f"{text} Among them was Jude Marsh.".replace(" in Tell Amun", "") for text in (BAKERY, BAKERY_AGAIN)
    )
    one, other = bakery("t1", next(texts)), bakery("t2", next(texts), where=far)
    assert f"link.{level}" in {finding.code for finding in _scored(one, other)}
    assert (clusters(one, other) == [("t1", "t2")]) == (level == "far_place")


@pytest.mark.parametrize(("reason", "level"), [("stated", "other_year"), ("year_from_text", "other_week")])
def test_only_a_year_that_is_told_rules_a_link_out(reason: str, level: str) -> None:
    later = bakery("t2", BAKERY_AGAIN, when=moment(DAY + dt.timedelta(500), reason=reason),
                   published_on=DAY + dt.timedelta(900))  # fmt: skip
    assert f"link.{level}" in {finding.code for finding in _scored(bakery("t1"), later)}


def test_a_report_without_a_place_meets_by_the_name_of_the_place_of_another() -> None:
    placed = bakery("t1", "Gunfire in Bryggegata: two dead, say the police.", where=place("Bryggegata"))
    bare = told("t2", "The dead of Bryggegata were kin of Torvaldsen, says a cleric.", when=moment())
    met = candidate_pairs([stand_of(make_side(*each, default_model().levels)) for each in (placed, bare)])
    assert list(met) == [(0, 1)]


def test_streets_and_ages_tell_two_strikes_of_one_day_apart() -> None:
    where = "The shell fell on Harbour Street; a boy, 7, was killed."
    again, elsewhere = (
        "A boy, 7, was killed when a shell fell on Harbour Street.",
        "On Mill Street a mortar round struck the tailor; his apprentice, 12, died.",
    )
    assert clusters(bakery("t1", where), bakery("t2", again), bakery("t3", elsewhere)) == [
        ("t1", "t2"),
        ("t3",),
    ]
    codes = {reason.code for reason in _scored(bakery("t1", where), bakery("t2", again))}
    assert {"link.streets", "link.ages"} <= codes
    apart = {reason.code for reason in _scored(bakery("t1", where), bakery("t3", elsewhere))}
    assert {"link.other_streets", "link.no_shared_ages"} <= apart


def _scored(one: Told, other: Told) -> tuple[Reason, ...]:
    model = default_model()
    left, right = (make_side(*each, model.levels) for each in (one, other))
    return explain_pair(left, right, model).reasons


def test_clusters_held_apart_narrowly_are_named_to_each_other() -> None:
    other = bakery(
        "t2",
        "People queued at an oven when a rocket fell.",
        means="airstrike",
        when=moment(DAY + dt.timedelta(5)),
    )
    one, two = linked(bakery("t1"), other)
    assert [near.telling for near in one.near] == ["t2"]
    assert [near.telling for near in two.near] == ["t1"]
    assert -300 <= one.near[0].score == two.near[0].score < 0
    apart = linked(bakery("t1"), other, judgements=Judgements(not_same=frozenset({("t1", "t2")})))
    assert [cluster.near for cluster in apart] == [(), ()], "what a person decided is not asked again"


def test_a_text_without_place_or_time_joins_by_its_words() -> None:
    bare = told("t2", BAKERY + " The Zaitun family had run it since 1974.", published_on=DAY)
    assert clusters(bakery("t1"), bare) == [("t1", "t2")]


def test_links_of_a_cluster_hold_it_together() -> None:
    (found,) = linked(*(bakery(f"t{n}") for n in range(6)))
    reached = {"t0"}
    for _ in found.links:
        reached |= {
            end for why in found.links if reached & {why.left, why.right} for end in (why.left, why.right)
        }
    assert len(found.links) == 5
    assert reached == set(found.tellings)


def test_hundreds_of_copies_are_one_cluster_and_cut_first() -> None:
    model = default_model()
    few = msgspec.structs.replace(model, decide=msgspec.structs.replace(model.decide, component_tellings=5))
    made = [bakery(f"t{n:03}") for n in range(40)]
    matter = {one.id: its for one, its in made}
    (found,) = link([one for one, _ in made], matter, few).clusters
    assert len(found.tellings) == 40


def test_no_tellings_no_clusters() -> None:
    assert link([], {}).clusters == ()


@pytest.mark.parametrize("days", [0, 1])
def test_denial_without_place_joins_the_event_it_is_told_with(days: int) -> None:
    denial = told("t2", BAKERY + " The army denied it.", when=moment(DAY + dt.timedelta(days)))
    assert clusters(bakery("t1"), denial) == [("t1", "t2")]


def test_a_second_event_of_a_report_speaks_with_its_own_words_only() -> None:
    content = f"{BAKERY} A month before, a mine had killed two shepherds near Bir Asal."
    text = text_of("r1", content)
    main = claim(text, BAKERY, [], ["six", 6, 6])
    other = claim(text, "a mine had killed two shepherds near Bir Asal", [], ["two shepherds", 2, 2])
    whole = told("r1", content)[1].facts
    first = Telling(
        id="t1", report_id="r1", text_id=text.id, claims=(main.id,), role="primary", when=moment()
    )
    aside = Telling(
        id="t2", report_id="r1", text_id=text.id, claims=(other.id,), role="background", main=False
    )
    matter = {"t1": Matter(claims=(main,), facts=whole), "t2": Matter(claims=(other,), facts=whole)}
    own = own_matter([first, aside], matter)
    assert own["t1"].facts == whole
    assert "bakery" not in own["t2"].facts.words
    assert {"shepherds", "mine"} <= own["t2"].facts.words.keys()
    again = bakery("t3", BAKERY_AGAIN)
    assert [c.tellings for c in link([first, aside, again[0]], {**matter, "t3": again[1]}).clusters] == [
        ("t1", "t3"),
        ("t2",),
    ]


def test_furniture_of_a_page_months_apart_is_no_copy() -> None:
    furniture = "Anyone with information is asked to call the desk in confidence on the number below. " * 3
    first = told("t1", f"A shepherd was wounded. {furniture}", published_on=DAY)
    later = told("t2", f"A baker was robbed. {furniture}", published_on=DAY + dt.timedelta(90))
    assert clusters(first, later) == [("t1",), ("t2",)]
