"""By which name a platform knows a member; somebody nobody knows is asked for by a name that nobody has."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.db.models import BigIntegerField

from accounts.composed import Composed, Given
from accounts.models import MemberRecord, User
from disclosures.sources.shelves import NOBODY


@dataclass(frozen=True, slots=True)
class Known:
    """The platform's own id of a member. ``is_nobody``: of a person whom the desk does not know, so a made-up one."""

    word: str
    is_nobody: bool = False


def known_as(subject: User | None) -> Known | None:
    """How the platform calls the subject; ``None`` for an account that it does not know.

    For an unknown person the same work is done, under a name that no member has (DESIGN 5.9).
    """
    (external_id,) = _EXTERNAL_ID.first(subject=NOBODY if subject is None else subject.pk) or (None,)
    if subject is None:
        return Known(f"nobody-{secrets.token_hex(12)}", is_nobody=True)
    return Known(external_id) if external_id else None


_EXTERNAL_ID = Composed(
    lambda: MemberRecord.objects.filter(subject=Given("subject", BigIntegerField())).values_list("external_id")
)
