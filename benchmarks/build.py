"""A number of made reports in; how fast they are captured and read in one run, and in how much memory, out.

    python benchmarks/build.py [--reports 10000] [--processes 1]

One run of `build` over one table of made reports (some 300 words, one in ten with harm in it); memory is the
peak of the process so far, after 1,000, 3,000 and 10,000 reports: it must not grow with their number. What
comes after reading holds all tellings, and is timed apart. Prints a table and, as the last line, JSON.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from harmledger import build, read_settings

ROOT = Path(__file__).parents[1]
MARKS = (1_000, 3_000, 10_000)
KIBIBYTES_A_MIB = 1024


class Watch:
    """Progress of a build, noted at the marks and where a stage begins."""

    def __init__(self) -> None:
        self._begun = time.perf_counter()
        self.marks: list[dict[str, float]] = []
        self.stages: dict[str, float] = {}

    def __call__(self, stage: str, done: int, **_more: object) -> None:
        """Notes what has passed, as `flow` tells it."""
        self.stages.setdefault(stage, self.passed_s)
        ahead = MARKS[len(self.marks) :]
        if stage == "reading" and ahead and done >= ahead[0]:
            rate = done / self.passed_s
            self.marks.append({"reports": ahead[0], "reports_per_s": rate, "peak_mib": peak_mib()})

    @property
    def passed_s(self) -> float:
        """Seconds since the build began."""
        return time.perf_counter() - self._begun


def main() -> None:
    """Builds once and prints what was noted."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--processes", type=int, default=1)
    options = parser.parse_args()
    settings = msgspec.structs.replace(read_settings(), processes=options.processes)
    watch = Watch()
    with tempfile.TemporaryDirectory(prefix="harmledger-benchmark-") as folder:
        table = write_reports(Path(folder) / "reports.jsonl", options.reports)
        summary = build([table], Path(folder) / "record", settings=settings, progress=watch)
    print(f"{'reports':>8}{'reports/s':>11}{'peak MiB':>10}")
    for mark in watch.marks:
        print(f"{mark['reports']:>8}{mark['reports_per_s']:>11.1f}{mark['peak_mib']:>10.0f}")
    whole = {"seconds": watch.passed_s, "peak_mib": peak_mib(), "claims": summary.record.rows["claim"]}
    print(json.dumps({"marks": watch.marks, "stages_begin_s": watch.stages, "whole": whole}))


def write_reports(path: Path, count: int) -> Path:
    """A table of made reports."""
    sys.path.insert(0, str(ROOT / "tests"))
    from made_reports import HARM, QUIET, made_report, made_text, write_jsonl

    def rows() -> Iterator[dict[str, str]]:
        for number in range(count):
            harm = (HARM[number % len(HARM)],) if number % 10 == 0 else ()
            sentences = [*harm, *(QUIET[(number + n) % len(QUIET)] for n in range(24))]
            yield {**made_report(number), "text": made_text(number, sentences)}

    return write_jsonl(path, rows())


def peak_mib() -> float:
    """The most memory that this process has held, with its workers' (each at its own peak)."""
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(each).ru_maxrss for each in who) / KIBIBYTES_A_MIB


if __name__ == "__main__":
    main()
