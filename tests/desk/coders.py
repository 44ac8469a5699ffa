"""A record and people with tokens in; what a served desk told them it had kept out."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from harmledger.accounts.accounts import add_user
from harmledger.accounts.signing_in import make_token

FOUR = ("accept", "reject", "unsure", "comment")


@dataclass
class Told:
    """What one coder was told."""

    kept: dict[str, str] = field(default_factory=dict)
    """Ids of decisions that were acknowledged, with their kind."""
    answers: Counter[int] = field(default_factory=Counter)


def make_coders(record: Path, number: int) -> dict[str, str]:
    """So many coders of a record, by name, each with a token."""
    now, made = int(time.time()), {}
    for nth in range(number):
        name = f"coder {nth}"
        add_user(record, name, "reviewer", "a long walk along the harbour", now=now)
        made[name] = make_token(record, name, "a script", now=now)
    return made


@contextmanager
def served(record: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The desk as people start it, a process of its own, and its address; killed at the end if it still runs."""
    command = [
        sys.executable,
        "-X",
        "faulthandler",
        "-m",
        "harmledger.cli.main",
        "serve",
        str(record),
        "--port",
        "0",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


def work(
    url: str, tokens: dict[str, str], claims: list[str], told: dict[str, Told], over: threading.Event
) -> None:
    """All of them decide at once, again and again, until it is over or the desk is gone."""
    people = [
        threading.Thread(target=_code, args=(url, token, name, claims, told[name], over))
        for name, token in tokens.items()
    ]
    for each in people:
        each.start()
    for each in people:
        each.join()


def _code(url: str, token: str, name: str, claims: list[str], told: Told, over: threading.Event) -> None:
    draw = random.Random(name)  # noqa: S311
    header = {"authorization": f"Bearer {token}"}
    with (
        httpx.Client(base_url=f"{url}api/1", headers=header, timeout=60) as desk,
        suppress(
            httpx.NetworkError, httpx.RemoteProtocolError
        ),  # the desk is gone; an answer that never comes fails
    ):
        while not over.is_set():
            kind, claim = draw.choice(FOUR), draw.choice(claims)
            saw = desk.get("/record").json()["head"]["seq"]
            asked = {"action": _action(kind, claim, draw, told), "why": "read twice", "saw": saw}
            answer = desk.post("/decisions", json=asked)
            told.answers[answer.status_code] += 1
            if answer.status_code == 201:
                decision = answer.json()["decision"]
                told.kept[decision["id"]] = decision["kind"]


def _action(kind: str, claim: str, draw: random.Random, told: Told) -> dict[str, Any]:
    if told.kept and draw.random() < 0.1:
        return {"type": "undo", "decision": draw.choice(list(told.kept))}
    return {"type": kind, "on" if kind == "comment" else "claim": claim}
