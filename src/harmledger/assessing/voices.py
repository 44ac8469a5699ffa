"""Whose word it is. In: claims with their tellings. Out: the lane of each claim, and who is the accused."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from harmledger.assessing.matter import Told
from harmledger.records.voice import Voice, VoiceKind

_ANONYMOUS: frozenset[VoiceKind] = frozenset(("author", "witness", "local_sources", "unknown"))
"""Kinds that name nobody for sure: two of one name in different origins are not known to be one voice."""
_PARTIES: frozenset[VoiceKind] = frozenset(("armed_actor", "government", "ministry", "police"))
_ARTICLES = ("the ", "a ", "an ")


AUTHORS = "author:"
"""The author's lane, which is also that of whoever the text does not name: "reportedly" hedges the author's own
count."""


class Lane(msgspec.Struct, frozen=True, order=True):
    """One voice; for a voice without a name, one origin too.

    A later toll supersedes an earlier one within a lane.
    """

    voice: str
    origin: int

    @property
    def is_authors(self) -> bool:
        """Whether the author speaks, for itself or for somebody whom it does not name ("reportedly")."""
        return self.voice == AUTHORS


class Accused(msgspec.Struct, frozen=True, kw_only=True):
    """The parties blamed in an incident, as sets of words of their names."""

    names: frozenset[frozenset[str]]

    def speaks(self, told: Told) -> bool:
        """Whether the claim's voice is a blamed party, or answers for itself by denying or conceding
        responsibility.
        """
        voice = told.claim.voice
        if voice.kind not in _PARTIES:
            return False
        if told.claim.about == "responsibility" and told.claim.stance in ("denies", "concedes"):
            return True
        words = _words(voice)
        return any(words <= name or name <= words for name in self.names)


def lane_of(told: Told) -> Lane:
    """The lane of a claim: its innermost voice by name; by name, kind and origin where the name says too
    little.

    The author's own lane is also that of somebody whom the text does not name.
    """
    voice = told.claim.voice
    if voice.kind == "author" or voice.span is None:
        return Lane(AUTHORS, told.origin)
    if voice.kind in _ANONYMOUS:
        return Lane(f"{voice.kind}:{voice_name(voice)}", told.origin)
    return Lane(voice_name(voice), -1)


def voice_name(voice: Voice) -> str:
    """A voice's name for comparing: the fuller one, without case, article and doubled blanks."""
    name = " ".join((voice.refers_to or voice.name).casefold().split())
    for article in _ARTICLES:
        name = name.removeprefix(article)
    return name


def find_accused(told: Iterable[Told]) -> Accused:
    """Everybody whom some claim blames, by canonical name and by the voice's own word."""
    names = (name for t in told for name in (*t.blamed, *(b.as_said for b in t.claim.blamed)))
    return Accused(
        names=frozenset(filter(None, (frozenset(name.casefold().split()) - {"the"} for name in names)))
    )


def _words(voice: Voice) -> frozenset[str]:
    return frozenset(voice_name(voice).split())
