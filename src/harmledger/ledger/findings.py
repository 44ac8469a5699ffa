"""What verifying found: nothing goes in; Finding and VerifyReport come out, with codes that the catalogs put
into words."""

from __future__ import annotations

from typing import Literal

import msgspec

Outcome = Literal["pass", "fail", "not_checked"]
Check = Literal[
    "store", "chain", "head", "rows", "archive", "evidence", "readings", "accounts", "views",
    "files", "previous", "stamp", "quotes", "numbers", "totals", "history", "again", "record",
]  # fmt: skip


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that holds, does not hold, or could not be told."""

    check: Check
    outcome: Outcome
    code: str
    """A key of the message catalogs: `verify.<code>`."""
    where: str = ""
    """The row (`row 12, claim clm-…`), the file, or nothing where the whole record is meant."""
    params: dict[str, str | int] = {}


class VerifyReport(msgspec.Struct, frozen=True, kw_only=True):
    """Every finding, in the order of the checks."""

    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing failed; what was not checked is listed, and is no failure."""
        return not self.failures

    @property
    def failures(self) -> tuple[Finding, ...]:
        """What does not hold."""
        return tuple(finding for finding in self.findings if finding.outcome == "fail")


def passed(check: Check, code: str, **params: str | int) -> Finding:
    """A finding that something holds."""
    return Finding(check=check, outcome="pass", code=code, params=params)


def failed(check: Check, code: str, where: str, **params: str | int) -> Finding:
    """A finding that something does not hold, and where."""
    return Finding(check=check, outcome="fail", code=code, where=where, params=params)


def not_checked(check: Check, code: str, where: str = "", **params: str | int) -> Finding:
    """A finding that something could not be told, and why."""
    return Finding(check=check, outcome="not_checked", code=code, where=where, params=params)


def closed(check: Check, findings: list[Finding], code: str, **params: str | int) -> list[Finding]:
    """`findings`, begun with a pass where none of them is a failure."""
    if any(finding.outcome == "fail" for finding in findings):
        return findings
    return [passed(check, code, **params), *findings]
