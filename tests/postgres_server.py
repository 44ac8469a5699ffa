"""A real PostgreSQL for tests: nothing goes in, a server that listens on a socket alone comes out."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

NOT_ROOT = "postgres"
"""The server refuses to run as root; Debian's package makes this user."""


def _program(name: str) -> str:
    """The path of one of its programs, which Debian does not put on everybody's path."""
    found = shutil.which(name) or max(
        map(str, Path("/usr/lib/postgresql").glob(f"*/bin/{name}")), default=None
    )
    if found is None:
        pytest.fail(f"no `{name}`: run tools/postgres", pytrace=False)
    return found


def _run(*words: object) -> None:
    as_other = ["runuser", "-u", NOT_ROOT, "--"] if os.geteuid() == 0 else []
    subprocess.run([*as_other, *map(str, words)], check=True, capture_output=True, text=True, cwd="/")


class Server:
    """A running server: makes databases, each for one test."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.socket = folder / "socket"
        self._made = 0

    def database(self) -> str:
        """The URL of a new, empty database, which orders strings as Germans do unless it is told otherwise."""
        self._made += 1
        name = f"record_{self._made}"
        _run(
            _program("createdb"), "-h", self.socket, "-U", "tester", "-T", "template0", "-E", "UTF8",
            "--locale-provider=icu", "--icu-locale=de",
            name,
        )  # fmt: skip
        return f"postgresql://tester@/{name}?host={self.socket}"


@contextmanager
def a_server() -> Iterator[Server]:
    """A server, ended with the block. Its folder has a short path, as sockets need, that another user can enter."""
    with tempfile.TemporaryDirectory(prefix="pg-") as name:
        folder = Path(name)
        (folder / "socket").mkdir()
        if os.geteuid() == 0:
            shutil.chown(folder, NOT_ROOT)
            shutil.chown(folder / "socket", NOT_ROOT)
        yield from _running(Server(folder), folder / "log")


def _running(server: Server, log: Path) -> Iterator[Server]:
    _run(
        _program("initdb"), "-D", server.data, "-U", "tester", "--auth=trust", "--no-sync", "--locale=C.UTF-8"
    )
    options = f"-c listen_addresses= -c unix_socket_directories={server.socket} -c fsync=off"
    _run(_program("pg_ctl"), "-D", server.data, "-w", "-l", log, "-o", options, "start")
    try:
        yield server
    finally:
        _run(_program("pg_ctl"), "-D", server.data, "-m", "immediate", "stop")
