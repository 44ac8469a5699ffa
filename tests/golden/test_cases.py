"""Every folder of cases/ is a whole report: its text in; its claims and incidents compared with
expected.json."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from harmledger.assessing.assess import assess
from harmledger.assessing.convention import load_convention
from harmledger.assessing.matter import IncidentMatter, ReportFacts
from harmledger.places.build import ensure_gazetteer
from harmledger.places.gazetteer import Gazetteer
from harmledger.reading.evidence import check_claim
from harmledger.reading.languages import make_readers, reader_for
from harmledger.reading.reader import Reader
from harmledger.reading.tellings import tellings_of
from harmledger.records.assessment import Assessment
from harmledger.records.claim import Claim
from harmledger.records.figure import Figure
from harmledger.records.incident import Incident, Origin
from harmledger.records.moment import Moment
from harmledger.records.reading import Reading, Resolution
from harmledger.records.report import Report, Text, make_text
from harmledger.records.telling import Telling

HERE = Path(__file__).parent / "cases"
CASES = sorted(folder.name for folder in HERE.iterdir() if (folder / "report.txt").is_file())


@pytest.fixture(scope="session")
def readers(pytestconfig: pytest.Config) -> Mapping[str, Reader]:
    """The readers for all cases."""
    return make_readers(Gazetteer.open(ensure_gazetteer(pytestconfig.cache.mkdir("gazetteer"))))


def test_there_are_cases() -> None:
    assert len(CASES) >= 12


@pytest.mark.parametrize("slug", CASES)
def test_case(slug: str, readers: Mapping[str, Reader]) -> None:
    folder = HERE / slug
    assert (folder / "why.md").read_text("utf-8").strip(), "every case says why"
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    report, text = _report(slug, (folder / "report.txt").read_text("utf-8"), expected["report"])
    reading = reader_for(report, text, readers).read(report, text)
    for claim in reading.claims:
        check_claim(text, claim)
    shown = [
        {**_shown(text, claim, resolution), "answers": _answered(claim, reading)}
        for claim, resolution in zip(reading.claims, reading.resolutions, strict=True)
    ]
    for wanted in expected["claims"]:
        assert any(_fits(one, wanted) for one in shown), (wanted, _about(shown, wanted))
    for words in expected.get("no_figures_from", ()):
        assert not [one["figures"] for one in shown if words in one["quote"] and one["figures"]], words
    if "incidents" in expected:
        found = [_incident(one, reading, report) for one in tellings_of(report, reading, ())]
        assert len(found) == len(expected["incidents"]), found
        for wanted, one in zip(expected["incidents"], found, strict=True):
            assert {key: one[key] for key in wanted} == wanted


def _report(slug: str, content: str, said: dict[str, Any]) -> tuple[Report, Text]:
    published = dt.date.fromisoformat(said["published"])
    report = Report(
        id=f"rep-{slug}",
        key=slug,
        content_sha256="",
        title=said.get("title"),
        url=said.get("url"),
        publisher=said["publisher"],
        published_on=published,
        language=said.get("language"),
    )
    return report, make_text(report_id=report.id, content=content, extractor="by hand 1", title=report.title)


def _shown(text: Text, claim: Claim, resolution: Resolution) -> dict[str, Any]:
    """A claim as a case writes it."""
    return {
        "quote": " ".join(claim.quote.split()),
        "span": claim.span.of(text.content),
        "voices": [voice.name for voice in claim.voices],
        "stance": claim.stance,
        "about": claim.about,
        "figures": [_figure(figure) for figure in claim.figures],
        "parts_of": [f.relation.kind if f.relation else None for f in claim.figures],
        "persons": [person.name for person in claim.persons],
        "extent": claim.extent,
        "role": resolution.role,
        "in_title": resolution.in_title,
        "date": _days(resolution.when),
        "place": resolution.where.name if resolution.where else None,
        "blamed": list(resolution.blamed),
        "means": claim.means,
    }


def _answered(claim: Claim, reading: Reading) -> str | None:
    """The words of the claim that this one answers."""
    return next(
        (" ".join(other.quote.split()) for other in reading.claims if other.id == claim.answers), None
    )


def _figure(figure: Figure) -> str:
    """`killed people at_least 6 –`; a rate ends in its unit."""
    low, high = ("–" if n is None else str(n) for n in (figure.quantity.low, figure.quantity.high))
    unit = f" a {figure.per}" if figure.per else ""
    return f"{figure.outcome} {figure.group} {figure.quantity.kind} {low} {high}{unit}"


def _days(moment: Moment | None) -> list[str] | None:
    return [moment.start.isoformat(), moment.end.isoformat()] if moment else None


def _fits(shown: dict[str, Any], wanted: dict[str, Any]) -> bool:
    if wanted["words"] not in shown["quote"]:
        return False
    if "answers" in wanted and (shown["answers"] is None or wanted["answers"] not in shown["answers"]):
        return False
    return all(shown[key] == value for key, value in wanted.items() if key not in ("words", "answers"))


def _about(shown: list[dict[str, Any]], wanted: dict[str, Any]) -> list[dict[str, Any]]:
    """What a failure shows: the claims on the same words, by the same keys."""
    near = [one for one in shown if wanted["words"] in one["quote"]]
    return [{key: one[key] for key in wanted if key != "words"} for one in near]


def _incident(telling: Telling, reading: Reading, report: Report) -> dict[str, Any]:
    """The incident that this one telling makes, as a case writes it."""
    by_id = {claim.id: claim for claim in reading.claims}
    resolutions = {one.claim_id: one for one in reading.resolutions}
    matter = IncidentMatter(
        incident=Incident(
            id="inc-1", key=None, tellings=(telling.id,), origins=(Origin(tellings=(telling.id,)),),
            origins_low=1, origins_high=1,
        ),
        tellings=(telling,),
        claims={id: by_id[id] for id in telling.claims},
        resolutions={id: resolutions[id] for id in telling.claims},
        reports={report.id: ReportFacts(publisher=report.publisher, published_on=report.published_on)},
    )  # fmt: skip
    assessment = assess(matter, load_convention())
    return {
        "killed": _ranges(assessment, "killed"),
        "injured": _ranges(assessment, "injured"),
        "grade": assessment.grade,
        "blamed": list(assessment.blamed),
        "date": _days(assessment.when),
        "place": assessment.where.name if assessment.where else None,
        "role": telling.role,
        "set_aside": sorted({each.reason.code for each in assessment.set_aside}),
        "denies": sorted({by_id[id].voice.name for id in telling.claims if by_id[id].stance == "denies"}),
    }


def _ranges(assessment: Assessment, outcome: str) -> dict[str, list[int | None]]:
    return {one.group: [one.low, one.high] for one in assessment.ranges if one.outcome == outcome}
