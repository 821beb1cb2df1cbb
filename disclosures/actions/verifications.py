"""What staff verified about an organisation, by a call to the published number of our own register (P3c)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import Organisation, User, Verification
from disclosures import ledger, policies
from disclosures.domain.errors import DeskError, MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.words import _
from disclosures.models import Case


class NumberNotOurs(DeskError):
    """A call to a number that came from elsewhere shows nothing."""

    code = "number_not_ours"
    sentence = _(
        "A call-back goes to the published number in our own register, never to one that came with a request. "
        "Call that number, then record it."
    )


@dataclass(frozen=True, slots=True)
class Call:
    """A call-back: the number that was dialled, who answered for the office, and when."""

    number: str
    spoke_to: str
    at: datetime


@transaction.atomic(durable=True)
def verify(
    *, organisation: Organisation, by: User, at: datetime, until: datetime, evidence: str, call: Call, edition: int
) -> Verification:
    """Records who checked this ``edition`` of the entry, by which evidence and call, until when; an earlier ends."""
    policies.require_verifier(by=by, of=organisation)
    require_checked(evidence=evidence, until=until, at=at)
    called = call_to(organisation, call=call, at=at)
    read = Organisation.objects.filter(pk=organisation.pk, edition=edition, phone=organisation.phone)
    if not read.update(verified_at=at, verified_until=until):
        raise MoveNotAllowed(_("The entry is not as you read it. Read it again, and check what is new."))
    Verification.objects.standing().filter(organisation=organisation).update(ended_at=at, ended_by=by)
    last = organisation.values.standing().order_by("-at", "-pk").first()
    made = Verification.objects.create(
        organisation=organisation,
        by=by,
        entered_by=last.by if last else None,
        evidence=evidence,
        at=at,
        until=until,
        **called,
    )
    ledger.append(
        Event.ORGANISATION_VERIFIED,
        chain=ledger.chain_of(organisation),
        by=by,
        at=at,
        verification=made.pk,
        edition=edition,
        proofs={"evidence": evidence, "number": made.number_called, "spoke_to": made.spoke_to},
    )
    return made


@transaction.atomic(durable=True)
def end(*, organisation: Organisation, by: User, at: datetime, reason: str) -> None:
    """Takes a verification back at once; unreleased cases that rest on it are looked at again."""
    policies.require_verification_ender(by=by, of=organisation)
    require_words(reason=reason)
    if not lapse(organisation=organisation, by=by, at=at):
        raise MoveNotAllowed(_("This organisation is not verified."))
    ledger.append(
        Event.VERIFICATION_ENDED, chain=ledger.chain_of(organisation), by=by, at=at, proofs={"reason": reason}
    )


def lapse(*, organisation: Organisation, by: User, at: datetime) -> bool:
    """Ends it, inside the caller's transaction; False when none stood."""
    stood = Organisation.objects.filter(pk=organisation.pk, verified_at__isnull=False)
    ended = bool(stood.update(verified_at=None, verified_until=None))
    Verification.objects.standing().filter(organisation=organisation).update(ended_at=at, ended_by=by)
    Case.objects.touch(recipient_organisation=organisation)
    Case.objects.touch(complaint__complainant__organisation=organisation)
    return ended


def call_to(organisation: Organisation, *, call: Call, at: datetime) -> dict[str, Any]:
    """The columns of a call-back; ``NumberNotOurs`` unless it went to the number that our register has published."""
    if not organisation.phone or _digits(call.number) != _digits(organisation.phone):
        raise NumberNotOurs(fields=("call.number",))
    if call.at > at:
        raise DeskError(_("A call that was not made yet shows nothing."), fields=("call.at",))
    if not call.spoke_to.strip():
        raise DeskError(_("Write down who answered."), fields=("call.spoke_to",))
    return {
        "called_back_at": call.at,
        "number_called": organisation.phone,
        "number_source": organisation.phone_source,
        "spoke_to": call.spoke_to,
    }


def _digits(number: str) -> str:
    return "".join(sign for sign in number if sign in "+0123456789")


def require_checked(*, evidence: str, until: datetime, at: datetime) -> None:
    """A verification rests on something written and ends one day."""
    if not evidence.strip():
        raise DeskError(_("Write down what was checked."), fields=("evidence",))
    if until <= at:
        raise DeskError(_("A verification ends in the future."), fields=("until",))


def require_words(*, reason: str) -> None:
    """An end that somebody decided has a reason for the file."""
    if not reason.strip():
        raise DeskError(_("Give a reason."), fields=("reason",))
