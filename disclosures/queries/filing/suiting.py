"""Whether the basis covers whose data is asked and who would receive it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from accounts.models import Organisation, User
from disclosures.domain.errors import BasisUnsuited
from disclosures.domain.roles import PUBLIC_BODIES, Party
from disclosures.models import Case
from disclosures.queries.filing.resolving import INSIDERS, Resolved


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
    if found.preservation is not None and found.preservation.authority != body:
        return False
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
    if found.complaint is None or not case.recipient_is_person:
        return False
    if found.complaint.respondent is None:  # the same answer as for one whom the desk knows (DESIGN 5.9)
        return case.recipient_name == found.complaint.respondent_name
    return found.recipient_user == found.complaint.respondent


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
