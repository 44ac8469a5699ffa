"""A record and where to listen in; the desk, running until it is stopped, out. Elsewhere than on this machine it only
listens to people who sign in, over TLS."""

from __future__ import annotations

import gc
import socket
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path

import msgspec
import uvicorn

from harmledger.accounts.tables import has_users
from harmledger.desk.app import make_app
from harmledger.desk.workbench import Workbench
from harmledger.errors import UsageError
from harmledger.settings import Settings

LOOPBACK = "127.0.0.1"


class Door(msgspec.Struct, frozen=True, kw_only=True):
    """Where the desk listens, and how browsers reach it."""

    host: str = LOOPBACK
    port: int = 8377
    """0 takes any free one."""
    certificate: Path | None = None
    """PEM files of a certificate and its key: the desk then speaks TLS itself."""
    key: Path | None = None
    proxy: str | None = None
    """The name under which a proxy in front of it is reached over TLS."""

    @property
    def tls(self) -> bool:
        """Whether browsers reach it over TLS."""
        return self.certificate is not None or self.proxy is not None


def serve(
    record: Path, door: Door, *, settings: Settings, person: str, ready: Callable[[str], object]
) -> None:
    """Serves the desk of `record` until it is interrupted; `ready` is told its address first.

    Raises NotInRecord if there is no record, UsageError if it may not listen there or the port is taken.
    """
    check_door(record, door)
    with listening(door) as open_socket:
        server, url = server_of(record, door, open_socket, settings=settings, person=person)
        gc.freeze()  # what is there stays: to look for garbage in a large record's list took 150 ms now and then
        ready(url)
        server.run(sockets=[open_socket])


def check_door(record: Path, door: Door) -> None:
    """Raises UsageError where a desk would be open to others without accounts, or without TLS."""
    if is_loopback(door.host):
        return
    if not has_users(record):
        raise UsageError(
            "listens on this machine only while nobody has an account", where=door.host,
            to_do="start it on this machine, make an admin on the page People, then start it here",
        )  # fmt: skip
    if not door.tls:
        raise UsageError(
            "passwords would cross the network in the clear", where=door.host,
            to_do="give --certificate and --key, or --proxy with the name of the proxy that speaks TLS in front",
        )  # fmt: skip


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches this address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def listening(door: Door) -> socket.socket:
    """A socket that listens there. Raises UsageError if something else has the port."""
    family = socket.AF_INET6 if ":" in door.host else socket.AF_INET
    try:
        return socket.create_server((door.host, door.port), family=family)
    except OSError as error:
        raise UsageError(
            f"port {door.port} cannot be listened on: {error.strerror}",
            where=door.host,
            to_do="name another with --port, or 0 for any",
        ) from error


def server_of(
    record: Path, door: Door, open_socket: socket.socket, *, settings: Settings, person: str
) -> tuple[uvicorn.Server, str]:
    """A server of the desk of `record`, not yet running, and its address. Raises NotInRecord if there is no
    record."""
    port = open_socket.getsockname()[1]
    bench = Workbench(record, settings, person=person, behind_tls=door.tls)
    host = f"[{door.host}]" if ":" in door.host else door.host
    names = [f"{host}:{port}", *([f"localhost:{port}"] if is_loopback(door.host) else [])]
    names += [door.proxy] if door.proxy else []
    config = uvicorn.Config(
        make_app(bench, hosts=names),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="on",
        ssl_certfile=door.certificate,
        ssl_keyfile=door.key,
    )
    scheme = "https" if door.certificate else "http"
    return uvicorn.Server(config), f"{scheme}://{host}:{port}/"
