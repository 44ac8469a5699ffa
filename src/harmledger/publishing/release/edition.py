"""What one release is made by in, its manifest out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path

import msgspec

from harmledger.assessing.convention import Convention
from harmledger.estimating.model import default_model
from harmledger.exchange.contract import ConventionLine, FileLine
from harmledger.publishing.lines import method_line
from harmledger.publishing.policy import Policy
from harmledger.publishing.release.changes import Gone
from harmledger.publishing.release.contract import DecisionLine, HeadLine, PreviousLine, ReleaseManifest
from harmledger.publishing.scope import Scope
from harmledger.reading.method import rooms_sha256
from harmledger.records.canonical import canonical_json
from harmledger.records.reading import Method

_MAKERS = (
    "harmledger.publishing", "harmledger.exchange", "harmledger.estimating", "harmledger.wording", "harmledger.records",
)  # fmt: skip
_LINES = ("incidents", "claims", "reports", "decisions", "changes", "history")


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """One release: its name and day, its rules, the release before it, and what people decided since."""

    name: str
    released_on: dt.date
    program: str
    """The version of harmledger that makes it."""
    methods: tuple[Method, ...]
    """What the claims were read by. A person who made one is left out of the release."""
    convention: Convention
    convention_toml: bytes
    site_language: str | None
    """Null: no site."""
    policy: Policy
    scope: Scope
    head: HeadLine
    previous: PreviousLine | None = None
    previous_folder: Path | None = None
    held_back: Mapping[str, int] = {}
    gone: Mapping[str, Gone] = {}
    """By public incident id: why it is not in this release."""
    decisions: tuple[DecisionLine, ...] = ()
    """On what is published, oldest first."""
    touched: Mapping[str, tuple[str, ...]] = {}
    """By public incident id: public ids of the decisions on it since the release before."""


def manifest_of(edition: Edition, files: Mapping[str, FileLine]) -> ReleaseManifest:
    """The manifest of a release of which only `files` are written, its lines among them. It holds no clock time but
    the day of the release."""
    methods = (method_line(each) for each in edition.methods if not each.is_person)
    return ReleaseManifest(
        draft=False,
        release=edition.name,
        released_on=edition.released_on,
        harmledger=edition.program,
        convention=ConventionLine(name=edition.convention.name, version=str(edition.convention.version)),
        policy=edition.policy.without_secrets(),
        policy_sha256=edition.policy.sha256,
        scope=edition.scope,
        previous=edition.previous,
        head=edition.head,
        counts={name: files[f"{name}.jsonl"].lines for name in _LINES},
        held_back=dict(sorted(edition.held_back.items())),
        methods=tuple(sorted(methods, key=canonical_json)),
        files=dict(files),
        totals_model=default_model().sha256,
        program_sha256=program_sha256(),
        site_sha256=None,
        site_language=edition.site_language,
    )


@cache
def program_sha256() -> str:
    """The digest of the code, words and pictures by which all that follows from lines is made."""
    return rooms_sha256(*_MAKERS)


def accuracy() -> bytes:
    """`accuracy.json`: how well the machine reads, as it was measured for this version."""
    return resources.files("harmledger.reading").joinpath("data", "accuracy.json").read_bytes()
