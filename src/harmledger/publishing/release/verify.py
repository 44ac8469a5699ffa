"""The folder of a release in, what holds in it, what does not, and what nobody outside can check out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from harmledger.assessing.convention import Convention, parse_convention
from harmledger.errors import HarmledgerError, LedgerBroken, NotInRecord
from harmledger.estimating.model import default_model
from harmledger.ledger.findings import Finding, VerifyReport, closed, failed, not_checked, passed
from harmledger.publishing.digested import SUMS_FILE
from harmledger.publishing.masking.pseudonyms import commitment
from harmledger.publishing.past import GONE
from harmledger.publishing.release.again import made_again
from harmledger.publishing.release.contract import ReleasedClaim, ReleasedIncident, ReleaseManifest
from harmledger.publishing.release.history import is_as_published, read_history
from harmledger.publishing.release.rederive import differences, rederived
from harmledger.publishing.release.released import CLAIMS, INCIDENTS, read_lines, released_lines
from harmledger.publishing.release.site_files import SITE
from harmledger.publishing.release.sums import NOTHING, stated_sums, sums_of
from harmledger.publishing.release.timestamp import ANSWER_FILE, REQUEST_FILE, stamp_findings
from harmledger.publishing.release.totals_again import stated_totals, totals_of, totals_that_differ
from harmledger.publishing.site.leaves import Spread, in_this_process
from harmledger.records.canonical import canonical_json, sha256

MANIFEST = "manifest.json"


def is_release(folder: Path) -> bool:
    """Whether this folder is a release, not a record or a draft."""
    return (folder / SUMS_FILE).is_file() and (folder / MANIFEST).is_file()


def verify_release(folder: Path, spread: Spread = in_this_process) -> VerifyReport:
    """What holds in a release, for anybody who has nothing else. Changes nothing. `spread` sets pages on several
    processes.

    Raises NotInRecord if there is no release.
    """
    if not is_release(folder):
        raise NotInRecord("no release here", where=str(folder), to_do="give a folder of `releases/`")
    folder = folder.resolve()  # of `.` nobody knows what lies beside it
    findings: list[Finding] = []
    try:
        for found in _checks(folder, spread):
            findings += found
    except (HarmledgerError, msgspec.DecodeError, OSError, KeyError, ValueError) as error:
        findings.append(failed("files", "release_unreadable", folder.name, error=str(error)))
    return VerifyReport(findings=tuple(findings))


def _checks(folder: Path, spread: Spread) -> Iterator[list[Finding]]:
    """One check after the other: what was found before a file that cannot be read is told too."""
    manifest = read_manifest(folder)
    yield _files(folder, manifest)
    convention = parse_convention((folder / "convention.toml").read_bytes(), where="convention.toml")
    yield _chain(folder, manifest)
    yield stamp_findings(folder)
    yield _quotes(folder)
    yield _numbers(folder, convention)
    yield _totals(folder, manifest)
    yield _history(folder, manifest)
    yield made_again(folder, manifest, convention, spread)


def read_manifest(folder: Path) -> ReleaseManifest:
    """The manifest of a release. Raises LedgerBroken if it is none."""
    path = folder / MANIFEST
    try:
        return msgspec.json.decode(path.read_bytes(), type=ReleaseManifest)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        to_do = "restore the release; it was never to change"
        raise LedgerBroken(
            f"is not the manifest of a release: {error}", where=str(path), to_do=to_do
        ) from error


def read_claims(folder: Path) -> dict[str, ReleasedClaim]:
    """The claims of a release, by id."""
    return {each.id: each for each in read_lines(folder / CLAIMS, ReleasedClaim)}


def _files(folder: Path, manifest: ReleaseManifest) -> list[Finding]:
    """Every file against `SHA256SUMS`, that against the manifest, and no file beside them."""
    sums = (folder / SUMS_FILE).read_text("utf-8").splitlines()
    stated = {name: digest for digest, _, name in (line.partition("  ") for line in sums)}
    listed = {name: file.sha256 for name, file in manifest.files.items()}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    there -= {SUMS_FILE, REQUEST_FILE, ANSWER_FILE}
    faults = [
        failed("files", "release_file_missing", name) for name in sorted((stated.keys() | listed) - there)
    ]
    faults += [failed("files", "release_file_extra", name) for name in sorted(there - stated.keys())]
    for name in sorted(there & stated.keys()):
        digest = sha256((folder / name).read_bytes())
        if digest != stated[name] or listed.get(name, digest) != digest:
            faults.append(failed("files", "release_file_altered", name))
        elif name not in listed and name != MANIFEST and not name.startswith(f"{SITE}/"):
            faults.append(failed("files", "release_file_extra", name))
    pages = "".join(f"{line}\n" for line in sums if line.partition("  ")[2].startswith(f"{SITE}/"))
    if (sha256(pages.encode()) if pages else None) != manifest.site_sha256:
        faults.append(failed("files", "release_file_altered", SITE))
    return closed("files", faults, "release_files_hold", number=len(stated))


def _chain(folder: Path, manifest: ReleaseManifest) -> list[Finding]:
    """The release before this one against the digest that this one gives of it, if it lies beside."""
    before = manifest.previous
    if before is None:
        return [passed("previous", "release_first")]
    path = folder.parent / before.release / MANIFEST
    if not path.is_file():
        return [not_checked("previous", "release_previous_missing", before.release)]
    if sha256(path.read_bytes()) != before.manifest_sha256:
        return [failed("previous", "release_previous_altered", before.release)]
    return [passed("previous", "release_previous_holds", release=before.release)]


def _quotes(folder: Path) -> list[Finding]:
    """Published quotes against what was told of them before."""
    faults, shown, withheld = [], 0, 0
    for claim in read_lines(folder / CLAIMS, ReleasedClaim):
        if claim.quote_salt is None:
            withheld += 1
        elif commitment(claim.quote_salt, claim.quote) == claim.quote_commitment:
            shown += 1
        else:
            faults.append(failed("quotes", "release_quote_altered", claim.id))
    found = closed("quotes", faults, "release_quotes_hold", number=shown)
    return [
        *found,
        *([not_checked("quotes", "release_quotes_withheld", number=withheld)] if withheld else []),
    ]


def _numbers(folder: Path, convention: Convention) -> list[Finding]:
    """Every range, grade and status against what follows from the published claims under the published
    convention."""
    faults, followed, apart, named = [], 0, 0, 0
    with released_lines(folder) as released:
        for lines in released.incidents():
            line = lines.incident
            if not line.follows:
                apart += 1
                continue
            fields = list(differences(line, rederived(lines, convention)))
            faults += [failed("numbers", "release_number_differs", line.id, field=field) for field in fields]
            followed += not fields
            named += bool(line.named)
    found = closed("numbers", faults, "release_numbers_follow", number=followed)
    if apart:
        found.append(not_checked("numbers", "release_numbers_withheld", number=apart))
    if named:
        found.append(not_checked("numbers", "release_names_withheld", number=named))
    return found


def _totals(folder: Path, manifest: ReleaseManifest) -> list[Finding]:
    """The sums over everything against the ranges of the incidents; every line, with its intervals, where this
    version draws them by the same model."""
    table = (folder / "totals.csv").read_text("utf-8")
    sums, stated = sums_of(read_lines(folder / INCIDENTS, ReleasedIncident)), stated_sums(table)
    faults = [
        failed("totals", "release_total_differs", " ".join(key))
        for key in sorted(sums.keys() | stated.keys())
        if sums.get(key, NOTHING) != stated.get(key, NOTHING)
    ]
    found = closed("totals", faults, "release_totals_hold", number=len(stated))
    return [*found, *(_intervals(folder, manifest, table) if not faults else ())]


def _intervals(folder: Path, manifest: ReleaseManifest, table: str) -> list[Finding]:
    if manifest.totals_model != default_model().sha256:
        return [not_checked("totals", "release_intervals_other_model")]
    stated, made = stated_totals(table), totals_of(read_lines(folder / INCIDENTS, ReleasedIncident))
    faults = [failed("totals", "release_interval_differs", line) for line in totals_that_differ(stated, made)]
    return closed("totals", faults, "release_intervals_hold", number=len(stated))


def _history(folder: Path, manifest: ReleaseManifest) -> list[Finding]:
    """The last step of each incident against its numbers, and the release before, if it lies beside, for lines that
    are left out."""
    lines = list(read_history(folder))
    last = {line.incident: line for line in lines}
    incidents = {line.id: line for line in read_lines(folder / INCIDENTS, ReleasedIncident)}
    faults = [
        failed("history", "release_history_differs", id)
        for id in sorted(
            incidents.keys() | {each.incident for each in last.values() if each.change not in GONE}
        )
        if id not in last or id not in incidents or not is_as_published(last[id], incidents[id])
    ]
    before = folder.parent / manifest.previous.release if manifest.previous else None
    if before is not None and before.is_dir():
        kept = set(map(canonical_json, lines))
        faults += [
            failed("history", "release_history_cut", line.incident)
            for line in read_history(before)
            if canonical_json(line) not in kept
        ]
    return closed("history", faults, "release_history_holds", number=len(incidents))
