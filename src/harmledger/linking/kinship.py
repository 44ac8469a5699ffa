"""Two strands in, whether they go back to one origin out: same, independent or undetermined, with the reason
(law 7).

Different names or wording alone prove nothing. Independent are only two different named voices that can have
seen for themselves, or two named sources that one author sets side by side with numbers of the same people
that cannot both be copied from one account.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from rapidfuzz.fuzz import token_sort_ratio

from harmledger.linking.facts import ReportFacts, shared_shingles_percent
from harmledger.linking.strands import Root, Strand, publisher_name, voice_rules
from harmledger.records.reason import Reason

COPY_PERCENT = 50
"""From this share of shared shingles on, one text is made from the other or both from a third."""
ALIKE_NAMES = 80
"""Of 100 (rapidfuzz token_sort_ratio): from here on two names may be spellings of one."""


class Kinship(NamedTuple):
    """The verdict on two strands and what it rests on."""

    verdict: Literal["same", "independent", "undetermined"]
    reason: Reason


def kinship(left: Strand, right: Strand) -> Kinship:
    """What is known of two strands of one incident. Symmetric."""
    return (
        _same(left, right)
        or _independent(left, right)
        or Kinship("undetermined", Reason(code=_why_undetermined(left, right)))
    )


def _same(left: Strand, right: Strand) -> Kinship | None:
    one, other = left.root, right.root
    if one.naming == other.naming and same_name(one.name, other.name):
        code = {"named": "same_source", "unnamed": "told_to_same", "author": "same_publisher"}[one.naming]
        return Kinship("same", Reason(code=f"origin.{code}"))
    if _retells(one, other, right.facts) or _retells(other, one, left.facts):
        return Kinship("same", Reason(code="origin.cites_other"))
    if left.sentences & right.sentences and left.report != right.report:
        return Kinship("same", Reason(code="origin.same_sentence"))
    if one.naming == other.naming == "named" or left.report == right.report:
        return None
    return _copied(left.facts, right.facts)


def _retells(root: Root, other: Root, other_facts: ReportFacts) -> bool:
    """Whether `root` is an outlet, and the other strand is that outlet's own report or word."""
    if root.naming != "named" or root.kind not in voice_rules().outlets:
        return False
    return same_name(root.name, publisher_name(other_facts)) or (
        other.naming != "named" and same_name(root.name, other.name)
    )


def _copied(left: ReportFacts, right: ReportFacts) -> Kinship | None:
    percent = shared_shingles_percent(left, right)
    if percent >= COPY_PERCENT:
        return Kinship("same", Reason(code="origin.copied_text", params={"percent": percent}))
    shared = len(left.quotes & right.quotes)
    if shared:
        return Kinship("same", Reason(code="origin.shared_quote", params={"count": shared}))
    return None


def _independent(left: Strand, right: Strand) -> Kinship | None:
    one, other = left.root, right.root
    if one.naming != "named" or other.naming != "named" or alike(one.name, other.name):
        return None
    first_hand = voice_rules().first_hand
    if one.kind in first_hand and other.kind in first_hand:
        kinds: dict[str, str | int] = {
            "kind": min(one.kind, other.kind),
            "other_kind": max(one.kind, other.kind),
        }
        return Kinship("independent", Reason(code="origin.both_first_hand", params=kinds))
    if left.report == right.report and _numbers_exclude_each_other(left, right):
        return Kinship("independent", Reason(code="origin.differing_accounts"))
    return None


def _numbers_exclude_each_other(left: Strand, right: Strand) -> bool:
    """Whether the two count the same people of the same outcome, and no number of the one fits any of the
    other."""
    pairs = [(a, b) for a in left.tolls for b in right.tolls if (a.outcome, a.group) == (b.outcome, b.group)]
    return bool(pairs) and all(a.high < b.low or b.high < a.low for a, b in pairs)


def _why_undetermined(left: Strand, right: Strand) -> str:
    if left.root.naming != "named" or right.root.naming != "named":
        return "origin.unnamed_sources"
    if alike(left.root.name, right.root.name):
        return "origin.alike_names"
    return "origin.not_first_hand"


def same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the two are one name: the same words, two or more words of the longer one, or its initials."""
    if set(one) == set(other):
        return True
    short, long = sorted((one, other), key=len)
    if len(short) > 1:
        return set(short) <= set(long)
    return bool(short) and len(long) > 1 and short[0] == "".join(word[0] for word in long)


def alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the two may be one name: a word of three letters in common, or much the same letters."""
    if any(len(word) > 2 for word in set(one) & set(other)):
        return True
    return token_sort_ratio(" ".join(one), " ".join(other)) >= ALIKE_NAMES
