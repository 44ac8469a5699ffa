"""Wording: a code with its parameters and a language in, the sentence out. The words live in `locale/`."""

from harmledger.wording.catalog import is_code, languages, say

__all__ = ["is_code", "languages", "say"]
