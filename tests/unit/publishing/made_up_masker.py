"""A policy in, a masker of a made-up record out, and figures for it to mask."""

from __future__ import annotations

from harmledger.publishing.masking.hidden_names import HiddenNames
from harmledger.publishing.masking.masker import Masker
from harmledger.publishing.masking.pseudonyms import Pseudonyms
from harmledger.publishing.policy import Policy, default_policy
from harmledger.records.figure import Figure, Quantity, Who
from harmledger.records.span import Span

PSEUDONYMS = Pseudonyms(b"k" * 32)


def masker(policy: Policy | None = None) -> Masker:
    """A masker that knows no place."""
    policy = policy or default_policy()
    return Masker(policy, PSEUDONYMS, lambda _: None, HiddenNames(policy.names.hidden))


def counted(number: int | None, **who: str) -> Figure:
    """A figure of so many people."""
    quantity = Quantity(kind="exact", low=number, high=number, phrase="", span=Span(0, 1))
    return Figure(outcome="killed", who=Who(**who), quantity=quantity)  # type: ignore[arg-type]
