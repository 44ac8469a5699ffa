"""Settings in, what the processes that read need to know out; with it comes nothing of a record, so that reading
alone starts sooner."""

from __future__ import annotations

import datetime as dt

from harmledger.engines.read import Task
from harmledger.places.build import ensure_gazetteer
from harmledger.settings import Settings

BATCH = 32
"""Inputs handed to a process at a time; in a build, those kept in one transaction."""


def make_task(settings: Settings) -> Task:
    """What the workers of this run need to know; builds the gazetteer if this machine has none yet."""
    now = dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Task(gazetteer=ensure_gazetteer(settings.cache_dir), limits=settings.limits, captured_at=now)
