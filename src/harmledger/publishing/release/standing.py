"""The last release in, the lines of incidents whose published numbers stand, though more was told since, out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import msgspec

from harmledger.exchange.contract import ReportLine
from harmledger.publishing.masking.masker import Masker
from harmledger.publishing.matter import PublishedIncident
from harmledger.publishing.release.contract import ReleasedClaim, ReleasedIncident
from harmledger.publishing.release.lines import IncidentLines
from harmledger.publishing.release.reread import published_of

STANDS = "stands"
_NO_WORDS = re.compile(r"[a-z]{2,8}-[0-9a-f]{24}|[0-9a-f]{64}")
"""Ids and digests, in which no name can stand."""
Line = TypeVar("Line", bound=msgspec.Struct)


def standing_lines(
    release: Path, still: Mapping[str, Collection[str]], masker: Masker, cleared: Collection[str]
) -> Iterator[IncidentLines]:
    """The lines of incidents whose numbers can stand as they are in `release`.

    `still`: by (public) id of the incidents asked for, the claims that it holds now. Where one that was published
    is not among them (rejected, corrected, moved, erased), or where the policy hides a word of the lines, the number
    cannot stand. A quote that is not among `cleared` any more is withheld.
    """
    if not still:
        return
    incidents = [line for line in _read(release, "incidents.jsonl", ReleasedIncident) if line.id in still]
    claims = {id for line in incidents for id in line.claims}
    keys = {key for line in incidents for key in (*line.reports, *line.also_told_in)}
    said = {line.id: line for line in _read(release, "claims.jsonl", ReleasedClaim) if line.id in claims}
    told = {line.key: line for line in _read(release, "reports.jsonl", ReportLine) if line.key in keys}
    for line in incidents:
        if not set(line.claims) <= set(still[line.id]):
            continue
        made = IncidentLines(
            incident=_standing(line, release.name),
            claims=tuple(_as_cleared(said[id], cleared) for id in line.claims),
            reports=tuple(told[key] for key in (*line.reports, *line.also_told_in)),
        )
        if not masker.hides(_NO_WORDS.sub("", msgspec.json.encode(made).decode())):
            yield made


def published_lines(lines: IncidentLines) -> PublishedIncident:
    """The incident of these lines, as a site shows it."""
    claims, reports = {each.id: each for each in lines.claims}, {each.key: each for each in lines.reports}
    return published_of(lines.incident, claims, reports)


def _standing(line: ReleasedIncident, release: str) -> ReleasedIncident:
    """What may be one with it may have changed: the interval takes it for one of its own."""
    return msgspec.structs.replace(line, review=STANDS, stands_from=line.stands_from or release, perhaps=())


def _as_cleared(line: ReleasedClaim, cleared: Collection[str]) -> ReleasedClaim:
    if not line.quote or line.id in cleared:
        return line
    return msgspec.structs.replace(line, quote="", quote_state="withheld", quote_salt=None)


def _read(release: Path, name: str, kind: type[Line]) -> Iterator[Line]:
    decoder = msgspec.json.Decoder(kind)
    with (release / name).open("rb") as lines:
        yield from map(decoder.decode, lines)
