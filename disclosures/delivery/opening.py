"""Opens a release for its recipient: recorded before the bytes go out, refused after it ended (DESIGN 5.4, 5.8)."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from accounts.models import User
from disclosures import ledger, policies
from disclosures.delivery import collecting, sealing, vault
from disclosures.delivery.form import Form
from disclosures.domain.errors import AccessEnded, DeskError
from disclosures.domain.events import Event
from disclosures.domain.words import _
from disclosures.models import Grant, Opening, Release, SealedKey
from disclosures.policies import visibility
from disclosures.queries import unlocked


class UseLimitsNotAccepted(DeskError):
    """The recipient has not promised to keep to the use limits (P3f)."""

    code = "use_limits_not_accepted"
    sentence = _("Accept the limits of use first: only for the purpose of this case, and not to be passed on.")


class CodeNeeded(DeskError):
    """A browser in which nobody typed the code (docs/decisions/0040-the-code.md)."""

    code, status = "code_needed", 403
    sentence = _("Open the page of this release, ask for the code there, and type it; a session opens nothing without.")


class OpeningsUsedUp(DeskError):
    """Opened as often as a release may be."""

    code = "openings_used_up"
    sentence = _("This release was opened as often as it may be. For more, file a new request.")


@dataclass(frozen=True, slots=True)
class Opened:
    """A package as its recipient reads it."""

    release: Release
    contents: dict[str, Any]


def open_release(
    *,
    release_id: UUID,
    by: User,
    at: datetime,
    session_key: str | None,
    accepts_use_limits: bool,
    form: Form = Form.CONTENT,
    items: Collection[str] = (),
) -> Opened:
    """The package for its recipient. ``NotFound`` for anybody else, ``AccessEnded`` once it is over.

    ``session_key`` is that of the browser, in which the code was typed (else ``CodeNeeded``); ``None`` for a token,
    which is a machine's and needs none. ``items`` are those that are shown; none named means all.
    """
    release = visibility.release_for_recipient(by, release_id=release_id, at=at)
    policies.require_open(release=release, by=by, at=at)
    if session_key is not None and not unlocked.is_unlocked(release, by=by, session_key=session_key, at=at):
        raise CodeNeeded
    if release.case.rules.use_limits and not accepts_use_limits and release.grant.use_limits_accepted_at is None:
        raise UseLimitsNotAccepted
    _record(release, by=by, at=at, form=form, items=items)
    return Opened(release=release, contents=unsealed(release))


@transaction.atomic(durable=True)
def _record(release: Release, *, by: User, at: datetime, form: Form, items: Collection[str]) -> None:
    """Counts and writes the opening, if access has not ended meanwhile and it was not opened too often."""
    lasting = Grant.objects.filter(release=release, closed_at__isnull=True, opens_at__lte=at)
    lasting = lasting.filter(Q(until__isnull=True) | Q(until__gt=at))
    counted = lasting.filter(openings__lt=F("openings_allowed")).update(
        openings=F("openings") + 1, use_limits_accepted_at=release.grant.use_limits_accepted_at or at
    )
    if not SealedKey.objects.filter(release=release).exists():
        raise AccessEnded
    if not counted:
        raise OpeningsUsedUp if lasting.exists() else AccessEnded
    Opening.objects.create(release=release, by=by, at=at)
    shown: dict[str, Any] = {"items": sorted(items)} if items else {}
    ledger.append(
        Event.RELEASE_OPENED,
        chain=ledger.chain_of(release.case),
        by=by,
        at=at,
        release=str(release.pk),
        form=form,
        **shown,
    )


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
