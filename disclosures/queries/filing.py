"""Reads a filing against the records: what it names, whether it is complete, whether it suits its basis (FORMAT)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import isodate
from django.db.models import Q

from accounts.models import Consent, Organisation, User
from disclosures.domain import purposes
from disclosures.domain.errors import (
    AskedTooSoon,
    BasisUnsuited,
    FilingIncomplete,
    NotFound,
    NotPermitted,
    PurposeForbidden,
)
from disclosures.domain.instants import parse_or_none
from disclosures.domain.moves import Outcome
from disclosures.domain.particulars import Particular, Reference, Shape
from disclosures.domain.roles import PUBLIC_BODIES, STAFF, Party, Role
from disclosures.models import Case, Complaint, Engagement, Finding, Transaction

INSIDERS = frozenset({*STAFF, Role.SERVICE})
"""Who may name any record of the desk and file for another: staff, and the platform's own machine client."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """What the filing's names stand for; whom the desk does not know stays ``None``."""

    engagement: Engagement | None
    finding: Finding | None
    complaint: Complaint | None
    transaction: Transaction | None
    recipient_user: User | None
    recipient_organisation: Organisation | None
    subjects: tuple[User | None, ...]


def resolve(case: Case) -> Resolved:
    """Looks the names up. ``NotFound`` where the filing stands on a record in which the filer has no part."""
    thing = _record_named(case)
    return Resolved(
        engagement=thing if isinstance(thing, Engagement) else None,
        finding=thing if isinstance(thing, Finding) else None,
        complaint=thing if isinstance(thing, Complaint) else None,
        transaction=thing if isinstance(thing, Transaction) else None,
        recipient_user=_account(case.recipient_name) if case.recipient_is_person else None,
        recipient_organisation=None if case.recipient_is_person else _organisation(case.recipient_name),
        subjects=tuple(_person(row.named) for row in case.named),
    )


def _person(name: str) -> User | None:
    return User.objects.filter(name=name, record__isnull=False).select_related("organisation").first()


def _account(name: str) -> User | None:
    """A person who can receive: anybody with an account who is not of the desk itself."""
    insiders = [*INSIDERS]
    return (
        User.objects.filter(name=name)
        .exclude(role_assignments__role__in=insiders)
        .select_related("organisation")
        .first()
    )


def _organisation(name: object) -> Organisation | None:
    return Organisation.objects.filter(name=str(name)).first()


Thing = Engagement | Finding | Complaint | Transaction | None


def _record_named(case: Case) -> Thing:
    reference = case.rules.reference
    name = case.particulars.get(reference) if reference else None
    if reference is None or not name:
        return None
    thing, has_part = LOOKUPS[reference](str(name), case.filed_by)
    insider = bool(case.filed_by.roles & INSIDERS)
    if reference is Reference.FINDING and not insider and Role.MEMBER not in case.filed_by.roles:
        has_part = True
        if not case.filed_by.roles & case.rules.filed_by:
            return None
    if thing is None or not (has_part or insider):
        raise NotFound
    return thing


def _engagement(name: str, filer: User) -> tuple[Thing, bool]:
    found = Engagement.objects.filter(name=name).select_related("partner").first()
    return found, found is not None and found.partner_id == filer.organisation_id


def _finding(name: str, filer: User) -> tuple[Thing, bool]:
    found = Finding.objects.filter(reference=name).first()
    return found, found is not None and found.injured.filter(pk=filer.pk).exists()


def _complaint(name: str, filer: User) -> tuple[Thing, bool]:
    found = Complaint.objects.filter(reference=name).select_related("complainant__organisation", "right").first()
    return found, found is not None and filer.pk in {found.complainant_id, found.respondent_id}


def _transaction(name: str, filer: User) -> tuple[Thing, bool]:
    found = Transaction.objects.filter(external_id=name).first()
    return found, found is not None and filer.pk in {found.buyer_id, found.seller_id}


LOOKUPS: Mapping[Reference, Callable[[str, User], tuple[Thing, bool]]] = {
    Reference.ENGAGEMENT: _engagement,
    Reference.FINDING: _finding,
    Reference.COMPLAINT: _complaint,
    Reference.TRANSACTION: _transaction,
}


def require_filer(case: Case) -> None:
    """Raises ``NotPermitted`` where the filer's roles never file on this basis."""
    if not case.filed_by.roles & case.rules.filed_by:
        raise NotPermitted


def require_complete(case: Case, found: Resolved) -> None:
    """Raises ``FilingIncomplete`` naming every field that is missing or cannot be read."""
    missing = tuple(_missing(case, found))
    if missing:
        raise FilingIncomplete(f"Fill in: {', '.join(missing)}.", fields=missing)


def _missing(case: Case, found: Resolved) -> Iterator[str]:
    rules = case.rules
    if not found.subjects and not rules.names_and_period_or_overbroad:
        yield "subjects"
    if not case.recipient_name or (found.recipient_organisation is None and not case.recipient_is_person):
        yield "recipient"
    unknown_purpose = rules.purposes and case.purpose_key not in rules.purposes
    if not case.purpose_key or (unknown_purpose and not purposes.is_forbidden(case.purpose)):
        yield "purpose"
    if not case.asked_rows:
        yield "asks"
    for particular in rules.particulars:
        value = case.particulars.get(particular.name)
        if (particular.required and value in (None, "", {}, [])) or (
            value not in (None, "") and not READERS.get(particular.shape, _any)(particular, value)
        ):
            yield particular.name
    for names in rules.one_of:
        if not any(case.particulars.get(name) for name in names):
            yield " or ".join(names)
    if case.particulars.get("may_tell", True) is False and not case.particulars.get("hold_until"):
        yield "hold_until"


def _any(particular: Particular, value: Any) -> bool:
    return True


def _is_choice(particular: Particular, value: Any) -> bool:
    return value in particular.choices


def _is_emergency(particular: Particular, value: Any) -> bool:
    return isinstance(value, dict) and all(str(value.get(name) or "").strip() for name in ("danger", "how_data_help"))


def _is_instrument(particular: Particular, value: Any) -> bool:
    return isinstance(value, dict)


def _is_registered(particular: Particular, value: Any) -> bool:
    return _organisation(value) is not None


def _is_instant(particular: Particular, value: Any) -> bool:
    return parse_or_none(value) is not None


def _is_duration(particular: Particular, value: Any) -> bool:
    try:
        return bool(isodate.parse_duration(str(value)))
    except isodate.ISO8601Error:
        return False


READERS: Mapping[Shape, Callable[[Particular, Any], bool]] = {
    Shape.CHOICE: _is_choice,
    Shape.EMERGENCY: _is_emergency,
    Shape.INSTRUMENT: _is_instrument,
    Shape.ORGANISATION: _is_registered,
    Shape.INSTANT: _is_instant,
    Shape.DURATION: _is_duration,
}


def require_purpose(case: Case) -> None:
    """Raises ``PurposeForbidden`` for sale, rent or trade (P2a)."""
    if purposes.is_forbidden(case.purpose):
        raise PurposeForbidden


def require_suited(case: Case, found: Resolved) -> None:
    """Raises ``BasisUnsuited`` unless the basis covers whose data is asked and who would receive it."""
    rules, filer = case.rules, case.filed_by
    recipient = found.recipient_user or found.recipient_organisation
    checks = (
        len(found.subjects) <= 1 or rules.many_subjects,
        recipient is None or recipient not in found.subjects,
        not {_kind(found.recipient_organisation), _kind(_home(found.recipient_user)), _kind(filer.organisation)}
        & rules.never_to,
        not rules.outsiders_file_for_themselves or _files_for_self(case, found),
        SUBJECTS[rules.subject_is](case, found),
        RECIPIENTS[rules.recipient_is](case, found),
    )
    if not all(checks):
        raise BasisUnsuited


def _kind(organisation: Organisation | None) -> str:
    return organisation.kind if organisation else ""


def _home(user: User | None) -> Organisation | None:
    return user.organisation if user else None


def _files_for_self(case: Case, found: Resolved) -> bool:
    filer = case.filed_by
    if filer.roles & INSIDERS or (case.rules.filing_by_subject_consents and filer in found.subjects):
        return True
    own = filer.organisation is not None and filer.organisation == found.recipient_organisation
    return own or filer == found.recipient_user


Suits = Callable[[Case, Resolved], bool]


def _anybody(case: Case, found: Resolved) -> bool:
    return True


def _the_offender(case: Case, found: Resolved) -> bool:
    return found.finding is not None and found.subjects == (found.finding.member,)


def _the_complainant(case: Case, found: Resolved) -> bool:
    return found.complaint is not None and found.subjects == (found.complaint.complainant,)


def _the_counterparty(case: Case, found: Resolved) -> bool:
    if found.transaction is None:
        return False
    sides = {found.transaction.buyer_id, found.transaction.seller_id} - {case.filed_by_id}
    return {subject.pk if subject else None for subject in found.subjects} == sides


SUBJECTS: Mapping[Party, Suits] = {
    Party.DATA_SUBJECT: _anybody,
    Party.OFFENDER: _the_offender,
    Party.COMPLAINANT: _the_complainant,
    Party.COUNTERPARTY: _the_counterparty,
}


def _a_named_public_body(case: Case, found: Resolved) -> bool:
    body = found.recipient_organisation
    return body is not None and body.kind in PUBLIC_BODIES and body.name == case.particulars.get("authority")


def _the_engaged_partner(case: Case, found: Resolved) -> bool:
    return found.engagement is not None and found.recipient_organisation == found.engagement.partner


def _who_the_finding_calls_for(case: Case, found: Resolved) -> bool:
    kinds = case.rules.recipient_kinds.get(str(case.particulars.get("recipient_kind")), frozenset())
    if found.recipient_organisation is not None:
        return found.recipient_organisation.kind in kinds
    injured = found.finding is not None and found.recipient_user in found.finding.injured.all()
    return injured and not kinds


def _the_respondent(case: Case, found: Resolved) -> bool:
    return found.complaint is not None and found.recipient_user == found.complaint.respondent


def _the_requester(case: Case, found: Resolved) -> bool:
    return found.recipient_user == case.filed_by


RECIPIENTS: Mapping[Party, Suits] = {
    Party.ANYBODY_REGISTERED: _anybody,
    Party.NAMED_PUBLIC_BODY: _a_named_public_body,
    Party.ENGAGED_PARTNER: _the_engaged_partner,
    Party.CALLED_FOR_BY_FINDING: _who_the_finding_calls_for,
    Party.RESPONDENT: _the_respondent,
    Party.REQUESTER: _the_requester,
}


def require_rested(case: Case, found: Resolved, *, at: datetime) -> None:
    """Raises ``AskedTooSoon`` within 90 days of a no to the same requester for the same purpose (P3a).

    Whoever files: a reviewer on a requester's behalf is the requester, so the recipient counts too. A person the desk
    does not know is remembered by the words of the filing, so that the answer is the same.
    """
    rules = case.rules
    if not rules.subject_may_answer or case.filed_by in found.subjects:
        return
    requester = Q(pk__in=[])
    if not case.filed_by.roles & INSIDERS:
        requester |= Q(filed_by__person=case.filed_by.person)
    if case.requester_organisation_id is not None:
        requester |= Q(requester_organisation=case.requester_organisation_id)
    if found.recipient_organisation is not None:
        requester |= Q(recipient_organisation=found.recipient_organisation)
    if found.recipient_user is not None:
        requester |= Q(recipient_user=found.recipient_user)
    named = [row.named_key for row in case.named]
    known = [subject.pk for subject in found.subjects if subject]
    earlier = (
        Case.objects.filter(requester, basis=case.basis, outcome=Outcome.NOT_CONSENTED, purpose_key=case.purpose_key)
        .filter(Q(subjects__named_key__in=named) | Q(subjects__subject__in=known))
        .filter(decided_at__gt=at - rules.rest_after_no)
        .order_by("-decided_at")
        .values_list("decided_at", flat=True)
        .first()
    )
    since = (
        Consent.objects.live(at=at)
        .filter(
            subject__in=known,
            recipient_user=found.recipient_user,
            recipient_organisation=found.recipient_organisation,
            purpose_key=case.purpose_key,
        )
        .filter(given_at__gte=earlier or at)
        .exists()
    )
    if earlier is not None and not since:
        raise AskedTooSoon
