"""Lets the tests of this folder use the cases' own builder of matters."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "golden" / "conventions"))
