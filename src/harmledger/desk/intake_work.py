"""A batch in, the work of taking it in, in a process of its own, out: pages stay quick, and a page that asks is told
how far it is."""

from __future__ import annotations

import multiprocessing
import os
from collections import Counter
from pathlib import Path
from typing import Literal, get_origin

import msgspec

from harmledger.desk.batches import Batch
from harmledger.errors import HarmledgerError
from harmledger.flow.add import add
from harmledger.flow.take_in import Taken
from harmledger.settings import Settings

STAGES = {
    "gazetteer, made once on each machine": "gazetteer",
    "reading": "reading",
    "reading again": "reading",
    "linking": "linking",
    "assessing": "assessing",
    "draft": "draft",
    "site": "draft",
}
"""Under which code the catalogs word each stage of the work."""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """How far the work on a batch is."""

    state: Literal["working", "done", "failed"]
    process: int
    stage: str = "reading"
    share: float | None = None
    done: int = 0
    taken: Taken | None = None
    fault: str = ""


def begin(batch: Batch, record: Path, settings: Settings) -> None:
    """Starts the work, unless it is under way. Killed, it can be begun again and goes on where it was."""
    told = look(batch)
    if told is not None and told.state == "working":
        return
    work = multiprocessing.get_context("spawn").Process(target=_work, args=(batch, record, settings))
    work.start()
    _tell(batch.told, Told(state="working", process=work.pid or 0))


def look(batch: Batch) -> Told | None:
    """How far the work is, or null where it never began. Work whose process is gone has failed."""
    if not batch.told.exists():
        return None
    told = msgspec.json.decode(batch.told.read_bytes(), type=Told, dec_hook=_counter)
    if told.state == "working" and not _runs(told.process):
        return msgspec.structs.replace(told, state="failed")
    return told


def _work(batch: Batch, record: Path, settings: Settings) -> None:
    process, told = os.getpid(), batch.told

    def progress(stage: str, done: int, *, share: float | None = None, **_counts: int) -> None:
        _tell(told, Told(state="working", process=process, stage=STAGES[stage], done=done, share=share))

    try:
        taken = add(batch.files, record, settings=settings, columns=batch.columns, progress=progress)
    except HarmledgerError as error:
        _tell(told, Told(state="failed", process=process, fault=str(error)))
    else:
        batch.drop_files()  # the archive has them
        _tell(told, Told(state="done", process=process, taken=taken))


def _tell(path: Path, told: Told) -> None:
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    aside.write_bytes(msgspec.json.encode(told))
    aside.replace(path)


def _counter(kind: type, value: object) -> object:
    if get_origin(kind) is Counter and isinstance(value, dict):
        return Counter(value)
    raise NotImplementedError(kind)


def _runs(process: int) -> bool:
    for child in multiprocessing.active_children():  # also clears away those that ended
        if child.pid == process:
            return True
    try:
        os.kill(process, 0)
    except OSError:
        return False
    return True
