"""Checks a release with Python's standard library alone: a folder goes in; what holds, fails or was not
checked comes out.

python verify.py [FOLDER]

It shares no code with harmledger. It knows what METHOD.md says: which files belong to the release and their
digests, that each release names the one before it, that published quotes match their commitments, that the
numbers set by one figure, by a vague word or by names are those of the claims beside them, that the table of incidents
has the same numbers, that the sums add up, and that the history of each incident ends with the number published here.
Numbers that several figures make together, the intervals of the totals, and the map, pages and site, it leaves to
`harmledger verify`.
"""

import csv
import hashlib
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Found = tuple[str, str]
"""`pass`, `fail` or `not_checked`, and what."""


def main(folder: Path) -> int:
    """Prints what was found; gives 1 if anything fails."""
    checks = (files, chain, quotes, numbers, table, sums, history)
    found = Counter(one for check in checks for one in check(folder))
    for (outcome, what), times in sorted(found.items()):
        print(f"{outcome:12}{what}" + (f" ({times} times)" if times > 1 else ""))
    return int(any(outcome == "fail" for outcome, _ in found))


def lines(folder: Path, name: str) -> Iterator[Any]:
    """The lines of a file of the release."""
    with (folder / name).open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def sha256(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def files(folder: Path) -> Iterator[Found]:
    """Every file against SHA256SUMS, SHA256SUMS against the manifest, and no file beside them."""
    sums = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
    stated = {name: digest for digest, name in (line.split("  ", 1) for line in sums)}
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    listed = {name: entry["sha256"] for name, entry in manifest["files"].items()}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    for name in sorted(there | stated.keys() | listed.keys() - {"SHA256SUMS"}):
        if name == "SHA256SUMS" or name.endswith((".tsq", ".tsr")):
            continue
        holds = name in there and sha256(folder / name) == stated.get(name) == listed.get(
            name, stated.get(name)
        )
        yield ("pass", "files") if holds else ("fail", f"file {name}")
    pages = "".join(f"{line}\n" for line in sums if "  site/" in line)
    of_site = hashlib.sha256(pages.encode()).hexdigest() if pages else None
    yield ("pass" if of_site == manifest["site_sha256"] else "fail"), "site"


def chain(folder: Path) -> Iterator[Found]:
    """The release before this one, if it lies beside it."""
    before = json.loads((folder / "manifest.json").read_text())["previous"]
    if before is not None:
        there = folder.parent / before["release"] / "manifest.json"
        same = there.exists() and sha256(there) == before["manifest_sha256"]
        yield (
            ("pass" if same else "fail" if there.exists() else "not_checked"),
            f"release before: {before['release']}",
        )


def quotes(folder: Path) -> Iterator[Found]:
    """Published quotes against their commitments."""
    for claim in lines(folder, "claims.jsonl"):
        if claim["quote_salt"] is None:
            yield "not_checked", "quotes that are withheld or masked"
        else:
            told = hashlib.sha256((claim["quote_salt"] + claim["quote"]).encode()).hexdigest()
            yield (
                ("pass", "quotes")
                if told == claim["quote_commitment"]
                else ("fail", f"quote of {claim['id']}")
            )


def numbers(folder: Path) -> Iterator[Found]:
    """Each end of each range against the claims that it rests on."""
    rules = tomllib.loads((folder / "convention.toml").read_text("utf-8"))
    claims = {claim["id"]: claim for claim in lines(folder, "claims.jsonl")}
    for incident in lines(folder, "incidents.jsonl"):
        outcomes = {
            "killed": incident["killed"],
            "injured": incident["injured"],
            **incident["other_outcomes"],
        }
        for outcome, group, end in (
            (o, g, e) for o, groups in outcomes.items() for g in groups for e in ("low", "high")
        ):
            bounds, what = outcomes[outcome][group], f"{incident['id']}: {outcome} {group}, {end}"
            may_be = possible(bounds[f"{end}_reason"], outcome, group, end, incident, claims, rules)
            if may_be is None or not incident["follows"]:
                yield "not_checked", "numbers that several figures make, or that people set"
            else:
                yield ("pass", "numbers") if bounds[end] in may_be else ("fail", what)


def possible(
    why: Any, outcome: str, group: str, end: str, incident: Any, claims: Any, rules: Any
) -> set[int | None] | None:
    """What an end may be by its rule and its claims; None where the rule is beyond this page."""
    outcomes = (outcome, "struck", "killed_or_injured")
    figures = [f for claim in why["claims"] for f in claims[claim]["figures"] if f["outcome"] in outcomes]
    said = {number for f in figures for number in (f["low"], f["high"])}
    word, more = why["params"].get("word"), rules["open_bounds"]["more_than_adds"]
    ends: dict[str, set[int | None]] = {
        "no_bound": {None},
        "stated": said,
        "about": said,
        "at_least": said,
        "at_most": said,
        "more_than": {f["low"] + more for f in figures if f["kind"] == "more_than"},
        "less_than": {max(0, f["high"] - 1) for f in figures if f["kind"] == "less_than"},
        "none_said": {0 for f in figures if f["kind"] == "none"},
        "plural": {rules["plural"][end]},
        "vague_word": {rule.get(end) for rule in rules["vague"] if word in rule["words"]},
        "named": {n[end] for n in incident["named"] if (n["outcome"], n["group"]) == (outcome, group)},
    }
    return ends.get(why["code"].split(".")[1])


def table(folder: Path) -> Iterator[Found]:
    """The numbers of the table of incidents against their ranges."""
    with (folder / "incidents.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    incidents = {incident["id"]: incident for incident in lines(folder, "incidents.jsonl")}
    for id in sorted(rows.keys() | incidents.keys()):
        row, incident = rows.get(id, {}), incidents.get(id, {"killed": {}, "injured": {}})
        said = {name: cell for name, cell in row.items() if cell and name.endswith(("_low", "_high"))}
        ends = {
            f"{outcome}_{group}_{end}": str(bounds[end])
            for outcome in ("killed", "injured")
            for group, bounds in incident[outcome].items()
            for end in ("low", "high")
            if bounds[end] is not None
        }
        same = id in rows and id in incidents and said == ends
        yield ("pass", "table of incidents") if same else ("fail", f"incidents.csv: {id}")


def sums(folder: Path) -> Iterator[Found]:
    """The sums over all incidents against their ranges."""
    totals: Counter[tuple[str, str, str, str]] = Counter()
    for incident in lines(folder, "incidents.jsonl"):
        state = "draft" if incident["review"] == "machine" else "reviewed"
        for outcome, groups in {"killed": incident["killed"], "injured": incident["injured"]}.items():
            for group, bounds in groups.items():
                totals[state, outcome, group, "low"] += bounds["low"] or 0
                totals[state, outcome, group, "high"] += (
                    (bounds["low"] or 0) if bounds["high"] is None else bounds["high"]
                )
    with (folder / "totals.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if not row["by"] and row["outcome"] in ("killed", "injured"):
                for end in ("low", "high"):
                    said, key = row[end], (row["state"], row["outcome"], row["group"], end)
                    yield (
                        ("pass", "sums")
                        if int(said or 0) == totals[key]
                        else ("fail", f"sum of {' '.join(key)}")
                    )


def history(folder: Path) -> Iterator[Found]:
    """The last step in the history of each incident against its numbers."""
    last = {step["incident"]: step for step in lines(folder, "history.jsonl")}
    for incident in lines(folder, "incidents.jsonl"):
        ends = [{g: [b["low"], b["high"]] for g, b in incident[o].items()} for o in ("killed", "injured")]
        step = last.get(incident["id"], {})
        told = [step.get(name) for name in ("killed", "injured", "grade", "strike_status")]
        same = told == [*ends, incident["grade"], incident["strike_status"]]
        yield ("pass", "history") if same else ("fail", f"history of {incident['id']}")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent))
