"""The environment in, frozen settings out. The only reader of the environment; stages get their part as an
argument."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

import msgspec
import platformdirs

from harmledger.capture.limits import CaptureLimits
from harmledger.errors import SettingsError

PREFIX = "HARMLEDGER_"
_LIMIT = "limit_"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What can be set, as `HARMLEDGER_<FIELD>`; each capture limit as `HARMLEDGER_LIMIT_<FIELD>`."""

    processes: Annotated[int, msgspec.Meta(ge=1, le=1024)] = 1
    """Processes that read. One is best for a handful of reports; the number of cores for thousands."""
    cache_dir: Path = Path(platformdirs.user_cache_dir("harmledger"))
    """Where the gazetteer is built, once (about 50 MB)."""
    convention: str | None = None
    """House rules of ranges and grades. Null: those that the record has; `airwars-like` for a new one."""
    language: str = "en"
    """Of words for people: `en` or `ar`."""
    database: str | None = None
    """The PostgreSQL database that a new record keeps its rows in (`postgresql://host/name`). Null: SQLite in its
    folder. A record remembers it."""
    wait_s: Annotated[float, msgspec.Meta(ge=0)] = 30.0
    """Seconds to wait for another program that writes to the same record."""
    limits: CaptureLimits = CaptureLimits()


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings that the environment (the process's own, if null) asks for, defaults elsewhere.

    Raises SettingsError naming the variable that is unknown or holds what cannot be used.
    """
    asked = _asked(os.environ if environment is None else environment)
    limits = {name.removeprefix(_LIMIT): text for name, text in asked.items() if name.startswith(_LIMIT)}
    own = {name: text for name, text in asked.items() if not name.startswith(_LIMIT)}
    _check_names(own, Settings, "")
    _check_names(limits, CaptureLimits, _LIMIT)
    return _converted({**own, "limits": limits}, whole=asked)


def _asked(environment: Mapping[str, str]) -> dict[str, str]:
    named = {name: text for name, text in environment.items() if name.startswith(PREFIX)}
    return {name.removeprefix(PREFIX).lower(): text for name, text in sorted(named.items())}


def _check_names(given: Iterable[str], settings: type[msgspec.Struct], prefix: str) -> None:
    known = set(settings.__struct_fields__) - {"limits"}
    for name in given:
        field = name.removeprefix(prefix)
        if field not in known:
            choice = ", ".join(sorted(f"{PREFIX}{prefix}{each}".upper() for each in known))
            raise SettingsError(
                "there is no such setting",
                where=f"{PREFIX}{prefix}{field}".upper(),
                to_do=f"one of: {choice}",
            )


def _converted(values: Mapping[str, object], *, whole: Mapping[str, str]) -> Settings:
    try:
        return msgspec.convert(values, Settings, strict=False, dec_hook=_path)
    except msgspec.ValidationError as fault:
        what, _, at = str(fault).partition(" - at ")
        name = at.strip("`$.").replace("limits.", _LIMIT)
        raise SettingsError(
            f"{whole.get(name, '')!r} cannot be used: {what}", where=f"{PREFIX}{name}".upper(),
            to_do="correct it or unset it",
        ) from fault  # fmt: skip


def _path(kind: type, value: object) -> object:
    if kind is Path and isinstance(value, (str, Path)):
        return Path(value)
    raise NotImplementedError(kind)
