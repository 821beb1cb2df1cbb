"""The desk and a complainant write to each other. The mail says the reference only; the text is erasable (P3e).

The one complained about is no part of it: what is meant for them is the complaint itself.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.models import User
from disclosures import ledger, policies
from disclosures.actions import notices
from disclosures.actions.notices import Kind
from disclosures.domain import plain_text
from disclosures.domain.errors import DeskError, MoveNotAllowed, NotFound
from disclosures.domain.events import Event
from disclosures.domain.words import _
from disclosures.models import Complaint, ComplaintMessage


@transaction.atomic(durable=True)
def write_to_complainant(
    *, complaint: Complaint, text: str, by: User, at: datetime, ident: UUID | None = None
) -> ComplaintMessage:
    """The desk writes, also after the end; of two presses with one ``ident`` the second writes nothing."""
    policies.require_complaint_writer(by=by, complaint=complaint)
    made, is_new = _write(complaint, from_desk=True, text=text, by=by, at=at, ident=ident)
    if is_new:
        notices.tell_of_record(
            Kind.COMPLAINT_MESSAGE, record=complaint, to=complaint.complainant, at=at, occasion=str(made.pk)
        )
    return made


@transaction.atomic(durable=True)
def write_to_desk(
    *, complaint: Complaint, text: str, by: User, at: datetime, ident: UUID | None = None
) -> ComplaintMessage:
    """Who complains writes, also after the end; staff find it in the list of what waits. ``ident`` as above."""
    policies.require_complainant(by=by, complaint=complaint)
    made, _is_new = _write(complaint, from_desk=False, text=text, by=by, at=at, ident=ident)
    return made


def _write(
    complaint: Complaint, *, from_desk: bool, text: str, by: User, at: datetime, ident: UUID | None
) -> tuple[ComplaintMessage, bool]:
    text = plain_text.required(text)
    written = ComplaintMessage.objects.filter(pk=ident, complaint=complaint, by=by).first() if ident else None
    if written is not None:
        return written, False
    named = {"pk": ident} if ident else {}
    try:
        made = ComplaintMessage.objects.create(
            complaint=complaint, by=by, from_desk=from_desk, text=text, at=at, **named
        )
    except IntegrityError as already:  # the other press of a double one, a moment ago
        raise MoveNotAllowed(_("This was written already.")) from already
    ledger.append(
        Event.MESSAGE_WRITTEN,
        chain=ledger.chain_of(complaint),
        by=by,
        at=at,
        message=str(made.pk),
        from_desk=from_desk,
    )
    return made, True


@transaction.atomic(durable=True)
def erase(*, complaint: Complaint, message_id: UUID, by: User, at: datetime, reason: str) -> None:
    """Erases the text of one message for good, with a reason for the file; that it was written stays known."""
    policies.require_complaint_eraser(by=by, complaint=complaint)
    if not reason.strip():
        raise DeskError(_("Say why the text is erased."), fields=("reason",))
    if not complaint.messages.filter(pk=message_id).exists():
        raise NotFound
    if not complaint.messages.filter(pk=message_id, erased_at__isnull=True).update(text="", erased_at=at):
        raise MoveNotAllowed(_("The text is erased already."))
    ledger.append(
        Event.MESSAGE_ERASED,
        chain=ledger.chain_of(complaint),
        by=by,
        at=at,
        message=str(message_id),
        proofs={"reason": reason},
    )
