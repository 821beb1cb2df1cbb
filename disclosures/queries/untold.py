"""Whom an open window was to tell and has not told: their mail came back, or has not left yet (P3c, P3d, P3f)."""

from __future__ import annotations

from django.db.models import Exists, Max, OuterRef, Q

from disclosures.models import Case, Notice, Objection
from disclosures.models.notice import NO_ADDRESS, NoticeQuerySet


def of_window(case: Case) -> NoticeQuerySet:
    """The notices of the present window that nobody got. Who objected was told, and so was who has no address at all.

    Who has none is told on their own page; there is nothing that could be sent again.
    """
    told = Notice.objects.filter(case=case, kind=Notice.Kind.ABOUT_TO_RELEASE)
    opened = told.filter(instead_of__isnull=True).aggregate(at=Max("due_at"))["at"]
    if opened is None:
        return Notice.objects.none()
    objected = Exists(Objection.objects.filter(case=case, by=OuterRef("to_user"), at__gte=opened))
    present = told.filter(~objected, due_at__gte=opened, settled_at__isnull=True).exclude(undelivered_code=NO_ADDRESS)
    return present.filter(Q(undelivered_at__isnull=False) | Q(sent_at__isnull=True))
