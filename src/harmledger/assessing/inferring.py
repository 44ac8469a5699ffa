"""Parties that no source names. In: an incident's claims and theatre rules opted into. Out: Inferred, never blame."""

from __future__ import annotations

from collections.abc import Sequence

from harmledger.assessing.matter import Told
from harmledger.assessing.statements import affirmed
from harmledger.assessing.theatre import Theatre
from harmledger.records.assessment import Inferred
from harmledger.records.moment import Moment
from harmledger.records.place import Place
from harmledger.records.reason import Reason


def inferred(
    told: Sequence[Told],
    blamed: Sequence[str],
    theatre: Theatre | None,
    when: Moment | None,
    where: Place | None,
) -> tuple[Inferred, ...]:
    """What the theatre's rules infer; nothing where a source names a party, or place and day are not in the theatre."""
    if theatre is None or blamed or not _is_in(theatre, when, where):
        return ()
    by_word = tuple(_by_words(told, theatre))
    if by_word or theatre.silence is None:
        return by_word
    reason = Reason(code="theatre.nobody_named", params={"theatre": theatre.name})
    return tuple(Inferred(party=party, reason=reason) for party in theatre.silence.parties)


def _by_words(told: Sequence[Told], theatre: Theatre) -> list[Inferred]:
    found: list[Inferred] = []
    for rule in theatre.word:
        said = [(one.claim.id, rule.pattern.search(one.claim.quote.casefold())) for one in affirmed(told)]
        meant = [(claim, match.group()) for claim, match in said if match]
        if meant:
            params: dict[str, str | int] = {"theatre": theatre.name, "word": meant[0][1]}
            claims = tuple(sorted({claim for claim, _ in meant}))
            found.append(
                Inferred(party=rule.party, reason=Reason(code="theatre.word", params=params, claims=claims))
            )
    return found


def _is_in(theatre: Theatre, when: Moment | None, where: Place | None) -> bool:
    if when is None or where is None or where.country not in theatre.countries:
        return False
    return theatre.not_before <= when.start and when.end <= theatre.not_after
