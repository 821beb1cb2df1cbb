"""Whose an e-mail address is: its verified owner's, else the one account that the platform or staff wrote it on.

An address that somebody merely typed at sign-up is nobody's until its code came back, so that nobody can hold
another's address by typing it.
"""

from __future__ import annotations

from allauth.account.models import EmailAddress

from accounts.models import User


def owner_of(*, email: str) -> User | None:
    """The account that signs in with this address; ``None`` where there is none, or more than one unverified."""
    verified = EmailAddress.objects.filter(email=email.lower(), verified=True).select_related("user").first()
    written = list(User.objects.filter(email__iexact=email)[:2])
    if verified is not None:
        owner: User = verified.user
        return owner
    return written[0] if len(written) == 1 else None


def is_taken(*, email: str) -> bool:
    """True when a new account may not have it."""
    verified = EmailAddress.objects.filter(email=email.lower(), verified=True).exists()
    return User.objects.filter(email__iexact=email).exists() or verified


def drop_pending(*, email: str) -> None:
    """Forgets accounts that typed this address at sign-up and never proved it."""
    waiting = EmailAddress.objects.filter(email=email.lower(), verified=False, user__email="")
    User.objects.filter(
        pk__in=waiting.values("user_id"), last_login__isnull=True, role_assignments__isnull=True
    ).delete()


def mark_verified(*, user: User, email: str) -> None:
    """Notes that the person has shown to read mail at this address."""
    EmailAddress.objects.filter(user=user).exclude(email=email.lower()).update(primary=False)
    EmailAddress.objects.update_or_create(user=user, email=email.lower(), defaults={"verified": True, "primary": True})


def verified(*, user: User) -> list[str]:
    """Every address that this person has shown to read mail at, in lower case and in order."""
    return sorted(EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True))


def on_domain(*, user: User, domain: str) -> str | None:
    """A verified address on exactly this domain: a subdomain may be somebody else's. ``None`` without one."""
    return next((email for email in verified(user=user) if domain and email.lower().endswith(f"@{domain}")), None)


def primary(*, user: User) -> str:
    """The verified address that this person signs in with; empty where they have shown to read mail at none."""
    shown = EmailAddress.objects.filter(user=user, verified=True).order_by("-primary", "pk")
    return str(shown.values_list("email", flat=True).first() or "")
