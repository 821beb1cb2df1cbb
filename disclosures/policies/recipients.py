"""Who may open a release, and until when: asked at each request, whatever any timer has marked (DESIGN 5.8)."""

from __future__ import annotations

from datetime import datetime, timedelta

from accounts.models import User
from disclosures.domain.errors import AccessEnded
from disclosures.models import Release
from disclosures.policies import visibility
from disclosures.policies.table import can_act


def require_recipient(*, by: User, release: Release, at: datetime) -> Release:
    """The recipient or a verified person of it, while access lasts; ``access_ended`` after that, and to the suspended.

    Read afresh from the database; ``NotFound`` for anybody else.
    """
    found = visibility.release_for_recipient(by, release_id=release.pk, at=at)
    require_open(release=found, by=by, at=at)
    return found


def require_open(*, release: Release, by: User, at: datetime) -> None:
    """Raises ``AccessEnded`` unless access lasts and its recipient is not suspended."""
    lasts = release.status == Release.Status.AVAILABLE and release.grant.is_open(at=at)
    if not lasts or _is_over_with_complaint(release, at=at) or not can_act(by):
        raise AccessEnded


def _is_over_with_complaint(release: Release, *, at: datetime) -> bool:
    """True when the complaint lapsed so long ago that access ended with it, though no timer has marked it (P3e)."""
    days, complaint = release.case.rules.ends.days_after_complaint, release.case.complaint
    if days is None or complaint is None or complaint.closed_at is not None or complaint.lapses_at is None:
        return False  # what is closed has shortened the grant
    return complaint.lapses_at + timedelta(days=days) <= at
