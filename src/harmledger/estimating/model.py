"""`data/model.toml` in, the frozen Model out: what the interval of documented harm reckons with."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec

from harmledger.records.canonical import canonical_json, sha256


class Model(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Assumptions of the interval, stated and never estimated from the reports at hand."""

    version: str
    seed: int
    draws: int
    intervals_percent: tuple[int, int]
    """Narrow and wide: the shares of draws that lie inside."""
    count_error: float
    """Standard deviation of ln(first count / careful count) for one origin."""

    @property
    def sha256(self) -> str:
        """Its digest: two runs under the same one draw the same."""
        return sha256(canonical_json(self))


@cache
def default_model() -> Model:
    """The model that ships with the package."""
    content = files("harmledger.estimating").joinpath("data", "model.toml").read_bytes()
    return msgspec.toml.decode(content, type=Model)
