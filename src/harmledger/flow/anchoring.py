"""Tellings as they are told now in; the words by which incidents are found again among them, out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Connection

from harmledger.flow.tell import Told, spans_of
from harmledger.ledger.held import tellings_called, tellings_of_reports
from harmledger.ledger.readings import records
from harmledger.linking.decided import Finder
from harmledger.records.claim import Claim
from harmledger.records.span import Span
from harmledger.records.telling import Telling, TellingRef


class Words:
    """Tellings with the words of their claims."""

    def __init__(self, tellings: Mapping[str, Telling], spans: Mapping[str, Sequence[Span]]) -> None:
        self._tellings, self._spans = tellings, spans
        self.find = Finder(list(tellings.values()), spans).find

    def ref_of(self, id: str) -> TellingRef:
        """The telling as it is, to be found again."""
        telling = self._tellings[id]
        return TellingRef(
            id=id,
            report_id=telling.report_id,
            spans=tuple(self._spans[id]),
            filed_under=telling.filed_under,
        )


def words_of(told: Told) -> Words:
    """Those of everything that is told."""
    return Words(told.tellings, spans_of(told.tellings, told.claims))


def words_near(connection: Connection, come: Told, held: Collection[str]) -> Words:
    """Those that came, and those of these reports, as the record holds them."""
    tellings = tellings_called(connection, tellings_of_reports(connection, held))
    ids = {claim for telling in tellings.values() for claim in telling.claims}
    claims = {claim.id: claim for claim in records(connection, Claim, sorted(ids))}
    return Words(
        {**tellings, **come.tellings},
        {**spans_of(tellings, claims), **spans_of(come.tellings, come.claims)},
    )
