"""Linking decisions and what is looked at in; those that have a say in it, with all that they speak of, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from harmledger.records.decision import Links

Node = tuple[str, str]


class Concern(msgspec.Struct, frozen=True, kw_only=True):
    """Some reports, with the decisions that have a say in where their tellings belong."""

    reports: frozenset[str]
    links: tuple[Links, ...]
    """Oldest first. Taken by themselves they come to the same for these reports as all decisions do."""


def concerned(
    links: Sequence[Links],
    *,
    reports: Iterable[str],
    filings: Iterable[str] = (),
    about: Iterable[Links] = (),
) -> Concern:
    """Those of `links` that speak of any of these reports, of what is filed under these keys, or of what the decisions
    `about` speak of; and those that speak of what these speak of, to the last."""
    known = {("report", id) for id in reports} | {("filing", key) for key in filings}
    known |= {node for each in about for node in _spoken_of(each)}
    nodes = [frozenset(_spoken_of(each)) for each in links]
    found: set[int] = set()
    while more := {nth for nth, own in enumerate(nodes) if nth not in found and not own.isdisjoint(known)}:
        found |= more
        known |= {node for nth in more for node in nodes[nth]}
    return Concern(
        reports=frozenset(id for kind, id in known if kind == "report"),
        links=tuple(links[nth] for nth in sorted(found)),
    )


def _spoken_of(links: Links) -> Iterator[Node]:
    """The reports of the tellings that a decision names, the filings in which it found them, and the incidents whose
    id it keeps."""
    sets = [*links.together, *(refs for pair in links.apart for refs in pair), tuple(links.keeps.values())]
    for ref in (ref for refs in sets for ref in refs):
        yield "report", ref.report_id
        if ref.filed_under is not None:
            yield "filing", ref.filed_under
    for incident in links.keeps:
        yield "incident", incident
