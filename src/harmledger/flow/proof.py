"""A record or a release in, what holds in it out; a release also against the record that it was made from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from harmledger.errors import LedgerBroken
from harmledger.flow.refresh import spread
from harmledger.ledger import verify as verifying
from harmledger.ledger.chain import Head
from harmledger.ledger.findings import Finding, VerifyReport, closed, failed, not_checked, passed
from harmledger.ledger.queries import erased_ids, link_at
from harmledger.ledger.store import Ledger
from harmledger.publishing.masking.pseudonyms import Pseudonyms, record_pseudonyms
from harmledger.publishing.release.contract import ReleasedClaim
from harmledger.publishing.release.names import RELEASES, releases
from harmledger.publishing.release.verify import is_release, read_claims, read_manifest, verify_release
from harmledger.records.claim import Claim


def verify(folder: Path, against: Path | None = None, *, processes: int = 1) -> VerifyReport:
    """Whether a record or a release holds: pass, fail or not checked, each named.

    A record is checked against the heads that its releases keep. A release is checked by what is in it
    alone; with `against`, the record that it was made from, also whether its claims are those of the
    record. Raises NotInRecord if there is neither.
    """
    if not is_release(folder):
        return _record(folder)
    report = verify_release(folder, spread(processes))
    if against is None:
        return report
    return VerifyReport(findings=(*report.findings, *_against(folder, against)))


def _record(folder: Path) -> VerifyReport:
    """A record against the heads that its releases keep; a release that cannot be read is a failure of its own."""
    heads: list[Head] = []
    faults: list[Finding] = []
    for each in releases(folder / RELEASES):
        try:
            heads.append(_head(each))
        except LedgerBroken as error:
            faults.append(failed("record", "release_unreadable", each.name, error=error.what))
    return VerifyReport(findings=(*verifying.verify(folder, known_heads=heads).findings, *faults))


def _head(release: Path) -> Head:
    head = read_manifest(release).head
    return Head(seq=head.seq, link=head.link)


def _against(release: Path, record: Path) -> Iterator[Finding]:
    """Only the owner can tell this: the record's chain goes through the release, and its words are those
    promised."""
    head = _head(release)
    with Ledger.open(record) as ledger:
        if link_at(ledger, head.seq) == head.link:
            yield passed("record", "release_head_holds", number=head.seq)
        else:
            yield failed("record", "release_head_differs", release.name)
        yield from _claims_of(release, ledger)


def _claims_of(release: Path, ledger: Ledger) -> list[Finding]:
    pseudonyms = record_pseudonyms(ledger.folder)
    published = read_claims(release)
    faults: list[Finding] = []
    found = 0
    for claim in ledger.each(Claim):
        line = published.pop(pseudonyms.id(claim.id), None)
        if line is not None and _same(line, claim, pseudonyms):
            found += 1
        elif line is not None:
            faults.append(failed("record", "release_claim_differs", line.id))
    erased = published.keys() & {pseudonyms.id(claim_id) for claim_id in erased_ids(ledger, Claim)}
    faults += [
        failed("record", "release_claim_unknown", claim) for claim in sorted(published.keys() - erased)
    ]
    faults += [not_checked("record", "release_claim_erased", claim) for claim in sorted(erased)]
    return closed("record", faults, "release_claims_hold", number=found)


def _same(line: ReleasedClaim, claim: Claim, pseudonyms: Pseudonyms) -> bool:
    """Whether a line says of its claim what the record says: the words promised, where they stand, and the
    bounds."""
    figures = [(each.outcome, each.kind, each.low, each.high) for each in line.figures]
    said = [(f.outcome, f.quantity.kind, f.quantity.low, f.quantity.high) for f in claim.figures]
    return (
        line.quote_commitment == pseudonyms.commitment(claim.id, claim.quote)
        and (line.start, line.end) == (claim.span.start, claim.span.end)
        and figures == said
    )
