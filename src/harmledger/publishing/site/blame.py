"""The claims of an incident in; on whose word each party is blamed, and who denies or concedes it, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from harmledger.publishing.matter import PublishedClaim
from harmledger.publishing.site.safe import shown
from harmledger.publishing.site.voices import Answer, Teller, voice_name
from harmledger.publishing.site.words import Words

_IN_QUESTION = ("responsibility", "occurrence")
"""What an accused who answers speaks of: that they did it, that it happened."""


def on_whose_word(
    parties: Iterable[str], claims: tuple[PublishedClaim, ...], words: Words
) -> tuple[Answer, ...]:
    """Each party with the voices that blame it. None of them: a person set it, or it follows from the tellings."""
    return tuple(
        Answer(
            text=shown(party),
            stance="asserts",
            tellers=_tellers((each for each in claims if _blames(each, party)), words),
        )
        for party in sorted(parties)
    )


def answered(claims: tuple[PublishedClaim, ...], words: Words) -> tuple[Answer, ...]:
    """Who denies, doubts or concedes that somebody did it or that it happened: an answer for each way of saying so, in
    the order of the claims."""
    found: dict[tuple[str, str], list[PublishedClaim]] = defaultdict(list)
    for each in claims:
        if each.claim.stance != "asserts" and each.claim.about in _IN_QUESTION:
            found[each.claim.stance, each.claim.about].append(each)
    return tuple(
        Answer(text=words.said(told[0].claim), stance=stance, tellers=_tellers(told, words))
        for (stance, _), told in found.items()
    )


def _blames(published: PublishedClaim, party: str) -> bool:
    return published.claim.stance == "asserts" and party in published.resolution.blamed


def _tellers(claims: Iterable[PublishedClaim], words: Words) -> tuple[Teller, ...]:
    found: dict[str, list[str]] = defaultdict(list)
    for each in claims:
        found[voice_name(each.claim.voice, each.report_key, words)].append(each.claim.id)
    return tuple(Teller(name=name, claims=tuple(dict.fromkeys(ids))) for name, ids in found.items())
