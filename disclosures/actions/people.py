"""What staff verified about outside people: the officer called back, the complainant identified (P3c, P3e)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User, Verification
from disclosures import ledger, policies
from disclosures.actions import organisations
from disclosures.domain.errors import MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.models import Case


@transaction.atomic(durable=True)
def verify(
    *,
    user: User,
    by: User,
    at: datetime,
    until: datetime,
    evidence: str,
    called_back_at: datetime | None = None,
) -> Verification:
    """Records that somebody checked who this person is; ``called_back_at`` when our register's number was called."""
    policies.require_verifier(by=by, of=user)
    organisations.require_checked(evidence=evidence, until=until, at=at)
    User.objects.filter(pk=user.pk).update(verified_at=at, verified_until=until)
    Verification.objects.standing().filter(user=user).update(ended_at=at, ended_by=by)
    made = Verification.objects.create(
        user=user, by=by, evidence=evidence, at=at, until=until, called_back_at=called_back_at
    )
    ledger.append(
        Event.PERSON_VERIFIED,
        chain=ledger.chain_of(user),
        by=by,
        at=at,
        verification=made.pk,
        called_back=called_back_at is not None,
        proofs={"evidence": evidence},
    )
    return made


@transaction.atomic(durable=True)
def end_verification(*, user: User, by: User, at: datetime, reason: str) -> None:
    """Takes a verification back at once; unreleased cases that rest on it are looked at again."""
    policies.require_verifier(by=by, of=user)
    organisations.require_words(reason=reason)
    standing = User.objects.filter(pk=user.pk, verified_at__isnull=False)
    if not standing.update(verified_at=None, verified_until=None):
        raise MoveNotAllowed("This person is not verified.")
    Verification.objects.standing().filter(user=user).update(ended_at=at, ended_by=by)
    ledger.append(Event.VERIFICATION_ENDED, chain=ledger.chain_of(user), by=by, at=at, proofs={"reason": reason})
    _touch_resting_on(user)


def _touch_resting_on(user: User) -> None:
    Case.objects.touch(filed_by=user)
    Case.objects.touch(complaint__complainant=user)
