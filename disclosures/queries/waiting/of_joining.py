"""What waits at the register's door: who asks to be let in, for a role, or that their agency be entered.

Each is shown to whom may decide it, and to nobody else; never one's own (P3c).
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from accounts.models import Membership, RoleGrant, User
from disclosures.domain import waits
from disclosures.domain.roles import LEGAL_STAFF, Role
from disclosures.domain.words import _
from disclosures.models import AgencyRequest
from disclosures.policies.joining import GRANTERS
from disclosures.queries.waiting.of_cases import later
from disclosures.queries.waiting.way import Actor, Reader, Way


def _joining(reader: Reader) -> QuerySet[Any]:
    if not reader.by.roles & LEGAL_STAFF:
        return Membership.objects.none()
    homes = User.objects.filter(pk__in=reader.accounts, organisation__isnull=False).values("organisation")
    asked = Membership.objects.asked().exclude(user__in=reader.accounts)
    return asked.exclude(organisation__in=homes)


def _role(reader: Reader) -> QuerySet[Any]:
    person, roles = reader.by.person, reader.by.roles
    asked = RoleGrant.objects.undecided().exclude(person=person).exclude(asked_person=person)
    if roles & set(GRANTERS):
        return asked
    return asked.filter(role=Role.COMPLAINANT) if roles & LEGAL_STAFF else asked.none()


def _agency(reader: Reader) -> QuerySet[Any]:
    if not reader.by.roles & {*LEGAL_STAFF, Role.ADMINISTRATOR}:
        return AgencyRequest.objects.none()
    return AgencyRequest.objects.waiting().exclude(user__in=reader.accounts)


WAYS = (
    Way(
        kind="joining",
        says=_("Somebody who asks to be let into an organisation"),
        who=Actor.LEGAL_STAFF,
        about="joining",
        rows=_joining,
        reference="public_id",
        since="asked_at",
        due_at=later("asked_at", waits.JOINING),
        code="organisation__name",
    ),
    Way(
        kind="role_grant",
        says=_("A role that was asked for, to be granted by a second person"),
        who=Actor.GRANTER,
        about="role_grant",
        rows=_role,
        reference="public_id",
        since="asked_at",
        due_at=later("asked_at", waits.JOINING),
        code="role",
    ),
    Way(
        kind="agency",
        says=_("An agency that asks to be entered in the register"),
        who=Actor.LEGAL_STAFF,
        about="agency",
        rows=_agency,
        reference="public_id",
        since="asked_at",
        due_at=later("asked_at", waits.JOINING),
        code="name",
    ),
)
