"""Bearer tokens for the API: shown once, kept as a hash, ended with their person."""

from __future__ import annotations

import hashlib
import secrets
import uuid
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
USUAL_LIFE, LONGEST_LIFE = timedelta(days=90), timedelta(days=365)
"""Every token ends by itself: the first unless said otherwise, the second at the latest."""
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
        public_id: uuid.UUID | None = None,
    ) -> tuple[Token, str]:
        """Makes a token; its secret (256 random bits) is returned here and known to nobody afterwards.

        Raises ``ValueError`` for a life of more than a year.
        """
        ends_at = expires_at or at + USUAL_LIFE
        if ends_at - at > LONGEST_LIFE:
            msg = "A token lives for a year at most."
            raise ValueError(msg)
        secret = MARK + secrets.token_urlsafe(BYTES)
        token = self.create(
            public_id=public_id or uuid.uuid4(),
            user=user,
            organisation_id=user.organisation_id,
            digest=digest_of(secret=secret),
            label=label,
            scopes=sorted(scopes),
            created_at=at,
            expires_at=ends_at,
        )
        return token, secret

    def live(self, *, at: datetime) -> TokenQuerySet:
        """As ``Token.is_live``, for many."""
        there_still = Q(organisation=F("user__organisation")) | Q(organisation=None, user__organisation=None)
        return self.filter(there_still, expires_at__gt=at, user__is_active=True, revoked_at__isnull=True)

    def mark_used(self, *, token: Token, at: datetime) -> None:
        """Notes the use, unless that was done within the last hour."""
        if token.last_used_at is None or at - token.last_used_at >= USED_EVERY:
            self.filter(pk=token.pk, last_used_at=token.last_used_at).update(last_used_at=at)

    def revoke(self, *, at: datetime) -> int:
        """Ends these tokens for good; returns how many were still alive."""
        return self.filter(revoked_at__isnull=True).update(revoked_at=at)


class Token(models.Model):
    """One secret of one person."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, help_text="Its name outside.")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    organisation = models.ForeignKey(
        "accounts.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Where the person was when it was made; it ends when they are there no longer.",
    )
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the secret.")
    label = models.CharField(max_length=80, blank=True, help_text="What the person calls it.")
    scopes = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = TokenQuerySet.as_manager()

    CLASSIFIED = {
        **never_released("signs the person in", "digest", "last_used_at"),
        **not_personal(
            "says whose token it is and what it may do",
            "id",
            "public_id",
            "user",
            "organisation",
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
                condition=Q(expires_at__gt=F("created_at")),
            ),
            models.CheckConstraint(
                name="token_revoked_after_it_was_made",
                condition=Q(revoked_at__isnull=True) | Q(revoked_at__gte=F("created_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"token {self.pk}"

    def is_live(self, *, at: datetime) -> bool:
        """Neither ended nor expired, its person's account not closed, and they are where they were."""
        there_still = self.user.organisation_id == self.organisation_id
        return self.revoked_at is None and at < self.expires_at and self.user.is_active and there_still

    def allows(self, scope: Scope) -> bool:
        """True when the token may be used for this."""
        return not self.scopes or scope in self.scopes


def digest_of(*, secret: str) -> str:
    """What is kept of a secret; 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()
