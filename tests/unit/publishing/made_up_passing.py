"""The market of Harrow Ford as reports would tell of it that only look back to it, with nothing counted."""

from __future__ import annotations

import msgspec
from made_up_market import harrow_ford
from made_up_record import MadeUpRecord


def told_in_passing() -> MadeUpRecord:
    """A record of that incident alone."""
    [told] = harrow_ford().incidents()
    tellings = tuple(msgspec.structs.replace(telling, role="background") for telling in told.tellings)
    uncounted = msgspec.structs.replace(told.assessment, ranges=())
    return MadeUpRecord([msgspec.structs.replace(told, tellings=tellings, assessment=uncounted)])
