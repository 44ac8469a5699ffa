"""Every error that harmledger raises: what was wrong, where, and what to do about it.

HarmledgerError                exit 1
├── UsageError                 exit 2   the call itself cannot be carried out as given
├── SettingsError              exit 2   a setting, convention or lexicon cannot be used
├── InputRefused               exit 3   one input cannot be taken in; becomes a refusal row, never stops a batch
├── EvidenceError              exit 4   a claim without its words (law 2)
├── ReadingFailed              exit 4   a reader broke on a text; becomes a refusal row, never "nothing found" (law 10)
├── LedgerError                exit 5
│   ├── LedgerBusy             exit 5   another program is writing to this record
│   └── LedgerBroken           exit 6   the chain, a digest or a captured file does not hold
├── NotInRecord                exit 7   asked for something that the record does not hold
├── StaleDecision              exit 8   somebody else decided on the same thing since it was looked at
├── DecisionRefused            exit 8   a decision that cannot be, for a stated reason
└── SignInRefused              exit 9   somebody who could not be signed in, or may not do this
"""

from __future__ import annotations


class HarmledgerError(Exception):
    """Root of the tree. `what` was wrong, `where` (file, line, report, span), and what `to_do`."""

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", to_do: str = "") -> None:
        self.what = what
        self.where = where
        self.to_do = to_do
        super().__init__(what, where, to_do)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" ({self.to_do})" if self.to_do else ""
        return f"{place}{self.what}{advice}"


class UsageError(HarmledgerError):
    """The call cannot be carried out as given."""

    exit_code = 2


class SettingsError(HarmledgerError):
    """A setting, a convention or a lexicon cannot be used."""

    exit_code = 2


class InputRefused(HarmledgerError):  # noqa: N818  (a refusal is the word of the field)
    """One input cannot be taken in, for the reason `code`; `params` fill the sentence of that reason."""

    exit_code = 3

    def __init__(self, code: str, *, where: str = "", **params: str | int) -> None:
        self.code = code
        self.params = params
        super().__init__(code, where=where)


class EvidenceError(HarmledgerError):
    """A claim, figure or voice whose words do not stand where it says."""

    exit_code = 4


class ReadingFailed(HarmledgerError):  # noqa: N818
    """A reader broke on a text. The text stays unread and says so."""

    exit_code = 4


class LedgerError(HarmledgerError):
    """The ledger cannot do what was asked."""

    exit_code = 5


class LedgerBusy(LedgerError):  # noqa: N818
    """Another program is writing to this record."""


class LedgerBroken(LedgerError):  # noqa: N818
    """The chain, a digest or a captured file does not hold."""

    exit_code = 6


class NotInRecord(HarmledgerError):  # noqa: N818
    """Asked for something that this record does not hold."""

    exit_code = 7


class StaleDecision(HarmledgerError):  # noqa: N818
    """Somebody decided on the same thing after it was looked at. Nothing was written; `since` has the ids of what was
    decided meanwhile."""

    exit_code = 8

    def __init__(self, what: str, *, since: tuple[str, ...], where: str = "") -> None:
        super().__init__(what, where=where, to_do="look at it as it is now, then decide again")
        self.since = since


class DecisionRefused(HarmledgerError):  # noqa: N818
    """A decision that cannot be, for the reason `code` (`decision.refused.<code>` in the catalogs)."""

    exit_code = 8

    def __init__(self, code: str, *, where: str = "", to_do: str = "", **params: str | int) -> None:
        super().__init__(code.replace("_", " "), where=where, to_do=to_do)
        self.code = code
        self.params = params


class SignInRefused(HarmledgerError):  # noqa: N818
    """Nobody was signed in, for the reason `code` (`account.refused.<code>` in the catalogs)."""

    exit_code = 9

    def __init__(self, code: str, *, wait_s: int = 0) -> None:
        super().__init__(code.replace("_", " "), to_do=f"wait {wait_s} seconds" if wait_s else "")
        self.code = code
        self.wait_s = wait_s
