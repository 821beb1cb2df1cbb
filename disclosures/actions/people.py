"""What staff verified about outside people: the officer called back, the complainant identified (P3c, P3e)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User, Verification
from disclosures import ledger, policies
from disclosures.actions import registrations, verifications
from disclosures.actions.verifications import Call
from disclosures.domain.errors import DeskError, MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.roles import PUBLIC_BODIES
from disclosures.domain.words import _
from disclosures.models import Case


@transaction.atomic(durable=True)
def verify(
    *, user: User, by: User, at: datetime, until: datetime, evidence: str, call: Call | None = None
) -> Verification:
    """Records that somebody checked who this person is; an officer of a public body only by a call to that body."""
    policies.require_verifier(by=by, of=user)
    verifications.require_checked(evidence=evidence, until=until, at=at)
    called = _called(user, call=call, at=at)
    # The membership may have ended meanwhile: what was checked is this person in this organisation.
    if not User.objects.filter(pk=user.pk, organisation=user.organisation).update(verified_at=at, verified_until=until):
        raise MoveNotAllowed(_("This person left the organisation meanwhile."))
    Verification.objects.standing().filter(user=user).update(ended_at=at, ended_by=by)
    made = Verification.objects.create(user=user, by=by, evidence=evidence, at=at, until=until, **called)
    ledger.append(
        Event.PERSON_VERIFIED,
        chain=ledger.chain_of(user),
        by=by,
        at=at,
        verification=made.pk,
        called_back=call is not None,
        proofs={"evidence": evidence, "number": made.number_called, "spoke_to": made.spoke_to},
    )
    if call is not None:
        registrations.tell(user, step=made, at=at)
    return made


def _called(user: User, *, call: Call | None, at: datetime) -> dict[str, Any]:
    organisation = user.organisation
    if call is not None and organisation is not None:
        return verifications.call_to(organisation, call=call, at=at)
    if call is not None:
        raise verifications.NumberNotOurs(fields=("call.number",))
    if organisation is not None and organisation.kind in PUBLIC_BODIES:
        raise DeskError(_("An officer is verified by a call to the published number of the agency."), fields=("call",))
    return {}


@transaction.atomic(durable=True)
def end_verification(*, user: User, by: User, at: datetime, reason: str) -> None:
    """Takes a verification back at once; unreleased cases that rest on it are looked at again."""
    policies.require_verification_ender(by=by, of=user)
    verifications.require_words(reason=reason)
    if not lapse(user=user, by=by, at=at):
        raise MoveNotAllowed(_("This person is not verified."))
    ledger.append(Event.VERIFICATION_ENDED, chain=ledger.chain_of(user), by=by, at=at, proofs={"reason": reason})


def lapse(*, user: User, by: User, at: datetime) -> bool:
    """Ends what was verified about a person, inside the caller's transaction; False when nothing was."""
    stood = User.objects.filter(pk=user.pk, verified_at__isnull=False)
    ended = bool(stood.update(verified_at=None, verified_until=None))
    Verification.objects.standing().filter(user=user).update(ended_at=at, ended_by=by)
    Case.objects.touch(filed_by=user)
    Case.objects.touch(complaint__complainant=user)
    return ended
