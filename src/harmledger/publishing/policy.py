"""A TOML file in, the policy of a release out: what may be published, and how exact."""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from harmledger.errors import SettingsError
from harmledger.records.canonical import canonical_json, sha256
from harmledger.records.figure import Occupation
from harmledger.records.place import Level

POLICY_FILE = "policy.toml"
"""A record's own policy, beside its ledger."""
_AtLeastOne = Annotated[int, msgspec.Meta(ge=1, le=1000)]
_CellM = Annotated[int, msgspec.Meta(ge=1000, le=500_000)]


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of the file: a word that it does not know is a mistake, and raises."""


class IncidentRules(_Part, frozen=True, kw_only=True):
    """Which incidents are published."""

    review: Literal["reviewed", "any"] = "reviewed"
    """`reviewed`: only those that a person reviewed as they stand. `any`: machine-read ones too, each
    marked."""
    reviewers: _AtLeastOne = 1
    """How many people must have reviewed it as it stands."""
    grades: tuple[str, ...] = ()
    """Empty: every grade, and incidents without one."""


class QuoteRules(_Part, frozen=True, kw_only=True):
    """Which quotes are published."""

    publish: Literal["cleared", "none"] = "cleared"
    """`cleared`: those that a person cleared, masked all the same."""


class NameRules(_Part, frozen=True, kw_only=True):
    """Which names may appear."""

    public: tuple[str, ...] = ()
    """Organisations that may be named as voice or publisher. Parties of the actor list always may."""
    hidden: tuple[str, ...] = ()
    """Names and words that never appear, in any spelling. Never published themselves."""
    victims: Literal["never", "adults"] = "never"
    """Names of victims in cleared quotes. A minor's name never appears."""


class SourceRules(_Part, frozen=True, kw_only=True):
    """What is told of a report."""

    urls: Literal["none", "host", "whole"] = "host"
    """Of publishers whose names are public; of no others."""


class PlaceRules(_Part, frozen=True, kw_only=True):
    """How exact places are."""

    coarse_levels: tuple[Level, ...] = ("exact", "street", "landmark")
    """Levels that are published without name, as the cell of a grid."""
    coarse_m: _CellM = 10_000
    """The side of a cell, in metres."""


class PersonRules(_Part, frozen=True, kw_only=True):
    """How far few people are told apart."""

    k: _AtLeastOne = 3
    """Fewer people than this are told apart by at most one of age, sex and occupation."""
    rare_occupations: tuple[Occupation, ...] = (
        "medical_staff",
        "journalist",
        "aid_worker",
        "rescuer",
        "teacher",
    )
    """Fewer people than `k` are not told apart by these."""


class Policy(_Part, frozen=True, kw_only=True):
    """What a release may hold. The defaults are those of `policies/default.toml`."""

    name: str
    version: int = 1
    incidents: IncidentRules = IncidentRules()
    quotes: QuoteRules = QuoteRules()
    names: NameRules = NameRules()
    sources: SourceRules = SourceRules()
    places: PlaceRules = PlaceRules()
    persons: PersonRules = PersonRules()

    def without_secrets(self) -> Policy:
        """The policy as it is published: without the names that it hides."""
        names = msgspec.structs.replace(self.names, hidden=())
        return msgspec.structs.replace(self, names=names)

    @property
    def sha256(self) -> str:
        """The digest of the policy as it is published."""
        return sha256(canonical_json(self.without_secrets()))


def default_policy() -> Policy:
    """The policy that ships."""
    content = resources.files("harmledger.publishing.policies").joinpath("default.toml").read_bytes()
    return parse_policy(content, where="policies/default.toml")


def read_policy(record: Path, given: Path | None = None) -> Policy:
    """The policy in `given`, else the record's own, else the default. Raises SettingsError naming what is
    wrong."""
    path = given or record / POLICY_FILE
    if given is None and not path.exists():
        return default_policy()
    return parse_policy(path.read_bytes(), where=str(path))


def parse_policy(content: bytes, *, where: str) -> Policy:
    """The policy that TOML `content` holds. Raises SettingsError that names the key at fault."""
    try:
        return msgspec.convert(tomllib.loads(content.decode()), Policy)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as fault:
        to_do = "compare it with policies/default.toml, in docs/reference/policy.md"
        raise SettingsError(f"not a policy: {fault}", where=where, to_do=to_do) from fault
