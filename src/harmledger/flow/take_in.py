"""Files in, rows of the ledger out: new ones are captured and read, what an older reader read is read
again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

import msgspec

from harmledger.capture import ColumnMap, Gathered, gather
from harmledger.engines import local
from harmledger.engines.read import Done, Task, extract_and_read, open_readers, read_texts
from harmledger.errors import InputRefused
from harmledger.flow.progress import InputBytes, Progress
from harmledger.flow.reading_task import BATCH, make_task
from harmledger.ledger.kinds import Appendable
from harmledger.ledger.store import Ledger
from harmledger.reading.languages import reader_for
from harmledger.records.capture import Capture
from harmledger.records.refusal import Refusal, make_refusal
from harmledger.records.report import Report, Text
from harmledger.settings import Settings


class Taken(msgspec.Struct, kw_only=True):
    """What became of the inputs of one build: `gathered == kept + known + refused` (law 4)."""

    gathered: int = 0
    kept: int = 0
    known: int = 0
    """The record held them already."""
    refused: int = 0
    unread: int = 0
    """Kept, but no reader could read the text."""
    read_again: int = 0
    """Texts of earlier builds that this reader had not read."""
    reasons: Counter[str] = msgspec.field(default_factory=Counter)
    """How often what was refused or unread, by code."""


def take_in(
    inputs: Sequence[Path],
    ledger: Ledger,
    *,
    settings: Settings,
    columns: ColumnMap | None,
    progress: Progress,
) -> Taken:
    """Capture and read what the ledger does not hold yet, then read again what an older reader had read."""
    intake = _Intake(ledger)
    progress("gazetteer, made once on each machine", 0)
    task = make_task(settings)
    sizes = InputBytes(inputs)
    new = intake.new(gather(inputs, limits=settings.limits, columns=columns))
    work = partial(extract_and_read, task)
    for batch in local.run(work, new, processes=settings.processes, batch=BATCH):
        intake.keep(batch)
        share = max(sizes.share(item.location, len(item.content)) for item, _ in batch)
        progress("reading", intake.taken.gathered, share=share, refused=intake.taken.refused)
    intake.keep(())
    intake.taken.read_again = read_again(ledger, task, settings=settings, progress=progress)
    return intake.taken


def read_again(ledger: Ledger, task: Task, *, settings: Settings, progress: Progress) -> int:
    """Read every text that no present reader has read; no capture is touched. Gives how many were read."""
    done = 0
    work = partial(read_texts, task)
    for batch in local.run(work, _unread(ledger, task), processes=settings.processes, batch=BATCH):
        ledger.append(outcome for _, outcome in batch)
        done += len(batch)
        progress("reading again", done)
    return done


def _unread(ledger: Ledger, task: Task) -> Iterator[tuple[Report, Text]]:
    """Texts in a language that a reader of this program reads, and has not read in its present version."""
    readers = open_readers(task.gazetteer)
    for reader in readers.values():
        for text in ledger.unread(reader.method):
            report = ledger.find(Report, text.report_id)
            try:
                if report is not None and reader_for(report, text, readers) is reader:
                    yield report, text
            except InputRefused:
                continue  # it has no reader, and a refusal that says so


class _Intake:
    """One build's way into the ledger: each input is counted once, as kept, known or refused."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._refusals: list[Refusal] = []
        self._in_work: set[str] = set()
        self.taken = Taken()

    def new(self, items: Iterable[Gathered | Refusal]) -> Iterator[Gathered]:
        """Those of `items` that the ledger does not hold, asked for in batches."""
        for batch in local.batches(self._gathered(items), BATCH):
            known = self._ledger.known(Capture, [item.capture_id for item in batch])
            known |= self._in_work
            fresh = {item.capture_id: item for item in batch if item.capture_id not in known}
            self._in_work |= fresh.keys()
            self.taken.known += len(batch) - len(fresh)
            yield from fresh.values()

    def keep(self, batch: Sequence[tuple[Gathered, Done]]) -> None:
        """Put a batch, and what capture refused meanwhile, into archive and ledger.

        Bytes go first, so that no row speaks of bytes that are not there.
        """
        rows: list[Appendable] = [*self._refusals]
        self._refusals.clear()
        for item, done in batch:
            rows += self._rows(item, done)
        if rows:
            self._ledger.append(rows)
        self._in_work -= {item.capture_id for item, _ in batch}

    def _gathered(self, items: Iterable[Gathered | Refusal]) -> Iterator[Gathered]:
        for item in items:
            self.taken.gathered += 1
            if isinstance(item, Refusal):
                self._refuse(item)
            elif self._ledger.is_erased(f"sha256:{item.sha256}"):
                self._refuse(make_refusal(stage="capture", location=item.location, code="erased", params={}))
            else:
                yield item

    def _refuse(self, refusal: Refusal) -> None:
        self.taken.refused += 1
        self.taken.reasons[refusal.code] += 1
        self._refusals.append(refusal)
        if len(self._refusals) >= BATCH:
            self.keep(())

    def _rows(self, item: Gathered, done: Done) -> Iterator[Appendable]:
        if done.refusal is not None:
            self.taken.reasons[done.refusal.code] += 1
            yield done.refusal
        if done.extracted is None:
            self.taken.refused += 1
            return
        self._ledger.put(item.content)
        self.taken.kept += 1
        self.taken.unread += done.reading is None
        kept = done.extracted
        yield kept.capture
        yield kept.report
        yield kept.text
        yield from kept.filings
        if done.reading is not None:
            yield done.reading
