"""What the platform tells the desk about a member; a late message never undoes a newer one (P3, P4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from accounts import sign_ins
from accounts.models import MemberRecord, RoleAssignment, User
from disclosures import ledger, policies
from disclosures.actions import consents, corrections, platform_order
from disclosures.domain.errors import DeskError
from disclosures.domain.events import Event
from disclosures.domain.roles import Role
from disclosures.domain.words import _
from disclosures.models import Case


@dataclass(frozen=True, slots=True)
class Profile:
    """A member's record as the platform has it, whole: what is blank or ``None`` is not held."""

    username: str = ""
    registered_at: datetime | None = None
    legal_name: str = ""
    date_of_birth: date | None = None
    government_id: str = ""
    email: str = ""
    phone: str = ""
    address_line: str = ""
    address_city: str = ""
    address_postcode: str = ""
    address_country: str = ""
    payment_account: str = ""
    stored_in: str = "CN"
    preferred_channel: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """How the member is known at the desk: the handle, and where the desk writes to."""

    name: str
    email: str = ""
    country: str = "CN"
    is_closed: bool = False


@transaction.atomic(durable=True)
def keep_in_step(
    *, external_id: str, account: Account, profile: Profile, version: int, by: User, at: datetime
) -> MemberRecord:
    """Takes over what the platform says, if it is newer; returns the record as it now stands.

    The record is replaced whole: what the message leaves out is erased here too. A handle that belongs to somebody
    else is ``invalid``; no account of the desk's own people is ever taken over.
    """
    policies.require_role(Role.SERVICE, by=by)
    _require_whole(profile)
    record = MemberRecord.objects.select_related("subject").filter(external_id=external_id).first()
    if record is None:
        record = _made_or_adopted(external_id, account)
    columns: Mapping[str, Any] = asdict(profile)
    digest = platform_order.digest_of({**columns, "account": asdict(account)})
    older = MemberRecord.objects.filter(pk=record.pk, platform_version__lt=version)
    before = older.values(*columns).first() or {}
    if older.update(platform_version=version, platform_digest=digest, **columns):
        _keep_account(record.subject, account)
        Case.objects.touch(subjects__subject=record.subject)
        held = sorted(name for name, value in columns.items() if value not in ("", None))
        ledger.append(
            Event.MEMBER_KEPT, chain=ledger.chain_of(record.subject), by=by, at=at, version=version, held=held
        )
        corrections.tell(subject=record.subject, before=before, after=columns, version=version, at=at)
        _close_or_reopen(record, is_closed=account.is_closed, by=by, at=at)
    kept = MemberRecord.objects.select_related("subject").get(pk=record.pk)
    stands = (kept.platform_version, kept.platform_digest)
    platform_order.require_no_conflict(version=version, digest=digest, stands=stands)
    return kept


def _close_or_reopen(record: MemberRecord, *, is_closed: bool, by: User, at: datetime) -> None:
    """A closed account signs in no more, and nothing leaves on its consents any longer.

    Its sessions and tokens end for good: one that was stolen does not come back when the account is opened again.
    """
    same = MemberRecord.objects.filter(pk=record.pk, closed_at__isnull=is_closed)
    if not same.update(closed_at=at if is_closed else None):
        return
    User.objects.filter(pk=record.subject_id).update(is_active=not is_closed)
    event = Event.MEMBER_CLOSED if is_closed else Event.MEMBER_REOPENED
    ledger.append(event, chain=ledger.chain_of(record.subject), by=by, at=at)
    if is_closed:
        sign_ins.end_all(user=record.subject, at=at)
        consents.end_every(subject=record.subject, by=by, at=at)


def _require_whole(profile: Profile) -> None:
    parts = (profile.address_line, profile.address_city, profile.address_country)
    if any((*parts, profile.address_postcode)) and not all(parts):
        raise DeskError(_("An address is whole or absent: line, city and country."), fields=("address",))


def _made_or_adopted(external_id: str, account: Account) -> MemberRecord:
    """A new account, or the member of this handle whom the platform names for the first time."""
    known = MemberRecord.objects.select_related("subject").filter(subject__name=account.name).first()
    if known is not None:
        adopted = MemberRecord.objects.filter(pk=known.pk, external_id__isnull=True)
        if known.subject.roles != {Role.MEMBER} or not adopted.update(external_id=external_id):
            raise _taken()
        return known
    try:
        with transaction.atomic():
            user = User.objects.create_user(name=account.name, email=account.email, country=account.country)
            RoleAssignment.objects.create(user=user, role=Role.MEMBER)
            return MemberRecord.objects.create(subject=user, external_id=external_id)
    except IntegrityError:
        same = MemberRecord.objects.select_related("subject").filter(external_id=external_id).first()
        if same is None:
            raise _taken() from None
        return same


def _keep_account(subject: User, account: Account) -> None:
    try:
        with transaction.atomic():
            User.objects.filter(pk=subject.pk).update(name=account.name, email=account.email, country=account.country)
    except IntegrityError:
        raise _taken() from None


def _taken() -> DeskError:
    return DeskError(_("This handle belongs to another account."), fields=("name",))
