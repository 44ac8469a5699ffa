"""harmledger: a ledger of claims about civilian harm. Three lines do the main job:

>>> from pathlib import Path
>>> from harmledger import build, read_settings
>>> build([Path("reports")], Path("record"), settings=read_settings())  # doctest: +SKIP
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from harmledger.errors import HarmledgerError
    from harmledger.flow.backup.make import BackedUp, backup
    from harmledger.flow.backup.restore import Restored, restore
    from harmledger.flow.build import Summary, build
    from harmledger.flow.decide import decide_in
    from harmledger.flow.look import assess_again, erase, explain
    from harmledger.flow.only_read import annotate, read_claims
    from harmledger.flow.proof import verify
    from harmledger.flow.release import Released, release
    from harmledger.settings import Settings, read_settings

__all__ = [
    "BackedUp",
    "HarmledgerError",
    "Released",
    "Restored",
    "Settings",
    "Summary",
    "annotate",
    "assess_again",
    "backup",
    "build",
    "decide_in",
    "erase",
    "explain",
    "read_claims",
    "read_settings",
    "release",
    "restore",
    "verify",
]

_HOMES = {
    "BackedUp": "flow.backup.make",
    "HarmledgerError": "errors",
    "Released": "flow.release",
    "Restored": "flow.backup.restore",
    "Settings": "settings",
    "Summary": "flow.build",
    "annotate": "flow.only_read",
    "assess_again": "flow.look",
    "backup": "flow.backup.make",
    "build": "flow.build",
    "decide_in": "flow.decide",
    "erase": "flow.look",
    "explain": "flow.look",
    "read_claims": "flow.only_read",
    "read_settings": "settings",
    "release": "flow.release",
    "restore": "flow.backup.restore",
    "verify": "flow.proof",
}


def __getattr__(name: str) -> object:
    """The public names, brought in when first asked for: opening one room must not open all the others."""
    if name not in _HOMES:
        raise AttributeError(f"module 'harmledger' has no attribute {name!r}")
    return getattr(importlib.import_module(f"harmledger.{_HOMES[name]}"), name)
