"""Whatever is done to the bytes of a file, capture gives items and refusals; it raises nothing."""

from __future__ import annotations

import io
import pickle
import zipfile
from pathlib import Path

import pytest
from capture_samples import samples, zipped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harmledger.capture import CaptureLimits, Extracted, Gathered, extract, gather
from harmledger.capture.limits import MIB
from harmledger.records.canonical import canonical_json
from harmledger.records.refusal import Refusal

LIMITS = CaptureLimits(content_bytes_max=4 * MIB, row_bytes_max=64 * 1024, expansion_free_bytes=4 * MIB)
SAMPLES = samples()
SEEN_AT = "2020-06-01T00:00:00Z"

_places = st.floats(0, 1, exclude_max=True)
_edit = st.tuples(_places, st.sampled_from(["set", "drop", "double"]), st.binary(max_size=8))


def mutated(content: bytes, edits: list[tuple[float, str, bytes]], cut: float) -> bytes:
    """`content` with bytes changed, dropped and doubled at places given as shares of its length, then cut."""
    work = bytearray(content)
    for share, way, block in edits:
        at = int(share * len(work))
        if way == "set":
            work[at : at + len(block)] = block
        elif way == "drop":
            del work[at : at + 1 + len(block)]
        else:
            work[at:at] = work[at : at + 16 * (1 + len(block))]
    return bytes(work[: max(1, int(cut * len(work)))])


def with_member_mutated(content: bytes, share: float, edits: list[tuple[float, str, bytes]]) -> bytes:
    """A ZIP with one member mutated and its checksum made good, so that the parser inside meets it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = sorted(files)[int(share * len(files))]
    return zipped({**files, name: mutated(files[name], edits, 1.0)})


def take(path: Path) -> list[Extracted | Refusal]:
    """What comes of `path`; each item also crosses to a worker process and each record can be written."""
    outcomes: list[Extracted | Refusal] = []
    for item in gather([path], limits=LIMITS):
        assert isinstance(item, Gathered | Refusal)
        result = item
        if isinstance(item, Gathered):
            result = extract(pickle.loads(pickle.dumps(item)), limits=LIMITS, captured_at=SEEN_AT)  # noqa: S301
        assert isinstance(result, Extracted | Refusal)
        canonical_json(result)
        outcomes.append(result)
    return outcomes


def check(name: str, content: bytes, folder: Path) -> None:
    """Writes `content` under `name` and takes it in; where nothing comes, not one report was in it."""
    path = folder / name
    path.write_bytes(content)
    for outcome in take(path):
        if isinstance(outcome, Extracted):
            assert outcome.text.content.strip()
            assert outcome.text.content.encode()
        else:
            assert outcome.location.startswith(path.as_posix())
            assert outcome.stage == "capture"


fuzzed = given(
    st.sampled_from(sorted(SAMPLES)), st.lists(_edit, max_size=6), st.one_of(st.just(1.0), st.floats(0, 1))
)
_checks = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=150, deadline=None, suppress_health_check=_checks)
@fuzzed
def test_mutated_files_are_kept_or_refused(tmp_path, name, edits, cut) -> None:
    check(name, mutated(SAMPLES[name], edits, cut), tmp_path)


@pytest.mark.full
@settings(max_examples=10_000, deadline=None, suppress_health_check=_checks)
@fuzzed
def test_mutated_files_are_kept_or_refused_at_length(tmp_path, name, edits, cut) -> None:
    check(name, mutated(SAMPLES[name], edits, cut), tmp_path)


_inside = given(
    st.sampled_from(["story.docx", "rows.xlsx", "crawl.wacz"]),
    _places,
    st.lists(_edit, min_size=1, max_size=4),
)


@settings(max_examples=60, deadline=None, suppress_health_check=_checks)
@_inside
def test_mutated_members_are_kept_or_refused(tmp_path, name, share, edits) -> None:
    check(name, with_member_mutated(SAMPLES[name], share, edits), tmp_path)


@pytest.mark.full
@settings(max_examples=5_000, deadline=None, suppress_health_check=_checks)
@_inside
def test_mutated_members_are_kept_or_refused_at_length(tmp_path, name, share, edits) -> None:
    check(name, with_member_mutated(SAMPLES[name], share, edits), tmp_path)


@settings(max_examples=60, deadline=None, suppress_health_check=_checks)
@given(st.sampled_from(sorted(SAMPLES)), st.binary(max_size=300))
def test_any_bytes_under_any_name(tmp_path, name, content) -> None:
    check(name, content, tmp_path)


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_every_sample_is_read_whole(tmp_path, name) -> None:
    path = tmp_path / name
    path.write_bytes(SAMPLES[name])
    outcomes = take(path)
    assert outcomes
    assert [outcome for outcome in outcomes if isinstance(outcome, Refusal)] == []
