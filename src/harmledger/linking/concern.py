"""What is looked at in; the linking decisions that have a say in it, with all that they speak of, out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

import msgspec

from harmledger.records.decision import Links

Node = tuple[str, str]
Speaking = Callable[[Collection[Node]], Mapping[int, Links]]
"""The decisions in force that speak of any of these, each under its place in the order in which they were made."""


class Concern(msgspec.Struct, frozen=True, kw_only=True):
    """Some reports, with the decisions that have a say in where their tellings belong."""

    reports: frozenset[str]
    links: tuple[Links, ...]
    """Oldest first. Taken by themselves they come to the same for these reports as all decisions do."""


def concerned(
    speaking: Speaking,
    *,
    reports: Iterable[str],
    filings: Iterable[str] = (),
    about: Iterable[Links] = (),
) -> Concern:
    """The decisions that speak of any of these reports, of what is filed under these keys, or of what the decisions
    `about` speak of; and those that speak of what these speak of, to the last."""
    known = {("report", id) for id in reports} | {("filing", key) for key in filings}
    known |= {node for each in about for node in spoken_of(each)}
    found: dict[int, Links] = {}
    ahead = set(known)
    while ahead:
        newest = {at: links for at, links in speaking(ahead).items() if at not in found}
        found |= newest
        ahead = {node for links in newest.values() for node in spoken_of(links)} - known
        known |= ahead
    return Concern(
        reports=frozenset(id for kind, id in known if kind == "report"),
        links=tuple(found[at] for at in sorted(found)),
    )


def spoken_of(links: Links) -> Iterator[Node]:
    """The reports of the tellings that a decision names, the filings in which it found them, and the incidents whose
    id it keeps."""
    sets = [*links.together, *(refs for pair in links.apart for refs in pair), tuple(links.keeps.values())]
    for ref in (ref for refs in sets for ref in refs):
        yield "report", ref.report_id
        if ref.filed_under is not None:
            yield "filing", ref.filed_under
    for incident in links.keeps:
        yield "incident", incident
