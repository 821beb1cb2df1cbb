"""What the respondent of a complaint asked for and was given (P3e): never who complained, nor their words."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from accounts.models import User
from disclosures.bases import REGISTRY
from disclosures.domain.basis import Basis
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.grounds import Ground
from disclosures.domain.moves import UNRELEASED
from disclosures.domain.permissions import Listed, OptedIn
from disclosures.models import Case, Complaint, Release
from disclosures.models.case import CaseQuerySet
from disclosures.policies import visibility


def against(by: User) -> QuerySet[Complaint]:
    """The complaints about listings of ``by``, the newest first."""
    return Complaint.objects.filter(respondent=by).order_by("-opened_at", "-pk")


def basis() -> Basis:
    """The clause under which a respondent asks, and the complainant is invited."""
    return next(basis for basis in REGISTRY.in_force if basis.asking_invites_complainant)


def invitation() -> tuple[Basis, tuple[Ground, str]]:
    """The same, with the ground and the article on which the respondent's request stands."""
    return next((found, found.invited_on) for found in REGISTRY.in_force if found.invited_on is not None)


def askable() -> list[ItemKey]:
    """What may be asked for under it, in the order of the catalogue."""
    listed = {item for rule in basis().may_leave if isinstance(rule, Listed) for item in rule.items}
    return [item for item in ItemKey if item in listed]


def only_if_ticked() -> list[ItemKey]:
    """Those of them that go only if the complainant ticked each."""
    ticked = {item for rule in basis().may_leave if isinstance(rule, OptedIn) for item in rule.items}
    return [item for item in askable() if item in ticked]


def asked_by(by: User, complaint: Complaint) -> CaseQuerySet:
    """What the respondent asked for, the newest first."""
    return Case.objects.filter(complaint=complaint, filed_by=by).order_by("-submitted_at", "-pk")


def undecided(complaint: Complaint, *, by: User) -> CaseQuerySet:
    """What they asked for and nobody decided yet."""
    return asked_by(by, complaint).filter(status__in=UNRELEASED)


def asked_and_undecided(complaint: Complaint) -> CaseQuerySet:
    """What the respondent asked for and nobody decided yet."""
    asked = Case.objects.filter(complaint=complaint, filed_by=complaint.respondent_id or 0)
    return asked.filter(status__in=UNRELEASED, submitted_at__isnull=False)


def given_to(by: User, complaint: Complaint, *, at: datetime) -> QuerySet[Release]:
    """What the respondent was given of the complainant, the newest first."""
    given = visibility.releases_received_by(by, at=at).filter(case__complaint=complaint)
    return given.select_related("case", "grant").order_by("-released_at")
