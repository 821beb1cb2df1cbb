"""How people come into an outside organisation and leave it: asked, let in by somebody else, out at once (P2a, P3c)."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts import sign_ins
from accounts.models import Membership, Organisation, RoleAssignment, User
from accounts.sign_in import addresses
from disclosures import ledger, policies
from disclosures.actions import endings, people, preservation_drafts, registrations
from disclosures.domain.errors import DeskError, MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.roles import OrganisationKind, Role
from disclosures.domain.words import Filled, _
from disclosures.models import Release
from disclosures.policies.colleagues import ROLES_OF_KIND

End = Membership.End


class AddressNotVerified(DeskError):
    """No mail on the organisation's domain that the person has shown to read."""

    code = "address_not_verified"
    sentence = _("Verify an address of mail on the organisation's own domain, then ask to join.")


class OrganisationNotVerified(DeskError):
    """The organisation itself is not known for certain."""

    code = "organisation_not_verified"
    sentence = _("This organisation's verification does not stand. It is verified first, its people join after.")


@transaction.atomic(durable=True)
def ask(*, organisation: Organisation, by: User, at: datetime, role: Role | None = None) -> Membership:
    """Asks to join, by a verified mail on the organisation's domain; gives nothing before somebody else approves."""
    policies.require_joiner(by=by, organisation=organisation)
    if by.organisation_id is not None:
        raise MoveNotAllowed(_("You belong to an organisation. Leave it before you join another."))
    open_to = ROLES_OF_KIND[OrganisationKind(organisation.kind)]
    if role is not None and role not in open_to:
        raise DeskError(Filled(_("Its people are here as: %(fields)s."), fields=", ".join(open_to)), fields=("role",))
    address = _address(by, organisation)
    try:
        with transaction.atomic():
            made = Membership.objects.create(
                user=by, organisation=organisation, role=role or open_to[0], address=address, asked_at=at
            )
    except IntegrityError as asked:
        raise MoveNotAllowed(_("You asked already. Wait for the answer, or take the question back.")) from asked
    ledger.append(
        Event.JOINING_ASKED,
        chain=ledger.chain_of(by),
        by=by,
        at=at,
        organisation=organisation.pk,
        membership=str(made.public_id),
        role=made.role,
        proofs={"address": address},
    )
    return made


def _address(user: User, organisation: Organisation) -> str:
    address = addresses.on_domain(user=user, domain=organisation.domain)
    if address is None:
        raise AddressNotVerified
    return address


@transaction.atomic(durable=True)
def approve(*, membership: Membership, by: User, at: datetime) -> None:
    """Lets somebody in, who has the role from now on. Who they are is verified apart, whatever was verified before."""
    policies.require_joining_decider(by=by, membership=membership, at=at)
    user, organisation = membership.user, membership.organisation
    asked = Membership.objects.asked().filter(pk=membership.pk)
    if not asked.update(approved_at=at, approved_by=by):
        raise MoveNotAllowed(_("Nobody waits for this answer any more."))
    if not organisation.can_act or not organisation.is_verified(at=at):
        raise OrganisationNotVerified
    _address(user, organisation)
    if not User.objects.filter(pk=user.pk, organisation__isnull=True).update(organisation=organisation):
        raise MoveNotAllowed(_("They belong to another organisation."))
    people.lapse(user=user, by=by, at=at)
    RoleAssignment.objects.get_or_create(user=user, role=membership.role)
    _record(Event.JOINING_APPROVED, membership, by=by, at=at)
    registrations.tell_of_joining(membership, at=at, occasion="approved")


@transaction.atomic(durable=True)
def refuse(*, membership: Membership, by: User, at: datetime, reason: str) -> None:
    """Does not let somebody in, with a reason for the file."""
    policies.require_joining_decider(by=by, membership=membership, at=at)
    if not reason.strip():
        raise DeskError(_("Give a reason."), fields=("reason",))
    asked = Membership.objects.asked().filter(pk=membership.pk)
    if not asked.update(ended_at=at, ended_by=by, end=End.REFUSED):
        raise MoveNotAllowed(_("Nobody waits for this answer any more."))
    _record(Event.JOINING_REFUSED, membership, by=by, at=at, reason=reason)
    registrations.tell_of_joining(membership, at=at, occasion="refused")


@transaction.atomic(durable=True)
def end(*, membership: Membership, by: User, at: datetime, reason: str = "") -> None:
    """Somebody leaves or is removed: every way in, and all that was reached through the organisation, ends at once."""
    policies.require_membership_ender(by=by, membership=membership, at=at)
    how = End.LEFT if by.pk == membership.user_id else End.REMOVED
    if how is End.REMOVED and not reason.strip():
        raise DeskError(_("Give a reason."), fields=("reason",))
    if not Membership.objects.open().filter(pk=membership.pk).update(ended_at=at, ended_by=by, end=how):
        raise MoveNotAllowed(_("They have left already."))
    # The role goes first, then the cases are touched: an opening or a release under way meets one of them.
    _take_out(membership, by=by, at=at)
    _record(Event.MEMBERSHIP_ENDED, membership, by=by, at=at, reason=reason)


def _take_out(membership: Membership, *, by: User, at: datetime) -> None:
    user, organisation = membership.user, membership.organisation
    if not User.objects.filter(pk=user.pk, organisation=organisation).update(organisation=None):
        return  # it was only asked for
    RoleAssignment.objects.filter(user=user, role=membership.role).delete()
    people.lapse(user=user, by=by, at=at)
    sign_ins.end_all(user=user, at=at)
    preservation_drafts.leave(officer=user, by=by, at=at)
    through = Release.objects.open().filter(case__recipient_user=user, case__requester_organisation=organisation)
    for release in through.select_related("case"):
        endings.end(release=release, reason=endings.Reason.LEFT, by=by, at=at)


def _record(event: Event, membership: Membership, *, by: User, at: datetime, reason: str = "") -> None:
    """The same line on the person's chain and on the organisation's."""
    for thing in (membership.user, membership.organisation):
        ledger.append(
            event,
            chain=ledger.chain_of(thing),
            by=by,
            at=at,
            user=membership.user_id,
            organisation=membership.organisation_id,
            membership=str(membership.public_id),
            role=membership.role,
            proofs={"reason": reason} if reason else None,
        )
