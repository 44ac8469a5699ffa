"""The kinds of row in the truth: a record goes in, its row's kind, id, owner and payload come out, and back
again.

Payloads are never migrated. When a record changes its shape, its kind gains a lift here, which reads the
older payload up; the version of a kind is one more than its lifts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, TypeAlias, TypeVar

import msgspec

from harmledger.errors import LedgerBroken, LedgerError
from harmledger.records.canonical import canonical_json, mint
from harmledger.records.capture import Capture
from harmledger.records.claim import Claim
from harmledger.records.decision import Decision, Erasure
from harmledger.records.incident import Identity
from harmledger.records.reading import Method, Reading, Resolution
from harmledger.records.refusal import Refusal
from harmledger.records.report import Filing, Report, Text

Appendable: TypeAlias = Capture | Report | Text | Filing | Refusal | Identity | Decision | Reading
"""What may be appended. Claims come inside a Reading, so that each has a method; erasures only through
`erase`."""

RecordT = TypeVar("RecordT", bound=msgspec.Struct)
Lift: TypeAlias = Callable[[dict[str, Any]], dict[str, Any]]
"""Takes the fields of one payload version, gives those of the next."""


class ReadingRow(msgspec.Struct, frozen=True, kw_only=True):
    """A Reading as the truth holds it: its claims are rows of their own. While it stands, the text is
    read."""

    id: str
    text_id: str
    method: Method
    claims: tuple[str, ...]
    resolutions: tuple[Resolution, ...]


class Kind(NamedTuple):
    """One kind of row: the record that it holds and how its row is made."""

    name: str
    record: type[msgspec.Struct]
    owner: Callable[[Any], str] = lambda _record: ""
    """What a record hangs from, so that it can be found, and erased, with it: never words of a report."""
    row_id: Callable[[Any], str] = lambda record: str(record.id)
    lifts: tuple[Lift, ...] = ()

    @property
    def version(self) -> int:
        """The payload version that is written now."""
        return len(self.lifts) + 1


class Entry(NamedTuple):
    """A row that may be appended, before it has a place in the chain."""

    kind: str
    id: str
    owner: str
    version: int
    payload: bytes


def identity_row_id(identity: Identity) -> str:
    """An incident's id for its minting, others for its one redirect and for each change of the tellings by which it is
    found: the first is for ever (law 9)."""
    if identity.redirects_to is not None:
        return mint("red", identity.id)
    return mint("held", identity.id, identity.nth) if identity.nth else identity.id


def reading_id(text_id: str, method: Method) -> str:
    """The id of the reading of one text by one method: there is at most one."""
    return mint("rdg", text_id, method)


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("capture", Capture, owner=lambda capture: str(capture.sha256)),
        Kind("report", Report, owner=lambda report: str(report.content_sha256)),
        Kind("text", Text, owner=lambda text: str(text.report_id)),
        Kind("filing", Filing, owner=lambda filing: str(filing.report_id)),
        Kind("claim", Claim, owner=lambda claim: str(claim.text_id)),
        Kind("reading", ReadingRow, owner=lambda reading: str(reading.text_id)),
        Kind(
            "refusal", Refusal, owner=lambda refusal: refusal.location if refusal.stage == "reading" else ""
        ),
        Kind("identity", Identity, owner=lambda identity: str(identity.id), row_id=identity_row_id),
        Kind("decision", Decision, owner=lambda decision: str(decision.on[0]) if decision.on else ""),
        Kind("erasure", Erasure, owner=lambda erasure: str(erasure.target)),
    )
}
_KIND_OF: dict[type[msgspec.Struct], Kind] = {kind.record: kind for kind in KINDS.values()}


def kind_of(record: type[msgspec.Struct]) -> Kind:
    """The kind of row that holds records of this type."""
    return _KIND_OF[record]


def entries(records: Iterable[Appendable]) -> Iterator[Entry]:
    """The rows of `records`, a reading as its claims followed by the row that says the text is read.

    Raises LedgerError if a reading's claims and resolutions do not belong together, or a string is no Unicode
    text.
    """
    for record in records:
        if isinstance(record, Reading):
            yield from _reading_entries(record)
        else:
            yield entry(record)


def entry(record: msgspec.Struct) -> Entry:
    """The row of one record. Raises LedgerError if it holds a string that is no Unicode text."""
    kind = kind_of(type(record))
    row_id = kind.row_id(record)
    try:
        payload = canonical_json(record)
    except UnicodeEncodeError as error:
        raise LedgerError(
            f"holds half a character ({error.object[error.start]!a})",
            where=f"{kind.name} {row_id}",
            to_do="decode the input again; a lone surrogate cannot be stored",
        ) from error
    return Entry(kind.name, row_id, kind.owner(record), kind.version, payload)


def decode(kind: Kind, version: int, payload: bytes) -> msgspec.Struct:
    """The record of a payload, read up from an older version where it is one.

    Raises LedgerError if a newer harmledger wrote it, LedgerBroken if it is not a record of its kind.
    """
    if version > kind.version:
        raise LedgerError(
            f"a {kind.name} of version {version} was written by a newer harmledger",
            to_do=f"update harmledger; this one reads up to version {kind.version}",
        )
    try:
        if version == kind.version:
            return msgspec.json.decode(payload, type=kind.record)
        fields = msgspec.json.decode(payload, type=dict[str, Any])
        for lift in kind.lifts[version - 1 :]:
            fields = lift(fields)
        return msgspec.convert(fields, kind.record)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise LedgerBroken(f"is not a {kind.name}: {error}", to_do="run `harmledger verify`") from error


def _reading_entries(reading: Reading) -> Iterator[Entry]:
    claims = tuple(claim.id for claim in reading.claims)
    if claims != tuple(resolution.claim_id for resolution in reading.resolutions):
        raise LedgerError(
            "a reading needs one resolution a claim, in their order", where=f"text {reading.text_id}"
        )
    for claim in reading.claims:
        if claim.text_id != reading.text_id:
            raise LedgerError(f"claim {claim.id} is of another text", where=f"text {reading.text_id}")
        yield entry(claim)
    yield entry(
        ReadingRow(
            id=reading_id(reading.text_id, reading.method),
            text_id=reading.text_id,
            method=reading.method,
            claims=claims,
            resolutions=reading.resolutions,
        )
    )
