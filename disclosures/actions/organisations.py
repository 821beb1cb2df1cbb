"""The register of outside organisations, and what staff verified about each (P3c)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.models import Organisation, User, Verification
from disclosures import ledger, policies
from disclosures.domain.errors import DeskError, MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.roles import LEGAL_STAFF, OrganisationKind, Role
from disclosures.models import Case


@dataclass(frozen=True, slots=True)
class Entry:
    """An organisation as it stands in our own register: releases and call-backs go there only."""

    name: str
    kind: OrganisationKind
    country: str = "CN"
    domain: str = ""
    phone: str = ""
    registered_email: str = ""


@transaction.atomic(durable=True)
def register(*, entry: Entry, by: User, at: datetime) -> Organisation:
    """Staff enter an organisation; it is not verified by that. A name that is taken is ``invalid``."""
    policies.require_role(*LEGAL_STAFF, Role.ADMINISTRATOR, by=by)
    try:
        with transaction.atomic():
            made = Organisation.objects.create(
                name=entry.name,
                kind=entry.kind,
                country=entry.country,
                domain=entry.domain,
                phone=entry.phone,
                registered_email=entry.registered_email,
            )
    except IntegrityError as taken:
        raise DeskError("An organisation of this name is in the register already.", fields=("name",)) from taken
    ledger.append(Event.ORGANISATION_REGISTERED, chain=ledger.chain_of(made), by=by, at=at, kind=entry.kind)
    return made


@transaction.atomic(durable=True)
def verify(*, organisation: Organisation, by: User, at: datetime, until: datetime, evidence: str) -> Verification:
    """Records that somebody checked who they are, on which evidence, until when; an earlier one ends by it."""
    policies.require_verifier(by=by, of=organisation)
    require_checked(evidence=evidence, until=until, at=at)
    Organisation.objects.filter(pk=organisation.pk).update(verified_at=at, verified_until=until)
    Verification.objects.standing().filter(organisation=organisation).update(ended_at=at, ended_by=by)
    made = Verification.objects.create(organisation=organisation, by=by, evidence=evidence, at=at, until=until)
    ledger.append(
        Event.ORGANISATION_VERIFIED,
        chain=ledger.chain_of(organisation),
        by=by,
        at=at,
        verification=made.pk,
        proofs={"evidence": evidence},
    )
    return made


@transaction.atomic(durable=True)
def end_verification(*, organisation: Organisation, by: User, at: datetime, reason: str) -> None:
    """Takes a verification back at once; unreleased cases that rest on it are looked at again."""
    policies.require_verifier(by=by, of=organisation)
    require_words(reason=reason)
    standing = Organisation.objects.filter(pk=organisation.pk, verified_at__isnull=False)
    if not standing.update(verified_at=None, verified_until=None):
        raise MoveNotAllowed("This organisation is not verified.")
    Verification.objects.standing().filter(organisation=organisation).update(ended_at=at, ended_by=by)
    ledger.append(
        Event.VERIFICATION_ENDED, chain=ledger.chain_of(organisation), by=by, at=at, proofs={"reason": reason}
    )
    _touch_resting_on(organisation)


def _touch_resting_on(organisation: Organisation) -> None:
    """Marks the unreleased cases whose facts ask whether this organisation is verified."""
    Case.objects.touch(recipient_organisation=organisation)
    Case.objects.touch(complaint__complainant__organisation=organisation)


def require_checked(*, evidence: str, until: datetime, at: datetime) -> None:
    """A verification rests on something written and ends one day."""
    if not evidence.strip():
        raise DeskError("Write down what was checked.", fields=("evidence",))
    if until <= at:
        raise DeskError("A verification ends in the future.", fields=("until",))


def require_words(*, reason: str) -> None:
    """An end that somebody decided has a reason for the file."""
    if not reason.strip():
        raise DeskError("Give a reason.", fields=("reason",))
