"""Whether a browser has typed the code of a release lately (docs/decisions/0040-the-code.md)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.utils.crypto import salted_hmac

from accounts.models import User
from disclosures.domain.errors import DeskError
from disclosures.domain.one_time_code import COUNTED_OVER, GOOD_FOR, UNLOCKS_FOR
from disclosures.domain.words import _
from disclosures.models import OpeningCode, Release


class NoCodeTyped(DeskError):
    """A password alone would make a machine that opens releases (docs/decisions/0042-tokens-that-open.md)."""

    code, status = "no_code_typed", 403
    sentence = _(
        "A token that opens is made where a code was typed: open a release on its page with the code from the mail, "
        "then repeat this in the same browser within half an hour. Without the scope open no code is needed."
    )


def browser_of(session_key: str) -> str:
    """What is kept of a session: a keyed hash, which opens nothing."""
    return salted_hmac("disclosures.opening.browser", session_key, algorithm="sha256").hexdigest()


def is_unlocked(release: Release, *, by: User, session_key: str, at: datetime) -> bool:
    """True for half an hour after this person typed the code in this very session."""
    spent = OpeningCode.objects.filter(spent_at__lte=at, spent_at__gt=at - UNLOCKS_FOR)
    return spent.filter(release=release, by=by, browser=browser_of(session_key)).exists()


def has_typed(by: User, *, session_key: str, at: datetime) -> bool:
    """True for half an hour after they typed, in this very session, a code of a release to whom they act for now."""
    spent = OpeningCode.objects.filter(spent_at__lte=at, spent_at__gt=at - UNLOCKS_FOR, by=by)
    theirs = spent.filter(release__case__recipient_organisation=by.organisation)
    return theirs.filter(browser=browser_of(session_key)).exists()


def require_typed(by: User, *, session_key: str, at: datetime) -> None:
    """Raises ``NoCodeTyped`` unless they typed one in this very session within half an hour."""
    if not has_typed(by, session_key=session_key, at=at):
        raise NoCodeTyped


def is_awaited(release: Release, *, by: User, at: datetime) -> bool:
    """True while a code is on its way to them, or was sent and is still good."""
    standing = OpeningCode.objects.standing().filter(release=release, by=by, asked_at__gt=at - COUNTED_OVER)
    return standing.filter(Q(sent_at__isnull=True) | Q(sent_at__gt=at - GOOD_FOR)).exists()
