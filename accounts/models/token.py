"""Bearer tokens for the API: shown once, kept as a hash, ended with their person."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from accounts.classification import never_released, not_personal
from accounts.models.user import User

MARK = "desk_"
"""What a token begins with, so that scanners for leaked secrets know one."""
BYTES = 32
USED_EVERY = timedelta(hours=1)
"""How exact ``last_used_at`` is: it is written once an hour at most, so that reading costs no write."""


class Scope(StrEnum):
    """What a token may do of what its person may; a token without scopes may do all of it."""

    READ = "read"
    ACT = "act"
    OPEN = "open"


class TokenQuerySet(models.QuerySet["Token"]):
    """Issuing, finding and ending tokens."""

    def issue(
        self,
        *,
        user: User,
        at: datetime,
        label: str = "",
        scopes: Collection[Scope] = (),
        expires_at: datetime | None = None,
    ) -> tuple[Token, str]:
        """Makes a token; its secret (256 random bits) is returned here and known to nobody afterwards."""
        secret = MARK + secrets.token_urlsafe(BYTES)
        token = self.create(
            user=user,
            digest=digest_of(secret=secret),
            label=label,
            scopes=sorted(scopes),
            created_at=at,
            expires_at=expires_at,
        )
        return token, secret

    def find(self, *, secret: str) -> Token | None:
        """The token of this secret with its person, alive or not: one plain query, for it is asked at every request."""
        return self.filter(digest=digest_of(secret=secret)).select_related("user__organisation").first()

    def live(self, *, at: datetime) -> TokenQuerySet:
        """As ``Token.is_live``, for many."""
        in_time = Q(expires_at__isnull=True) | Q(expires_at__gt=at)
        return self.filter(in_time, user__is_active=True, revoked_at__isnull=True)

    def mark_used(self, *, token: Token, at: datetime) -> None:
        """Notes the use, unless that was done within the last hour."""
        if token.last_used_at is None or at - token.last_used_at >= USED_EVERY:
            self.filter(pk=token.pk, last_used_at=token.last_used_at).update(last_used_at=at)

    def revoke(self, *, at: datetime) -> int:
        """Ends these tokens for good; returns how many were still alive."""
        return self.filter(revoked_at__isnull=True).update(revoked_at=at)


class Token(models.Model):
    """One secret of one person."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the secret.")
    label = models.CharField(max_length=80, blank=True, help_text="What the person calls it.")
    scopes = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = TokenQuerySet.as_manager()

    CLASSIFIED = {
        **never_released("signs the person in", "digest", "last_used_at"),
        **not_personal(
            "says whose token it is and what it may do",
            "id",
            "user",
            "label",
            "scopes",
            "created_at",
            "expires_at",
            "revoked_at",
        ),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="token_expires_after_it_was_made",
                condition=Q(expires_at__isnull=True) | Q(expires_at__gt=F("created_at")),
            ),
            models.CheckConstraint(
                name="token_revoked_after_it_was_made",
                condition=Q(revoked_at__isnull=True) | Q(revoked_at__gte=F("created_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"token {self.pk}"

    def is_live(self, *, at: datetime) -> bool:
        """Neither revoked nor expired, and its person's account not closed."""
        in_time = self.expires_at is None or at < self.expires_at
        return self.revoked_at is None and in_time and self.user.is_active

    def allows(self, scope: Scope) -> bool:
        """True when the token may be used for this."""
        return not self.scopes or scope in self.scopes


def digest_of(*, secret: str) -> str:
    """What is kept of a secret; 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()
