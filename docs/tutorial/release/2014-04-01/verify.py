"""Checks this release by its METHOD.md with Python's standard library alone: python3 verify.py [FOLDER]

It shares no code with harmledger. Grades, intervals, map, pages and site it leaves to `harmledger verify`.
"""

import csv
import hashlib
import json
import sys
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

HERE = (Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent).resolve()
FOUND: Counter[str] = Counter()
SUM_OF_EACH_REPORT = {"added_up", "parts_summed", "overlap_unknown", "presumed_civilian"}
SUM_LESS_OTHERS = {"status_contested", "died_later", "struck", "killed_or_injured"}


def check(what: str, where: str, holds: Any) -> None:
    """Notes that something holds, does not, or (None) that nobody outside can tell."""
    FOUND[
        f"not_checked {what}" if holds is None else f"pass {what}" if holds else f"fail {what}: {where}"
    ] += 1


def lines(name: str) -> list[Any]:
    """The lines of a `.jsonl` file of the release, or the rows of a `.csv`."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file)) if name.endswith(".csv") else [json.loads(line) for line in file]


def sha256(content: bytes | str) -> str:
    """The digest of these bytes, or of words in UTF-8."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def files(manifest: Any) -> None:
    """Every file against SHA256SUMS and the manifest, and no other; the release before this; quotes shown."""
    sums = dict(line.split("  ", 1)[::-1] for line in (HERE / "SHA256SUMS").read_text("utf-8").splitlines())
    site = {name: digest for name, digest in sums.items() if name.startswith("site/")}
    listed = {name: file["sha256"] for name, file in manifest["files"].items()} | site
    listed["manifest.json"] = sha256((HERE / "manifest.json").read_bytes())
    there = {path.relative_to(HERE).as_posix(): path for path in HERE.rglob("*") if path.is_file()}
    for name in {*there, *sums, *listed} - {"SHA256SUMS", "manifest.tsq", "manifest.tsr"}:
        digest = sha256(there[name].read_bytes()) if name in there else "missing"
        check("files", name, digest == sums.get(name) == listed.get(name))
    pages = sha256("".join(f"{digest}  {name}\n" for name, digest in site.items())) if site else None
    check("list of pages", "site", pages == manifest["site_sha256"])
    if before := manifest["previous"]:
        path = HERE.parent / before["release"] / "manifest.json"
        found = sha256(path.read_bytes()) if path.exists() else None
        check("release before", before["release"], found and found == before["manifest_sha256"])
    for claim in lines("claims.jsonl"):
        salt, told = claim["quote_salt"], claim["quote_commitment"]
        check("quotes", claim["id"], salt and told == sha256(salt + claim["quote"]))


def meant(figure: Any, end: str, rules: Any) -> set[int]:
    """What a figure may mean at an end: as it was said, or by the rules for open and for vague words."""
    said = {number for number in (figure["low"], figure["high"]) if number is not None}
    moved = {"more_than": rules["open_bounds"]["more_than_adds"], "less_than": -1}.get(figure["kind"], 0)
    if figure["kind"] in ("vague", "plural_only") and not said:
        words = figure["phrase"].casefold()
        vague = [rule for rule in rules["vague"] if any(word in words for word in rule["words"])]
        return {rule[end] for rule in (*vague, rules["plural"]) if end in rule}
    return {0} if figure["kind"] == "none" else {max(0, number + moved) for number in said}


def sums(figures: list[Any], end: str, less: set[str], rules: Any) -> set[int]:
    """Every sum of some of these figures; people of the groups in `less` may also be taken off."""
    made: set[int] = set()
    for figure in figures:
        off = meant(figure, {"low": "high", "high": "low"}[end], rules) if figure["group"] in less else ()
        made |= {had + n for had in made | {0} for n in (*meant(figure, end, rules), *(-n for n in off))}
    return {max(0, number) for number in made}


def follows(incident: Any, at: tuple[str, ...], number: Any, why: Any, claims: Any, rules: Any) -> Any:
    """Whether the claims that an end rests on can make its number by its rule; None where a person set it."""
    (outcome, group, end), rule = at, why["code"].partition(".")[2]
    told = [
        (claims[claim]["report"], figure) for claim in why["claims"] for figure in claims[claim]["figures"]
    ]
    own = [each for each in told if each[1]["outcome"] in (outcome, "killed_or_injured")]
    if rule in ("no_bound", "by_person"):
        return None if rule == "by_person" else number is None
    if rule == "named":
        named = [each[end] for each in incident["named"] if (each["outcome"], each["group"]) == at[:2]]
        counted = [high for _, high in incident["said"].get(outcome, {}).get(group, ()) if end == "low"]
        return number in named or (number in counted and number < max(named, default=0))
    if rule in SUM_LESS_OTHERS or any(figure["outcome"] == "struck" for _, figure in told):
        return number in sums([figure for _, figure in told], end, {f["group"] for _, f in told}, rules)
    if rule in SUM_OF_EACH_REPORT:
        less = {"contested", *rules["presume_civilian"]["outside"]} if rule == "presumed_civilian" else set()
        reports = [[figure for report, figure in own if report == each] for each, _ in own]
        return reports and all(number in sums(figures, end, less, rules) for figures in reports)
    return any(number in meant(figure, end, rules) for _, figure in own if figure["group"] == group)


def numbers() -> None:
    """Every number against its claims, the table and the history; the sums against all numbers."""
    rules = tomllib.loads((HERE / "convention.toml").read_text("utf-8"))
    claims = {claim["id"]: claim for claim in lines("claims.jsonl")}
    steps = {step["incident"]: step for step in lines("history.jsonl")}
    rows = {row["id"]: row for row in lines("incidents.csv")}
    totals: Counter[tuple[str, ...]] = Counter()
    for incident in lines("incidents.jsonl"):
        id, state = incident["id"], "draft" if incident["review"] == "machine" else "reviewed"
        harm = {outcome: incident[outcome] for outcome in ("killed", "injured")}
        every = harm | incident["other_outcomes"]
        ends = [((o, g, end), every[o][g]) for o in every for g in every[o] for end in ("low", "high")]
        for at, of in ends:
            number, why = of[at[2]], of[f"{at[2]}_reason"]
            right = follows(incident, at, number, why, claims, rules) if incident["follows"] else None
            check("numbers", f"{id}, {' '.join(at)}", right)
            totals[state, *at] += (of["low"] or 0) if number is None else number
        row = {name: cell for name, cell in rows.get(id, {}).items() if name.endswith(("_low", "_high"))}
        table = {"_".join(at): str(of[at[2]]) for at, of in ends if at[0] in harm and of[at[2]] is not None}
        check("table", id, row == {name: table.pop(name, "") for name in row} and not table)
        now: dict[str, Any] = {name: incident[name] for name in ("grade", "strike_status")}
        now |= {o: {g: [of["low"], of["high"]] for g, of in groups.items()} for o, groups in harm.items()}
        check("history", id, now == {name: steps.get(id, {}).get(name) for name in now})
    check("table", "its rows", sorted(rows) == [incident["id"] for incident in lines("incidents.jsonl")])
    for row in lines("totals.csv"):
        for end in ("low", "high") if not row["by"] else ():
            key = row["state"], row["outcome"], row["group"], end
            check("sums", " ".join(key), int(row[end] or 0) == totals.pop(key, 0))
    check("sums", f"not told: {sorted(totals)}", not any(totals.values()))


if __name__ == "__main__":
    files(json.loads((HERE / "manifest.json").read_bytes()))
    numbers()
    print("\n".join(f"{what} ({times} times)" for what, times in sorted(FOUND.items())))
    sys.exit(any(what.startswith("fail") for what in FOUND))
