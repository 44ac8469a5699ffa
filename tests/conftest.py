"""For every room: settings with a gazetteer that is built once, the example record, and the command line in
this process."""

from __future__ import annotations

import ipaddress
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from whole_program import EXAMPLES, Command, Ended

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from postgres_server import Server


def pytest_configure() -> None:
    """From now on a test fails if anything in its process turns to another machine: nothing of ours does by itself.

    Texts are parsed by one thread, as on the command line, which has to be said before numpy loads: on a busy machine
    two that wait for each other take ten times the CPU.
    """
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    sys.addaudithook(_stay_on_this_machine)


def _stay_on_this_machine(event: str, args: tuple[object, ...]) -> None:
    if event not in ("socket.connect", "socket.sendto") or not isinstance(args[1], tuple):
        return
    host = str(args[1][0]).partition("%")[0]
    if host != "localhost" and not ipaddress.ip_address(host).is_loopback:
        raise AssertionError(f"asked another machine: {args[1]}")


@pytest.fixture(scope="session")
def cache_dir(pytestconfig: pytest.Config) -> Path:
    """Where the gazetteer of the tests is, kept from run to run."""
    return Path(pytestconfig.cache.mkdir("gazetteer"))


@pytest.fixture(scope="session")
def _environment(cache_dir: Path) -> Iterator[None]:
    """The settings of the tests, for this process and those that it starts."""
    before = {name: text for name, text in os.environ.items() if name.startswith("HARMLEDGER_")}
    for name in before:
        del os.environ[name]
    os.environ["HARMLEDGER_CACHE_DIR"] = str(cache_dir)
    yield
    del os.environ["HARMLEDGER_CACHE_DIR"]
    os.environ.update(before)


@pytest.fixture
def harmledger(_environment: None, capsysbinary: pytest.CaptureFixture[bytes]) -> Command:
    """The command line: its words in, status and what it printed out."""
    from harmledger.cli.main import run

    def command(*words: object) -> Ended:
        capsysbinary.readouterr()
        status = 0
        try:
            run([str(word) for word in words])
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 0
        said = capsysbinary.readouterr()
        return Ended(status, said.out.decode(), said.err.decode())

    return command


@pytest.fixture(scope="session")
def example_record(_environment: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the example reports, with site. Not to be changed: ask for `record`."""
    from harmledger import build, read_settings

    folder = tmp_path_factory.mktemp("example") / "record"
    build([EXAMPLES], folder, settings=read_settings())
    return folder


@pytest.fixture
def record(example_record: Path, tmp_path: Path) -> Path:
    """A copy of the example record, to change."""
    return Path(shutil.copytree(example_record, tmp_path / "record"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests of this process: Playwright cannot be begun twice in one."""
    from browser import a_chromium

    with a_chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """One PostgreSQL for all tests of this process; each asks it for a database of its own."""
    from postgres_server import a_server

    with a_server() as server:
        yield server
