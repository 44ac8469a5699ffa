"""A record and a port in; the desk, running until it is stopped, out. It listens on this machine only."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from harmledger.desk.app import make_app
from harmledger.desk.workbench import Workbench
from harmledger.errors import UsageError
from harmledger.settings import Settings

LOOPBACK = "127.0.0.1"


def serve(
    record: Path, *, settings: Settings, person: str, port: int, ready: Callable[[str], object]
) -> None:
    """Serves the desk of `record` on loopback until it is interrupted; `ready` is told its address first.

    Port 0 takes any free one. Raises NotInRecord if there is no record, UsageError if the port is taken.
    """
    with door_of(port) as door:
        server, url = server_of(record, door, settings=settings, person=person)
        ready(url)
        server.run(sockets=[door])


def door_of(port: int) -> socket.socket:
    """A socket that listens on this machine only. Raises UsageError if something else has the port."""
    try:
        return socket.create_server((LOOPBACK, port))
    except OSError as error:
        raise UsageError(
            f"port {port} cannot be listened on: {error.strerror}",
            to_do="name another with --port, or 0 for any",
        ) from error


def server_of(
    record: Path, door: socket.socket, *, settings: Settings, person: str
) -> tuple[uvicorn.Server, str]:
    """A server of the desk of `record`, not yet running, and its address. Raises NotInRecord if there is no
    record."""
    port = door.getsockname()[1]
    bench = Workbench(record, settings, person=person)
    app = make_app(bench, hosts=[f"{LOOPBACK}:{port}", f"localhost:{port}"])
    config = uvicorn.Config(
        app, log_config=None, access_log=False, server_header=False, proxy_headers=False, lifespan="on"
    )
    return uvicorn.Server(config), f"http://{LOOPBACK}:{port}/"
