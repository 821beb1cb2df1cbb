"""The desk with one release of a chosen clause, and its recipient's browser."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from accounts.models import User
from disclosures import outbox
from disclosures.models import LedgerEntry, Release, clock
from tests.browsing import Browser, signed_in
from tests.cast import READERS, ACase, a_case, a_world


@pytest.fixture(autouse=True)
def _at_a_desk(desk) -> None:
    """Each test here has a desk of its own."""


CODE = re.compile(r"^([A-Z]{4}-[A-Z]{4})$", flags=re.MULTILINE)


@dataclass(slots=True)
class Collecting:
    """One release, and who collects it in a browser."""

    case: ACase
    reader: User
    browser: Browser

    @property
    def release(self) -> Release:
        """As the database has it now."""
        release = self.case.release
        assert release is not None
        return release

    @property
    def path(self) -> str:
        """Of its page."""
        return f"/received/{self.case.row.reference}/"

    def see(self) -> Any:
        return self.browser.get(self.path)

    def press(self, what: str, **said: str) -> Any:
        return self.browser.press(f"{self.path}{what}/", said)

    def ask(self) -> str:
        """Press the button, let the worker run, and read the mail."""
        assert self.press("code/send").status_code == 302
        outbox.drain(at=clock.now())
        return newest_code()

    def unlock(self) -> Collecting:
        assert self.press("code", code=self.ask()).status_code == 302
        return self

    def told(self, event: str) -> list[LedgerEntry]:
        """What the ledger says of the case, of one kind."""
        entries = LedgerEntry.objects.filter(chain=f"case:{self.case.row.pk}", event=event)
        return list(entries.order_by("seq"))


def newest_code() -> str:
    return CODE.findall(mail.outbox[-1].body)[0]


def collecting(basis: str, **changes: Any) -> Collecting:
    """Filed so long ago that a window before the release is over by now."""
    case = a_case(basis, world=a_world(at=clock.now() - timedelta(days=8)), **changes).released()
    case.stage.at = clock.now()
    reader = case.user(READERS[basis])
    EmailAddress.objects.create(user=reader, email=reader.email, verified=True, primary=True)
    return Collecting(case, reader, signed_in(reader))


@pytest.fixture
def prize(desk) -> Collecting:
    """A release on a consent, to an organisation."""
    return collecting("consent")


@pytest.fixture
def dispute(desk) -> Collecting:
    """A release to a party of a transaction, with limits of use."""
    return collecting("transaction_dispute")
