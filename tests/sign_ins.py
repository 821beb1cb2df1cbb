"""Signing in for tests: the whole way through the front door, and a short cut for tests of something else."""

from __future__ import annotations

import re
import time

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core import mail
from django.test import Client

from accounts.models import User

PASSWORD = "seven grey herons over water"
STEP = 30  # seconds, of an authenticator app


def sign_in(client: Client, user: User, *, method: str = "mfa", ago: float = 0) -> Client:
    """A session as signing in leaves it, ``ago`` seconds after; ``method`` is ``password`` without a second factor."""
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": method, "at": time.time() - ago}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def a_person(name: str = "olga", *, email: str = "", **fields) -> User:
    """Somebody with a password and a verified address."""
    user = User.objects.create_user(name=name, email=email or f"{name}@people.example", password=PASSWORD, **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def may_sign_in(user: User) -> User:
    """Gives somebody who is there a password and a verified address."""
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def with_app(user: User) -> str:
    """Gives them an authenticator app; returns what is in it."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    assert Authenticator.objects.filter(user=user).exists()
    return secret


def code_of(secret: str, *, later: int = 0) -> str:
    """What the app shows, ``later`` steps of half a minute from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // STEP + later))


def type_password(client: Client, user: User, password: str = PASSWORD, **more: str):
    """The first page of signing in."""
    return client.post("/account/login/", {"login": user.email, "password": password, **more})


def code_in_mail() -> str:
    """The code in the newest mail."""
    return re.search(r"^([A-Z]{4}-[A-Z]{4})$", mail.outbox[-1].body, flags=re.MULTILINE)[1]
