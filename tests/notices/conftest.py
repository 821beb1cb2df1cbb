"""A mail server that takes what it is given, until a test says otherwise."""

from __future__ import annotations

from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from accounts.models import Token, User
from accounts.models.token import LONGEST_LIFE
from disclosures.models import clock
from tests.api.conftest import cast, desk, prize  # noqa: F401 - the same desk as the API's tests
from tests.callers import Caller
from tests.cast import AT, a_case


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
def mails():
    """What left so far."""
    return lambda: list(mail.outbox)


@pytest.fixture
def caller():
    """Anybody at the API."""

    def call(user: User) -> Caller:
        at = clock.now()
        _, secret = Token.objects.issue(user=user, at=at, label="tests", expires_at=at + LONGEST_LIFE)
        return Caller(user.name, secret)

    return call


@pytest.fixture
def window():
    """A case whose counterparty is to be told before; nothing is mailed yet."""
    return a_case("transaction_dispute", at=AT).submitted().accepted().signed()
