"""The laws over whole builds: order and batches do not matter (1), quotes are their words (2), every input is
kept or refused (4), a convention changes no claim (5)."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harmledger import Settings, Summary, build, read_settings
from harmledger.assessing.convention import convention_names
from harmledger.flow.reading_task import BATCH
from harmledger.ledger.store import Ledger
from harmledger.ledger.verify import verify
from harmledger.records.report import Text
from made_reports import HARM, QUIET, made_report, made_text, write_jsonl
from whole_program import EXAMPLES

FEW = settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
REPORTS = st.lists(
    st.builds(
        made_text,
        st.integers(0, 20),
        st.lists(st.sampled_from((*HARM, *QUIET)), min_size=1, max_size=4),
    ),
    min_size=1,
    max_size=7,
    unique=True,
)


@pytest.fixture(scope="module")
def asked(_environment: None) -> Settings:
    return read_settings()


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="harmledger-laws-") as name:
        yield Path(name)


def files_of(texts: Sequence[str], at: Path) -> list[Path]:
    at.mkdir()
    paths = [at / f"report-{number}.txt" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, "utf-8")
    return paths


def made(record: Path, inputs: Sequence[Path], asked: Settings) -> Summary:
    return build(inputs, record, settings=asked, site=False)


def draft(record: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (record / "release").iterdir()}


def lines(record: Path, name: str) -> list[Any]:
    return [json.loads(line) for line in (record / "release" / name).read_bytes().splitlines()]


@FEW
@given(texts=REPORTS, order=st.randoms(use_true_random=False))
def test_the_order_of_inputs_changes_no_byte(asked: Settings, texts: list[str], order: Any) -> None:
    with folder() as at:
        files = files_of(texts, at / "in")
        made(at / "one", files, asked)
        order.shuffle(files)
        made(at / "other", files, asked)
        assert draft(at / "one") == draft(at / "other")


@FEW
@given(texts=REPORTS, cut=st.integers(0, 7))
def test_batches_change_nothing_but_which_id_was_minted_first(
    asked: Settings, texts: list[str], cut: int
) -> None:
    with folder() as at:
        files = files_of(texts, at / "in")
        made(at / "one", files, asked)
        for part in (files[cut:], files[:cut]):
            made(at / "other", part, asked)
        assert _without_ids(at / "one") == _without_ids(at / "other")
        assert verify(at / "other").holds


@FEW
@given(texts=REPORTS)
def test_every_quote_is_its_words_and_every_input_is_accounted_for(asked: Settings, texts: list[str]) -> None:
    with folder() as at:
        files = files_of(texts, at / "in")
        empty = at / "in" / "empty.txt"
        empty.write_text("  \n")
        summary = made(at / "record", [*files, empty, EXAMPLES / "broken.pdf"], asked)
        assert summary.taken.gathered == summary.taken.kept + summary.taken.known + summary.taken.refused
        assert (summary.taken.kept, summary.taken.refused) == (len(files), 2)
        assert summary.record.captures.holds
        assert summary.record.texts.holds
        with Ledger.open(at / "record") as ledger:
            texts_by_id = {text.id: text.content for text in ledger.each(Text)}
            for reading in ledger.readings():
                for claim in reading.claims:
                    assert claim.span.of(texts_by_id[claim.text_id]) == claim.quote
        by_key = {path.name: path.read_text("utf-8") for path in files}
        for line in lines(at / "record", "claims.jsonl"):
            assert by_key[line["report"]][line["start"] : line["end"]] == line["quote"]


@FEW
@given(texts=REPORTS)
def test_a_convention_changes_no_claim(asked: Settings, texts: list[str]) -> None:
    with folder() as at:
        files = files_of(texts, at / "in")
        drafts = []
        for name in convention_names():
            made(at / "record", files, msgspec.structs.replace(asked, convention=name))
            drafts.append(draft(at / "record"))
        assert len({each["claims.jsonl"] for each in drafts}) == 1
        with Ledger.open(at / "record") as ledger:
            rows = ledger.head().seq
        made(at / "record", files, msgspec.structs.replace(asked, convention=convention_names()[0]))
        assert draft(at / "record") == drafts[0]
        with Ledger.open(at / "record") as ledger:
            assert ledger.head().seq == rows


def test_two_processes_make_the_same_bytes_as_one(asked: Settings, tmp_path: Path) -> None:
    rows = [made_report(number, sentences=1, quiet=number % 2 == 1) for number in range(2 * BATCH)]
    table = write_jsonl(tmp_path / "reports.jsonl", rows)
    one = made(tmp_path / "one", [EXAMPLES, table], asked).taken
    two = made(tmp_path / "two", [table, EXAMPLES], msgspec.structs.replace(asked, processes=2)).taken
    assert (two.kept, two.refused) == (one.kept, one.refused)
    assert (one.kept > 2 * BATCH, one.refused) == (True, 1)
    assert draft(tmp_path / "one") == draft(tmp_path / "two")


def _without_ids(record: Path) -> dict[str, Any]:
    """The draft with each incident named by its reports and claims: an id is minted once, by what came first
    (law 9)."""
    incidents = lines(record, "incidents.jsonl")
    named = {line["id"]: json.dumps([line["reports"], line["claims"]]) for line in incidents}
    assert len(set(named.values())) == len(named)
    for line in incidents:
        line["id"] = named[line["id"]]
    claims = lines(record, "claims.jsonl")
    for line in claims:
        line["incident"] = line["incident"] and named[line["incident"]]
    return {
        "incidents": sorted(incidents, key=lambda line: str(line["id"])),
        "claims": claims,
        "reports": lines(record, "reports.jsonl"),
        "refusals": lines(record, "refusals.jsonl"),
    }
