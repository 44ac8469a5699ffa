"""Two strands in, whether they go back to one origin out: same, independent or undetermined, with the reason
(law 7).

Different names or wording alone prove nothing. Independent are only two different named voices that can have
seen for themselves, an outlet's own correspondents among them, or two named sources that one author sets side by
side with numbers of the same people that cannot both be copied from one account.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from rapidfuzz.fuzz import token_sort_ratio

from harmledger.linking.facts import ReportFacts, shared_shingles_percent
from harmledger.linking.strands import Naming, Root, Strand, holds_any, publisher_name, voice_rules
from harmledger.records.reason import Reason

COPY_PERCENT = 50
"""From this share of shared shingles on, one text is made from the other or both from a third."""
ALIKE_NAMES = 80
"""Of 100 (rapidfuzz token_sort_ratio): from here on two names may be spellings of one."""

_SAME_NAME: dict[Naming, str] = {
    "named": "origin.same_source",
    "correspondent": "origin.same_source",
    "unnamed": "origin.told_to_same",
    "author": "origin.same_publisher",
}
"""Why two strands of one name are one."""


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
        return Kinship("same", Reason(code=_SAME_NAME[one.naming]))
    if _retells(one, other, right.facts) or _retells(other, one, left.facts):
        return Kinship("same", Reason(code="origin.cites_other"))
    if left.sentences & right.sentences and left.report != right.report:
        return Kinship("same", Reason(code="origin.same_sentence"))
    if one.naming == other.naming == "named" or left.report == right.report:
        return None
    return _copied(left.facts, right.facts)


def _retells(root: Root, other: Root, other_facts: ReportFacts) -> bool:
    """Whether `root` is an outlet or its people, and the other strand is that outlet's own report or word."""
    if root.naming != "correspondent" and (root.naming != "named" or root.kind not in voice_rules().outlets):
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
    if alike(one.name, other.name):
        return None
    if _saw(one) and _saw(other):
        return _both_saw(one, other)
    named = one.naming == other.naming == "named"
    if named and left.report == right.report and _numbers_exclude_each_other(left, right):
        return Kinship("independent", Reason(code="origin.differing_accounts"))
    return None


def _saw(root: Root) -> bool:
    """Whether this is somebody by name who can have seen for themselves."""
    return root.naming == "correspondent" or (
        root.naming == "named" and root.kind in voice_rules().first_hand
    )


def _both_saw(one: Root, other: Root) -> Kinship | None:
    """Two who saw, of different names. Outlets, or two of one kind, may be one under a name in each script."""
    correspondents = [root for root in (one, other) if root.naming == "correspondent"]
    alike_in_kind = len(correspondents) > 1 or one.kind == other.kind
    if alike_in_kind and _is_latin(one.name) != _is_latin(other.name):
        return None
    if correspondents:
        return Kinship("independent", Reason(code="origin.own_correspondents"))
    kinds: dict[str, str | int] = {"kind": min(one.kind, other.kind), "other_kind": max(one.kind, other.kind)}
    return Kinship("independent", Reason(code="origin.both_first_hand", params=kinds))


def _is_latin(name: tuple[str, ...]) -> bool:
    return all(word.isascii() for word in name)


def _numbers_exclude_each_other(left: Strand, right: Strand) -> bool:
    """Whether the two count the same people of the same outcome, and no number of the one fits any of the
    other."""
    pairs = [(a, b) for a in left.tolls for b in right.tolls if (a.outcome, a.group) == (b.outcome, b.group)]
    return bool(pairs) and all(a.high < b.low or b.high < a.low for a, b in pairs)


def _why_undetermined(left: Strand, right: Strand) -> str:
    one, other = left.root, right.root
    if not {one.naming, other.naming} <= {"named", "correspondent"}:
        return "origin.unnamed_sources"
    if alike(one.name, other.name) or (_saw(one) and _saw(other)):
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
    """Whether the two may be one name: a word of three letters in common, much the same letters, or two names of one
    body."""
    if any(len(word) > 2 for word in set(one) & set(other)):
        return True
    if any(holds_any(one, names) and holds_any(other, names) for names in voice_rules().one_body):
        return True
    return token_sort_ratio(" ".join(one), " ".join(other)) >= ALIKE_NAMES
