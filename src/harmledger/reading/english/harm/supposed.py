"""A word of harm in its parse in, whether the harm is denied, only supposed, or feared out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harmledger.reading.english.words.harm import harm_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_feared(token: Token) -> bool:
    """ "Thirty are *feared* drowned", "*feared* to have died", "officials *fear* that …": missing, not seen dead."""
    feared = harm_lexicon().words["modifiers.feared"]
    if token.i > 0 and token.nbor(-1).lower_ in feared:
        return True
    return token.dep_ in ("xcomp", "ccomp", "oprd", "acomp") and token.head.lower_ in feared


def is_negated(token: Token) -> bool:
    """ "Was not hurt", "never killed anyone", "without killing"."""
    chain = [token, token.head] if token.dep_ in ("acomp", "oprd", "xcomp") else [token]
    return any(c.dep_ == "neg" and not _compares(c) for t in chain for c in t.lefts) or (
        token.dep_ == "pcomp" and token.head.lower_ == "without"
    )


def _compares(negation: Token) -> bool:
    """The "not" of "it is more likely *than not* that two died"."""
    return negation.i > 0 and negation.nbor(-1).lower_ == "than"


def _is_hyphened(token: Token) -> bool:
    """The "threatening" of "*life-threatening* injuries"."""
    return token.i > 0 and token.nbor(-1).tag_ == "HYPH"


def is_hypothetical(token: Token) -> bool:
    """ "Could kill", "threatened to kill", "attempted murder", "if killed"."""
    words = harm_lexicon().words["modifiers.hypothetical"]
    kinds = ("aux", "mark", "amod", "compound")
    aux = {child.lower_ for child in token.lefts if child.dep_ in kinds and not _is_hyphened(child)}
    if "to" in aux:
        have = any(child.lower_ == "have" for child in token.lefts)
        passive_report = token.dep_ == "xcomp" and token.head.tag_ in ("VBN", "JJ")
        return not (have or passive_report)
    if {"may", "have"} <= aux:
        return False  # "may have been killed" is told, as a suspicion
    return bool(aux & words)
