"""A corpus that is read on Spark is the same whatever is killed meanwhile, and whatever one page does to its reader."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from harmledger.flow.read_corpus import read_corpus
from harmledger.settings import Settings, read_settings
from made_reports import made_report, write_jsonl

pytestmark = pytest.mark.full
SEEN_AT = "2020-05-06T07:08:09Z"
LONG = 60
PATIENCE_S = 1_200
"""After which something hangs: on a busy machine a cluster takes minutes to start."""
READ = f"""
import sys
from pathlib import Path
from harmledger.engines.corpus import slices
from harmledger.flow.read_corpus import read_corpus
from harmledger.settings import read_settings
master, out, slice_bytes, *shards = sys.argv[1:]
slices.slices_of.__kwdefaults__ = {{"slice_bytes": int(slice_bytes)}}
read_corpus(shards, Path(out), settings=read_settings(), captured_at={SEEN_AT!r}, master=master)
"""
FAULTS = f"""
import os, signal, time
from pathlib import Path
from harmledger.engines.corpus import work
read = work.extract_and_read
def faulty(task, items):
    if items[0].key == "made-4":
        os.kill(os.getpid(), signal.SIGKILL)
    if items[0].key == "made-7":
        deadline = time.monotonic() + {PATIENCE_S // 2}
        while len(list(Path(os.environ["MADE_CORPUS"], "done").glob("*.json"))) < int(os.environ["MADE_OTHERS"]):
            assert time.monotonic() < deadline, "the others wait for it"
            time.sleep(0.1)
    return read(task, items)
work.extract_and_read = faulty
"""
"""A page that ends its reader, and one that takes as long as all others together."""


@pytest.fixture
def settings(_environment: None) -> Settings:
    return read_settings()


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Two shards that take some seconds each, so that there is a middle to kill in."""
    folder = tmp_path_factory.mktemp("long")
    rows = [made_report(number, sentences=6) for number in range(2 * LONG)]
    return [str(write_jsonl(folder / f"{n}.jsonl", rows[n::2])) for n in range(2)]


@pytest.fixture(scope="module")
def undisturbed(
    long: list[str], tmp_path_factory: pytest.TempPathFactory, _environment: None
) -> dict[str, bytes]:
    """What these are read into when nothing happens."""
    out = tmp_path_factory.mktemp("undisturbed") / "corpus"
    read_corpus(long, out, settings=read_settings(), captured_at=SEEN_AT)
    return content(out)


@pytest.mark.parametrize("victim", ["driver", "worker"])
def test_killed_in_the_middle_it_goes_on_to_the_same_corpus(
    long: list[str], undisturbed: dict[str, bytes], settings: Settings, tmp_path: Path, victim: str
) -> None:
    out = tmp_path / "corpus"
    with reading("local-cluster[2,1,1024]", out, 2**30, long) as driver:
        wait_until_in_hand(out, LONG // 4)
        if victim == "driver":
            os.killpg(driver.pid, signal.SIGKILL)
        else:
            os.kill(readers_of(driver.pid)[0], signal.SIGKILL)
        status = driver.wait(timeout=PATIENCE_S)
    if victim == "driver":
        assert (status, (out / "manifest.json").exists()) == (-signal.SIGKILL, False)
        read_corpus(long, out, settings=settings, captured_at=SEEN_AT)
    else:
        assert status == 0
    assert content(out) == undisturbed


def test_a_page_that_ends_its_reader_is_refused_alone_and_one_that_takes_long_holds_up_its_slice_alone(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, out = write_jsonl(tmp_path / "made.jsonl", map(made_report, range(24))), tmp_path / "corpus"
    (tmp_path / "faults").mkdir()
    (tmp_path / "faults" / "sitecustomize.py").write_text(FAULTS)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path / "faults"), *sys.path]))
    monkeypatch.setenv("MADE_CORPUS", str(out))
    slices = 6
    monkeypatch.setenv("MADE_OTHERS", str(slices - 1))
    with reading("local[2]", out, -(-table.stat().st_size // slices), [str(table)]) as driver:
        assert driver.wait(timeout=PATIENCE_S) == 0
    done = json.loads((out / "manifest.json").read_bytes())["slices"]
    assert len(done) == slices
    assert [slice_["reasons"] for slice_ in done if slice_["refused"]] == [{"ended_its_reader": 1}]
    assert sum(slice_["kept"] for slice_ in done) == 23


def content(corpus: Path) -> dict[str, bytes]:
    """Every table of a corpus."""
    return {
        path.relative_to(corpus).as_posix(): path.read_bytes()
        for path in sorted(corpus.rglob("*.parquet"))
        if not path.name.startswith(".")
    }


@contextmanager
def reading(master: str, out: Path, slice_bytes: int, shards: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    """A driver that reads `shards` on this master; killed in the end."""
    command = [sys.executable, "-c", READ, master, str(out), str(slice_bytes), *shards]
    with subprocess.Popen(command, start_new_session=True) as driver:
        try:
            yield driver
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(driver.pid, signal.SIGKILL)


def wait_until_in_hand(out: Path, report: int) -> None:
    """Until some slice is being read, at this report or behind it."""
    deadline = time.monotonic() + PATIENCE_S
    while all(in_hand(journal) < report for journal in out.glob("attempts/*")):
        assert time.monotonic() < deadline, "Spark did not begin"
        time.sleep(0.05)


def in_hand(journal: Path) -> int:
    """The number of the report that the worker of a slice is at."""
    with contextlib.suppress(FileNotFoundError):  # the slice is done
        if found := re.search(rb'"in_hand":(\d+)', journal.read_bytes()):
            return int(found[1])
    return -1


def readers_of(driver: int) -> list[int]:
    """The workers of its cluster that have begun to read: each is a Java with a Python of its own."""
    executors = processes("--session", driver, "-f", "CoarseGrainedExecutorBackend")
    return [executor for executor in executors if processes("--parent", executor)]


def processes(*words: object) -> list[int]:
    """The processes that fit."""
    found = subprocess.run(["pgrep", *map(str, words)], capture_output=True, text=True)
    return [int(pid) for pid in found.stdout.split()]
