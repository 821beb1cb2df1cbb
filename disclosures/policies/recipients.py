"""Who may open a release, and until when: asked at each request, whatever any timer has marked (DESIGN 5.8)."""

from __future__ import annotations

from datetime import datetime

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
    if release.status != Release.Status.AVAILABLE or not release.grant.is_open(at=at) or not can_act(by):
        raise AccessEnded
