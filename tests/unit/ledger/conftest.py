"""Lets the tests of this folder, and the writer that one of them starts, import the samples beside them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
