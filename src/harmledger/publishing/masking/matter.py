"""A record and what of it may be published in, the same record masked out: all that a release and its site
are made from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import msgspec

from harmledger.publishing.masking.incidents import MaskedIncident, masked_incident
from harmledger.publishing.masking.masker import Masker
from harmledger.publishing.matter import Colophon, Matter, PublishedClaim, PublishedIncident, ReadReport
from harmledger.records.refusal import Refusal
from harmledger.records.report import Report


class Pair(NamedTuple):
    """An incident as it is inside, and as it may be published."""

    given: PublishedIncident
    masked: MaskedIncident


def without_rejected(incident: PublishedIncident) -> PublishedIncident:
    """The incident without the claims that a person rejected: they set nothing, and are not for the
    public."""
    kept = tuple(each for each in incident.claims if each.verdict != "rejected")
    return msgspec.structs.replace(incident, claims=kept)


class MaskedMatter:
    """The incidents that were chosen, masked, in the form in which publishing is handed a record."""

    def __init__(
        self,
        matter: Matter,
        masker: Masker,
        *,
        chosen: Collection[str],
        cleared: Collection[str],
        colophon: Colophon,
        standing: Sequence[PublishedIncident] = (),
    ) -> None:
        """`chosen`: ids of the incidents to publish; `cleared`: ids of the claims whose quotes a person
        cleared; `standing`: incidents as the last release has them, whose numbers stand."""
        self._matter = matter
        self._masker = masker
        self._chosen = chosen
        self._cleared = cleared
        self._standing = standing
        self.colophon = colophon

    def pairs(self) -> Iterator[Pair]:
        """Each chosen incident with its masked form."""
        for whole in self._matter.incidents():
            if whole.incident.id in self._chosen:
                given = without_rejected(whole)
                yield Pair(
                    given, masked_incident(given, self._masker, cleared=self._cleared, chosen=self._chosen)
                )

    def incidents(self) -> Iterator[PublishedIncident]:
        """Each chosen incident, masked, and those that stand as they were published."""
        yield from (pair.masked.published for pair in self.pairs())
        yield from self._standing

    def claims(self) -> Iterator[PublishedClaim]:
        """The claims of the chosen incidents, and no others: what no incident holds was reviewed by
        nobody."""
        return (claim for incident in self.incidents() for claim in incident.claims)

    def reports(self) -> Iterator[Report]:
        """Each report that tells of a chosen incident, once."""
        seen: set[str] = set()
        for incident in self.incidents():
            for report in incident.reports:
                if report.id not in seen:
                    seen.add(report.id)
                    yield report

    def refusals(self) -> Iterator[Refusal]:
        """None: what was refused is told by where it lay, which is internal."""
        return iter(())

    def read_reports(self) -> Iterator[ReadReport]:
        """None: the words of reports are not published."""
        return iter(())
