"""The ledger's laws: order and batching change nothing, twice is once, one altered byte is named, nothing is
lost."""

from __future__ import annotations

import contextlib
import functools
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from ledger_samples import Sample, build_views, fill, sample
from sqlalchemy import select, update

from harmledger.ledger.database import database_of
from harmledger.ledger.kinds import KINDS
from harmledger.ledger.queries import counts
from harmledger.ledger.store import WAIT_S, Ledger
from harmledger.ledger.tables import about, truth
from harmledger.ledger.truth import present
from harmledger.ledger.verify import verify
from harmledger.ledger.views import VIEWS, canonical_view
from harmledger.records.refusal import make_refusal

SAMPLES = [sample(number) for number in range(7)]
KEPT, REFUSED, UNREAD, BROKEN, WAITING = "kept", "refused", "unread", "broken", "waiting"
FATES = st.lists(st.sampled_from([KEPT, REFUSED, UNREAD, BROKEN, WAITING]), min_size=1, max_size=7)

arrivals = st.permutations(SAMPLES).flatmap(
    lambda order: st.lists(st.integers(1, 4), min_size=7, max_size=7).map(
        lambda sizes: _batches(order, sizes)
    )
)


def _batches(order: list[Sample], sizes: list[int]) -> list[list[Sample]]:
    batches, rest = [], order
    for size in sizes:
        batches, rest = [*batches, rest[:size]], rest[size:]
    return [batch for batch in batches if batch]


@contextmanager
def _made(batches: list[list[Sample]]) -> Iterator[Ledger]:
    with tempfile.TemporaryDirectory() as folder, Ledger.create(Path(folder, "record")) as ledger:
        for batch in batches:
            fill(ledger, batch)
        build_views(ledger)
        yield ledger


def _content(ledger: Ledger) -> dict[str, object]:
    with ledger.snapshot() as connection:
        rows = {kind: {(row.id, row.payload) for row in connection.execute(present(kind))} for kind in KINDS}
    return {**rows, **{name: b"".join(canonical_view(ledger, name)) for name in VIEWS}}


@functools.cache
def _in_one_batch() -> dict[str, object]:
    with _made([SAMPLES]) as ledger:
        return _content(ledger)


@settings(max_examples=8, deadline=None)
@given(arrivals)
def test_any_order_and_batching_gives_the_same_rows_and_views(batches: list[list[Sample]]) -> None:
    with _made(batches) as ledger:
        assert _content(ledger) == _in_one_batch()


@settings(max_examples=6, deadline=None)
@given(arrivals, st.lists(st.sampled_from(SAMPLES), max_size=5))
def test_what_is_appended_again_adds_nothing(batches: list[list[Sample]], again: list[Sample]) -> None:
    with _made(batches) as ledger:
        head = ledger.head()
        assert fill(ledger, again) == 0
        assert ledger.head() == head


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of two samples, to be copied."""
    folder = tmp_path_factory.mktemp("pristine")
    with Ledger.create(folder) as ledger:
        fill(ledger, SAMPLES[:2])
    return folder


@settings(max_examples=20, deadline=None)
@given(
    seq=st.integers(1, 14),
    column=st.sampled_from(["payload", "salt", "digest", "previous"]),
    at=st.integers(0),
    bit=st.integers(0, 7),
)
@example(seq=14, column="digest", at=0, bit=0)
@example(seq=1, column="previous", at=31, bit=7)
def test_any_altered_bit_of_a_row_is_found_and_the_row_named(
    pristine: Path, seq: int, column: str, at: int, bit: int
) -> None:
    with _copy(pristine) as folder:
        with Ledger.open(folder, write=True) as ledger, ledger.locked() as connection:
            row = connection.execute(select(truth).where(truth.c.seq == seq)).one()
            content = bytearray(getattr(row, column))
            content[at % len(content)] ^= 1 << bit
            connection.execute(update(truth).where(truth.c.seq == seq).values({column: bytes(content)}))
        assert f"row {seq}, {row.kind} {row.id}" in {finding.where for finding in verify(folder).failures}


@settings(max_examples=25, deadline=None)
@given(at=st.integers(0), bit=st.integers(0, 7))
def test_an_altered_bit_of_the_file_is_found_or_changes_no_row(pristine: Path, at: int, bit: int) -> None:
    with _copy(pristine) as folder:
        before = _rows(folder)
        file = folder / "ledger.sqlite"
        content = bytearray(file.read_bytes())
        content[at % len(content)] ^= 1 << bit
        file.write_bytes(content)
        if verify(folder).holds:
            assert _rows(folder) == before


@pytest.mark.parametrize("format", ["0", "x", ""])
def test_an_altered_format_is_found(pristine: Path, format: str) -> None:
    with _copy(pristine) as folder:
        with Ledger.open(folder, write=True) as ledger, ledger.locked() as connection:
            connection.execute(update(about).where(about.c.name == "format").values(value=format))
        (fault,) = [finding for finding in verify(folder).failures if finding.check == "store"]
        assert fault.code.endswith("cannot_be_read")
        assert f"format {format}" in str(fault.params)


@contextmanager
def _copy(pristine: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(pristine, folder, dirs_exist_ok=True)
        yield Path(folder)


def _rows(folder: Path) -> list[tuple[object, ...]]:
    """The rows of the truth, whatever became of the mark by which views are told to be of this layout."""
    engine = database_of(folder).open_engine(folder, write=False, wait_s=WAIT_S)
    ledger = Ledger(folder, engine, write=False)
    with contextlib.closing(ledger), ledger.snapshot() as connection:
        return [tuple(row) for row in connection.execute(select(truth).order_by(truth.c.seq))]


@settings(max_examples=8, deadline=None)
@given(FATES)
def test_what_was_taken_in_is_kept_or_refused_or_waits(fates: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, Ledger.create(Path(folder)) as ledger:
        for number, fate in enumerate(fates):
            _meet(ledger, sample(number), fate)
        captures, texts = counts(ledger).captures, counts(ledger).texts
        assert captures.taken_in == len(fates)
        assert captures.taken_in == captures.kept + captures.refused + len(captures.waiting)
        assert (captures.refused, len(captures.waiting)) == (fates.count(REFUSED), fates.count(WAITING))
        assert texts.taken_in == texts.kept + texts.refused + len(texts.waiting)
        assert (texts.kept, texts.refused) == (fates.count(KEPT), fates.count(BROKEN))
        assert captures.holds == (WAITING not in fates)
        assert texts.holds == (UNREAD not in fates)


def _meet(ledger: Ledger, one: Sample, fate: str) -> None:
    """One input that comes to this end."""
    ledger.put(one.content)
    ledger.append([one.capture])
    if fate == REFUSED:
        ledger.append([make_refusal(stage="capture", location=one.capture.location, code="empty", params={})])
    elif fate != WAITING:
        ledger.append([one.report, one.text])
    if fate == BROKEN:
        ledger.append([make_refusal(stage="reading", location=one.text.id, code="reader_broke", params={})])
    elif fate == KEPT:
        ledger.append([one.reading])
