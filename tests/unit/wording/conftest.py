"""Makes the finder of codes beside these tests importable, whatever way pytest imports tests."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
