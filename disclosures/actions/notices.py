"""Promises messages to people, and sends them: a reference, never a value (DESIGN 5.11)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from accounts.models import Organisation, PolicyVersion, User
from disclosures import ledger, outbox
from disclosures.domain.events import Event
from disclosures.domain.roles import STAFF, Role
from disclosures.domain.topics import Topic
from disclosures.models import Case, Complaint, Finding, Notice
from disclosures.policies import parties

Kind = Notice.Kind
UNTOLD = frozenset({*STAFF, Role.SERVICE})
"""Staff see it in the desk, a machine in the API's answer."""

EACH_TIME = frozenset({Kind.CONSENT_ASKED, Kind.ABOUT_TO_RELEASE, Kind.RETURNED})
"""Can happen again in one round, each time about another scope: whoever was told of the first is told of the second."""

SUBJECT_LINES = {
    Kind.CONSENT_ASKED: "You are asked for a consent",
    Kind.ABOUT_TO_RELEASE: "A disclosure about you is planned; you may object",
    Kind.RELEASED_TO_RECIPIENT: "Something is ready for you",
    Kind.RELEASED_ABOUT_YOU: "A disclosure about you was made",
    Kind.PASS_ON_INVITED: "The other side asks for your contact details",
    Kind.RETURNED: "We need something from you",
    Kind.DECIDED: "Your request was decided",
    Kind.CLOSED: "Your request is closed",
    Kind.COMPLAINT_ABOUT_YOU: "A complaint names one of your listings",
    Kind.COMPLAINT_CLOSED: "A complaint is closed",
    Kind.COUNTER_STATEMENT: "The other side answered your complaint",
    Kind.FINDING_ABOUT_YOU: "A decision about your account was made; you may appeal",
    Kind.POLICY_CHANGES: "What you agreed to changes; read what is new",
}


def tell(kind: Kind, *, case: Case, to: User | Organisation, at: datetime, due_at: datetime | None = None) -> None:
    """Promises one notice, once per case version and addressee, or for each time it happens; at ``due_at`` or now."""
    reason = f"{case.pk}:{case.version}:{case.edition}" if kind in EACH_TIME else f"{case.pk}:{case.version}"
    _promise(Notice(kind=kind, case=case), reason=reason, to=to, at=at, due_at=due_at)


def tell_of_record(kind: Kind, *, record: Complaint | Finding | PolicyVersion, to: User, at: datetime) -> None:
    """Promises one notice about such a record, once per addressee; it names the reference and no more."""
    notice = Notice(kind=kind, reference=record.reference)
    _promise(notice, reason=f"{type(record).__name__.lower()}:{record.pk}", to=to, at=at)


def _promise(
    made: Notice, *, reason: str, to: User | Organisation, at: datetime, due_at: datetime | None = None
) -> None:
    if isinstance(to, User) and to.roles & UNTOLD:
        return
    addressee = "user" if isinstance(to, User) else "organisation"
    key = f"{made.kind}:{reason}:{addressee}:{to.pk}"
    setattr(made, f"to_{addressee}", to)
    made.key, made.due_at = key, due_at or at
    Notice.objects.bulk_create([made], ignore_conflicts=True)
    # A second promise of one notice meets both keys and changes nothing.
    outbox.put(Topic.NOTICE_SEND, key=f"notice:{key}", at=at, run_after=due_at, notice_id=str(made.pk))


def tell_requester(kind: Kind, *, case: Case, at: datetime) -> None:
    """Tells who filed."""
    tell(kind, case=case, to=case.filed_by, at=at)


def tell_recipient(kind: Kind, *, case: Case, at: datetime) -> None:
    """Tells the recipient; an organisation through its people, or at its registered address when it has none."""
    if case.recipient_user is not None:
        tell(kind, case=case, to=case.recipient_user, at=at)
    elif case.recipient_organisation is not None:
        people: Sequence[User | Organisation] = parties.people_told_for(case.recipient_organisation.pk)
        for addressee in people or [case.recipient_organisation]:
            tell(kind, case=case, to=addressee, at=at)


def tell_subjects(kind: Kind, *, case: Case, at: datetime, due_at: datetime | None = None) -> None:
    """Tells everybody the desk knows among those whose data is asked."""
    for subject in parties.subjects_of(case):
        tell(kind, case=case, to=subject, at=at, due_at=due_at)


def send(claim: outbox.Claim, at: datetime) -> None:
    """Sends one promised notice and records it; run twice, it sends once more at worst with the same Message-ID."""
    notice = Notice.objects.select_related("case", "to_user", "to_organisation").get(pk=str(claim.ids["notice_id"]))
    if notice.sent_at is None:
        _mail(notice)
    with transaction.atomic(durable=True):
        outbox.finish(claim, at=at)
        if Notice.objects.filter(pk=notice.pk, sent_at__isnull=True).update(sent_at=at):
            ledger.append(
                Event.NOTICE_SENT,
                chain=ledger.chain_of(notice.case or notice.to_user or notice.to_organisation),  # type: ignore[arg-type]  # a constraint: one addressee
                by=User.objects.system(),
                at=at,
                kind=notice.kind,
                notice=str(notice.pk),
            )


def _mail(notice: Notice) -> None:
    address = notice.to_user.email if notice.to_user else notice.to_organisation.registered_email  # type: ignore[union-attr]  # one addressee
    if not address:
        return
    reference = notice.case.reference if notice.case else notice.reference
    EmailMessage(
        subject=f"{SUBJECT_LINES[Kind(notice.kind)]}: {reference}",
        body=f"Sign in to the Paletten Disclosure Desk to read about {reference}.\n{settings.DESK_URL}\n",
        to=[address],
        headers={"Message-ID": f"<notice-{notice.pk}@{settings.DESK_MAIL_DOMAIN}>"},
    ).send()
