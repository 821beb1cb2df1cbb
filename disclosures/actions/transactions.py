"""What the platform tells the desk about a transaction; a late message never undoes a newer one (P3f)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import IntegrityError
from django.db import transaction as database

from accounts.models import User
from disclosures import ledger, policies
from disclosures.actions import endings, platform_order
from disclosures.domain.errors import DeskError, MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.roles import Role
from disclosures.domain.words import _
from disclosures.models import Case, Performance, Release, Transaction


@dataclass(frozen=True, slots=True)
class Performed:
    """One thing a party did, by the platform's own records."""

    party: User
    kind: Performance.Kind
    at: datetime
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A transaction as the platform has it, whole; ``version`` grows with every change there."""

    buyer: User
    seller: User
    status: Transaction.Status
    version: int
    performed: tuple[Performed, ...] = ()


@database.atomic(durable=True)
def keep_in_step(*, external_id: str, report: Report, by: User, at: datetime) -> Transaction:
    """Takes over what the platform says, if it is newer; returns the transaction as it now stands.

    It is replaced whole: performances that the message leaves out are taken back.
    """
    policies.require_role(Role.SERVICE, by=by)
    _require_whole(report)
    found, is_new = _found_or_made(external_id, report, at=at)
    if {found.buyer_id, found.seller_id} != {report.buyer.pk, report.seller.pk}:
        raise DeskError(_("The parties of a transaction do not change."), fields=("buyer", "seller"))
    was_closed = found.status == Transaction.Status.CLOSED and not is_new
    if not is_new and not _take_newer(found, report, at=at):
        return _unless_in_conflict(found, report)
    _write_performances(found, report)
    ledger.append(
        Event.TRANSACTION_KEPT,
        chain=ledger.chain_of(found),
        by=by,
        at=at,
        version=report.version,
        status=report.status,
        performed=len(report.performed),
    )
    if report.status == Transaction.Status.CLOSED and not was_closed:
        _end_what_it_opened(found, by=by, at=at)
    else:
        Case.objects.touch(transaction=found)
    return Transaction.objects.get(pk=found.pk)


def _require_whole(report: Report) -> None:
    if report.buyer == report.seller:
        raise DeskError(_("A transaction has two parties."), fields=("buyer", "seller"))
    if any(done.party not in (report.buyer, report.seller) for done in report.performed):
        raise DeskError(_("Only a party performs."), fields=("performed",))


def _found_or_made(external_id: str, report: Report, *, at: datetime) -> tuple[Transaction, bool]:
    """The row, and whether this message made it; of two first messages one makes it and the other finds it."""
    try:
        with database.atomic():
            return Transaction.objects.get_or_create(
                external_id=external_id,
                defaults={
                    "buyer": report.buyer,
                    "seller": report.seller,
                    "platform_version": report.version,
                    "platform_digest": _digest(report),
                    **_state(report, at=at),
                },
            )
    except IntegrityError:
        return Transaction.objects.get(external_id=external_id), False


def _state(report: Report, *, at: datetime) -> dict[str, object]:
    closed = report.status == Transaction.Status.CLOSED
    return {"status": report.status, "closed_at": at if closed else None}


def _take_newer(found: Transaction, report: Report, *, at: datetime) -> bool:
    state = _state(report, at=at)
    if found.status == report.status:
        state.pop("closed_at")
    older = Transaction.objects.filter(pk=found.pk, platform_version__lt=report.version)
    return bool(older.update(platform_version=report.version, platform_digest=_digest(report), **state))


def _digest(report: Report) -> str:
    done = sorted([one.party.pk, str(one.kind), one.at.astimezone(UTC), one.is_partial] for one in report.performed)
    return platform_order.digest_of(
        {"buyer": report.buyer.pk, "seller": report.seller.pk, "status": str(report.status), "performed": done}
    )


def _unless_in_conflict(found: Transaction, report: Report) -> Transaction:
    kept = Transaction.objects.get(pk=found.pk)
    stands = (kept.platform_version, kept.platform_digest)
    platform_order.require_no_conflict(version=report.version, digest=_digest(report), stands=stands)
    return kept


def _write_performances(found: Transaction, report: Report) -> None:
    found.performances.all().delete()
    Performance.objects.bulk_create(
        Performance(transaction=found, party=done.party, kind=done.kind, at=done.at, is_partial=done.is_partial)
        for done in report.performed
    )


@database.atomic(durable=True)
def close(*, transaction: Transaction, by: User, at: datetime) -> None:
    """The platform's machine client reports it closed; accesses given for it end."""
    policies.require_role(Role.SERVICE, by=by)
    still_open = Transaction.objects.filter(pk=transaction.pk).exclude(status=Transaction.Status.CLOSED)
    if not still_open.update(status=Transaction.Status.CLOSED, closed_at=at):
        raise MoveNotAllowed(_("The transaction is closed already."))
    _end_what_it_opened(transaction, by=by, at=at)


def _end_what_it_opened(transaction: Transaction, *, by: User, at: datetime) -> None:
    ledger.append(Event.TRANSACTION_CLOSED, chain=ledger.chain_of(transaction), by=by, at=at)
    Case.objects.touch(transaction=transaction)
    for release in Release.objects.open().filter(case__transaction=transaction).select_related("case"):
        if release.case.rules.ends.with_transaction:
            endings.end(release=release, reason=endings.Reason.TRANSACTION_CLOSED, by=by, at=at)
