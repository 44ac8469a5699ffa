"""The laws that hold for every incident: order, copies, denials, unknowns, and switching the convention."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from written_matter import matter_of

from harmledger.assessing.assess import assess
from harmledger.assessing.convention import convention_names, load_convention
from harmledger.assessing.explain import explain
from harmledger.records.assessment import Assessment
from harmledger.records.canonical import canonical_json

GROUPS = [
    "people",
    "civilians",
    "children",
    "girls",
    "boys",
    "women",
    "men",
    "combatants",
    "contested",
    "police",
]
OUTCOMES = ["killed", "killed", "injured", "missing", "struck", "killed_or_injured"]
KINDS = [
    "exact",
    "exact",
    "at_least",
    "at_most",
    "more_than",
    "less_than",
    "about",
    "vague",
    "plural_only",
    "none",
]
RELATIONS = ["subset", "part", "additional", "alternative", "revises", "unknown_overlap"]
VOICES = [None, ("the clinic", "hospital"), ("the army", "armed_actor"), ("residents", "local_sources")]
NAMES = ["Ilan Varro", "Ilaan Varo", "Mira Tellin", "Osk", "Osk Tellin"]


@st.composite
def figures(draw: st.DrawFn, n: int) -> dict[str, Any]:
    """The n-th figure of a claim, with its words."""
    kind = draw(st.sampled_from([*KINDS, "none_reported"]))
    number = draw(st.integers(1, 40))
    word = (
        draw(st.sampled_from(["dozens", "many", "several", "scores"]))
        if kind == "vague"
        else f"count {number}"
    )
    figure: dict[str, Any] = {
        "say": f"[{n}] {word}",
        "kind": kind,
        "outcome": draw(st.sampled_from(OUTCOMES)),
        "group": draw(st.sampled_from(GROUPS)),
    }
    if kind == "none":
        figure["number"] = 0
    elif kind not in ("vague", "plural_only", "none_reported"):
        figure["number"] = number
    if n and draw(st.booleans()):
        figure |= {"is": draw(st.sampled_from(RELATIONS)), "of": draw(st.integers(0, n - 1))}
    return figure


@st.composite
def claims(draw: st.DrawFn) -> dict[str, Any]:
    """A claim as a case writes it."""
    written = [draw(figures(n)) for n in range(draw(st.integers(0, 4)))]
    persons = draw(st.lists(st.sampled_from(NAMES), max_size=2, unique=True))
    voice = draw(st.sampled_from(VOICES))
    words = "; ".join(["Words", *(f["say"] for f in written), *persons, *([voice[0]] if voice else [])])
    claim: dict[str, Any] = {
        "words": words,
        "stance": draw(st.sampled_from(["asserts", "asserts", "asserts", "denies", "doubts", "concedes"])),
        "about": draw(st.sampled_from(["harm", "number", "occurrence", "responsibility"])),
        "role": draw(st.sampled_from(["primary", "primary", "update", "background"])),
        "extent": draw(st.sampled_from(["incident", "incident", "incident", "conflict_total"])),
        "blamed": draw(st.lists(st.sampled_from(["army", "front"]), max_size=1)),
        "figure": written,
        "person": [{"name": name} for name in persons],
    }
    return claim | ({"voice": voice[0], "kind": voice[1]} if voice else {})


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    """A case of one to four tellings, each its own origin, dated or not."""
    tellings = []
    for n in range(draw(st.integers(1, 4))):
        telling: dict[str, Any] = {"id": f"t{n}", "claim": draw(st.lists(claims(), max_size=3))}
        day = draw(st.none() | st.integers(1, 5))
        tellings.append(telling | ({"on": dt.date(2031, 1, day)} if day else {}))
    return {"telling": tellings}


def _numbers(assessment: Assessment) -> Any:
    return [(r.outcome, r.group, r.low, r.high) for r in assessment.ranges]


@settings(max_examples=100, deadline=None)
@given(cases(), st.sampled_from(convention_names()))
def test_low_is_never_above_high_and_every_end_has_a_reason(case: dict[str, Any], name: str) -> None:
    assessment = assess(matter_of(case), load_convention(name))
    for one in assessment.ranges:
        assert one.low is not None or one.high is not None
        if one.low is not None and one.high is not None:
            assert 0 <= one.low <= one.high
        for number, reason in ((one.low, one.low_reason), (one.high, one.high_reason)):
            assert (number is None) == reason.code.endswith("no_bound")
            assert bool(reason.claims) == (number is not None)
            assert reason.params.get("number") == number


@settings(max_examples=100, deadline=None)
@given(cases(), st.randoms(use_true_random=False))
def test_order_does_not_matter(case: dict[str, Any], random: Any) -> None:
    matter = matter_of(case)
    tellings = [
        msgspec.structs.replace(t, claims=tuple(random.sample(t.claims, len(t.claims))))
        for t in matter.tellings
    ]
    random.shuffle(tellings)
    ids = random.sample(sorted(matter.claims), len(matter.claims))
    shuffled = msgspec.structs.replace(
        matter, tellings=tuple(tellings), claims={i: matter.claims[i] for i in ids}
    )
    convention = load_convention()
    left, right = assess(matter, convention), assess(shuffled, convention)
    assert canonical_json(left) == canonical_json(right)
    assert canonical_json(explain(matter, left)) == canonical_json(explain(shuffled, right))


@settings(max_examples=100, deadline=None)
@given(cases(), st.integers(0, 3), st.integers(0, 4))
def test_a_copy_changes_neither_range_nor_grade(case: dict[str, Any], which: int, later: int) -> None:
    tellings = case["telling"]
    original = tellings[which % len(tellings)]
    copy = original | {"id": "t9"}
    if "on" in original:
        copy["on"] = original["on"] + dt.timedelta(days=later)
    origins = [[t["id"]] for t in tellings]
    copied = {
        "telling": [*tellings, copy],
        "origins": [[*group, "t9"] if group == [original["id"]] else group for group in origins],
    }
    before, after = (assess(matter_of(c), load_convention()) for c in (case, copied))
    assert _numbers(before) == _numbers(after)
    assert (before.grade, before.strike_status) == (after.grade, after.strike_status)


@settings(max_examples=100, deadline=None)
@given(cases(), st.sampled_from(["denies", "doubts"]), st.integers(1, 50))
def test_a_denial_never_moves_a_range(case: dict[str, Any], stance: str, number: int) -> None:
    denial = {
        "words": f"It rejects the report that {number} people died.",
        "stance": stance,
        "about": "responsibility",
        "blamed": ["army"],
        "figure": [{"say": f"{number} people", "number": number}],
    }
    denied = {"telling": [*case["telling"], {"id": "t8", "claim": [denial]}]}
    before, after = (assess(matter_of(c), load_convention()) for c in (case, denied))
    assert _numbers(before) == _numbers(after)


@settings(max_examples=60, deadline=None)
@given(cases())
def test_switching_the_convention_changes_no_claim(case: dict[str, Any]) -> None:
    matter = matter_of(case)
    before = canonical_json(dict(matter.claims))
    for name in convention_names():
        assess(matter, load_convention(name))
    assert canonical_json(dict(matter.claims)) == before


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["none_reported", "at_most"]), st.sampled_from(OUTCOMES), st.sampled_from(GROUPS))
def test_not_known_never_becomes_zero(kind: str, outcome: str, group: str) -> None:
    figure = {"say": "words", "kind": kind, "outcome": outcome, "group": group, "number": 5}
    case = {"telling": [{"id": "t0", "claim": [{"words": "the words", "figure": [figure]}]}]}
    assessment = assess(matter_of(case), load_convention())
    contested = {"civilians", "combatants"} if group == "contested" else set()
    assert all(r.low is None for r in assessment.ranges if r.group not in contested)
