"""How people come by roles that no organisation gives: one asks, a second person grants; one is enough to end."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts import sign_ins
from accounts.models import RoleAssignment, RoleGrant, User
from disclosures import ledger, policies
from disclosures.domain.errors import DeskError, MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.roles import STAFF, Role
from disclosures.domain.words import _


@transaction.atomic(durable=True)
def ask(*, user: User, role: Role, by: User, at: datetime, reason: str) -> RoleGrant:
    """Asks that somebody hold a role; it gives nothing before a second person grants it."""
    policies.require_role_asker(by=by, user=user, role=role)
    if role in user.roles or (role in STAFF and user.organisation_id is not None):
        raise MoveNotAllowed(_("They hold this role already, or belong to an outside organisation."))
    if not reason.strip():
        raise DeskError(_("Say what for."), fields=("reason",))
    try:
        with transaction.atomic():
            made = RoleGrant.objects.create(
                user=user,
                person=user.person,
                role=role,
                reason=reason,
                asked_by=by,
                asked_person=by.person,
                asked_at=at,
            )
    except IntegrityError as asked:
        raise MoveNotAllowed(_("This was asked already and waits for its answer.")) from asked
    _record(Event.ROLE_ASKED, made, by=by, at=at, reason=reason)
    return made


@transaction.atomic(durable=True)
def grant(*, grant: RoleGrant, by: User, at: datetime) -> None:
    """The second person agrees: the role is held from now on.

    With a role of the desk every way in of before ends: a token from then would be one past the second factor.
    """
    policies.require_role_decider(by=by, grant=grant)
    _decide(grant, by=by, at=at, granted=True)
    if grant.role in STAFF and grant.user.memberships.open().exists():
        raise MoveNotAllowed(_("They belong to an outside organisation, or asked to."))
    RoleAssignment.objects.get_or_create(user=grant.user, role=grant.role)
    _open_admin(grant.user, role=Role(grant.role), is_open=True)
    if grant.role in STAFF:
        sign_ins.end_all(user=grant.user, at=at)
    _record(Event.ROLE_GRANTED, grant, by=by, at=at)


@transaction.atomic(durable=True)
def refuse(*, grant: RoleGrant, by: User, at: datetime, reason: str) -> None:
    """The second person does not agree, with a reason for the file."""
    policies.require_role_decider(by=by, grant=grant)
    if not reason.strip():
        raise DeskError(_("Give a reason."), fields=("reason",))
    _decide(grant, by=by, at=at, granted=False)
    _record(Event.ROLE_REFUSED, grant, by=by, at=at, reason=reason)


def _decide(grant: RoleGrant, *, by: User, at: datetime, granted: bool) -> None:
    undecided = RoleGrant.objects.undecided().filter(pk=grant.pk)
    if not undecided.update(decided_at=at, decided_by=by, decided_person=by.person, granted=granted):
        raise MoveNotAllowed(_("This is decided already."))


@transaction.atomic(durable=True)
def end(*, user: User, role: Role, by: User, at: datetime, reason: str) -> None:
    """Takes a role away at once, with every session and token of the account; to hold it again needs two again."""
    policies.require_role_ender(by=by)
    if not reason.strip():
        raise DeskError(_("Give a reason."), fields=("reason",))
    held, _rows = RoleAssignment.objects.filter(user=user, role=role).delete()
    if not held:
        raise MoveNotAllowed(_("They do not hold this role."))
    _open_admin(user, role=role, is_open=False)
    sign_ins.end_all(user=user, at=at)
    ledger.append(Event.ROLE_ENDED, chain=ledger.chain_of(user), by=by, at=at, role=role, proofs={"reason": reason})


def _open_admin(user: User, *, role: Role, is_open: bool) -> None:
    """The read-only admin comes with the role of administrator, and goes with it."""
    if role is Role.ADMINISTRATOR:
        User.objects.filter(pk=user.pk).update(is_staff=is_open, is_superuser=is_open)


def _record(event: Event, grant: RoleGrant, *, by: User, at: datetime, reason: str = "") -> None:
    ledger.append(
        event,
        chain=ledger.chain_of(grant.user),
        by=by,
        at=at,
        grant=str(grant.public_id),
        role=grant.role,
        proofs={"reason": reason} if reason else None,
    )
