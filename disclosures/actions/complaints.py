"""A complaint from its filing to its end: what both sides may do, and the 15 days after a counter-statement (P3e)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from disclosures import ledger, policies
from disclosures.actions import endings, notices, rights
from disclosures.actions.notices import Kind
from disclosures.domain import references
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.errors import DeskError, MoveNotAllowed, NotFound
from disclosures.domain.events import Event
from disclosures.domain.roles import Role
from disclosures.domain.words import Filled, _
from disclosures.models import Case, Complaint, Release, Right

PREFIX = "IC"


@dataclass(frozen=True, slots=True)
class Accusation:
    """What a complainant says: against whom, on which right, at which addresses, and the two declarations.

    ``pass_on`` is ``None`` where the complainant does not ask that their details go to the respondent; otherwise it
    holds what they ticked beyond the default.
    """

    right: Right
    against: str
    listings: tuple[str, ...]
    statement: str
    in_good_faith: bool
    is_true: bool
    pass_on: frozenset[ItemKey] | None = None


@transaction.atomic(durable=True)
def file(*, accusation: Accusation, by: User, at: datetime) -> Complaint:
    """Files a complaint and tells the respondent without delay; a respondent nobody knows is no error (DESIGN 5.9)."""
    return file_with(accusation=accusation, reference=references.make(PREFIX), by=by, at=at)


def file_with(*, accusation: Accusation, reference: str, by: User, at: datetime) -> Complaint:
    """The same under a reference that was given before, inside the caller's transaction."""
    policies.require_role(Role.COMPLAINANT, by=by)
    if accusation.right.owner_id != by.pk:
        raise NotFound
    _require_whole(accusation)
    rights.require_usable(right=accusation.right, holder=by, at=at)
    if accusation.pass_on is not None:
        rights.require_pass_on(right=accusation.right)
    respondent = User.objects.filter(name=accusation.against, record__isnull=False).exclude(pk=by.pk).first()
    made = Complaint.objects.create(
        reference=reference,
        complainant=by,
        respondent=respondent,
        respondent_name=accusation.against,
        right=accusation.right,
        listings=list(accusation.listings),
        right_text=words_of(accusation.right),
        statement=accusation.statement,
        good_faith_at=at,
        truth_at=at,
        opened_at=at,
        asked_at=None if accusation.pass_on is None else at,
        pass_on=sorted(accusation.pass_on or ()),
    )
    ledger.append(
        Event.COMPLAINT_FILED,
        chain=ledger.chain_of(made),
        by=by,
        at=at,
        right=accusation.right.pk,
        pass_on=None if accusation.pass_on is None else sorted(accusation.pass_on),
        proofs={"statement": accusation.statement},
    )
    if respondent is not None:
        notices.tell_of_record(Kind.COMPLAINT_ABOUT_YOU, record=made, to=respondent, at=at)
    return made


def _require_whole(accusation: Accusation) -> None:
    missing = tuple(name for name in ("against", "statement") if not getattr(accusation, name).strip())
    if not accusation.listings or not all(listing.strip() for listing in accusation.listings):
        missing += ("listings",)
    missing += tuple(name for name in ("in_good_faith", "is_true") if not getattr(accusation, name))
    if missing:
        raise DeskError(Filled(_("Fill in or declare: %(fields)s."), fields=", ".join(missing)), fields=missing)


def words_of(right: Right) -> str:
    """The right relied on, as the respondent may read it."""
    where = f"{right.office}, class {right.right_class}" if right.right_class else right.office
    return f"{right.kind} {right.number} ({where})"


@transaction.atomic(durable=True)
def ask_to_pass_on(*, complaint: Complaint, items: Collection[ItemKey], by: User, at: datetime) -> None:
    """The complainant asks that their details go to the respondent, and ticks what may go beyond the default."""
    policies.require_complainant(by=by, complaint=complaint)
    rights.require_pass_on(right=complaint.right)
    open_now = Complaint.objects.filter(pk=complaint.pk, closed_at__isnull=True)
    if not open_now.update(asked_at=complaint.asked_at or at, pass_on=sorted(items)):
        raise MoveNotAllowed(_("The complaint is closed."))
    Case.objects.touch(complaint=complaint)
    ledger.append(Event.PASS_ON_ASKED, chain=ledger.chain_of(complaint), by=by, at=at, items=sorted(items))


@transaction.atomic(durable=True)
def withdraw(*, complaint: Complaint, by: User, at: datetime) -> None:
    """Ends the complaint; the respondent's access ends 15 days later."""
    policies.require_complainant(by=by, complaint=complaint)
    end(complaint=complaint, event=Event.COMPLAINT_WITHDRAWN, by=by, at=at, ended_at=at, withdrawn_at=at)


@transaction.atomic(durable=True)
def close(*, complaint: Complaint, by: User, at: datetime, reason: str) -> None:
    """Staff close a complaint, with a reason for the file; its measures are lifted."""
    policies.require_complaint_closer(by=by, complaint=complaint)
    if not reason.strip():
        raise DeskError(_("Say why the complaint is closed."), fields=("reason",))
    end(complaint=complaint, event=Event.COMPLAINT_CLOSED, by=by, at=at, ended_at=at, proofs={"reason": reason})
    tell_sides_of_end(complaint=complaint, at=at)


def end(
    *,
    complaint: Complaint,
    event: Event,
    by: User,
    at: datetime,
    ended_at: datetime,
    proofs: dict[str, str] | None = None,
    **changes: datetime,
) -> None:
    """Closes it, inside the caller's transaction: measures are lifted, accesses under it end 15 days later."""
    open_now = Complaint.objects.filter(pk=complaint.pk, closed_at__isnull=True)
    if not open_now.update(closed_at=ended_at, measures_lifted_at=at, **changes):
        raise MoveNotAllowed(_("The complaint is closed already."))
    Case.objects.touch(complaint=complaint)
    ledger.append(event, chain=ledger.chain_of(complaint), by=by, at=at, proofs=proofs)
    for release in Release.objects.open().filter(case__complaint=complaint).select_related("case"):
        days = release.case.rules.ends.days_after_complaint
        if days is not None:
            endings.shorten(release=release, until=ended_at + timedelta(days=days), at=at)


def tell_sides_of_end(*, complaint: Complaint, at: datetime) -> None:
    """Tells both sides that it is closed, where neither of them closed it."""
    for side in (complaint.complainant, complaint.respondent):
        if side is not None:
            notices.tell_of_record(Kind.COMPLAINT_CLOSED, record=complaint, to=side, at=at)
