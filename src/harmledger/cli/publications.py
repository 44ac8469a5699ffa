"""A release, or what one would hold, in; words for a person out."""

from __future__ import annotations

from collections.abc import Mapping

from harmledger.cli.show import line
from harmledger.flow.choose import Chosen
from harmledger.flow.release import Released
from harmledger.wording import say

_MOST_NAMES = 20
"""Names that are shown; all of them are in `--json`."""


def released_shown(made: Released, language: str) -> None:
    """What was published, what changed, what was held back, and where it is."""
    line(
        say("released.done", {"release": made.release, "number": made.counts["incidents"]}, language),
        style="bold",
    )
    for change, count in made.changes.items():
        line(f"{count} {say(f'changed.{change}', {}, language)}", indent=2)
    _held(made.held_back, language)
    line(say("released.where", {"folder": str(made.folder)}, language))
    line(say("released.digest", {"digest": made.manifest_sha256}, language))


def chosen_shown(chosen: Chosen, language: str) -> None:
    """What would be published, what would be held back and why, and whom the release would not name."""
    line(
        say("released.would", {"number": len(chosen.publish), "policy": chosen.policy.name}, language),
        style="bold",
    )
    if chosen.stand:
        line(say("released.stand", {"number": len(chosen.stand)}, language))
    _held(chosen.held_counts, language)
    if chosen.withheld_publishers:
        line(say("released.unnamed", {}, language))
    for name, reports in list(chosen.withheld_publishers.items())[:_MOST_NAMES]:
        line(f"{name} ({reports})", indent=2)


def _held(held: Mapping[str, int], language: str) -> None:
    if held:
        line(say("released.held", {"number": sum(held.values())}, language))
    for code, count in held.items():
        line(f"{count} {say(f'held.{code}', {}, language)}", indent=2)
