"""The last release in, the lines of incidents whose published numbers stand, though more was told since, out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import msgspec

from harmledger.exchange.contract import ReportLine
from harmledger.publishing.masking.masker import Masker
from harmledger.publishing.release.contract import IncidentLines, ReleasedClaim, ReleasedIncident
from harmledger.publishing.release.released import CLAIMS, INCIDENTS, REPORTS, read_lines

STANDS = "stands"
_NO_WORDS = re.compile(r"[a-z]{2,8}-[0-9a-f]{24}|[0-9a-f]{64}")
"""Ids and digests, in which no name can stand."""


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
    incidents = [line for line in read_lines(release / INCIDENTS, ReleasedIncident) if line.id in still]
    claims = {id for line in incidents for id in line.claims}
    keys = {key for line in incidents for key in (*line.reports, *line.also_told_in)}
    said = {line.id: line for line in read_lines(release / CLAIMS, ReleasedClaim) if line.id in claims}
    told = {line.key: line for line in read_lines(release / REPORTS, ReportLine) if line.key in keys}
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


def _standing(line: ReleasedIncident, release: str) -> ReleasedIncident:
    """What may be one with it may have changed: the interval takes it for one of its own."""
    return msgspec.structs.replace(line, review=STANDS, stands_from=line.stands_from or release, perhaps=())


def _as_cleared(line: ReleasedClaim, cleared: Collection[str]) -> ReleasedClaim:
    if not line.quote or line.id in cleared:
        return line
    return msgspec.structs.replace(line, quote="", quote_state="withheld", quote_salt=None)
