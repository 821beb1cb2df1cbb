"""The desk and a party write to each other. The mail says the reference only; the text is erasable and not recorded."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.models import Organisation, User
from disclosures import ledger, policies
from disclosures.actions import notices
from disclosures.actions.notices import Kind
from disclosures.domain import plain_text
from disclosures.domain.errors import DeskError, MoveNotAllowed, NotFound
from disclosures.domain.events import Event
from disclosures.domain.moves import Status
from disclosures.domain.threads import Thread
from disclosures.domain.words import _
from disclosures.models import Case, CaseNote, Message, Relay
from disclosures.policies import Permission, visibility

NOT_TOLD = _("The member does not know of the case, or must not be told yet.")


@transaction.atomic(durable=True)
def write_to_party(
    *,
    case: Case,
    to: Thread | None,
    text: str,
    by: User,
    at: datetime,
    position: int = 0,
    ident: UUID | None = None,
) -> Message:
    """The desk writes to the requester, or to one of those it is about once they know of the case.

    Of two presses with one ``ident`` the second writes nothing.
    """
    policies.require(Permission.WRITE_FOR_DESK, by=by, case=case, at=at)
    text = plain_text.required(text)
    if to is None:
        raise DeskError(_("Say who is to read it: the requester, or whom it is about."), fields=("to",))
    _require_filed(case)
    subject = _told_subject(case, position=position, at=at) if to is Thread.SUBJECT else None
    readers: Sequence[User | Organisation] = [subject] if subject else notices.who_asked(case)
    written = Message.objects.filter(pk=ident, case=case, by=by).first() if ident else None
    if written is not None:
        return written
    made = _write(case, thread=to, subject=subject, from_desk=True, text=text, by=by, at=at, ident=ident)
    for reader in readers:
        notices.tell(Kind.MESSAGE, case=case, to=reader, at=at, occasion=str(made.pk))
    return made


@transaction.atomic(durable=True)
def write_to_desk(*, case: Case, text: str, by: User, at: datetime, ident: UUID | None = None) -> Message:
    """A party writes to the desk, in its own thread; staff find it in the list. ``ident`` as in ``write_to_party``."""
    policies.require(Permission.WRITE_TO_DESK, by=by, case=case, at=at)
    text = plain_text.required(text)
    _require_filed(case)
    is_subject = not policies.POLICIES[Permission.WITHDRAW].may(by, case)
    subject = by if is_subject else None
    thread = Thread.SUBJECT if is_subject else Thread.REQUESTER
    written = Message.objects.filter(pk=ident, case=case, by=by).first() if ident else None
    return written or _write(
        case, thread=thread, subject=subject, from_desk=False, text=text, by=by, at=at, ident=ident
    )


def _require_filed(case: Case) -> None:
    if case.status == Status.DRAFT:
        raise MoveNotAllowed(_("The case is not filed yet. There is nobody to write to."))


def _told_subject(case: Case, *, position: int, at: datetime) -> User:
    named = {row.position: row.subject for row in case.named}
    subject = named.get(position)
    if subject is None or not visibility.was_told(subject, case, at=at):
        raise MoveNotAllowed(NOT_TOLD)
    return subject


def _write(
    case: Case,
    *,
    thread: Thread,
    subject: User | None,
    from_desk: bool,
    text: str,
    by: User,
    at: datetime,
    ident: UUID | None = None,
) -> Message:
    named = {"pk": ident} if ident else {}
    try:
        made = Message.objects.create(
            case=case, thread=thread, subject=subject, by=by, from_desk=from_desk, text=text, at=at, **named
        )
    except IntegrityError as already:  # the other press of a double one, a moment ago
        raise MoveNotAllowed(_("This was written already.")) from already
    ledger.append(
        Event.MESSAGE_WRITTEN,
        chain=ledger.chain_of(case),
        by=by,
        at=at,
        message=str(made.pk),
        thread=thread,
        from_desk=from_desk,
    )
    return made


@transaction.atomic(durable=True)
def note(
    *, case: Case, text: str, by: User, at: datetime, ident: UUID | None = None, mentions: Collection[User] = ()
) -> CaseNote:
    """Staff write something down for each other; no party reads it. ``ident`` as in ``write_to_party``.

    ``mentions`` are colleagues whom it is to reach: their list of mentions shows the case while it is worked on.
    """
    policies.require(Permission.NOTE, by=by, case=case, at=at)
    if not {one.pk for one in mentions} <= {one.pk for one in policies.who_is_free(Permission.NOTE, case=case)}:
        raise DeskError(_("Mention only colleagues who may work on this case."), fields=("mentions",))
    written = CaseNote.objects.filter(pk=ident, case=case, by=by).first() if ident else None
    return written or put_note(case=case, text=text, by=by, at=at, ident=ident, mentions=mentions)


def put_note(
    *, case: Case, text: str, by: User, at: datetime, ident: UUID | None = None, mentions: Collection[User] = ()
) -> CaseNote:
    """Writes a note, inside the caller's transaction."""
    named = {"pk": ident} if ident else {}
    try:
        made = CaseNote.objects.create(case=case, by=by, text=plain_text.required(text), at=at, **named)
    except IntegrityError as already:
        raise MoveNotAllowed(_("This was written already.")) from already
    made.mentions.set(mentions)
    ledger.append(Event.NOTE_WRITTEN, chain=ledger.chain_of(case), by=by, at=at, note=str(made.pk))
    return made


@transaction.atomic(durable=True)
def erase(*, case: Case, message_id: UUID, by: User, at: datetime, reason: str) -> None:
    """Erases the text of one message for good, with a reason for the file; that it was written stays known."""
    policies.require(Permission.ERASE_MESSAGE, by=by, case=case, at=at)
    if not reason.strip():
        raise DeskError(_("Say why the text is erased."), fields=("reason",))
    if not case.messages.filter(pk=message_id).exists():
        raise NotFound
    if case.legal_holds.standing().exists():
        raise MoveNotAllowed(_("A legal hold keeps what this case holds."))
    if not case.messages.filter(pk=message_id, erased_at__isnull=True).update(text="", erased_at=at):
        raise MoveNotAllowed(_("The text is erased already."))
    ledger.append(
        Event.MESSAGE_ERASED,
        chain=ledger.chain_of(case),
        by=by,
        at=at,
        message=str(message_id),
        proofs={"reason": reason},
    )


def erase_all(*, case: Case, at: datetime) -> int:
    """Erases every text of a case that lost its content, inside the caller's transaction; how many there were."""
    erased = case.messages.filter(erased_at__isnull=True).update(text="", erased_at=at)
    erased += case.notes.filter(erased_at__isnull=True).update(text="", erased_at=at)
    relayed = Relay.objects.filter(case=case, erased_at__isnull=True, ended_at__isnull=False)
    return erased + relayed.update(text="", answer="", erased_at=at)
