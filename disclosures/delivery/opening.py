"""Opens a release for its recipient: recorded before the bytes go out, refused after it ended (DESIGN 5.4, 5.8)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from accounts.models import User
from disclosures import ledger
from disclosures.delivery import collecting, sealing, vault
from disclosures.domain.errors import AccessEnded, DeskError
from disclosures.domain.events import Event
from disclosures.domain.words import _
from disclosures.models import Grant, Opening, Release, SealedKey
from disclosures.policies import can_act, visibility


class UseLimitsNotAccepted(DeskError):
    """The recipient has not promised to keep to the use limits (P3f)."""

    code = "use_limits_not_accepted"
    sentence = _("Accept the limits of use first: only for the purpose of this case, and not to be passed on.")


@dataclass(frozen=True, slots=True)
class Opened:
    """A package as its recipient reads it."""

    release: Release
    contents: dict[str, Any]


def open_release(*, release_id: UUID, by: User, at: datetime, accepts_use_limits: bool) -> Opened:
    """The package for its recipient. ``NotFound`` for anybody else, ``AccessEnded`` once it is over."""
    release = visibility.release_for_recipient(by, release_id=release_id, at=at)
    if release.case.rules.use_limits and not accepts_use_limits and release.grant.use_limits_accepted_at is None:
        _require_open(release, by, at=at)
        raise UseLimitsNotAccepted
    _record(release, by=by, at=at)
    return Opened(release=release, contents=unsealed(release))


def _require_open(release: Release, by: User, *, at: datetime) -> None:
    ended = release.status != Release.Status.AVAILABLE or not release.grant.is_open(at=at)
    if ended or not can_act(by):
        raise AccessEnded


@transaction.atomic(durable=True)
def _record(release: Release, *, by: User, at: datetime) -> None:
    """Counts and writes the opening, if access has not ended meanwhile."""
    _require_open(release, by, at=at)
    counted = (
        Grant.objects.filter(release=release, closed_at__isnull=True, opens_at__lte=at)
        .filter(Q(until__isnull=True) | Q(until__gt=at))
        .update(openings=F("openings") + 1, use_limits_accepted_at=release.grant.use_limits_accepted_at or at)
    )
    if not counted or not SealedKey.objects.filter(release=release).exists():
        raise AccessEnded
    Opening.objects.create(release=release, by=by, at=at)
    ledger.append(Event.RELEASE_OPENED, chain=ledger.chain_of(release.case), by=by, at=at, release=str(release.pk))


def unsealed(release: Release) -> dict[str, Any]:
    """What the sealed package holds; ``AccessEnded`` once its key is destroyed."""
    key = SealedKey.objects.filter(release=release).first()
    if key is None:
        raise AccessEnded
    content = sealing.unseal(
        vault.read(release.package),
        wrapped_key=bytes(key.wrapped_key),
        wrapped_by=key.wrapped_by,
        release=str(release.pk),
        recipient=collecting.recipient_of(release.case),
    )
    read: dict[str, Any] = json.loads(content)
    return read
