"""What a person asked for in; nothing, or an error that says what cannot be carried out and why, out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from harmledger.errors import SettingsError, UsageError
from harmledger.wording import languages


def check_inputs(inputs: Sequence[Path]) -> None:
    """Raises UsageError naming every input that does not exist."""
    missing = [str(path) for path in inputs if not path.exists()]
    if missing:
        raise UsageError("no such file or folder", where=", ".join(missing), to_do="check the path")


def check_language(language: str) -> None:
    """Raises SettingsError where there are no words in this language, before hours of work need them."""
    if language not in languages():
        raise SettingsError(f"no words in {language!r}", to_do=f"one of: {', '.join(languages())}")
