"""Reporting misuse, and deciding by two: if upheld, the reported is cut off at once; two others may lift it (P2b)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet

from accounts import sign_ins
from accounts.models import Organisation, User
from disclosures import ledger, policies
from disclosures.actions import endings, notices, preservation_ends
from disclosures.actions.notices import Kind
from disclosures.domain.errors import DeskError, MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.moves import UNRELEASED, MoveName, Status
from disclosures.domain.roles import Role
from disclosures.domain.words import _
from disclosures.ledger.chains import Chain
from disclosures.models import Case, MisuseReport, MisuseSignature, Release

Verdict = MisuseSignature.Verdict
NEEDED = frozenset({Role.COUNSEL, Role.PRIVACY_OFFICER})


@transaction.atomic(durable=True)
def report(
    *,
    against: User | Organisation | None,
    by: User,
    at: datetime,
    reason: str,
    named: str = "",
    ident: UUID | None = None,
) -> MisuseReport:
    """Anybody signed in may report; somebody whom the desk does not know is kept by the name written (DESIGN 5.9).

    A form that names the report beforehand, by ``ident``, makes it once, however often it is sent.
    """
    policies.require_role(*Role, by=by)
    if not reason.strip():
        raise DeskError(_("Say what happened."), fields=("reason",))
    if against is None and not named.strip():
        raise DeskError(_("Name who misused members' data."), fields=("against",))
    taken = MisuseReport.objects.filter(public_id=ident).first() if ident else None
    if taken is not None and taken.by_id == by.pk:
        return taken
    made = MisuseReport.objects.create(
        public_id=uuid4() if taken is not None or ident is None else ident,
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
    role = policies.require_misuse_decider(by=by, report=report, verdict=Verdict.UPHELD)
    _take(MisuseReport.objects.undecided(), report)
    against = report.against_user or report.against_organisation
    if against is None:
        raise MoveNotAllowed(_("The desk knows nobody of this name, so there is nobody to suspend."))
    if _sign(report, Verdict.UPHELD, role=role, by=by, at=at):
        MisuseReport.objects.filter(pk=report.pk).update(upheld_at=at)
        ledger.append(Event.MISUSE_UPHELD, chain=_chain_of(report), by=by, at=at, report=report.pk)
        _cut_off(against, by=by, at=at)
        notices.tell_of_record(Kind.MISUSE_DECIDED, record=report, to=report.by, at=at)


@transaction.atomic(durable=True)
def reject(*, report: MisuseReport, by: User, at: datetime, reason: str) -> None:
    """One of the two who find nothing in it, each with a reason; nobody's access changes."""
    role = policies.require_misuse_decider(by=by, report=report, verdict=Verdict.REJECTED)
    if not reason.strip():
        raise DeskError(_("Say why the report is rejected."), fields=("reason",))
    _take(MisuseReport.objects.undecided(), report)
    if _sign(report, Verdict.REJECTED, role=role, by=by, at=at, reason=reason):
        MisuseReport.objects.filter(pk=report.pk).update(rejected_at=at, rejected_by=by, rejection=reason)
        ledger.append(Event.MISUSE_REJECTED, chain=_chain_of(report), by=by, at=at, report=report.pk)
        notices.tell_of_record(Kind.MISUSE_DECIDED, record=report, to=report.by, at=at)


@transaction.atomic(durable=True)
def lift(*, report: MisuseReport, by: User, at: datetime, reason: str) -> None:
    """One of two others, each with a reason, who let the suspended come back: what ended stays ended.

    Every session and token of before is over; another report that was upheld keeps them suspended.
    """
    role = policies.require_misuse_decider(by=by, report=report, verdict=Verdict.LIFTED)
    if not reason.strip():
        raise DeskError(_("Say why the suspension is lifted."), fields=("reason",))
    _take(MisuseReport.objects.suspending(), report)
    if _sign(report, Verdict.LIFTED, role=role, by=by, at=at, reason=reason):
        MisuseReport.objects.filter(pk=report.pk).update(lifted_at=at)
        _let_back(report, at=at)
        ledger.append(Event.SUSPENSION_LIFTED, chain=_chain_of(report), by=by, at=at, report=report.pk)


def _take(still: QuerySet[MisuseReport], report: MisuseReport) -> None:
    """Taking the row first: of two who decide at once, the second sees what the first did."""
    if not still.filter(pk=report.pk).update(named=F("named")):
        raise MoveNotAllowed(_("This report is decided already, or not the way this needs."))


def _sign(report: MisuseReport, verdict: Verdict, *, role: Role, by: User, at: datetime, reason: str = "") -> bool:
    """Writes one signature; True when it is the second of its verdict."""
    try:
        with transaction.atomic():
            MisuseSignature.objects.create(
                report=report,
                verdict=verdict,
                reason=reason,
                by=by,
                person=by.person,
                reporter=report.by.person,
                role=role,
                at=at,
            )
    except IntegrityError as already:
        raise MoveNotAllowed from already
    ledger.append(
        Event.MISUSE_SIGNED,
        chain=_chain_of(report),
        by=by,
        at=at,
        report=report.pk,
        verdict=verdict,
        role=role,
        proofs={"reason": reason} if reason else None,
    )
    return set(report.signatures.filter(verdict=verdict).values_list("role", flat=True)) >= NEEDED


def _chain_of(report: MisuseReport) -> Chain:
    return ledger.chain_of(report.against_user or report.against_organisation or report)


def _cut_off(against: User | Organisation, *, by: User, at: datetime) -> None:
    every_account = Q(person=against.person) if isinstance(against, User) else Q(pk=against.pk)
    type(against).objects.filter(every_account, suspended_at__isnull=True).update(suspended_at=at)
    ledger.append(Event.ACCOUNT_SUSPENDED, chain=ledger.chain_of(against), by=by, at=at)
    filed, received = _reach(against)
    for case in Case.objects.filter(filed | received, status__in=UNRELEASED):
        Case.objects.take(case, move=MoveName.WITHDRAW_FOR_MISUSE, to=Status.WITHDRAWN, closed_at=at)
        ledger.append(Event.CASE_WITHDRAWN, chain=ledger.chain_of(case), by=by, at=at, reason="misuse")
    preservation_ends.end_of(_asked_by(against), by=by, at=at)
    opened = Case.objects.filter(received)
    for release in Release.objects.open().filter(case__in=opened).select_related("case"):
        endings.end(release=release, reason=endings.Reason.MISUSE, by=by, at=at)


def _reach(against: User | Organisation) -> tuple[Q, Q]:
    """What it filed, and what it can open: a person by any account, and also what their organisation received."""
    if isinstance(against, Organisation):
        filed = Q(requester_organisation=against) | Q(filed_by__organisation=against)
        return filed, Q(recipient_organisation=against) | Q(recipient_user__organisation=against)
    homes = User.objects.filter(pk__in=against.accounts, organisation__isnull=False).values("organisation")
    received = Q(recipient_user__in=against.accounts) | Q(recipient_organisation__in=homes)
    return Q(filed_by__in=against.accounts), received


def _asked_by(against: User | Organisation) -> Q:
    """What it had kept: an authority all of it, a person what they asked for by any account."""
    return Q(authority=against) if isinstance(against, Organisation) else Q(filer=against.person)


def _let_back(report: MisuseReport, *, at: datetime) -> None:
    """Whom no other report keeps suspended can act again, and signs in anew."""
    suspending = MisuseReport.objects.suspending()
    person, organisation = report.against_user, report.against_organisation
    if person is not None and not suspending.filter(against_user__person=person.person).exists():
        back = User.objects.filter(person=person.person)
        back.update(suspended_at=None)
    elif organisation is not None and not suspending.filter(against_organisation=organisation).exists():
        Organisation.objects.filter(pk=organisation.pk).update(suspended_at=None)
        back = User.objects.filter(organisation=organisation)
    else:
        return
    for account in back:
        sign_ins.end_all(user=account, at=at)
