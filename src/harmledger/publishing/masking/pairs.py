"""A record and what of it may be published in, its incidents masked out: all that a release is made from."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

import msgspec

from harmledger.publishing.masking.incidents import MaskedIncident, masked_incident
from harmledger.publishing.masking.masker import Masker
from harmledger.publishing.matter import Matter, PublishedIncident


class Pair(NamedTuple):
    """An incident as it is inside, and as it may be published."""

    given: PublishedIncident
    masked: MaskedIncident


def without_rejected(incident: PublishedIncident) -> PublishedIncident:
    """The incident without the claims that a person rejected: they set nothing, and are not for the
    public."""
    kept = tuple(each for each in incident.claims if each.verdict != "rejected")
    return msgspec.structs.replace(incident, claims=kept)


def masked_pairs(
    matter: Matter, masker: Masker, *, chosen: Collection[str], cleared: Collection[str]
) -> Iterator[Pair]:
    """Each of the incidents whose ids are `chosen`, with its masked form; `cleared`: ids of the claims whose quotes
    a person cleared."""
    for whole in matter.incidents():
        if whole.incident.id in chosen:
            given = without_rejected(whole)
            yield Pair(given, masked_incident(given, masker, cleared=cleared, chosen=chosen))
