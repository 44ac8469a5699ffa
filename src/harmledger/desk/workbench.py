"""A record and settings in; what every page of the desk has at hand out: the open ledger, the house's rules, and
templates in each language."""

from __future__ import annotations

import hashlib
from pathlib import Path

from harmledger.accounts.accounts import is_team
from harmledger.accounts.tables import has_users
from harmledger.assessing.convention import Convention
from harmledger.desk.laid_out import lay_out_types
from harmledger.desk.pages import Pages
from harmledger.flow.house import house_rules
from harmledger.flow.update import update
from harmledger.ledger.counted import facets
from harmledger.ledger.store import Ledger
from harmledger.settings import Settings
from harmledger.wording import languages


class Workbench:
    """One record at the desk."""

    def __init__(self, record: Path, settings: Settings, *, person: str, behind_tls: bool = False) -> None:
        lay_out_types()
        self.record = record.resolve()
        self.settings = settings
        self.behind_tls = behind_tls
        """Whether browsers reach it over TLS: then a session is never sent without."""
        self.person = person
        """Who sits at a desk without sign-in: the name on its decisions."""
        self._ledger = Ledger.open(self.record, write=True, wait_s=settings.wait_s)
        update(
            self._ledger, self.rules
        )  # a newer harmledger, or one that was killed, may have left older views
        facets(self._ledger)  # takes the list of incidents into memory, for which the first page would wait
        self._pages = {language: Pages(language, title=self.record.name) for language in languages()}

    @property
    def ledger(self) -> Ledger:
        """The ledger, open for as long as the desk is; threads share it."""
        return self._ledger

    @property
    def rules(self) -> Convention:
        """The convention that the record's draft follows now."""
        return house_rules(self.record, self.settings)

    @property
    def mark(self) -> str:
        """A short name for this record among desks of one machine: ports do not keep cookies apart."""
        return hashlib.sha256(str(self.record).encode()).hexdigest()[:12]

    @property
    def has_accounts(self) -> bool:
        """Whether one has to sign in."""
        return has_users(self.record)

    @property
    def team(self) -> bool:
        """Whether several people work on the record, so that nobody reviews their own work."""
        return self.has_accounts and is_team(self.record)

    @property
    def session_cookie(self) -> str:
        """The name of the cookie that holds a session."""
        return f"session_{self.mark}"

    def pages(self, language: str) -> Pages:
        """The templates in this language, or in that of the settings where there are no words in it."""
        return self._pages.get(language, self._pages[self.settings.language])

    def close(self) -> None:
        """Lets go of the record."""
        self._ledger.close()
