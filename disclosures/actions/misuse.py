"""Reporting misuse, and upholding it by two: the reported is cut off at once (P2b)."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from accounts.models import Organisation, User
from disclosures import ledger, policies
from disclosures.actions import endings
from disclosures.domain.errors import DeskError, MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.moves import UNRELEASED, MoveName, Status
from disclosures.domain.roles import Role
from disclosures.domain.words import _
from disclosures.models import Case, MisuseReport, MisuseSignature, Release

NEEDED = frozenset({Role.COUNSEL, Role.PRIVACY_OFFICER})


@transaction.atomic(durable=True)
def report(
    *, against: User | Organisation | None, by: User, at: datetime, reason: str, named: str = ""
) -> MisuseReport:
    """Anybody signed in may report; somebody whom the desk does not know is kept by the name written (DESIGN 5.9)."""
    policies.require_role(*Role, by=by)
    if not reason.strip():
        raise DeskError(_("Say what happened."), fields=("reason",))
    if against is None and not named.strip():
        raise DeskError(_("Name who misused members' data."), fields=("against",))
    made = MisuseReport.objects.create(
        named=named,
        against_user=against if isinstance(against, User) else None,
        against_organisation=against if isinstance(against, Organisation) else None,
        by=by,
        reason=reason,
        at=at,
    )
    ledger.append(
        Event.MISUSE_REPORTED,
        chain=ledger.chain_of(against or made),
        by=by,
        at=at,
        report=made.pk,
        proofs={"reason": reason},
    )
    return made


@transaction.atomic(durable=True)
def uphold(*, report: MisuseReport, by: User, at: datetime) -> None:
    """One of the two signatures; with the second the account is suspended and every access it has ends."""
    role = policies.require_misuse_decider(by=by, report=report)
    # Taking the row first: of two who decide at once, the second sees what the first did.
    if not MisuseReport.objects.undecided().filter(pk=report.pk).update(named=F("named")):
        raise MoveNotAllowed(_("This report is decided already."))
    try:
        MisuseSignature.objects.create(
            report=report, by=by, person=by.person, reporter=report.by.person, role=role, at=at
        )
    except IntegrityError as already:
        raise MoveNotAllowed from already
    against = report.against_user or report.against_organisation
    if against is None:
        raise MoveNotAllowed
    ledger.append(Event.MISUSE_SIGNED, chain=ledger.chain_of(against), by=by, at=at, report=report.pk, role=role)
    if set(report.signatures.values_list("role", flat=True)) >= NEEDED:
        MisuseReport.objects.filter(pk=report.pk).update(upheld_at=at)
        _cut_off(against, by=by, at=at)


@transaction.atomic(durable=True)
def reject(*, report: MisuseReport, by: User, at: datetime, reason: str) -> None:
    """One counsel or privacy officer finds nothing in it, with a reason; nobody's access changes."""
    policies.require_misuse_rejecter(by=by, report=report)
    if not reason.strip():
        raise DeskError(_("Say why the report is rejected."), fields=("reason",))
    undecided = MisuseReport.objects.undecided().filter(pk=report.pk)
    if not undecided.update(rejected_at=at, rejected_by=by, rejection=reason):
        raise MoveNotAllowed(_("This report is decided already."))
    ledger.append(
        Event.MISUSE_REJECTED,
        chain=ledger.chain_of(report.against_user or report.against_organisation or report),
        by=by,
        at=at,
        report=report.pk,
        proofs={"reason": reason},
    )


def _cut_off(against: User | Organisation, *, by: User, at: datetime) -> None:
    every_account = Q(person=against.person) if isinstance(against, User) else Q(pk=against.pk)
    type(against).objects.filter(every_account, suspended_at__isnull=True).update(suspended_at=at)
    ledger.append(Event.ACCOUNT_SUSPENDED, chain=ledger.chain_of(against), by=by, at=at)
    filed, received = _reach(against)
    for case in Case.objects.filter(filed | received, status__in=UNRELEASED):
        Case.objects.take(case, move=MoveName.WITHDRAW_FOR_MISUSE, to=Status.WITHDRAWN)
        ledger.append(Event.CASE_WITHDRAWN, chain=ledger.chain_of(case), by=by, at=at, reason="misuse")
    opened = Case.objects.filter(received)
    for release in Release.objects.open().filter(case__in=opened).select_related("case"):
        endings.end(release=release, reason=endings.Reason.MISUSE, by=by, at=at)


def _reach(against: User | Organisation) -> tuple[Q, Q]:
    """What the account filed, and what it can open: for a person also what their organisation received."""
    if isinstance(against, Organisation):
        filed = Q(requester_organisation=against) | Q(filed_by__organisation=against)
        return filed, Q(recipient_organisation=against) | Q(recipient_user__organisation=against)
    received = Q(recipient_user=against)
    if against.organisation_id is not None:
        received |= Q(recipient_organisation=against.organisation_id)
    return Q(filed_by=against), received
