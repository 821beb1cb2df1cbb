"""With whom somebody shares what an organisation asked: with nobody while they are an officer whom nobody called back.

A stolen mailbox of a real office gets an impostor in, and no further than what they write themselves (decision 0083).
"""

from __future__ import annotations

from datetime import datetime

from accounts.models import User
from disclosures.domain.roles import Role


def home_of(by: User, *, at: datetime) -> int | None:
    """The organisation whose requests, preservations and files ``by`` shares; ``None`` where that is nobody's yet."""
    if Role.AUTHORITY in by.roles and not by.is_verified(at=at):
        return None
    return by.organisation_id
