"""A record in which every internal field holds a mark; no byte of a release of it, its site and tables, holds
one (law 11)."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import msgspec
import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_market import harrow_ford
from made_up_record import MadeUpRecord
from made_up_release import assessed, released

from harmledger.publishing.policy import IncidentRules, NameRules, Policy
from harmledger.records.claim import Blame
from harmledger.records.person import PersonMention
from harmledger.records.reason import Reason
from harmledger.records.span import Span
from harmledger.records.voice import Voice

KEPT = frozenset((
    "outcome", "group", "kind", "status", "sex", "age", "occupation", "stance", "about", "means", "extent", "firmness",
    "role", "precision", "part_of_day", "level", "reason", "code", "convention", "field", "published_how",
    "language_how", "per", "verdict", "answers", "claim", "left", "right", "id", "claim_id", "text_id", "report_id",
    "incident_id", "filed_under", "from_claim", "incident", "extractor", "content",
))  # fmt: skip
"""Fields that hold codes of ours, or ids, which are checked for themselves."""
OPEN = Policy(name="open", incidents=IncidentRules(review="any"), names=NameRules(victims="adults"))
MARKS = st.one_of(
    st.text(alphabet="bcdfghjkmpqrtvwxz", min_size=6, max_size=10).map(lambda word: f"Qx{word}"),
    st.text(alphabet="بتثجحخدذرزسشصضطظ", min_size=6, max_size=10),
    st.integers(10_000_000, 99_999_999_999).map(lambda number: f"+{number}"),
    st.text(alphabet="bcdfghjkmpqrtvwxz", min_size=6, max_size=10).map(lambda word: f"@{word}_{word[:2]}"),
)


def marked(value: Any, mark: str) -> Any:
    """`value` with the mark in every string that is no code and no id."""
    if isinstance(value, msgspec.Struct):
        names = value.__struct_fields__
        return msgspec.structs.replace(
            value,
            **{
                name: getattr(value, name) if name in KEPT else marked(getattr(value, name), mark)
                for name in names
            },
        )
    if isinstance(value, str):
        return f"{value} {mark}"
    if isinstance(value, tuple) and not isinstance(value, Span):
        return tuple(marked(each, mark) for each in value)
    if isinstance(value, dict):
        return {key: marked(each, mark) for key, each in value.items()}
    return value


def planted(mark: str) -> MadeUpRecord:
    """The incident of Harrow Ford with the mark in every field, and as a victim's name."""
    record = assessed(harrow_ford())
    (incident,) = record.incidents()
    victim = PersonMention(name=mark, span=Span(0, 1), outcome="killed", who=_child())
    claims = tuple(_with(each, mark, victim) for each in marked(incident.claims, mark))
    links = tuple(
        msgspec.structs.replace(link, reasons=(Reason(code="link.filed_together", params={"key": mark}),))
        for link in incident.incident.links
    )
    key = msgspec.structs.replace(incident.incident, key=mark, links=links)
    whole = msgspec.structs.replace(
        incident, incident=key, claims=claims, reports=marked(incident.reports, mark),
        tellings=marked(incident.tellings, mark), assessment=marked(incident.assessment, mark),
    )  # fmt: skip
    return MadeUpRecord([whole], record.read_reports())


def _child() -> Any:
    from harmledger.records.figure import Who

    return Who(age="child")


def _with(published: Any, mark: str, victim: PersonMention) -> Any:
    claim = msgspec.structs.replace(
        published.claim, quote=f"They said that {mark}, was there.", persons=(victim,),
        voices=(Voice(name=mark, span=Span(0, 1), kind="witness"), published.claim.voices[-1]),
        blamed=(Blame(as_said=mark, span=Span(0, 1), firmness="accused"),),
    )  # fmt: skip
    return msgspec.structs.replace(published, claim=claim, report_key=mark, method=f"person:{mark}")


def said(folder: Path) -> str:
    """All that a release says, its packed tables unpacked."""
    texts = [
        path.read_text("utf-8") for path in folder.rglob("*") if path.is_file() and path.suffix != ".parquet"
    ]
    return "\n".join([*texts, *(str(pq.read_table(path).to_pylist()) for path in folder.glob("*.parquet"))])


@settings(max_examples=8, deadline=None)
@given(MARKS)
def test_no_mark_in_an_internal_field_comes_out(mark: str) -> None:
    record = planted(mark)
    claims = [claim.claim.id for incident in record.incidents() for claim in incident.claims]
    with tempfile.TemporaryDirectory() as folder:
        whole = said(released(Path(folder), record, policy=OPEN, cleared=claims, language="en").folder)
    assert mark.strip("@+") not in whole
    assert mark.casefold().strip("@+") not in whole.casefold()


def test_no_id_from_inside_and_no_text_comes_out(tmp_path: Path) -> None:
    record = assessed(harrow_ford())
    whole = said(released(tmp_path, record, language="ar").folder)
    ids: set[str] = set()
    for incident in record.incidents():
        ids |= {incident.incident.id, *incident.incident.tellings, incident.incident.key or ""}
        for claim in incident.claims:
            ids |= {claim.claim.id, claim.claim.text_id, claim.report_id, claim.report_key}
        for report in incident.reports:
            ids |= {report.content_sha256, report.title or "", report.url or "", report.publisher or ""}
    assert [each for each in sorted(ids - {""}) if each in whole] == []
    assert "grain market" not in whole
    assert "L. Sand" not in whole  # a person made claims, and is among the methods
