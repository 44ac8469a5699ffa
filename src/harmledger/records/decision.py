"""Decision and Erasure: what a person did, and why; and what a decision's value holds, by its kind."""

from __future__ import annotations

from typing import Literal

import msgspec

from harmledger.records.canonical import canonical_json
from harmledger.records.figure import Group, Outcome
from harmledger.records.telling import Refs, TellingRef

DecisionKind = Literal[
    "accept", "reject", "unsure", "correct", "add",
    "same", "not_same", "merge", "split", "move",
    "override", "review", "withdraw", "clear_quote",
    "assign", "code", "comment", "set_rules", "publish", "undo",
]  # fmt: skip
VERDICTS: frozenset[DecisionKind] = frozenset(("accept", "reject", "unsure", "correct", "add"))
"""What is decided on one claim: of these the last one in force counts."""
LINKING: frozenset[DecisionKind] = frozenset(("same", "not_same", "merge", "split", "move"))
"""What is decided on which tellings are of one incident."""
OF_INCIDENT: frozenset[DecisionKind] = frozenset(("override", "review", "withdraw"))
"""What is decided on one incident as it stands."""
Overridable = Literal["grade", "strike_status", "range"]


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decided: who, when, why, on what. A later decision supersedes; nothing is edited."""

    id: str
    kind: DecisionKind
    on: tuple[str, ...]
    """Ids decided upon, the one that it is about first."""
    by: str
    at: str
    """UTC, ISO 8601 with seconds and `Z`."""
    why: str
    value: str | None = None
    """JSON of what was decided beyond the kind: Links, Override, Seal, Withdrawal, Assignment,
    Coding or Publication."""


class Links(msgspec.Struct, frozen=True, kw_only=True):
    """What a linking decision says: sets that are one event, and pairs of sets that are not."""

    together: tuple[Refs, ...] = ()
    apart: tuple[tuple[Refs, Refs], ...] = ()
    """The first of the two is the one that leaves."""
    keeps: dict[str, TellingRef] = {}
    """Incidents whose id stays with this telling, though the one that anchors it leaves."""


class Override(msgspec.Struct, frozen=True, kw_only=True):
    """A person's value in place of a computed one, which stays beside it."""

    field: Overridable
    convention: str
    """Name of the convention under which it was decided: labels count under this one only."""
    label: str | None = None
    """Of a grade or a strike status."""
    outcome: Outcome | None = None
    group: Group | None = None
    low: int | None = None
    high: int | None = None


class Seal(msgspec.Struct, frozen=True, kw_only=True):
    """What a reviewer signs: the digest of an incident's claims and numbers as they were seen."""

    seal: str


class Assignment(msgspec.Struct, frozen=True, kw_only=True):
    """Reports given to a person; as a part of a sample that several code without seeing each other's work."""

    to: str
    sample: str | None = None


class Coding(msgspec.Struct, frozen=True, kw_only=True):
    """One coder's own reading of a claim, field by field. It never touches the record."""

    sample: str
    fields: dict[str, str]


Because = Literal["error", "duplicate", "out_of_scope", "source_retracted", "safety"]
"""Why an incident is withdrawn, as far as everybody may know: a mistake of the house, told of twice, not what the
record counts, its source took it back, somebody would be in danger. `withdrawn.<code>` in the catalogs."""


class Withdrawal(msgspec.Struct, frozen=True, kw_only=True):
    """The reason that a release gives for a withdrawal. The decision's own words stay in the house."""

    because: Because


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """What a house's rules are from then on: the digest of the file, which holds names that never leave the house."""

    sha256: str


class Publication(msgspec.Struct, frozen=True, kw_only=True):
    """What a release published: each incident with its seal."""

    manifest_sha256: str
    seals: dict[str, str]


Value = Links | Override | Seal | Withdrawal | Assignment | Coding | Rules | Publication
_VALUES: dict[DecisionKind, type[msgspec.Struct]] = {
    **dict.fromkeys(LINKING, Links),
    "override": Override,
    "review": Seal,
    "withdraw": Withdrawal,
    "assign": Assignment,
    "code": Coding,
    "set_rules": Rules,
    "publish": Publication,
}


def value_json(value: msgspec.Struct) -> str:
    """A decision's value as the chain holds it."""
    return canonical_json(value).decode()


def value_of(decision: Decision) -> msgspec.Struct | None:
    """What the decision's value says, as the record of its kind; None for kinds that have none."""
    kind = _VALUES.get(decision.kind)
    if kind is None or decision.value is None:
        return None
    return msgspec.json.decode(decision.value, type=kind)


class Erasure(msgspec.Struct, frozen=True, kw_only=True):
    """A payload taken out for law or safety: its salted digest, who and why stay."""

    id: str
    target: str
    """Id of the row whose payload was erased, or `sha256:<hex>` of archived bytes."""
    salted_sha256: str
    """Digest of salt and payload, as the chain holds it. The salt is erased with the payload, so that nobody can
    confirm a guess."""
    by: str
    at: str
    why: str
