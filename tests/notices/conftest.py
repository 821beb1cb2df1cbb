"""A mail server that takes what it is given, until a test says otherwise."""

from __future__ import annotations

from smtplib import SMTPRecipientsRefused

import pytest
from django.core.mail import EmailMessage

from tests.cast import AT, a_case


@pytest.fixture(autouse=True)
def _at_a_desk(desk) -> None:
    """Each test here has a desk of its own."""


@pytest.fixture
def mail_answers(monkeypatch):
    """Let the server answer for some addresses with a code; give who was tried."""

    def answer(code: int, *, to: str):
        tried, really = [], EmailMessage.send

        def send(self, *args, **words):
            if self.to == [to]:
                tried.append(to)
                raise SMTPRecipientsRefused({to: (code, b"No such user here")})
            return really(self, *args, **words)

        monkeypatch.setattr(EmailMessage, "send", send)
        return tried

    return answer


@pytest.fixture
def window():
    """A case whose counterparty is to be told before; nothing is mailed yet."""
    return a_case("transaction_dispute", at=AT).submitted().accepted().signed()
