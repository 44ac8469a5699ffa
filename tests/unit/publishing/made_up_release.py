"""A made-up record in, a release of it out: what the tests of releases share."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import msgspec
from made_up_market import harrow_ford
from made_up_record import METHOD, MadeUpRecord

from harmledger.assessing.assess import assess
from harmledger.assessing.convention import convention_source, load_convention
from harmledger.publishing.masking.hidden_names import HiddenNames
from harmledger.publishing.masking.masker import Masker
from harmledger.publishing.masking.pairs import masked_pairs
from harmledger.publishing.masking.pseudonyms import Pseudonyms
from harmledger.publishing.policy import NameRules, Policy, default_policy
from harmledger.publishing.release.contract import HeadLine
from harmledger.publishing.release.edition import Edition
from harmledger.publishing.release.lines import matter_of
from harmledger.publishing.release.review import Review
from harmledger.publishing.release.write import Streams, Written, write_release
from harmledger.publishing.scope import Scope
from harmledger.records.canonical import sha256

CONVENTION = load_convention("airwars-like")
DAY = dt.date(2031, 5, 1)
PSEUDONYMS = Pseudonyms(b"k" * 32)
PERSON = msgspec.structs.replace(METHOD, name="person:L. Sand")
REVIEWED = Review(state="reviewed", reviewers=2)


def assessed(record: MadeUpRecord) -> MadeUpRecord:
    """The record with its incidents assessed in earnest."""
    incidents = [
        msgspec.structs.replace(each, assessment=assess(matter_of(each), CONVENTION))
        for each in record.incidents()
    ]
    return MadeUpRecord(incidents, record.read_reports())


def streams(record: MadeUpRecord, policy: Policy | None = None, cleared: Collection[str] = ()) -> Streams:
    """What a release of all of the record is written from; the gazetteer knows Harrow Ford alone."""
    policy = policy or default_policy()
    names = {"harmledger:harrow-ford": "Harrow Ford"}
    masker = Masker(policy, PSEUDONYMS, names.get, HiddenNames(policy.names.hidden))
    chosen = {each.incident.id for each in record.incidents()}
    pairs = masked_pairs(record, masker, chosen=chosen, cleared=cleared)
    return Streams(pairs=pairs, masker=masker, reviews=dict.fromkeys(chosen, REVIEWED))


def edition(policy: Policy | None = None, **more: object) -> Edition:
    """The release of a day."""
    return Edition(
        **{
            "name": DAY.isoformat(), "released_on": DAY, "program": "0.1.0", "methods": (METHOD, PERSON),
            "convention": CONVENTION, "site_language": None,
            "convention_toml": convention_source("airwars-like"), "policy": policy or default_policy(),
            "scope": Scope(title="Varda, 2031", house="The Varda Count (made up)", licence="CC-BY-4.0"),
            "head": HeadLine(seq=7, link="0" * 64), **more,
        }
    )  # type: ignore[arg-type]  # fmt: skip


def sealed(folder: Path) -> None:
    """Makes every digest of a release right again, as somebody would who changed it and hopes not to be found out."""
    manifest = json.loads((folder / "manifest.json").read_bytes())
    for name, file in manifest["files"].items():
        file["sha256"] = sha256((folder / name).read_bytes())
    lines = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
    names = [line.partition("  ")[2] for line in lines]
    if manifest["site_sha256"]:
        manifest["site_sha256"] = sha256(_sums(folder, [n for n in names if n.startswith("site/")]))
    (folder / "manifest.json").write_text(json.dumps(manifest))
    (folder / "SHA256SUMS").write_bytes(_sums(folder, names))


def _sums(folder: Path, names: list[str]) -> bytes:
    return "".join(f"{sha256((folder / name).read_bytes())}  {name}\n" for name in names).encode()


def changed_line(folder: Path, name: str, change: Callable[[Any], None]) -> None:
    """The first line of a file of the release, changed in place."""
    first, *rest = (folder / name).read_text("utf-8").splitlines()
    line = json.loads(first)
    change(line)
    (folder / name).write_text("\n".join([json.dumps(line, ensure_ascii=False), *rest]) + "\n", "utf-8")


def released(
    releases: Path, record: MadeUpRecord | None = None, *, policy: Policy | None = None,
    cleared: Collection[str] = (), language: str | None = None, **more: object,
) -> Written:  # fmt: skip
    """A release of the record (the incident of Harrow Ford, if none is given)."""
    record = record or assessed(harrow_ford())
    return write_release(
        releases, streams(record, policy, cleared), edition(policy, site_language=language, **more)
    )


def released_in_full(releases: Path, language: str | None) -> Path:
    """The folder of a release of Harrow Ford, its voices named, and every quote cleared."""
    names = (
        "Civil Rescue of Lower Varda",
        "Varda Monitor",
        "Karsian",
        "Orlen Gazette",
        "Radio Tessaly",
        "وادي الرمان",
    )
    policy = Policy(name="named", names=NameRules(public=names))
    record = assessed(harrow_ford())
    claims = [claim.claim.id for incident in record.incidents() for claim in incident.claims]
    return released(releases, record, policy=policy, cleared=claims, language=language).folder
