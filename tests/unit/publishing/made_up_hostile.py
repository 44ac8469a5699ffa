"""A made-up record in which every word from outside tries to act: markup, scripts, paths, links, formulas,
directions."""

from __future__ import annotations

import msgspec
from made_up_market import TUESDAY
from made_up_record import (
    CONVENTION,
    MadeUpRecord,
    bounds,
    captured,
    figure,
    moment,
    place,
    published,
    span_of,
)

from harmledger.publishing.matter import PublishedIncident, ReadReport
from harmledger.reading.evidence import make_claim
from harmledger.records.assessment import Assessment
from harmledger.records.canonical import mint
from harmledger.records.figure import Who
from harmledger.records.incident import Incident, Origin
from harmledger.records.refusal import make_refusal
from harmledger.records.telling import Telling
from harmledger.records.voice import Voice

SCRIPT = '<script>document.title="taken"</script><img src=x onerror="document.title=\'taken\'">'
TURNED = "\u202e51 killed\u202c and \u2067kept\u2069"
SENTENCE = f"Seven civilians {SCRIPT} {{{{ 7 * 7 }}}} were {TURNED} \x00\x1b[31m {'very ' * 20_000}late."
PARTY = f"@party {SCRIPT}"
INCIDENT = mint("inc", "hostile")


def hostile() -> MadeUpRecord:
    """One report, one claim of a hundred kilobytes, one incident; nothing in it may act anywhere."""
    report, text = captured(
        "../../../etc/passwd", f"{SCRIPT}\n{SENTENCE}", title=f"{SCRIPT}{TURNED}", publisher=f'"><b>{SCRIPT}',
        language='en" onload="document.title=\'taken\'', url="javascript:document.title='taken'",
    )  # fmt: skip
    claim = make_claim(
        text, span=span_of(text, SENTENCE), voices=(Voice(name=f"=cmd|' /C calc'!A0 {SCRIPT}"),),
        stance="asserts",
        about="harm",
        figures=(figure(text, "Seven civilians", "killed", "exact", 7, 7, who=Who(status="civilian",
        label=SCRIPT)),),
    )  # fmt: skip
    where = place(f"=HYPERLINK(1) {SCRIPT}")
    said = published(claim, report, INCIDENT, where=where, when=moment(TUESDAY), blamed=(PARTY,))
    telling = Telling(
        id=mint("tel", "h"), report_id=report.id, text_id=text.id, claims=(claim.id,), role="primary"
    )
    incident = PublishedIncident(
        incident=Incident(
            id=INCIDENT, key=f"+{SCRIPT}", tellings=(telling.id,), origins=(Origin(tellings=(telling.id,)),),
            origins_low=1, origins_high=1,
        ),
        assessment=Assessment(
            incident_id=INCIDENT, convention=CONVENTION, ranges=(bounds("killed", "civilians", 7, None,
            said),),
            strike_status=SCRIPT, strike_reasons=(), grade=SCRIPT, grade_reasons=(), blamed=(PARTY,),
            when=moment(TUESDAY), where=where,
        ),
        tellings=(telling,), reports=(report,), claims=(said,),
    )  # fmt: skip
    loose = msgspec.structs.replace(said, incident_id=None)
    refused = make_refusal(stage="capture", location=f"../{SCRIPT}.pdf", code="no_text", params={})
    return MadeUpRecord(
        [incident], [ReadReport(report=report, text=text, claims=(said,))], [loose], [refused]
    )
