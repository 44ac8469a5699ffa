"""A sample in; how far its coders agree, field by field, and the claims on which somebody has to adjudicate, out."""

from __future__ import annotations

from itertools import groupby

import msgspec
from litestar import Response, get
from litestar.params import FromPath

from harmledger.desk.access import needs
from harmledger.desk.asked import Asked, pages_of, person_of, workbench_of
from harmledger.desk.samples import may_see
from harmledger.errors import SettingsError
from harmledger.flow.agreement import Agreement, agreement, differences
from harmledger.flow.codebook import CHOSEN, COUNTED
from harmledger.flow.coding import Sample, sample_of
from harmledger.ledger.browse import report_file
from harmledger.ledger.store import Ledger
from harmledger.ledger.told import ToldClaim
from harmledger.publishing.site.safe import shown
from harmledger.records.standing import Verdict

FIELDS = (*CHOSEN, *COUNTED, "blamed")
"""Fields in the order of the code book."""


class Differing(msgspec.Struct, frozen=True, kw_only=True):
    """A claim of which coders say different things."""

    id: str
    report_id: str
    quote: str
    verdict: Verdict
    """What stands in the record: while it is `proposed`, somebody has yet to adjudicate."""
    fields: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """By field, who says what."""


@get("/samples/{name:str}", opt=needs("read"), sync_to_thread=True)
def show(request: Asked, name: FromPath[str]) -> Response[bytes]:
    """What coders agree on, for who may see it; to the others how far each is."""
    ledger = workbench_of(request).ledger
    sample = sample_of(ledger, name)
    seen = may_see(sample, person_of(request))
    measured, missing = _measured(sample) if seen else ([], "")
    return pages_of(request).set(
        request, "agreement.html", nav="samples", sample=sample, seen=seen, missing=missing, measured=measured,
        differing=_differing(ledger, sample) if seen else [],
    )  # fmt: skip


def _measured(sample: Sample) -> tuple[list[Agreement], str]:
    """The agreement on each field that two coders filled in; what is missing where it cannot be measured here."""
    try:
        found = [each for each in agreement(sample) if each.claims]
    except SettingsError as fault:
        return [], str(fault)
    return sorted(found, key=lambda each: FIELDS.index(each.field)), ""


def _differing(ledger: Ledger, sample: Sample) -> list[Differing]:
    told = _told(ledger, sample)
    found = []
    for claim_id, group in groupby(differences(sample), key=lambda each: each.claim):
        if claim_id in told:
            report_id, each = told[claim_id]
            fields = {one.field: tuple(sorted(one.said.items())) for one in group}
            found.append(Differing(
                id=claim_id, report_id=report_id, quote=shown(each.claim.quote), verdict=each.standing.verdict,
                fields=tuple((name, fields[name]) for name in FIELDS if name in fields),
            ))  # fmt: skip
    return found


def _told(ledger: Ledger, sample: Sample) -> dict[str, tuple[str, ToldClaim]]:
    """Every claim of the reports of a sample, with its report; corrected ones among them."""
    reports = sorted({report for reports in sample.reports.values() for report in reports})
    files = [report_file(ledger, report) for report in reports]
    return {
        each.claim.id: (read.report.id, each) for read in files for each in (*read.claims, *read.replaced)
    }
