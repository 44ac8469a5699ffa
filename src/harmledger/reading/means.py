"""Two means of harm in, whether both can be of one event, out."""

from __future__ import annotations

from harmledger.records.claim import Means

_FROM_AFAR: frozenset[Means] = frozenset(
    ("airstrike", "drone_strike", "missile", "shelling", "cluster_munition")
)
_NEVER_FROM_AFAR: frozenset[Means] = frozenset(
    ("chemical", "suicide_attack", "landmine", "stabbing", "vehicle", "execution", "starvation")
)
_NEVER_WITH_CHEMICALS = _NEVER_FROM_AFAR - {"chemical"} | {"shooting"}


def never_one(one: Means | None, other: Means | None) -> bool:
    """Whether a toll by `one` and a toll by `other`, where neither names both, are of two events. Unknown
    means fit any."""
    pair = {one, other}
    return bool(pair & _FROM_AFAR and pair & _NEVER_FROM_AFAR) or (
        "chemical" in pair and bool(pair & _NEVER_WITH_CHEMICALS)
    )
