"""What a member sees of disclosures about them: what left, what waits for their answer, what they may object to.

A held case changes nothing here: no row, no count, no gap; when the hold ends it is there as if it always had been
(DESIGN 5.10). No value is read: the manifest names items, extents and reasons.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.models import User
from disclosures.domain.moves import MOVES, MoveName, Status
from disclosures.models import Case, CaseSubject, Correction, Release
from disclosures.policies import registers


@dataclass(frozen=True, slots=True)
class Change:
    """Items that changed after they left, and when their recipient was told."""

    at: datetime
    items: list[str]


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One release about the member, with the rows of its manifest that are theirs."""

    release: Release
    rows: tuple[dict[str, Any], ...]
    changes: tuple[Change, ...] = ()

    @property
    def released(self) -> tuple[dict[str, Any], ...]:
        """What left."""
        return tuple(row for row in self.rows if row["detail"] != "none")

    @property
    def withheld(self) -> tuple[dict[str, Any], ...]:
        """What was asked and stayed, each with its reason."""
        return tuple(row for row in self.rows if row["detail"] == "none")

    def state(self, *, at: datetime) -> Release.Status:
        """Whether it can still be opened, by the clock and not by the timer that marks it."""
        over = self.release.status == Release.Status.AVAILABLE and not self.release.grant.is_open(at=at)
        return Release.Status.EXPIRED if over else Release.Status(self.release.status)

    def ended_at(self, *, at: datetime) -> datetime | None:
        """When it ended; nothing while it can be opened."""
        if self.state(at=at) == Release.Status.AVAILABLE:
            return None
        return self.release.ended_at or self.release.grant.until


RELATED = ("case__recipient_user", "case__recipient_organisation", "case__finding", "grant")


def shown_to(by: User, *, at: datetime) -> QuerySet[Release]:
    """The releases about ``by`` that may be shown at ``at``."""
    return registers.releases_shown_to_subject(by, at=at).select_related(*RELATED)


def live(by: User, *, at: datetime) -> QuerySet[Release]:
    """Those of them that their recipient can open now, the newest first."""
    lasting = Release.objects.lasting(at=at)
    return lasting.filter(pk__in=shown_to(by, at=at).values("pk")).select_related(*RELATED).order_by("-released_at")


def ended(by: User, *, at: datetime) -> QuerySet[Release]:
    """Those of them that nobody can open any more, the newest first."""
    over = Release.objects.exclude(pk__in=Release.objects.lasting(at=at).values("pk"))
    return over.filter(pk__in=shown_to(by, at=at).values("pk")).select_related(*RELATED).order_by("-released_at")


def of(releases: Sequence[Release], *, by: User) -> list[Disclosure]:
    """Each release with the member's own part of its manifest, and what changed of it; two queries for all."""
    places = CaseSubject.objects.filter(subject=by, case__in=[release.case_id for release in releases])
    mine = set(places.values_list("case_id", "position"))
    told = changes_of(releases, about=by)
    return [
        Disclosure(
            release,
            tuple(row for row in release.manifest["items"] if (release.case_id, row["subject"]) in mine),
            told.get(release.pk, ()),
        )
        for release in releases
    ]


def changes_of(releases: Sequence[Release], *, about: User | None = None) -> dict[UUID, tuple[Change, ...]]:
    """What changed after it left, by release and time; of one member, or for a recipient of everybody in it."""
    rows = Correction.objects.filter(release__in=releases)
    if about is not None:
        rows = rows.filter(subject=about)
    found: dict[UUID, dict[datetime, set[str]]] = {}
    for release, at, item in rows.values_list("release", "at", "item"):
        found.setdefault(release, {}).setdefault(at, set()).add(item)
    return {
        release: tuple(Change(at, sorted(items)) for at, items in sorted(times.items()))
        for release, times in found.items()
    }


def _told_of(by: User, *, at: datetime) -> QuerySet[Case]:
    not_held = Q(hold_until__isnull=True) | Q(hold_until__lte=at)
    related = ("filed_by", "requester_organisation", "recipient_user", "recipient_organisation", "finding")
    cases = Case.objects.filter(not_held, subjects__subject=by).select_related(*related).distinct()
    return cases.prefetch_related("asked_items")


def waiting_for(by: User, *, at: datetime) -> QuerySet[Case]:
    """Cases that ask the member for a consent, and may still be answered."""
    return _told_of(by, at=at).filter(status=Status.WAITING_FOR_SUBJECT, waiting_until__gt=at).order_by("waiting_until")


def open_to_objection(by: User, *, at: datetime) -> QuerySet[Case]:
    """Cases whose release the member was told of before, and may still object to."""
    where = MOVES[MoveName.OBJECT].sources
    return _told_of(by, at=at).filter(status__in=where, window_ends_at__isnull=False).order_by("window_ends_at")
