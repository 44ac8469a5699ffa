"""Reports in, claims or stand-off layers out, without a record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from harmledger.capture import ColumnMap, Extracted, Gathered, extract, gather
from harmledger.engines import local
from harmledger.engines.read import Done, Task, extract_and_read, open_readers
from harmledger.errors import InputRefused
from harmledger.flow.check import check_inputs
from harmledger.flow.progress import Progress, silent
from harmledger.flow.reading_task import BATCH, make_task
from harmledger.publishing.annotations import annotation_line
from harmledger.publishing.lines import claim_line
from harmledger.publishing.matter import PublishedClaim
from harmledger.reading.languages import reader_for
from harmledger.records.canonical import canonical_json
from harmledger.records.refusal import Refusal, make_refusal
from harmledger.settings import Settings

Write = Callable[[bytes], object]
Result = TypeVar("Result")


def read_claims(
    inputs: Sequence[Path],
    write: Write,
    *,
    settings: Settings,
    columns: ColumnMap | None = None,
    progress: Progress = silent,
) -> Counter[str]:
    """Write each claim of `inputs` as a JSON line; gives how many inputs were refused, by code."""
    refused: Counter[str] = Counter()
    items = _taken_in(inputs, settings, columns, refused)
    for done in _each(items, extract_and_read, settings, progress):
        if done.refusal is not None:
            refused[done.refusal.code] += 1
        for published in _published(done):
            write(canonical_json(claim_line(published)) + b"\n")
    return refused


def annotate(
    inputs: Sequence[Path],
    write: Write,
    *,
    settings: Settings,
    columns: ColumnMap | None = None,
    progress: Progress = silent,
) -> Counter[str]:
    """Write the layers of each report as a JSON line; gives how many inputs were refused, by code."""
    refused: Counter[str] = Counter()
    items = _taken_in(inputs, settings, columns, refused)
    for line in _each(items, _annotated, settings, progress):
        if isinstance(line, Refusal):
            refused[line.code] += 1
        else:
            write(line)
    return refused


def _taken_in(
    inputs: Sequence[Path], settings: Settings, columns: ColumnMap | None, refused: Counter[str]
) -> Iterator[Gathered]:
    """What can be taken in of `inputs`; what cannot is counted in `refused`."""
    check_inputs(inputs)
    for item in gather(inputs, limits=settings.limits, columns=columns):
        if isinstance(item, Refusal):
            refused[item.code] += 1
        else:
            yield item


def _each(
    items: Iterator[Gathered],
    work: Callable[[Task, Sequence[Gathered]], list[Result]],
    settings: Settings,
    progress: Progress,
) -> Iterator[Result]:
    done = 0
    job = partial(work, make_task(settings))
    for batch in local.run(job, items, processes=settings.processes, batch=BATCH):
        done += len(batch)
        progress("reading", done)
        yield from (result for _, result in batch)


def _published(done: Done) -> Iterator[PublishedClaim]:
    if done.extracted is None or done.reading is None:
        return
    report, method = done.extracted.report, done.reading.method
    for claim, resolution in zip(done.reading.claims, done.reading.resolutions, strict=True):
        yield PublishedClaim(
            claim=claim, resolution=resolution, report_id=report.id, report_key=report.key,
            method=f"{method.name} {method.version}", incident_id=None,
        )  # fmt: skip


def _annotated(task: Task, items: Sequence[Gathered]) -> list[bytes | Refusal]:
    return [_annotate_one(task, item) for item in items]


def _annotate_one(task: Task, item: Gathered) -> bytes | Refusal:
    extracted = extract(item, limits=task.limits, captured_at=task.captured_at)
    if isinstance(extracted, Refusal):
        return extracted
    try:
        return _layers(task, extracted)
    except InputRefused as why:
        return make_refusal(stage="reading", location=extracted.text.id, code=why.code, params=why.params)


def _layers(task: Task, extracted: Extracted) -> bytes:
    reader = reader_for(extracted.report, extracted.text, open_readers(task.gazetteer))
    annotations = reader.annotate(extracted.report, extracted.text)
    return canonical_json(annotation_line(extracted.report, annotations)) + b"\n"
