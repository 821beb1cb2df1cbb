"""The versions of the privacy policy and the Service Use Agreement, and who accepted which (P0b, P0c)."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from accounts.classification import never_released, not_personal
from accounts.models.language import Language


class Document(models.TextChoices):
    """What is agreed to. The policy is part of the agreement; each keeps its own numbers."""

    PRIVACY_POLICY = "privacy_policy"
    SERVICE_AGREEMENT = "service_agreement"


class PolicyVersionQuerySet(models.QuerySet["PolicyVersion"]):
    """Facts about versions."""

    def in_force(self, *, at: datetime) -> PolicyVersionQuerySet:
        """The one version of each document that applies at an instant; before all others that is the first."""
        newer = _applying(at=at).filter(document=OuterRef("document"), number__gt=OuterRef("number"))
        return self.filter(_has_begun(at)).filter(~Exists(newer))

    def announced(self, *, at: datetime) -> PolicyVersionQuerySet:
        """Published, and not yet in force."""
        return self.filter(effective_at__gt=at, number__gt=1)

    def not_accepted_by(self, user: models.Model) -> PolicyVersionQuerySet:
        """Those that this account has accepted by no act."""
        own = Acceptance.objects.filter(user=user.pk)
        return self.exclude(Exists(own.filter(Q(policy=OuterRef("pk")) | Q(agreement=OuterRef("pk")))))


def _has_begun(at: datetime) -> Q:
    return Q(effective_at__lte=at) | Q(number=1)


def _applying(*, at: datetime) -> models.QuerySet[PolicyVersion]:
    return PolicyVersion.objects.filter(_has_begun(at))


class PolicyVersion(models.Model):
    """One version of one document. Once published it is never changed: a change is the next version."""

    document = models.CharField(max_length=20, choices=Document.choices)
    number = models.PositiveSmallIntegerField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    effective_at = models.DateTimeField(help_text="From then on it applies.")
    shorter_because = models.CharField(
        max_length=300, blank=True, help_text="Why members were told less than the usual time ahead."
    )

    objects = PolicyVersionQuerySet.as_manager()

    CLASSIFIED = not_personal(
        "a published document",
        "id",
        "document",
        "number",
        "published_at",
        "published_by",
        "effective_at",
        "shorter_because",
    )

    class Meta:
        ordering = ("document", "number")
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="policy_version_has_its_own_number"),
            models.CheckConstraint(
                name="policy_document_is_known", condition=Q(document__in=["privacy_policy", "service_agreement"])
            ),
            models.CheckConstraint(
                name="policy_version_is_published_before_it_applies",
                condition=Q(number=1) | Q(effective_at__gt=F("published_at"), published_by__isnull=False),
            ),
            models.CheckConstraint(name="policy_versions_count_from_one", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def before(self) -> int:
        """The number of the version that it follows."""
        return self.number - 1

    @property
    def reference(self) -> str:
        """What a mail or a ledger's reader calls it; no data."""
        return f"{self.document.replace('_', '-')}-{self.number}"


class PolicyText(models.Model):
    """A version in one language: its title and its clauses, each ``{id, heading, text}``, in order."""

    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="texts")
    language = models.CharField(max_length=10, choices=Language.choices)
    title = models.CharField(max_length=100)
    clauses = models.JSONField()

    CLASSIFIED = not_personal("a published document", "id", "version", "language", "title", "clauses")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "language"], name="policy_text_is_there_once"),
            models.CheckConstraint(name="policy_language_is_known", condition=Q(language__in=["en", "zh-hans"])),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"


class Acceptance(models.Model):
    """One act by which a person agreed to both: which versions, when, and by which means (P0c)."""

    class Means(models.TextChoices):
        PAGE = "page"
        API = "api"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="acceptances")
    policy = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="+")
    agreement = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    means = models.CharField(max_length=10, choices=Means.choices)

    CLASSIFIED = {
        **not_personal("which versions were agreed to", "id", "policy", "agreement"),
        **never_released("proves that the person agreed", "user", "at", "means"),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "policy", "agreement"], name="accepted_once"),
            models.CheckConstraint(name="accepted_two_documents", condition=~Q(policy=F("agreement"))),
            models.CheckConstraint(name="acceptance_means_is_known", condition=Q(means__in=["page", "api"])),
        ]

    def __str__(self) -> str:
        return f"acceptance {self.pk}"
