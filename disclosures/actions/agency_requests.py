"""Asking that one's agency be entered in the register: it gives nothing; staff enter it from their own look (P3c)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.models import Organisation, User
from accounts.sign_in import addresses
from disclosures import ledger, policies
from disclosures.actions import registrations
from disclosures.actions.memberships import AddressNotVerified
from disclosures.domain import mail_domains
from disclosures.domain.errors import DeskError, MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.register_entry import SENTENCES, DomainNotOfficial
from disclosures.domain.roles import OrganisationKind
from disclosures.domain.words import Filled, _
from disclosures.models import AgencyRequest


@dataclass(frozen=True, slots=True)
class Agency:
    """What an officer says of the agency. There is no number in it: nobody is called on a number that came with it."""

    name: str
    kind: OrganisationKind
    domain: str
    published_at: str
    office: str
    country: str = "CN"


@transaction.atomic(durable=True)
def ask(*, agency: Agency, by: User, at: datetime) -> AgencyRequest:
    """Asks, by a verified mail on the agency's own domain; one open question for each person."""
    policies.require_agency_asker(by=by)
    if by.organisation_id is not None:
        raise MoveNotAllowed(_("You belong to an organisation. Leave it before you join another."))
    domain = mail_domains.normalised(agency.domain)
    trouble = mail_domains.trouble(domain)
    if trouble is not None:
        raise DomainNotOfficial(SENTENCES[trouble], fields=("domain",))
    wrong = tuple(name for name in ("name", "published_at", "office") if not getattr(agency, name).strip())
    if wrong:
        raise DeskError(Filled(_("Correct or fill in: %(fields)s."), fields=", ".join(wrong)), fields=wrong)
    if addresses.on_domain(user=by, domain=domain) is None:
        raise AddressNotVerified(fields=("domain",))
    if Organisation.objects.filter(domain=domain).exists():
        raise MoveNotAllowed(_("An organisation of this domain is in our register. Ask to join it."))
    made = _create(agency, domain, by=by, at=at)
    ledger.append(
        Event.AGENCY_ASKED,
        chain=ledger.chain_of(by),
        by=by,
        at=at,
        agency=str(made.public_id),
        kind=agency.kind,
        proofs={"name": agency.name, "domain": domain, "published_at": agency.published_at},
    )
    return made


def _create(agency: Agency, domain: str, *, by: User, at: datetime) -> AgencyRequest:
    try:
        with transaction.atomic():
            return AgencyRequest.objects.create(
                user=by,
                name=agency.name.strip(),
                kind=agency.kind,
                country=agency.country,
                domain=domain,
                published_at=agency.published_at.strip(),
                office=agency.office.strip(),
                asked_at=at,
            )
    except IntegrityError as asked:
        raise MoveNotAllowed(_("You asked already. Wait for the answer.")) from asked


@transaction.atomic(durable=True)
def refuse(*, asked: AgencyRequest, reason: str, by: User, at: datetime) -> None:
    """Does not enter it, with a reason for the file; they are told, and can ask again."""
    policies.require_agency_refuser(by=by, asked=asked)
    if not reason.strip():
        raise DeskError(_("Give a reason."), fields=("reason",))
    if not AgencyRequest.objects.waiting().filter(pk=asked.pk).update(ended_at=at, ended_by=by, reason=reason):
        raise MoveNotAllowed(_("Nobody waits for this answer any more."))
    ledger.append(
        Event.AGENCY_REFUSED,
        chain=ledger.chain_of(asked.user),
        by=by,
        at=at,
        agency=str(asked.public_id),
        proofs={"reason": reason},
    )
    registrations.tell(asked.user, step=asked, at=at)
