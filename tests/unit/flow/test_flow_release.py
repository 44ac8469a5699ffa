"""A record that people decided on in, releases of it out: only what they reviewed, and each change said."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from decided_record import ANN, BO, RULES, did, record_of
from ledger_samples import fill, sample

from harmledger.accounts.accounts import add_user
from harmledger.errors import SettingsError, UsageError
from harmledger.flow.choose import Chosen, preview
from harmledger.flow.clearing import quotes_waiting
from harmledger.flow.derive import derive
from harmledger.flow.next_release import as_published, next_release, since_last
from harmledger.flow.progress import silent
from harmledger.flow.proof import verify
from harmledger.flow.release import Released, release
from harmledger.ledger.erase import erase
from harmledger.ledger.queries import incident_file, incidents
from harmledger.ledger.standings import standings
from harmledger.ledger.store import Ledger
from harmledger.publishing.masking.pseudonyms import record_pseudonyms
from harmledger.publishing.policy import read_policy
from harmledger.publishing.release.verify import read_claims
from harmledger.records.action import Accept, ClearQuote, Merge, Reject, Review, Undo, Withdraw
from harmledger.settings import Settings, read_settings

MARCH, APRIL, MAY = dt.date(2014, 3, 31), dt.date(2014, 4, 30), dt.date(2014, 5, 31)


@pytest.fixture
def settings(_environment: None) -> Settings:
    """Those of the tests."""
    return read_settings()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Six reports in three incidents, none of them reviewed."""
    with record_of(tmp_path / "record") as ledger:
        yield ledger


def reviewed(ledger: Ledger, incident: str, by: str = ANN) -> None:
    """Signs an incident as it stands."""
    did(ledger, Review(incident, next(s.seal for s in standings(ledger) if s.incident_id == incident)), by)


def publish(ledger: Ledger, settings: Settings, on: dt.date = MARCH, **given: object) -> Released:
    """A release of that day, which changes what was foreseen."""
    expected = foreseen(ledger)
    made = release(ledger.folder, settings=settings, on=on, by=BO, site=False, **given)  # type: ignore[arg-type]
    assert {change: count for change, count in made.changes.items() if change != "stands"} == expected
    return made


def ahead(ledger: Ledger, settings: Settings) -> Chosen:
    """What a release would be, incident by incident, and the same as it is read off what they are alike in."""
    chosen = preview(ledger.folder, settings=settings)
    made = next_release(ledger, RULES, read_policy(ledger.folder))
    assert set(made.publish.ids(ledger)) == chosen.publish.keys()
    assert set(made.stand) == chosen.stand.keys()
    assert {id: shelf.fate for shelf in made.held for id in shelf.ids(ledger)} == chosen.held
    return chosen


def foreseen(ledger: Ledger) -> dict[str, int]:
    """By change, how many incidents of the last release a release made now would change."""
    made = next_release(ledger, RULES, read_policy(ledger.folder))
    since = since_last(ledger, RULES, made)
    if since is None:
        return {"added": made.publish.incidents} if made.publish.incidents else {}
    changes = Counter(added=since.added.incidents, changed=since.changed.incidents, merged=len(since.merged))
    for shelf in since.gone:
        changes["withdrawn" if shelf.fate == "withdrawn" else "held_back"] += shelf.incidents
    return dict(+changes)


def lines(made: Released, name: str) -> list[dict[str, object]]:
    """A file of a release."""
    return [json.loads(line) for line in (made.folder / name).read_text("utf-8").splitlines()]


def test_nothing_is_published_that_nobody_reviewed(ledger: Ledger, settings: Settings) -> None:
    chosen = ahead(ledger, settings)
    assert (len(chosen.publish), chosen.held_counts) == (0, {"not_reviewed": 3})
    with pytest.raises(UsageError, match="none of 3"):
        publish(ledger, settings)
    assert not (ledger.folder / "releases").exists()


def test_a_reviewed_incident_is_published_and_the_chain_says_so(ledger: Ledger, settings: Settings) -> None:
    one = incidents(ledger)[0].id
    reviewed(ledger, one)
    made = publish(ledger, settings)
    assert (made.counts["incidents"], made.held_back, made.changes) == (1, {"not_reviewed": 2}, {"added": 1})
    (line,) = lines(made, "incidents.jsonl")
    assert line["id"] != one
    assert line["review"] == "reviewed"
    assert [decision["kind"] for decision in lines(made, "decisions.jsonl")] == ["review"]
    assert {s.incident_id: s.state for s in standings(ledger)}[one] == "published"
    assert verify(made.folder, ledger.folder).holds
    assert verify(ledger.folder).holds


def test_in_a_team_a_signature_on_ones_own_work_never_counts(ledger: Ledger, settings: Settings) -> None:
    one = incident_file(ledger, incidents(ledger)[0].id)
    reviewed(ledger, one.incident.id, by=ANN)
    did(
        ledger, Accept(one.claims[0].claim.id), ANN
    )  # after she signed, which leaves what she signed as it is
    assert ahead(ledger, settings).publish.keys() == {one.incident.id}
    for name in (ANN, BO):
        add_user(ledger.folder, name, "admin", "a long walk along the harbour", now=0)
    chosen = ahead(ledger, settings)
    assert (len(chosen.publish), chosen.held[one.incident.id]) == (0, "too_few_reviewers")
    reviewed(ledger, one.incident.id, by=BO)
    assert ahead(ledger, settings).publish.keys() == {one.incident.id}


def test_the_same_record_gives_the_same_bytes_and_a_second_of_a_day_is_numbered(
    ledger: Ledger, settings: Settings, tmp_path: Path
) -> None:
    reviewed(ledger, incidents(ledger)[0].id)
    record_pseudonyms(ledger.folder)  # a record gets its key once; a copy has it too
    other = Path(shutil.copytree(ledger.folder, tmp_path / "other"))
    one = publish(ledger, settings)
    two = release(other, settings=settings, on=MARCH, by=ANN, site=False)
    assert one.manifest_sha256 == two.manifest_sha256
    assert publish(ledger, settings).release == "2014-03-31-2"
    assert publish(ledger, settings).release == "2014-03-31-3"
    with pytest.raises(UsageError, match="before one that is published"):
        publish(ledger, settings, on=MARCH - dt.timedelta(days=1))


def test_two_people_where_the_policy_asks_for_them(ledger: Ledger, settings: Settings) -> None:
    (ledger.folder / "policy.toml").write_text('name = "two"\n[incidents]\nreviewers = 2\n')
    one = incidents(ledger)[0].id
    reviewed(ledger, one)
    assert ahead(ledger, settings).held[one] == "too_few_reviewers"
    reviewed(ledger, one, BO)
    assert list(ahead(ledger, settings).publish) == [one]


def test_what_changed_is_said_with_its_reason_and_its_decisions(ledger: Ledger, settings: Settings) -> None:
    one, two, three = (incident.id for incident in incidents(ledger))
    for each in (one, two, three):
        reviewed(ledger, each)
    assert publish(ledger, settings).changes == {"added": 3}
    claim = incident_file(ledger, one).claims[0].claim.id
    rejected = did(ledger, Reject(claim))
    did(ledger, Withdraw(two, "duplicate"))
    made = publish(ledger, settings, APRIL)
    assert made.changes == {"held_back": 1, "withdrawn": 1}
    by_change = {line["change"]: line for line in lines(made, "changes.jsonl")}
    assert by_change["held_back"]["why"] == "review_outdated"
    assert by_change["withdrawn"]["why"] == "duplicate"
    assert all(len(line["decisions"]) == 1 for line in by_change.values())  # type: ignore[arg-type]
    did(ledger, Undo(rejected.decision.id))
    made = publish(ledger, settings, MAY)
    assert made.changes == {"added": 1}


def test_a_number_stands_while_what_was_told_since_waits_for_a_review(
    ledger: Ledger, settings: Settings
) -> None:
    one = next(each for each in incidents(ledger) if each.key == "case 1")
    reviewed(ledger, one.id)
    first = publish(ledger, settings)
    (was,) = lines(first, "incidents.jsonl")
    fill(ledger, [sample(7)])
    derive(ledger, RULES, silent)
    assert ahead(ledger, settings).stand.keys() == {one.id}
    made = publish(ledger, settings, APRIL)
    (line,) = lines(made, "incidents.jsonl")
    assert (line["review"], line["stands_from"], line["killed"]) == (
        "stands",
        MARCH.isoformat(),
        was["killed"],
    )
    assert made.changes == {"stands": 1}
    assert verify(made.folder, ledger.folder).holds
    assert publish(ledger, settings, MAY).changes == {}
    (step,) = lines(made, "history.jsonl")
    assert (step["release"], step["change"]) == (MARCH.isoformat(), "added")
    (ledger.folder / "policy.toml").write_text('name = "default"\n[names]\nhidden = ["Clinic"]\n')
    assert ahead(ledger, settings).stand == {}


def test_a_rejected_claim_is_not_published(ledger: Ledger, settings: Settings) -> None:
    one = incidents(ledger)[0].id
    claims = [told.claim.id for told in incident_file(ledger, one).claims]
    did(ledger, Reject(claims[0]))
    reviewed(ledger, one)
    made = publish(ledger, settings)
    assert len(read_claims(made.folder)) == len(claims) - 1
    assert verify(made.folder).holds


def test_merged_incidents_say_into_which(ledger: Ledger, settings: Settings) -> None:
    one, two = (incident.id for incident in incidents(ledger)[:2])
    for each in (one, two):
        reviewed(ledger, each)
    before = {line["id"] for line in lines(publish(ledger, settings), "incidents.jsonl")}
    merged = did(ledger, Merge((one, two)), BO).incidents[0]
    reviewed(ledger, merged)
    made = publish(ledger, settings, APRIL)
    (now,) = (line["id"] for line in lines(made, "incidents.jsonl"))
    assert now in before
    assert {id: line.id for id, line in as_published(ledger, [merged, two]).items()} == {merged: now}
    gone = next(line for line in lines(made, "changes.jsonl") if line["change"] == "merged")
    assert gone["into"] == now
    assert {gone["incident"], now} == before


def test_a_cleared_quote_is_published_and_can_be_checked(ledger: Ledger, settings: Settings) -> None:
    one = incidents(ledger)[0].id
    reviewed(ledger, one)
    policy, told = read_policy(ledger.folder), incident_file(ledger, one).claims
    (waiting,) = quotes_waiting(ledger, policy, [one])
    assert [quote.told.claim.id for quote in waiting.quotes] == [each.claim.id for each in told]
    assert next_release(ledger, RULES, policy).publish.quotes == len(told)
    for each in told:
        did(ledger, ClearQuote(each.claim.id))
    assert next_release(ledger, RULES, policy).publish.quotes == 0
    claims = read_claims(publish(ledger, settings).folder).values()
    assert {claim.quote_state for claim in claims} <= {"published", "masked"}
    assert sorted(claim.quote for claim in claims) == sorted(q.as_published.text for q in waiting.quotes)


def test_a_release_of_another_record_or_of_words_since_erased_is_told_apart(
    ledger: Ledger, settings: Settings, tmp_path: Path
) -> None:
    one = incidents(ledger)[0].id
    reviewed(ledger, one)
    made = publish(ledger, settings)
    with record_of(tmp_path / "other") as other:
        other.close()
    codes = {finding.code for finding in verify(made.folder, tmp_path / "other").failures}
    assert codes == {"release_head_differs", "release_claim_unknown"}
    claim = incident_file(ledger, one).claims[0]
    erase(ledger, claim.report_id, by=ANN, why="asked by the family", at="2014-06-01T00:00:00Z")
    found = {finding.code: finding.outcome for finding in verify(made.folder, ledger.folder).findings}
    assert found["release_claim_erased"] == "not_checked"


def test_a_release_that_was_broken_is_named_when_its_record_is_verified(
    ledger: Ledger, settings: Settings
) -> None:
    reviewed(ledger, incidents(ledger)[0].id)
    made = publish(ledger, settings)
    (made.folder / "manifest.json").write_text("{")
    assert [(f.code, f.where) for f in verify(ledger.folder).failures] == [
        ("release_unreadable", "2014-03-31")
    ]
    assert {f.code for f in verify(made.folder).failures} == {"release_unreadable"}


def test_a_time_stamp_request_is_written_beside_and_changes_nothing(
    ledger: Ledger, settings: Settings
) -> None:
    reviewed(ledger, incidents(ledger)[0].id)
    made = publish(ledger, settings, stamp=True)
    request = (made.folder / "manifest.tsq").read_bytes()
    assert bytes.fromhex(made.manifest_sha256) in request
    assert verify(made.folder).holds


def test_a_policy_that_cannot_be_used_stops_before_anything_is_written(
    ledger: Ledger, settings: Settings
) -> None:
    (ledger.folder / "scope.toml").write_text("deaths = 3\n")
    with pytest.raises(SettingsError, match="scope"):
        publish(ledger, settings)
    assert not (ledger.folder / "releases").exists()
