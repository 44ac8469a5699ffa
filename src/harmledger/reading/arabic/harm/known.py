"""A sentence's people and words of harm in, those whom only a pronoun names out ("his death", "their wounds")."""

from __future__ import annotations

from collections.abc import Sequence

from harmledger.reading.arabic.harm.cues import Cue, harm_lexicon, loses_life
from harmledger.reading.arabic.harm.ties import Fate, Fates
from harmledger.reading.arabic.people.chunk import Chunk
from harmledger.reading.arabic.words.split import Word
from harmledger.records.figure import Who

_THINGS_TOO = ("ه", "ها")
"""Pronouns that may mean a thing hit, too: "its being hit"."""


def with_known(words: Sequence[Word], chunks: Sequence[Chunk], cues: Sequence[Cue]) -> list[Chunk]:
    """The chunks with those whom "his death" speaks of; not where words name them ("two people lost their lives")."""
    owners = [
        _of_owner(cue, chunks) for cue in cues
        if cue.owned and not _is_told(words, chunks, cue) and not (cue.negated or cue.unreal)
        and (cue.outcome == "killed" or cue.owned not in _THINGS_TOO)
    ]  # fmt: skip
    return sorted((*chunks, *owners), key=lambda chunk: chunk.first)


def with_one_of_them(words: Sequence[Word], chunks: Sequence[Chunk], cues: Sequence[Cue]) -> list[Chunk]:
    """The chunks with the one of those told of before whom a word of harm speaks of ("one of whom died")."""
    said = {at for at in (cue.at + 1 for cue in cues) if at < len(words)}
    said -= {at for chunk in chunks for at in range(chunk.first, chunk.last + 1)}
    found = ((at, harm_lexicon().among.at(words, at)) for at in said)
    ones = [
        Chunk(first=at, last=at, kind="exact", low=1, high=1, who=Who(), form="counted", of_those=True)
        for at, among in found if among == ("one", 1)
    ]  # fmt: skip
    return sorted((*chunks, *ones), key=lambda chunk: chunk.first)


def known_fates(chunks: Sequence[Chunk], cues: Sequence[Cue], fates: Fates) -> None:
    """Adds to `fates` what befell those whom a pronoun speaks of."""
    by_word = {cue.at: cue for cue in cues if cue.owned}
    for n, chunk in enumerate(chunks):
        cue = by_word.get(chunk.first)
        if (
            cue is not None
            and chunk.first == chunk.last
            and chunk.form == "definite"
            and cue.outcome is not None
        ):
            fates[n] = Fate(cue.outcome, cue.at)


def _is_told(words: Sequence[Word], chunks: Sequence[Chunk], cue: Cue) -> bool:
    """Whether people are told of beside a word of losing, before the life that is theirs."""
    lost = next((at for at in reversed(range(cue.at)) if loses_life(words, at)), None)
    told = (chunk for chunk in chunks if chunk.form != "definite")
    return lost is not None and any(lost < chunk.first < cue.at or chunk.last == lost - 1 for chunk in told)


def _of_owner(cue: Cue, chunks: Sequence[Chunk]) -> Chunk:
    """The people that "his death", "their being wounded" speaks of: known already, counted by the pronoun: of
    the status of those told of last who are as many ("fired at a member of the force, which led to his death")."""
    several = cue.owned in ("هم", "هن")
    number = None if several else 2 if cue.owned == "هما" else 1
    before = [c for c in chunks if c.last < cue.at and (c.low == number or (several and c.low != 1))]
    status = before[-1].who.status if before else "unstated"
    return Chunk(
        first=cue.at, last=cue.at, kind="plural_only" if several else "exact", low=number, high=number,
        who=Who(sex="female" if cue.owned in ("ها", "هن") else "unstated", status=status), form="definite",
    )  # fmt: skip
