"""Actions: what a person asks for, a struct each. `flow/decide.py` turns one into a Decision in the chain."""

from __future__ import annotations

import msgspec

from harmledger.records.decision import Because, DecisionKind, Overridable
from harmledger.records.figure import Group, Outcome
from harmledger.records.statement import Statement


class Accept(msgspec.Struct, frozen=True, tag="accept"):
    """The claim says what its words say."""

    claim: str


class Reject(msgspec.Struct, frozen=True, tag="reject"):
    """The words say no such thing: the claim leaves every number, and stays visible."""

    claim: str


class Unsure(msgspec.Struct, frozen=True, tag="unsure"):
    """Looked at and not decided: for somebody else to look at."""

    claim: str


class Correct(msgspec.Struct, frozen=True, tag="correct"):
    """A person's claim in place of this one; both stay visible."""

    claim: str
    stated: Statement


class Add(msgspec.Struct, frozen=True, tag="add"):
    """A claim that no reader made, from words that a person selected in this text."""

    text: str
    stated: Statement


class Same(msgspec.Struct, frozen=True, tag="same"):
    """Two tellings are of one event."""

    left: str
    right: str


class NotSame(msgspec.Struct, frozen=True, tag="not_same"):
    """Two tellings are not of one event, and are never proposed as one again."""

    left: str
    right: str


class Merge(msgspec.Struct, frozen=True, tag="merge"):
    """These incidents are one. One id stays, the others redirect to it."""

    incidents: tuple[str, ...]


class Split(msgspec.Struct, frozen=True, tag="split"):
    """These tellings are one event, and not that of the others. Where they fit a third incident, the machine may
    propose that, and a person may split them off again."""

    incident: str
    tellings: tuple[str, ...]


class Move(msgspec.Struct, frozen=True, tag="move"):
    """These tellings go to another incident, or (null) leave those that they are in, as with a split."""

    tellings: tuple[str, ...]
    to: str | None = None


class OverrideValue(msgspec.Struct, frozen=True, tag="override"):
    """A person's grade, strike status (`label`) or range in place of the computed one, which stays beside it."""

    incident: str
    field: Overridable
    label: str | None = None
    outcome: Outcome | None = None
    group: Group | None = None
    low: int | None = None
    high: int | None = None


class Review(msgspec.Struct, frozen=True, tag="review"):
    """Signs an incident as it stands; `seal` is that of the incident which was looked at."""

    incident: str
    seal: str


class Withdraw(msgspec.Struct, frozen=True, tag="withdraw"):
    """The incident is not to be published (again); `because` is the reason that a release gives."""

    incident: str
    because: Because | None = None


class ClearQuote(msgspec.Struct, frozen=True, tag="clear_quote"):
    """The words of this claim may be published."""

    claim: str


class Assign(msgspec.Struct, frozen=True, tag="assign"):
    """Reports to be worked on by a person; in a sample, they code them without seeing others' work."""

    to: str
    reports: tuple[str, ...]
    sample: str | None = None


class Code(msgspec.Struct, frozen=True, tag="code"):
    """One coder's own reading of a claim of a sample, field by field."""

    sample: str
    claim: str
    fields: dict[str, str]


class Comment(msgspec.Struct, frozen=True, tag="comment"):
    """Words beside anything that has an id; they are the reason that is given."""

    on: str


class SetRules(msgspec.Struct, frozen=True, tag="set_rules"):
    """A house's policy or scope is this file from now on. Asked for by who saves it alone."""

    file: str
    sha256: str


class Publish(msgspec.Struct, frozen=True, tag="publish"):
    """A release was written: each incident in it with its seal. Asked for by releases alone."""

    release: str
    manifest_sha256: str
    seals: dict[str, str]


class Undo(msgspec.Struct, frozen=True, tag="undo"):
    """Takes a decision out of force. An undoing can be undone."""

    decision: str


Action = (
    Accept
    | Reject
    | Unsure
    | Correct
    | Add
    | Same
    | NotSame
    | Merge
    | Split
    | Move
    | OverrideValue
    | Review
    | Withdraw
    | ClearQuote
    | Assign
    | Code
    | Comment
    | SetRules
    | Publish
    | Undo
)


def kind_of(action: Action) -> DecisionKind:
    """The kind of the decision that an action comes to."""
    kind: DecisionKind = msgspec.convert(action.__struct_config__.tag, DecisionKind)
    return kind
