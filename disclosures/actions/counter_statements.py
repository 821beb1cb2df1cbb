"""The respondent's answer to a complaint, and the 15 days that its arrival starts (P3e)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from disclosures import ledger, outbox, policies
from disclosures.actions import complaints, notices
from disclosures.actions.notices import Kind
from disclosures.domain.errors import DeskError, MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.topics import Topic
from disclosures.domain.words import _
from disclosures.models import Complaint


@transaction.atomic(durable=True)
def state(*, complaint: Complaint, by: User, at: datetime, statement: str) -> None:
    """Keeps the respondent's answer, once; it goes to nobody but staff before its author agrees."""
    policies.require_respondent(by=by, complaint=complaint)
    if not statement.strip():
        raise DeskError(_("Write your counter-statement."), fields=("statement",))
    unanswered = Complaint.objects.filter(pk=complaint.pk, closed_at__isnull=True, countered_at__isnull=True)
    if not complaint.is_open(at=at) or not unanswered.update(countered_at=at, counter_statement=statement):
        raise MoveNotAllowed(_("The complaint is closed, or you have answered it already."))
    ledger.append(Event.COUNTER_STATED, chain=ledger.chain_of(complaint), by=by, at=at, proofs={"statement": statement})


@transaction.atomic(durable=True)
def pass_on(*, complaint: Complaint, by: User, at: datetime) -> None:
    """The respondent agrees that the complainant may read it; it arrives at once, and the 15 days begin (P3a, P3e)."""
    policies.require_respondent(by=by, complaint=complaint)
    stated = Complaint.objects.filter(
        pk=complaint.pk, closed_at__isnull=True, countered_at__isnull=False, counter_reached_at__isnull=True
    )
    if not stated.update(counter_reached_at=at):
        raise MoveNotAllowed(_("There is no counter-statement that could be passed on."))
    complaint.counter_reached_at = at
    ledger.append(Event.COUNTER_PASSED_ON, chain=ledger.chain_of(complaint), by=by, at=at)
    notices.tell_of_record(Kind.COUNTER_STATEMENT, record=complaint, to=complaint.complainant, at=at)
    outbox.put(
        Topic.COMPLAINT_LAPSES,
        key=f"complaint_lapses:{complaint.pk}",
        at=at,
        run_after=complaint.lapses_at,
        complaint_id=complaint.pk,
    )


@transaction.atomic(durable=True)
def report_suit(*, complaint: Complaint, by: User, at: datetime) -> None:
    """The complainant gives word of a suit or complaint within the 15 days; the complaint stays open."""
    policies.require_complainant(by=by, complaint=complaint)
    if complaint.counter_reached_at is None or not complaint.is_open(at=at):
        raise MoveNotAllowed(_("No counter-statement waits for word of a suit."))
    waiting = Complaint.objects.filter(
        pk=complaint.pk, closed_at__isnull=True, counter_reached_at__isnull=False, suit_notified_at__isnull=True
    )
    if not waiting.update(suit_notified_at=at):
        raise MoveNotAllowed(_("You gave word already, or the complaint is closed."))
    ledger.append(Event.SUIT_REPORTED, chain=ledger.chain_of(complaint), by=by, at=at)


def lapse(claim: outbox.Claim, at: datetime) -> None:
    """The timer of the 15 days: without word of suit or complaint it closes and its measures are lifted."""
    with transaction.atomic(durable=True):
        complaint = Complaint.objects.select_related("complainant", "respondent").get(pk=claim.ids["complaint_id"])
        over = complaint.lapses_at
        if complaint.closed_at is None and over is not None and over <= at:
            complaints.end(
                complaint=complaint, event=Event.COMPLAINT_LAPSED, by=User.objects.system(), at=at, ended_at=over
            )
            complaints.tell_sides_of_end(complaint=complaint, at=at)
        outbox.finish(claim, at=at)
