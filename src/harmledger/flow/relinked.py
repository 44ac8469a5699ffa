"""An open record and the reports on which something is new in; the incidents that follow from it, and what they take
the place of, out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial

import msgspec
from sqlalchemy import Connection

from harmledger.flow.anchoring import words_near
from harmledger.flow.tell import Told, tell
from harmledger.ledger.bearing import links_on
from harmledger.ledger.held import (
    incidents_by_telling,
    reports_of_tellings,
    tellings_of_reports,
)
from harmledger.ledger.identities import identities_at
from harmledger.ledger.linked import HeldLinks, filings_held
from harmledger.ledger.material import material_of
from harmledger.linking.anchors import Anchors, filing
from harmledger.linking.concern import Concern, concerned
from harmledger.linking.held import Told as TellingTold
from harmledger.linking.identities import identify
from harmledger.linking.judgements import Judgements
from harmledger.linking.touched import Touched, relink
from harmledger.records.incident import Identity, Incident


class Relinked(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of the incidents of a record."""

    incidents: tuple[Incident, ...]
    replaced: frozenset[str]
    """Incidents that are there, in whose place these are."""
    gone: frozenset[str]
    """Tellings that are there no more, or are otherwise."""
    filed: Mapping[str, str | None]
    """For each telling of these incidents, where it is filed."""
    fresh: tuple[Identity, ...]
    touched: Touched


def relinked(connection: Connection, concern: Concern, new: Collection[str]) -> Relinked:
    """What follows from what is new in the reports of `concern`: what linking the whole record would give.

    `new` are those of them that may tell otherwise now; on the others people decided otherwise at most.
    """
    gone = frozenset(tellings_of_reports(connection, new))
    come = tell(material_of(connection, concern.reports), concern.links)
    held = _HeldRecord(connection, tellings_of_reports(connection, concern.reports), come)
    touched = relink(gone, *_split(come, new), held)
    ids = {id for cluster in touched.clusters for id in cluster.tellings}
    incidents, fresh = _identified(connection, touched, gone, concern.reports, held)
    return Relinked(
        incidents=incidents,
        replaced=frozenset(incidents_by_telling(connection, ids | gone).values()),
        gone=gone,
        filed=held.filings(ids),
        fresh=fresh,
        touched=touched,
    )


def _identified(
    connection: Connection,
    touched: Touched,
    gone: Collection[str],
    anew: Collection[str],
    held: _HeldRecord,
) -> tuple[tuple[Incident, ...], tuple[Identity, ...]]:
    """The incidents that these clusters are, and the rows to note of their ids; `anew`: reports that are told anew."""
    ids = {id for cluster in touched.clusters for id in cluster.tellings}
    beside = {each.telling for cluster in touched.clusters for each in cluster.near} - ids
    held.judgements(ids)  # clusters come too of which only the list of what they may be has changed
    left, kept = held.left(), held.decided.decided.kept
    keys = {cluster.filed_under for cluster in touched.clusters} | set(left.values())
    reports = held.reports(ids) | reports_of_tellings(connection, gone)
    subjects = {*ids, *kept.values(), *(filing(key) for key in keys if key is not None)}
    rows = identities_at(connection, subjects=subjects, reports=reports, ids=kept)
    words = words_near(
        connection, held.come, {*reports, *(ref.report_id for row in rows for ref in row.held)} - set(anew)
    )
    return identify(
        touched.clusters,
        Anchors(rows, words.find, kept),
        left,
        incidents_by_telling(connection, beside),
        words.ref_of,
    )


def _split(come: Told, new: Collection[str]) -> tuple[list[TellingTold], list[TellingTold]]:
    """The tellings of new reports, and the others."""
    told: tuple[list[TellingTold], list[TellingTold]] = ([], [])
    for id, telling in come.linked.items():
        told[telling.report_id not in new].append((telling, come.matter[id]))
    return told


class _HeldRecord(HeldLinks):
    """What linking asks of a record; its tellings are told again from the truth."""

    def __init__(self, connection: Connection, were: Collection[str], come: Told) -> None:
        super().__init__(connection)
        self.come = come
        self._were = were
        self.decided = tell((), ())
        """The reports on which decisions bear that bear on what was asked about, told under all of them."""
        self._asked: set[str] = set()

    def told(self, ids: Collection[str]) -> dict[str, TellingTold]:
        """These tellings, under the filing where people left them, with their matter."""
        told = tell(material_of(self.connection, self.reports(ids)), ())
        filed = self.filings(ids)
        return {
            id: (msgspec.structs.replace(told.linked[id], filed_under=filed[id]), told.matter[id])
            for id in ids
        }

    def judgements(self, ids: Collection[str]) -> Judgements:
        """What people decided, as it stands now, on pairs of these, those that come among them."""
        new = self.reports(ids) - self._asked
        self._asked |= new
        if new and self._concern(new).links:
            concern = self._concern(self._asked)
            self.decided = tell(material_of(self.connection, concern.reports), concern.links)
        return self.decided.decided.judgements

    def _concern(self, reports: Collection[str]) -> Concern:
        return concerned(partial(links_on, self.connection), reports=reports)

    def filings(self, ids: Collection[str]) -> dict[str, str | None]:
        """Where each of these is filed now."""
        come = {id: self.come.linked[id].filed_under for id in ids if id in self.come.linked}
        return {**filings_held(self.connection, [id for id in ids if id not in come]), **come}

    def left(self) -> dict[str, str]:
        """For tellings that a person took out of a filing that nobody is in any more, its key."""
        left = self.decided.left
        come = {telling.filed_under for telling in self.come.linked.values()}
        empty = {key for key in left.values() if key not in come and not self._is_filed_under(key)}
        return {id: key for id, key in left.items() if key in empty}

    def _is_filed_under(self, key: str) -> bool:
        return not set(self.filed([key])) <= set(self._were)

    def reports(self, ids: Collection[str]) -> set[str]:
        """The reports of these tellings, those that come among them."""
        come = {id: self.come.linked[id].report_id for id in ids if id in self.come.linked}
        return reports_of_tellings(self.connection, set(ids) - come.keys()) | set(come.values())
