"""What of a filing is settled by who files it and on what: no question is asked for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Q

from accounts.models import User
from disclosures.domain.basis import Basis
from disclosures.domain.particulars import Reference, Shape
from disclosures.domain.roles import Party
from disclosures.models import Complaint

Recipient = tuple[str, bool]
"""The name, and whether it is a person's."""


def recipient(rules: Basis, *, subjects: tuple[str, ...], particulars: Mapping[str, Any], by: User) -> Recipient | None:
    """Who receives where nobody need be asked; ``None`` where the filer chooses."""
    if _shares_their_own(rules, subjects, by):
        return None
    if rules.outsiders_file_for_themselves:
        return own(by)
    return RECIPIENTS[rules.recipient_is](particulars, by)


def subjects(rules: Basis, *, particulars: Mapping[str, Any], by: User) -> tuple[str, ...] | None:
    """Whose data it is where nobody need be asked; ``None`` where the filer names them."""
    if rules.subject_is is not Party.COMPLAINANT:
        return None
    complaint = _complaint(particulars, by)
    return (by.name,) if complaint is not None and complaint.complainant_id == by.pk else None


def body(rules: Basis, *, by: User) -> dict[str, str]:
    """Particulars that name the filer's own organisation."""
    if not rules.outsiders_file_for_themselves or by.organisation is None:
        return {}
    return {one.name: by.organisation.name for one in rules.particulars if one.shape is Shape.ORGANISATION}


def _shares_their_own(rules: Basis, named: tuple[str, ...], by: User) -> bool:
    return rules.filing_by_subject_consents and named == (by.name,)


def own(by: User) -> Recipient:
    """Who files for themselves: their organisation, or they."""
    return (by.organisation.name, False) if by.organisation is not None else (by.name, True)


def _asked(particulars: Mapping[str, Any], by: User) -> None:
    return None


def _own_organisation(particulars: Mapping[str, Any], by: User) -> Recipient:
    return own(by)


def _person(particulars: Mapping[str, Any], by: User) -> Recipient:
    return by.name, True


def _respondent(particulars: Mapping[str, Any], by: User) -> Recipient:
    """As the complaint names them: who complained learns nothing from it that they did not write."""
    complaint = _complaint(particulars, by)
    if complaint is None:
        return "", True
    named = complaint.respondent_name or (complaint.respondent.name if complaint.respondent else "")
    return (by.name if complaint.respondent_id == by.pk else named), True


def _complaint(particulars: Mapping[str, Any], by: User) -> Complaint | None:
    """The one named, if they are a side of it: of any other nothing is told."""
    name = particulars.get(Reference.COMPLAINT)
    sides = Q(complainant=by) | Q(respondent=by)
    return Complaint.objects.filter(sides, reference=str(name)).first() if name else None


RECIPIENTS: Mapping[Party, Callable[[Mapping[str, Any], User], Recipient | None]] = {
    Party.ANYBODY_REGISTERED: _asked,
    Party.NAMED_PUBLIC_BODY: _own_organisation,
    Party.ENGAGED_PARTNER: _own_organisation,
    Party.CALLED_FOR_BY_FINDING: _own_organisation,
    Party.RESPONDENT: _respondent,
    Party.REQUESTER: _person,
}
