"""A policy or a scope that somebody edited in; what it would change at a release, and, once it is saved, the file that
a release reads with a decision in the chain, out."""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec
import tomlkit

from harmledger.assessing.convention import Convention
from harmledger.errors import UsageError
from harmledger.flow.choose import publishers_left_out
from harmledger.flow.decide import decide
from harmledger.flow.next_release import NextRelease, Shelf, next_release
from harmledger.ledger.durable import wait_for_disk
from harmledger.ledger.store import Ledger
from harmledger.publishing.policy import POLICY_FILE, Policy, parse_policy, read_policy
from harmledger.publishing.scope import SCOPE_FILE, Scope
from harmledger.records.action import SetRules
from harmledger.records.canonical import sha256


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """What a release would be under the policy in force, and under another."""

    before: NextRelease
    after: NextRelease
    let_out: Shelf
    """Incidents that only the other policy publishes."""
    held_back: Shelf
    """Incidents that only the policy in force publishes."""
    named: tuple[str, ...]
    """Publishers that the policy in force leaves out, and the other one names."""
    unnamed: tuple[str, ...]
    """Publishers that the other policy leaves out, and the one in force names."""


def effect(ledger: Ledger, convention: Convention, policy: Policy) -> Effect:
    """What `policy` would change at a release made now. Changes nothing."""
    in_force = read_policy(ledger.folder)
    before, after = next_release(ledger, convention, in_force), next_release(ledger, convention, policy)
    left_out = set(publishers_left_out(ledger, in_force)), set(publishers_left_out(ledger, policy))
    return Effect(
        before=before,
        after=after,
        let_out=after.publish.without(before.publish),
        held_back=before.publish.without(after.publish),
        named=tuple(sorted(left_out[0] - left_out[1])),
        unnamed=tuple(sorted(left_out[1] - left_out[0])),
    )


def rules_digest(record: Path) -> str:
    """A digest of both files as they are: who saves says with it what they looked at."""
    return sha256(b"\0".join(_content(record / name) for name in (POLICY_FILE, SCOPE_FILE)))


def save_rules(
    ledger: Ledger, policy: Policy, scope: Scope, *, was: str, by: str, why: str, rules: Convention
) -> tuple[str, ...]:
    """Saves what changed of policy and scope, and gives back the names of the files: comments in them stay.

    `was`: `rules_digest` of what was looked at. Raises UsageError where somebody saved others since, DecisionRefused
    without a reason: then nothing is written.
    """
    record = ledger.folder
    if rules_digest(record) != was:
        raise UsageError(
            "somebody saved other rules meanwhile", where=POLICY_FILE, to_do="look at them, then edit"
        )
    contents = {POLICY_FILE: policy_toml(record, policy), SCOPE_FILE: scope_toml(record, scope)}
    changed = [name for name, content in contents.items() if content != _content(record / name)]
    for name in changed:
        decide(ledger, SetRules(name, sha256(contents[name])), by=by, why=why, rules=rules)
        _write(record / name, contents[name])
    return tuple(changed)


def policy_toml(record: Path, policy: Policy) -> bytes:
    """The file of this policy: the record's own with its comments, else the one that ships, with new values."""
    shipped = resources.files("harmledger.publishing.policies").joinpath("default.toml").read_bytes()
    content = _content(record / POLICY_FILE) or shipped
    if parse_policy(content, where=POLICY_FILE) == policy and (record / POLICY_FILE).exists():
        return content
    document = tomlkit.parse(content.decode())
    for name, value in msgspec.to_builtins(policy).items():
        if isinstance(value, Mapping):
            _set(document.setdefault(name, tomlkit.table()), value)
        else:
            _set(document, {name: value})
    return tomlkit.dumps(document).encode()


def scope_toml(record: Path, scope: Scope) -> bytes:
    """The file of this scope: the record's own with its comments and new values."""
    document = tomlkit.parse(_content(record / SCOPE_FILE).decode())
    _set(document, msgspec.structs.asdict(scope))
    return tomlkit.dumps(document).encode()


def _set(table: Any, values: Mapping[str, Any]) -> None:
    """Sets what differs, so that what was written by hand stays as it was written."""
    for name, value in values.items():
        plain = list(value) if isinstance(value, tuple) else value
        if plain is None or (plain == [] and name not in table):
            table.pop(name, None)
        elif name not in table or table[name] != plain:
            table[name] = plain


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _write(path: Path, content: bytes) -> None:
    aside = path.with_suffix(".new")
    aside.write_bytes(content)
    wait_for_disk(path.parent, [aside])
    os.replace(aside, path)
    wait_for_disk(path.parent, [path.parent])
