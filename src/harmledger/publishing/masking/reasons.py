"""A reason in, the reason with public ids and no words of a report out."""

from __future__ import annotations

from collections.abc import Collection

from harmledger.publishing.masking.masker import Masker
from harmledger.publishing.masking.public_words import LEFT_OUT
from harmledger.records.reason import Reason
from harmledger.wording import is_code


def masked_reason(reason: Reason, masker: Masker, kept: Collection[str]) -> Reason:
    """The reason, resting on those of its claims that are among `kept`."""
    return Reason(
        code=reason.code,
        params={name: _param(name, value, masker) for name, value in reason.params.items()},
        claims=tuple(masker.pseudonyms.id(claim) for claim in reason.claims if claim in kept),
    )


def masked_reasons(reasons: tuple[Reason, ...], masker: Masker, kept: Collection[str]) -> tuple[Reason, ...]:
    """Each of `reasons`, masked."""
    return tuple(masked_reason(reason, masker, kept) for reason in reasons)


def _param(name: str, value: str | int, masker: Masker) -> str | int:
    """Numbers and codes stay, and words that only count; a name or a key does not."""
    if isinstance(value, int) or is_code(name, value):
        return value
    return masker.counting_words(value) or LEFT_OUT
