"""The one second factor that everybody in a demo has, so that it can be clicked through without a telephone."""

from __future__ import annotations

import base64

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.utils.crypto import salted_hmac

from accounts.models import User

MIDDLE = 1  # of the counters that are good now: the present one
BYTES = 20  # of a secret, as authenticator apps expect


def is_shown() -> bool:
    """True in a demo only; a desk with real people does not pass its checks while it is one."""
    return bool(settings.DESK_DEMO)


def secret() -> str:
    """The secret to type into an authenticator app; another one on each machine."""
    return base64.b32encode(salted_hmac("accounts.demo", "second factor", algorithm="sha256").digest()[:BYTES]).decode()


def code() -> str:
    """What an app shows in this half minute."""
    return str(format_hotp_value(hotp_value(secret(), list(yield_hotp_counters_from_time())[MIDDLE])))


def give(*, user: User) -> None:
    """Lets this invented person sign in: an address that counts as verified, and the factor."""
    EmailAddress.objects.create(user=user, email=user.email.lower(), verified=True, primary=True)
    TOTP.activate(user, secret())
