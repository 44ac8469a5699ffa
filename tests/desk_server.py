"""A record in, a desk that serves it on a free port of this machine out."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from harmledger import read_settings
from harmledger.desk.serve import Door, listening, server_of


@contextmanager
def desk_of(record: Path) -> Iterator[str]:
    """The address of a desk that serves `record` while the block runs."""
    door = Door(port=0)
    with listening(door) as socket:
        server, url = server_of(record, door, socket, settings=read_settings(), person="L. Sand")
        thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield url.rstrip("/")
        finally:
            server.should_exit = True
            thread.join()
