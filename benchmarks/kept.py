"""A run of a benchmark in, the JSON file that holds the last of each kind out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any


def keep(file: Path, name: str, run: dict[str, Any], by: Sequence[str]) -> None:
    """Adds a run to the list `name` of `file`, in place of an earlier one that has the same `by`."""
    kept = json.loads(file.read_text()) if file.exists() else {}
    same = [run[field] for field in by]
    others = [each for each in kept.get(name, []) if [each[field] for field in by] != same]
    kept[name] = sorted([*others, run], key=lambda each: [each[field] for field in by])
    file.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")
