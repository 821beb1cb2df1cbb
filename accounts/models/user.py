"""Everybody who can act at the desk: members, outside people, staff and machine clients."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Now
from django.utils.functional import cached_property

from accounts.classification import never_released, not_personal
from accounts.composed import Composed, Given
from accounts.countries import two_capitals
from accounts.models.language import Language


class UserAccounts(BaseUserManager["User"]):
    """Creates accounts; passwords only ever as hashes."""

    def create_user(self, *, name: str, email: str = "", password: str | None = None, **fields: Any) -> User:
        """A new account; without a password nobody can sign in to it."""
        user = self.model(name=name, email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, *, name: str, email: str = "", password: str | None = None, **fields: Any) -> User:
        """An account that may open the read-only admin; it holds no role by that."""
        return self.create_user(name=name, email=email, password=password, is_staff=True, is_superuser=True, **fields)

    def system(self) -> User:
        """The named person that timers and the standing approval act as; never nobody."""
        user, _ = self.get_or_create(name=SYSTEM_NAME, defaults={"password": "!"})
        return user


SYSTEM_NAME = "desk.system"


@dataclass(frozen=True, slots=True)
class Reach:
    """What a request is narrowed to by the token it came with: one engagement, its cases and releases."""

    engagement_id: int
    name: str


class User(AbstractBaseUser, PermissionsMixin):
    """An account. Two accounts of one natural person share ``person`` and count as one for every two-person rule."""

    name = models.CharField(max_length=150, unique=True, help_text="Sign-in and display handle, no personal data.")
    email = models.EmailField(blank=True)
    person = models.UUIDField(default=uuid.uuid4, db_index=True, help_text="The natural person behind the account.")
    organisation = models.ForeignKey(
        "accounts.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    country = models.CharField(max_length=2, default="CN")
    language = models.CharField(max_length=10, blank=True, help_text="As the person chose; what we write is in it.")
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_until = models.DateTimeField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False, help_text="May open the read-only admin.")
    sign_outs = models.PositiveIntegerField(default=0, help_text="Grows when every session is ended at once.")
    created_at = models.DateTimeField(db_default=Now())

    reach: Reach | None = None  # set by who authenticates, for one request; never stored

    objects = UserAccounts()
    USERNAME_FIELD = "name"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    CLASSIFIED = {
        **never_released(
            "signs the person in, or is where the desk writes to", "name", "email", "password", "last_login", "person"
        ),
        **not_personal(
            "says what the account may do",
            "id",
            "organisation",
            "country",
            "language",
            "verified_at",
            "verified_until",
            "suspended_at",
            "is_active",
            "is_staff",
            "is_superuser",
            "sign_outs",
            "created_at",
            "groups",
            "user_permissions",
        ),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(name="user_country_is_two_capitals", condition=two_capitals("country")),
            models.CheckConstraint(
                name="user_language_is_spoken", condition=models.Q(language__in=["", *Language.values])
            ),
            models.CheckConstraint(
                name="user_verification_ends_after_it_began",
                condition=models.Q(verified_until__isnull=True)
                | models.Q(verified_at__isnull=False, verified_until__gt=models.F("verified_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def roles(self) -> frozenset[str]:
        """The role words this account holds; read once per request."""
        return frozenset(role for (role,) in ROLES.rows(user=self.pk))

    @cached_property
    def accounts(self) -> frozenset[int]:
        """The keys of all accounts of this natural person; read once per request."""
        return frozenset(User.objects.filter(person=self.person).values_list("pk", flat=True))

    def get_session_auth_hash(self) -> str:
        """What a session was begun with; another password, or one more ``sign_outs``, ends it at its next request."""
        return f"{super().get_session_auth_hash()}.{self.sign_outs}"

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """As ``get_session_auth_hash``, under secret keys that are being replaced."""
        for kept in super().get_session_auth_fallback_hash():
            yield f"{kept}.{self.sign_outs}"

    @property
    def can_act(self) -> bool:
        """False once suspended or deactivated."""
        return self.is_active and self.suspended_at is None

    def is_verified(self, *, at: datetime) -> bool:
        """True while staff's verification of this person stands."""
        return (
            self.verified_at is not None
            and self.verified_at <= at
            and (self.verified_until is None or at < self.verified_until)
        )


class RoleAssignment(models.Model):
    """One role of one account."""

    class Role(models.TextChoices):
        MEMBER = "member"
        COMPLAINANT = "complainant"
        AUTHORITY = "authority"
        PARTNER = "partner"
        REVIEWER = "reviewer"
        COUNSEL = "counsel"
        PRIVACY_OFFICER = "privacy_officer"
        AUDITOR = "auditor"
        ADMINISTRATOR = "administrator"
        SERVICE = "service"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_assignments")
    role = models.CharField(max_length=20, choices=Role.choices)

    CLASSIFIED = not_personal("a role word", "id", "user", "role")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "role"], name="role_held_once"),
            models.CheckConstraint(
                name="role_is_known",
                condition=models.Q(
                    role__in=[
                        "member",
                        "complainant",
                        "authority",
                        "partner",
                        "reviewer",
                        "counsel",
                        "privacy_officer",
                        "auditor",
                        "administrator",
                        "service",
                    ]
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} is {self.role}"


ROLES = Composed(
    lambda: RoleAssignment.objects.filter(user=Given("user", models.BigIntegerField())).values_list("role")
)
