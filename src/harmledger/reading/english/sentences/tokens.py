"""spaCy's rules for words of English in, the same out with two places where reports of harm need others.

Importing it makes them known to spaCy under the name `WORDS`."""

from __future__ import annotations

from collections.abc import Callable

from spacy.lang.tokenizer_exceptions import emoticons
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

WORDS = "harmledger.words"
_RUN_ON = r"(?<=[a-z]),(?=[0-9])"
"""Where a blank was forgotten: "his two sons,12-year-old Ari and …"."""


def _tokenizer(language: Language) -> Tokenizer:
    """Takes words apart where a blank was forgotten too, and knows no faces: "8)" is the end of "Ari (8)"."""
    defaults = language.Defaults
    rules = {
        word: parts for word, parts in (defaults.tokenizer_exceptions or {}).items() if word not in emoticons
    }
    return Tokenizer(
        language.vocab, rules,
        prefix_search=compile_prefix_regex(defaults.prefixes or ()).search,
        suffix_search=compile_suffix_regex(defaults.suffixes or ()).search,
        infix_finditer=compile_infix_regex([*(defaults.infixes or ()), _RUN_ON]).finditer,
        token_match=defaults.token_match, url_match=defaults.url_match,
    )  # fmt: skip


def _words() -> Callable[[Language], Tokenizer]:
    return _tokenizer


registry.tokenizers.register(WORDS, func=_words)
