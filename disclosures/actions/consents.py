"""Asking a member, their answer, giving and withdrawing consent (P3a)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from accounts.models import Consent, ConsentItem, Organisation, User
from disclosures import ledger, outbox, policies
from disclosures.actions import approvals, endings, notices
from disclosures.actions.notices import Kind
from disclosures.domain import moves
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.errors import (
    ConsentBundled,
    DeskError,
    MoveNotAllowed,
    PurposeForbidden,
    WideningRefused,
)
from disclosures.domain.events import Event
from disclosures.domain.extents import Extent
from disclosures.domain.moves import MoveName, Outcome, Status
from disclosures.domain.purposes import is_bundle, is_forbidden, normalised
from disclosures.domain.topics import Topic
from disclosures.domain.words import Filled, _
from disclosures.models import Case, Release
from disclosures.policies import Permission
from disclosures.queries import situations
from disclosures.queries.asked import asked

LASTS = timedelta(days=90)
"""How long an answer lasts unless it says otherwise."""


def ask(*, case: Case, by: User, at: datetime) -> None:
    """Puts an accepted case to the member, inside the caller's transaction.

    Without an answer in time the member has granted nothing.
    """
    until = at + case.rules.subject_silence
    Case.objects.take(
        case, move=MoveName.ASK_SUBJECT, to=Status.WAITING_FOR_SUBJECT, accepted_at=at, waiting_until=until
    )
    ledger.append(Event.CONSENT_ASKED, chain=ledger.chain_of(case), by=by, at=at)
    notices.tell_subjects(Kind.CONSENT_ASKED, case=case, at=at)
    key = f"silence:{case.pk}:{case.version}:{case.edition}"  # a changed question has days of its own
    outbox.put(Topic.SILENCE_ENDS, key=key, at=at, run_after=until, case_id=case.pk)


@transaction.atomic(durable=True)
def answer(
    *, case: Case, grant: Mapping[ItemKey, Extent], by: User, at: datetime, until: datetime | None = None
) -> None:
    """The member grants all, some or none of what was asked, each item with an extent; what is more is not kept."""
    policies.require(Permission.ANSWER, by=by, case=case, at=at)
    moves.require(MoveName.ANSWER_SOME, status=case.status)
    if case.waiting_until is None or at >= case.waiting_until:
        raise MoveNotAllowed(_("The time to answer is over."))
    wanted = asked(case)
    if not set(grant) <= set(wanted):
        raise WideningRefused(_("Only what was asked can be granted."))
    met = {item: extent & wanted[item] for item, extent in grant.items()}
    granted = {item: extent for item, extent in met.items() if not extent.is_nothing}
    if not granted:
        _grant_none(case, move=MoveName.ANSWER_NONE, by=by, at=at)
        return
    Case.objects.take(case, move=MoveName.ANSWER_SOME, to=Status.REVIEW)
    ledger.append(Event.CONSENT_ANSWERED, chain=ledger.chain_of(case), by=by, at=at, granted=sorted(granted))
    _record(
        subject=by,
        recipient=case.recipient_organisation or case.recipient_user,
        purpose=case.purpose,
        items=granted,
        until=until or at + LASTS,
        at=at,
    )
    approvals.advance(seen=situations.picture(case, at=at), by=by, at=at)


def end_silence(claim: outbox.Claim, at: datetime) -> None:
    """Thirty days without an answer is none (P3a)."""
    with transaction.atomic(durable=True):
        case = Case.objects.get(pk=claim.ids["case_id"])
        if case.status == Status.WAITING_FOR_SUBJECT and case.waiting_until and case.waiting_until <= at:
            _grant_none(case, move=MoveName.SILENCE, by=User.objects.system(), at=at)
        outbox.finish(claim, at=at)


def _grant_none(case: Case, *, move: MoveName, by: User, at: datetime) -> None:
    Case.objects.take(
        case,
        move=move,
        to=Status.REFUSED,
        outcome=Outcome.NOT_CONSENTED,
        decided_at=at,
        refused_in=Status.WAITING_FOR_SUBJECT,
    )
    ledger.append(Event.CASE_REFUSED, chain=ledger.chain_of(case), by=by, at=at, code=Outcome.NOT_CONSENTED)
    notices.tell_requester(Kind.DECIDED, case=case, at=at)


def record_given(*, case: Case, at: datetime) -> None:
    """A filing by the member is the consent (P3a)."""
    recipient = case.recipient_organisation or case.recipient_user
    _record(
        subject=case.filed_by,
        recipient=recipient,
        named=case.recipient_name,
        purpose=case.purpose,
        items=asked(case),
        until=at + LASTS,
        at=at,
    )


@transaction.atomic(durable=True)
def give(
    *,
    recipient: User | Organisation | None,
    purpose: str,
    items: Mapping[ItemKey, Extent],
    until: datetime,
    by: User,
    at: datetime,
    named: str = "",
    ident: UUID | None = None,
) -> Consent:
    """A member's own consent, given signed in, before anybody asked; the person it names need not be known.

    One recipient, one purpose: several in one are ``consent_bundled`` (P3a). A form that names the consent beforehand,
    by ``ident``, gives it once, however often it is sent.
    """
    policies.require_data_subject(by=by)
    if is_forbidden(purpose):
        raise PurposeForbidden
    if is_bundle(purpose):
        raise ConsentBundled
    wrong = tuple(name for name, given in (("purpose", normalised(purpose)), ("items", items)) if not given)
    if until <= at:
        wrong += ("until",)
    if recipient == by or not (recipient or named.strip()):
        wrong += ("recipient",)
    if wrong:
        raise DeskError(Filled(_("Correct or fill in: %(fields)s."), fields=", ".join(wrong)), fields=wrong)
    taken = Consent.objects.filter(public_id=ident).first() if ident else None
    if taken is not None and taken.subject_id == by.pk:
        return taken
    if taken is not None:
        ident = None  # somebody else's name for theirs: this one gets another
    return _record(
        subject=by, recipient=recipient, named=named, purpose=purpose, items=items, until=until, at=at, ident=ident
    )


def _record(
    *,
    subject: User,
    recipient: User | Organisation | None,
    purpose: str,
    items: Mapping[ItemKey, Extent],
    until: datetime,
    at: datetime,
    named: str = "",
    ident: UUID | None = None,
) -> Consent:
    consent = Consent.objects.create(
        public_id=ident or uuid4(),
        subject=subject,
        recipient_user=recipient if isinstance(recipient, User) else None,
        recipient_organisation=recipient if isinstance(recipient, Organisation) else None,
        recipient_name=named,
        purpose=purpose,
        purpose_key=normalised(purpose),
        given_at=at,
        until=until,
    )
    ConsentItem.objects.bulk_create(
        ConsentItem(
            consent=consent,
            item=item,
            detail=extent.detail.word,
            start_at=extent.period.start,
            end_at=extent.period.end,
        )
        for item, extent in items.items()
    )
    ledger.append(Event.CONSENT_GIVEN, chain=ledger.chain_of(consent), by=subject, at=at, items=sorted(items))
    return consent


@transaction.atomic(durable=True)
def withdraw(*, consent: Consent, by: User, at: datetime) -> None:
    """Withdraws a consent: nothing more leaves under it, and what is open under it is closed (P3a)."""
    policies.require_consent_giver(by=by, consent=consent)
    if not _end(consent, by=by, at=at):
        raise MoveNotAllowed(_("This consent has ended already."))


def end_every(*, subject: User, by: User, at: datetime) -> None:
    """Ends all consents of an account that is closed, inside the caller's transaction: nobody could withdraw them."""
    for consent in Consent.objects.live(at=at).filter(subject=subject):
        _end(consent, by=by, at=at)


def _end(consent: Consent, *, by: User, at: datetime) -> bool:
    if not Consent.objects.live(at=at).filter(pk=consent.pk).update(withdrawn_at=at):
        return False
    ledger.append(Event.CONSENT_WITHDRAWN, chain=ledger.chain_of(consent), by=by, at=at)
    Case.objects.touch(
        subjects__subject=consent.subject_id,
        recipient_user=consent.recipient_user_id,
        recipient_organisation=consent.recipient_organisation_id,
    )
    for release in Release.objects.open().filter(consents__consent=consent):
        endings.end(release=release, reason=endings.Reason.CONSENT_WITHDRAWN, by=by, at=at)
    return True
