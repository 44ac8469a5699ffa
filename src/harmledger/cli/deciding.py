"""What the commands `decide`, `history`, `search` and `user` were given in, calls into `flow` and `accounts`, and what
they gave back shown."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from harmledger.accounts import accounts, signing_in
from harmledger.accounts.permissions import Role
from harmledger.cli import show
from harmledger.cli.plain import plain
from harmledger.flow.decide import Decided, decide_in
from harmledger.flow.history import Event, Numbers
from harmledger.flow.history import history as history_of
from harmledger.flow.house import house_rules
from harmledger.ledger.browse import report_file, told_claim
from harmledger.ledger.queries import incident_file
from harmledger.ledger.search import Kind
from harmledger.ledger.search import search as search_in
from harmledger.ledger.store import Ledger
from harmledger.reading.spelled import spelled, statement_spelled
from harmledger.reading.stated import statement_of
from harmledger.records.action import Action, Add, Assign, Correct, Review
from harmledger.records.claim import Claim
from harmledger.records.report import Text
from harmledger.settings import read_settings


def decide(record: Path, action: Action, *, by: str, why: str, as_json: bool) -> None:
    """Make the decision and show its id."""
    _show(decide_in(record, action, by=by, why=why, settings=read_settings()), as_json)


def review(record: Path, incident: str, *, by: str, why: str, as_json: bool) -> None:
    """Sign an incident as it stands."""
    with Ledger.open(record) as ledger:
        standing = incident_file(ledger, incident).standing
    action = Review(standing.incident_id, standing.seal)
    _show(decide_in(record, action, by=by, why=why, settings=read_settings()), as_json)


def stated(record: Path, claim: str) -> None:
    """Show what a claim states, to begin a correction from."""
    with Ledger.open(record) as ledger:
        told = told_claim(ledger, claim)
        text = ledger.get(Text, told.claim.text_id)
    plain_one = spelled(statement_of(told.claim, told.resolution), text)
    show.write_bytes(msgspec.json.format(msgspec.json.encode(plain_one), indent=2) + b"\n")


def correct(record: Path, claim: str, file: Path, *, by: str, why: str, as_json: bool) -> None:
    """Put the claim of the file in place of this one."""
    with Ledger.open(record) as ledger:
        text = ledger.get(Text, ledger.get(Claim, claim).text_id)
    decide(
        record, Correct(claim, statement_spelled(file.read_bytes(), text)), by=by, why=why, as_json=as_json
    )


def add(record: Path, report: str, file: Path, *, by: str, why: str, as_json: bool) -> None:
    """Put the claim of the file beside those that were read in this report."""
    with Ledger.open(record) as ledger:
        text = report_file(ledger, report).text
    decide(record, Add(text.id, statement_spelled(file.read_bytes(), text)), by=by, why=why, as_json=as_json)


def assign(
    record: Path, to: str, reports: Sequence[str], sample: str | None, *, by: str, why: str, as_json: bool
) -> None:
    """Give somebody these reports."""
    with Ledger.open(record) as ledger:
        ids = tuple(report_file(ledger, name).report.id for name in reports)
    decide(record, Assign(to, ids, sample), by=by, why=why, as_json=as_json)


def history(record: Path, incident: str, *, as_json: bool) -> None:
    """Show what became of an incident."""
    rules = house_rules(record, read_settings())
    with Ledger.open(record) as ledger:
        events = history_of(ledger, incident_file(ledger, incident), rules)
    if as_json:
        show.as_json(events)
        return
    for event in events:
        print(plain(_line(event)))


def search(record: Path, words: str, kind: Kind, *, limit: int, as_json: bool) -> None:
    """Show what holds the words."""
    with Ledger.open(record) as ledger:
        page = search_in(ledger, words, kind, limit=limit)
    if as_json:
        show.as_json(page)
        return
    for hit in page.rows:
        print(f"{hit.id}  {plain(hit.title)}")
        print(f"    {plain(hit.excerpt)}")


def add_user(record: Path, name: str, role: Role, password: str) -> None:
    """Give somebody an account."""
    user = accounts.add_user(record, name, role, password, now=int(time.time()))
    print(f"{plain(user.name)}: {user.role}")


def change_user(
    record: Path, name: str, *, role: Role | None, password: str | None, active: bool | None
) -> None:
    """Change an account."""
    now = int(time.time())
    user = accounts.change_user(record, name, role=role, password=password, active=active, now=now)
    print(f"{plain(user.name)}: {user.role}{'' if user.active else ', closed'}")


def users(record: Path, *, as_json: bool) -> None:
    """Show who has an account."""
    found = accounts.users_of(record)
    if as_json:
        show.as_json(found)
        return
    for user in found:
        print(f"{plain(user.name)}: {user.role}{'' if user.active else ', closed'}")


def make_token(record: Path, name: str, label: str) -> None:
    """Make a token and show it, this once."""
    print(signing_in.make_token(record, name, label, now=int(time.time())))


def revoke_token(record: Path, name: str, label: str) -> None:
    """End the tokens of a label."""
    signing_in.revoke_tokens(record, name, label, now=int(time.time()))


def tokens(record: Path, *, as_json: bool) -> None:
    """Show the tokens of programs."""
    found = signing_in.tokens_of(record)
    if as_json:
        show.as_json(found)
        return
    for each in found:
        print(f"{plain(each.name)}: {plain(each.label)}, {_moment(each.made_at)}, {_moment(each.seen_at)}")


def _moment(at: int) -> str:
    return dt.datetime.fromtimestamp(at, dt.UTC).strftime("%Y-%m-%dT%H:%MZ")


def _show(made: Decided, as_json: bool) -> None:
    if as_json:
        show.as_json(made)
        return
    print(f"{made.decision.id}  {', '.join(made.incidents)}".rstrip())


def _line(event: Event) -> str:
    undone = "" if event.in_force else " (undone)"
    why = f" — {event.why}" if event.why else ""
    return f"{event.at}  {event.kind}{undone}  {event.by}  {event.id}  {_numbers(event.after)}{why}"


def _numbers(numbers: Numbers | None) -> str:
    if numbers is None:
        return ""
    return f"killed {_end(numbers.killed_low)}–{_end(numbers.killed_high)}, {numbers.grade or '?'}"


def _end(number: int | None) -> str:
    return "?" if number is None else str(number)
