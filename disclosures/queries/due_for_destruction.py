"""Which closed cases have had their time: over for long, told to everybody, held by nobody (decision 0062)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from disclosures.domain.moves import Status
from disclosures.models import Case, DueCase, Incident, LegalHold, Release


def before(*, at: datetime) -> datetime:
    """What was over before this instant has had its time (``DESK_RETENTION_DAYS``)."""
    return at - timedelta(days=settings.DESK_RETENTION_DAYS)


def is_due(*, at: datetime) -> Q:
    """Of cases: closed, withdrawn or refused for so long, with its content still here and nothing that keeps it.

    A legal hold keeps it; so does a hold that keeps the member from being told, a release that is still open, and an
    incident that nobody closed.
    """
    since = before(at=at)
    over = Q(closed_at__lt=since) | Q(status=Status.REFUSED, decided_at__lt=since)
    of_case = OuterRef("pk")
    return (
        over
        & Q(erased_at__isnull=True)
        & (Q(hold_until__isnull=True) | Q(hold_until__lte=at))
        & ~Exists(LegalHold.objects.standing().filter(case=of_case))
        & ~Exists(Release.objects.filter(Q(hidden_until__gt=at) | Q(status=Release.Status.AVAILABLE), case=of_case))
        & ~Exists(Incident.objects.unclosed().filter(release__case=of_case))
    )


def unlisted(*, at: datetime) -> QuerySet[Case]:
    """What is due and stands on no open list, the oldest first."""
    listed = DueCase.objects.filter(case=OuterRef("pk"), settled_at__isnull=True)
    return Case.objects.filter(is_due(at=at), ~Exists(listed)).order_by("pk")
