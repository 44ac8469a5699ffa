"""The measurement set in; `docs/accuracy.json` out: how well the machine reads, with floors that never fall
silently.

    python tools/quality.py                        measure, compare with the floors, end with 1 below one
    python tools/quality.py --update               also write the numbers, and raise floors that were passed
    python tools/quality.py --update --lower WHY   also lower floors that were missed; the reason is kept
    python tools/quality.py --tasks gaza coalition measure only these, leave the others as they stand

Only sums over many texts leave the measurement set: no text, no name, no single answer. `A` and `B` are
halves by the parity of SHA-256 of the key: faults are looked for in A only, so that B shows what a change is
worth. A floor holds for the whole of a task.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.metadata
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from harmledger.reading.arabic.reader import VERSION as ARABIC
from harmledger.reading.english.reader import VERSION as ENGLISH

ROOT = Path(__file__).parents[1]
BENCH = ROOT.parent / "shared" / "bench"
KEPT = ROOT / "docs" / "accuracy.json"
ANNOTATED = ("polnear", "places")
FILED = ("gaza", "coalition", "counts_short", "gva_counts", "syria")
LINKED = ("gva",)
TASKS = (*FILED, *ANNOTATED, *LINKED)
WHOLE = "whole"
FLOORED = ("low", "high", "both", "jaccard", "exact", "within_1_day", "accuracy", "macro_f1", "f1", "conll")
"""Last parts of the names of numbers that have a floor: shares that are better when higher."""
Numbers = dict[str, float]


def main() -> int:
    """Measures, compares, and writes if asked; gives the exit status."""
    options = _options()
    if not (options.bench / "dev").is_dir():
        print(f"{options.bench}: the measurement set is not here; nothing was measured")
        return 0
    kept = json.loads(KEPT.read_bytes()) if KEPT.exists() else {"measured": {}, "floors": {}, "lowered": []}
    kept |= {
        "harmledger": importlib.metadata.version("harmledger"),
        "reader": f"english {ENGLISH}, arabic {ARABIC}",
    }
    missed = []
    for task in options.tasks:
        kept["measured"][task] = measure(task, options.bench, processes=options.processes)
        missed += compare(task, kept, why_lower=options.lower)
        _show(task, kept["measured"][task])
    print("\n".join(missed))
    if options.update and (options.lower or not missed):
        KEPT.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", "utf-8")
    return 1 if missed and not options.lower else 0


def compare(task: str, kept: dict[str, Any], *, why_lower: str | None) -> list[str]:
    """Raises the floors that were passed, and lowers those that were missed if there is a reason; gives what
    was missed. A number that is no longer measured counts as missed."""
    shares = _floored(kept["measured"][task][WHOLE])
    floors = kept["floors"].setdefault(task, {})
    missed = {name: floor for name, floor in floors.items() if shares.get(name, 0.0) < floor}
    for name, floor in sorted(missed.items()) if why_lower else ():
        floors[name] = shares.get(name, 0.0)
        kept["lowered"].append(
            {"task": task, "number": name, "from": floor, "to": floors[name], "why": why_lower}
        )
    floors |= {name: max(value, floors.get(name, 0.0)) for name, value in shares.items()}
    return [f"{task} {name}: {shares.get(name, 0.0)} is below {floor}" for name, floor in missed.items()]


def measure(task: str, bench: Path, *, processes: int) -> dict[str, Numbers]:
    """The numbers of one task: over all of it and, where its gold can be parted, over each half."""
    with tempfile.TemporaryDirectory(prefix="harmledger-quality-") as name:
        folder = Path(name)
        reports, gold = _reports(task, bench, folder), _gold(task, bench)
        made = _run(task, reports, folder / "made", processes)
        numbers = {WHOLE: _scored(task, made, bench, gold)}
        if task not in LINKED:
            for half in "AB":
                numbers[half] = _scored(task, made, bench, _half(gold, half, folder))
    return numbers


def half_of(key: str) -> str:
    """`A` or `B`, by the key alone."""
    return "AB"[int(hashlib.sha256(key.encode()).hexdigest(), 16) % 2]


def _reports(task: str, bench: Path, folder: Path) -> Path:
    if task != "gva_counts":
        return bench / "dev" / task / "reports.jsonl"
    out = folder / "reports.jsonl"
    subprocess.run([sys.executable, bench / "make_assigned.py", out], check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    return out


def _gold(task: str, bench: Path) -> Path:
    return bench / "dev" / ("gva" if task == "gva_counts" else task) / "gold.jsonl"


def _run(task: str, reports: Path, out: Path, processes: int) -> Path:
    """What our own commands make of the reports."""
    command = ["annotate"] if task in ANNOTATED else ["build", "--no-site"]
    words = [*command, str(reports), "--out", str(out), "--processes", str(processes)]
    subprocess.run([sys.executable, "-m", "harmledger", *words], check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    return out


def _half(gold: Path, half: str, folder: Path) -> Path:
    """A folder like that of `gold`, with the lines of one half."""
    beside = folder / half
    beside.mkdir()
    lines = gold.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if half_of(_key(json.loads(line))) == half]
    (beside / "gold.jsonl").write_text("".join(kept), "utf-8")
    (beside / "reports.jsonl").symlink_to(gold.with_name("reports.jsonl"))
    return beside / "gold.jsonl"


def _key(line: Mapping[str, Any]) -> str:
    return str(line.get("key") or line.get("report") or line["incident"])


def _scored(task: str, made: Path, bench: Path, gold: Path) -> Numbers:
    words = [bench / "score.py", task, made, "--gold", gold, "--json"]
    ended = subprocess.run([sys.executable, *words], check=True, capture_output=True)  # noqa: S603
    return dict(_numbers(json.loads(ended.stdout)))


def _numbers(scored: Mapping[str, Any], name: str = "") -> Iterator[tuple[str, float]]:
    """Every number by its path, `counts.killed civilians.all.both`."""
    for key, value in sorted(scored.items()):
        if isinstance(value, dict):
            yield from _numbers(value, f"{name}{key}.")
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            yield f"{name}{key}", value


def _floored(numbers: Numbers) -> Numbers:
    """The shares that have a floor; a number where there is none, turned round: how often there was none."""
    kept = {name: value for name, value in numbers.items() if name.rpartition(".")[2] in FLOORED}
    phantoms = {name: value for name, value in numbers.items() if name.endswith(".phantom")}
    return kept | {
        f"{name.removesuffix('phantom')}no_phantom": round(1 - v, 4) for name, v in phantoms.items()
    }


def _show(task: str, measured: Mapping[str, Numbers]) -> None:
    print(f"\n{task}  ({', '.join(measured)})")
    for name in _floored(measured[WHOLE]):
        shares = [_floored(numbers).get(name, 0.0) for numbers in measured.values()]
        print(f"  {name:<48}" + "".join(f"{share:>9.3f}" for share in shares))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--tasks", nargs="+", choices=TASKS, default=list(TASKS))
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--lower", metavar="WHY")
    parser.add_argument("--bench", type=Path, default=BENCH)
    parser.add_argument("--processes", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
