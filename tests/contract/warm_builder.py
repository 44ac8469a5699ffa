"""Lines of JSON (the words of a command) in; each carried out by a process of its own, whose id and end go
out.

The program and its language model are loaded once, so that a test can start and kill many builds.
"""

from __future__ import annotations

import json
import os
import sys

from harmledger import read_settings
from harmledger.cli.main import run
from harmledger.engines.read import open_readers
from harmledger.flow.reading_task import make_task
from harmledger.reading.english.sentences.parse import parse
from harmledger.records.span import Span


def serve() -> None:
    """Reads commands until there are no more."""
    open_readers(make_task(read_settings()).gazetteer)
    list(parse("Warm.", [Span(0, 5)]))
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            sys.stdin.close()
            sys.stdout = open(os.devnull, "w")  # noqa: SIM115
            run(json.loads(line))
            os._exit(0)
        print(child, flush=True)
        _, status = os.waitpid(child, 0)
        print(status, flush=True)


if __name__ == "__main__":
    serve()
