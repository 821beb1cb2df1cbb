"""What becomes of a notice that did not arrive: sent again, or told otherwise, by a person; a window waits for that.

A window does not run out over somebody who was never told. It begins anew when they are told; if nobody deals with it,
the case ends by its clock and nothing leaves (decision 0032).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from disclosures import ledger, outbox, policies
from disclosures.actions import approvals, notices
from disclosures.domain import waits
from disclosures.domain.errors import DeskError, MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.moves import MoveName, Outcome, Status
from disclosures.domain.topics import Topic
from disclosures.domain.words import _
from disclosures.ledger.chains import Chain
from disclosures.models import Case, Notice
from disclosures.models.notice import NO_ADDRESS
from disclosures.queries import untold

Kind = Notice.Kind


def chain_of(notice: Notice) -> Chain:
    """Where the ledger tells of a notice: its case, or else whom it is for."""
    about = notice.case or notice.to_user or notice.to_organisation
    assert about is not None
    return ledger.chain_of(about)


@transaction.atomic(durable=True)
def report_bounce(*, notice: Notice, code: str, by: User, at: datetime) -> None:
    """The mail system says that a mail came back for good; said twice it is one bounce."""
    policies.require_mail_system(by=by)
    note(notice, code=code, by=by, at=at)


def note(notice: Notice, *, code: str, by: User, at: datetime) -> None:
    """Marks a notice as undelivered, inside the caller's transaction; one that was dealt with stays as it is."""
    fresh = Notice.objects.filter(pk=notice.pk, undelivered_at__isnull=True)
    if not fresh.update(undelivered_at=at, undelivered_code=code):
        return
    ledger.append(
        Event.NOTICE_UNDELIVERED,
        chain=chain_of(notice),
        by=by,
        at=at,
        notice=str(notice.pk),
        kind=notice.kind,
        code=code,
    )
    if notice.kind == Kind.ABOUT_TO_RELEASE and notice.case is not None and code != NO_ADDRESS:
        run_after = at + waits.UNDELIVERED
        key = f"untold:{notice.pk}"
        outbox.put(Topic.WINDOW_ENDS, key=key, at=at, run_after=run_after, case_id=notice.case.pk)


def go_on(notice: Notice, *, at: datetime) -> None:
    """A window that waited only for its mail to leave goes on, inside the caller's transaction."""
    case = notice.case
    is_over = case is not None and case.window_ends_at is not None and case.window_ends_at <= at
    if case is not None and is_over and notice.kind == Kind.ABOUT_TO_RELEASE and case.status == Status.NOTICE:
        outbox.put(Topic.WINDOW_ENDS, key=f"told:{notice.pk}", at=at, case_id=case.pk)


@transaction.atomic(durable=True)
def send_again(*, notice: Notice, by: User, at: datetime) -> Notice:
    """To the address that the register has now: corrected since, or a mailbox that was full."""
    policies.require_teller(by=by, notice=notice)
    _settle(notice, Notice.Settled.SENT_AGAIN, by=by, at=at)
    again = notices.promise_again(notice, at=at)
    ledger.append(
        Event.NOTICE_SENT_AGAIN, chain=chain_of(notice), by=by, at=at, notice=str(notice.pk), again=str(again.pk)
    )
    _begin_window_anew(notice, at=at)
    return again


@transaction.atomic(durable=True)
def tell_otherwise(*, notice: Notice, by: User, at: datetime, how: str) -> None:
    """Somebody told them by letter or by phone, and says how, for the file."""
    policies.require_teller(by=by, notice=notice)
    if not how.strip():
        raise DeskError(_("Say how they were told."), fields=("how",))
    _settle(notice, Notice.Settled.TOLD_OTHERWISE, by=by, at=at, how=how)
    ledger.append(
        Event.NOTICE_SETTLED, chain=chain_of(notice), by=by, at=at, notice=str(notice.pk), proofs={"how": how}
    )
    _begin_window_anew(notice, at=at)


def _settle(notice: Notice, settled: Notice.Settled, *, by: User, at: datetime, how: str = "") -> None:
    waiting = Notice.objects.undelivered().filter(pk=notice.pk)
    if not waiting.update(settled=settled, settled_at=at, settled_by=by, settled_how=how):
        raise MoveNotAllowed(_("This notice arrived, or somebody dealt with it already."))


def _begin_window_anew(notice: Notice, *, at: datetime) -> None:
    case = notice.case
    if notice.kind != Kind.ABOUT_TO_RELEASE or case is None or case.status != Status.NOTICE:
        return
    ends_at = at + timedelta(days=case.rules.notice.days_before or 0)
    if case.window_ends_at is None or case.window_ends_at < ends_at:
        Case.objects.change(case, window_ends_at=ends_at)
        approvals.promise_window(case, at=at)


def end_case(case: Case, *, at: datetime) -> bool:
    """Ends a case whose subject nobody could tell in time, inside the caller's transaction; True when it did.

    Its requester hears what they would hear of somebody the desk does not know (DESIGN 5.9).
    """
    if not untold.of_window(case).filter(undelivered_at__lte=at - waits.UNDELIVERED).exists():
        return False
    outcome = Outcome.NOTHING_TO_RELEASE
    Case.objects.take(
        case,
        move=MoveName.TELLING_FAILS,
        to=Status.REFUSED,
        outcome=outcome,
        decided_at=at,
        refused_in=Status.NOTICE,
    )
    ledger.append(Event.CASE_REFUSED, chain=ledger.chain_of(case), by=ledger.SYSTEM, at=at, code=outcome, fact="told")
    notices.tell_requester(Kind.DECIDED, case=case, at=at)
    return True
