"""Reading: what one method made of one text."""

from __future__ import annotations

import msgspec

from harmledger.records.claim import Claim, Role
from harmledger.records.moment import Moment
from harmledger.records.place import Place

PERSON = "person:"
"""A method whose name begins with this is a person; its version is the decision that made the claim."""


class Method(msgspec.Struct, frozen=True, kw_only=True):
    """What read a text: a reader with the digests of everything that could change what it reads."""

    name: str
    """`english`, or `person:<name>`."""
    version: str
    code_sha256: str
    data_sha256: str
    """Of lexicons, actor list and models."""
    gazetteer_sha256: str

    @property
    def is_person(self) -> bool:
        """Whether a person made the claims, not a reader."""
        return self.name.startswith(PERSON)


class Resolution(msgspec.Struct, frozen=True, kw_only=True):
    """What a claim's words were resolved to. Made by the reading, outside the claim's id (law 9)."""

    claim_id: str
    when: Moment | None = None
    where: Place | None = None
    blamed: tuple[str, ...] = ()
    """Canonical names from the actor list, in the order of the claim's `blamed`."""
    role: Role = "primary"
    in_title: bool = False
    """Whether its words are the report's title, which a reader read apart from its text."""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One text read by one method: its claims in order of their words, and what these were resolved to.

    `resolutions` has exactly one entry a claim, in the same order.
    """

    text_id: str
    method: Method
    claims: tuple[Claim, ...]
    resolutions: tuple[Resolution, ...]
