"""Sorting with little memory, and putting a folder in place at once."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from harmledger.publishing.sorting import in_key_order
from harmledger.publishing.swap import written_aside

keyed = st.tuples(
    st.tuples(st.text(max_size=4), st.integers(0, 9), st.text(max_size=2)),
    st.binary(max_size=9).map(lambda line: line.replace(b"\n", b"")),
)


@given(lines=st.lists(keyed, max_size=40), held=st.integers(1, 50))
def test_any_number_of_runs_gives_the_same_order(
    lines: list[tuple[tuple[str, int, str], bytes]], held: int
) -> None:
    assert list(in_key_order(iter(lines), held=held)) == [line for _, line in sorted(lines)]


def test_a_folder_moved_away_by_a_killed_writer_comes_back(tmp_path: Path) -> None:
    target = tmp_path / "site"
    (tmp_path / ".site.old").mkdir()
    (tmp_path / ".site.old" / "page").write_text("old")
    (tmp_path / ".site.new").mkdir()
    with written_aside(target) as folder:
        assert (target / "page").read_text() == "old"
        (folder / "page").write_text("new")
    assert (target / "page").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_where_folders_cannot_be_exchanged_two_renames_do(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("sys.platform", "elsewhere")
    for words in ("one", "two"):
        with written_aside(tmp_path / "site") as folder:
            (folder / "page").write_text(words)
    assert (tmp_path / "site" / "page").read_text() == "two"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
