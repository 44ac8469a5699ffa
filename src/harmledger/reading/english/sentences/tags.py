"""A word in its parse in; what kind of word its tag says it is out. The model's coarse tags are not asked for:
they follow from these, and cost a tenth of a parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_verb(token: Token) -> bool:
    """Whether it is a verb or an auxiliary."""
    return token.tag_[:2] in ("VB", "MD")


def is_full_verb(token: Token) -> bool:
    """Whether it is a verb and no auxiliary of another."""
    return token.tag_[:2] == "VB" and token.dep_ not in ("aux", "auxpass")


def is_proper_noun(token: Token) -> bool:
    """Whether it is a name or a part of one."""
    return token.tag_[:3] == "NNP"


def stands_for_somebody(token: Token) -> bool:
    """Whether it is a noun, a name or a pronoun."""
    return token.tag_[:2] == "NN" or token.tag_ in ("PRP", "WP")
