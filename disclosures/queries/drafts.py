"""What was begun and never filed, and until when it is kept: ``DESK_DRAFT_DAYS`` after its last change (0083)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from disclosures.domain.moves import Status
from disclosures.models import Case, Grievance, PreservationDraft
from disclosures.models.case import CaseQuerySet

Draft = Case | Grievance | PreservationDraft


def kept_for() -> timedelta:
    """How long a draft is kept that nobody changes."""
    return timedelta(days=settings.DESK_DRAFT_DAYS)


def kept_until(draft: Draft) -> datetime:
    """When it ends unless somebody changes it; a case from before this was counted counts from its beginning."""
    last = draft.saved_at or draft.created_at if isinstance(draft, Case) else draft.saved_at
    return last + kept_for()


def requests_over(*, at: datetime) -> CaseQuerySet:
    """Requests that were drafted and not changed for so long."""
    drafts = Case.objects.filter(status=Status.DRAFT)
    return drafts.alias(last=Coalesce("saved_at", "created_at")).filter(last__lte=at - kept_for())


def complaints_over(*, at: datetime) -> QuerySet[Grievance]:
    """Complaints that were begun and not changed for so long."""
    begun = Grievance.objects.filter(complaint__isnull=True, dropped_at__isnull=True)
    return begun.filter(saved_at__lte=at - kept_for())


def preservations_over(*, at: datetime) -> QuerySet[PreservationDraft]:
    """Data to be kept, begun to be asked and not changed for so long."""
    begun = PreservationDraft.objects.filter(preservation__isnull=True, dropped_at__isnull=True)
    return begun.filter(saved_at__lte=at - kept_for())
