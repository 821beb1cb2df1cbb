"""What happens when sign-in says that something happened."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import password_reset, user_signed_up
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_used
from allauth.usersessions.models import UserSession
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.models import User
from accounts.sign_in import addresses, factors, secret_box, sessions


@receiver(user_signed_up)
def note_the_password(*, request: HttpRequest, user: User, **_words: Any) -> None:
    """Who has just chosen the password is not asked for it a minute later."""
    record_authentication(request, user, "password")


@receiver(password_reset)
def note_the_address(*, user: User, **_words: Any) -> None:
    """Who typed the code of the mail reads mail there."""
    if user.email:
        addresses.mark_verified(user=user, email=user.email)


@receiver(authenticator_used)
def lock_again(*, user: User, **_words: Any) -> None:
    """Who signs in moves their factors under the present secret key, so that an old one can go in time."""
    for one in Authenticator.objects.filter(user=user):
        old = [name for name in ("secret", "seed") if name in one.data and not secret_box.is_current(one.data[name])]
        if old:
            one.data |= {name: secret_box.lock(secret_box.unlock(one.data[name])) for name in old}
            one.save(update_fields=["data"])


@receiver(authenticator_added)
def enter_with_it(*, request: HttpRequest, user: User, authenticator: Authenticator, **_words: Any) -> None:
    """A factor that was just added was just shown; the session gets a new key, as at sign-in.

    With the first factor every other session ends: whoever opened it had none, and could add one of their own.
    """
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        return
    record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
    before = request.session.session_key
    request.session.cycle_key()
    UserSession.objects.filter(session_key=before).update(session_key=request.session.session_key)
    if not factors.others_than(authenticator).exists():
        sessions.end_others(user=user, but=request.session.session_key)
