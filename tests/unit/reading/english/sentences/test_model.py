"""The parser: loaded without spaCy's command line, which is there for whoever asks for it."""

import subprocess
import sys

_ASKED = """
import sys
from harmledger.reading.english.sentences.model import model
names = model().pipe_names
assert names == ["tok2vec", "tagger", "parser"], names
assert not [name for name in sys.modules if name.startswith("spacy.cli")]
import spacy, spacy.cli
assert spacy.info(silent=True)["spacy_version"] == spacy.__version__
assert callable(spacy.cli.download)
"""


def test_what_spacy_offers_otherwise_is_there_once_it_is_asked_for() -> None:
    subprocess.run([sys.executable, "-c", _ASKED], check=True)
