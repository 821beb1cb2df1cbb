"""Promises messages to people, and sends them: a reference, never a value (DESIGN 5.11)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import DateTimeField, UUIDField
from django.utils.translation import gettext_noop as _

from accounts.composed import Composed, Given
from accounts.models import Organisation, PolicyVersion, User
from disclosures import ledger, outbox
from disclosures.actions import languages
from disclosures.domain.events import Event
from disclosures.domain.roles import STAFF, Role
from disclosures.domain.topics import Topic
from disclosures.models import Case, Complaint, Finding, Incident, Notice
from disclosures.models.additions import insert
from disclosures.models.changes import Change
from disclosures.policies import parties

Kind = Notice.Kind
UNTOLD = frozenset({*STAFF, Role.SERVICE})
"""Staff see it in the desk, a machine in the API's answer."""

EACH_TIME = frozenset({Kind.CONSENT_ASKED, Kind.ABOUT_TO_RELEASE, Kind.RETURNED, Kind.RETURN_ENDS})
"""Can happen again in one round, each time about another scope: whoever was told of the first is told of the second."""

SUBJECT_LINES = {
    Kind.CONSENT_ASKED: _("You are asked for a consent"),
    Kind.ABOUT_TO_RELEASE: _("A disclosure about you is planned; you may object"),
    Kind.RELEASED_TO_RECIPIENT: _("Something is ready for you"),
    Kind.RELEASED_ABOUT_YOU: _("A disclosure about you was made"),
    Kind.PASS_ON_INVITED: _("The other side asks for your contact details"),
    Kind.RETURNED: _("We need something from you"),
    Kind.RETURN_ENDS: _("We still need something from you, or your request ends in a week"),
    Kind.DECIDED: _("Your request was decided"),
    Kind.CLOSED: _("Your request is closed"),
    Kind.COMPLAINT_ABOUT_YOU: _("A complaint names one of your listings"),
    Kind.COMPLAINT_CLOSED: _("A complaint is closed"),
    Kind.COUNTER_STATEMENT: _("The other side answered your complaint"),
    Kind.FINDING_ABOUT_YOU: _("A decision about your account was made; you may appeal"),
    Kind.POLICY_CHANGES: _("What you agreed to changes; read what is new"),
    Kind.INCIDENT_ABOUT_YOU: _("Data about you reached somebody it was not meant for; we ended their access"),
    Kind.INCIDENT_TO_RECIPIENT: _("What you received was not meant for you: delete it and every copy"),
    Kind.INCIDENT_OPENED: _("An incident was reported; the authority is to be told within 72 hours"),
    Kind.INCIDENT_DUE: _("One day is left to tell the authority of an incident"),
}
BODY = _("Sign in to the Paletten Disclosure Desk to read about %(reference)s.")


@dataclass(frozen=True, slots=True)
class Message:
    """One notice of a kind to one addressee, at ``due_at`` or now."""

    kind: Notice.Kind
    to: User | Organisation
    due_at: datetime | None = None


def tell_all(messages: Iterable[Message], *, case: Case, at: datetime) -> None:
    """Promises notices about a case, each once per case version and addressee, or for each time it happens."""
    round_ = f"{case.pk}:{case.version}"
    _promise(
        [
            _notice(
                Notice(kind=message.kind, case=case, due_at=message.due_at or at),
                to=message.to,
                reason=f"{round_}:{case.edition}" if message.kind in EACH_TIME else round_,
            )
            for message in messages
            if _is_told(message.to)
        ],
        at=at,
    )


def tell(kind: Kind, *, case: Case, to: User | Organisation, at: datetime) -> None:
    """Promises one notice about a case."""
    tell_all([Message(kind, to)], case=case, at=at)


def tell_of_record(kind: Kind, *, record: Complaint | Finding | PolicyVersion, to: User, at: datetime) -> None:
    """Promises one notice about such a record, once per addressee; it names the reference and no more."""
    if _is_told(to):
        notice = Notice(kind=kind, reference=record.reference, due_at=at)
        _promise([_notice(notice, to=to, reason=f"{type(record).__name__.lower()}:{record.pk}")], at=at)


def tell_officers(kind: Kind, *, record: Incident, besides: Case, at: datetime) -> None:
    """Mails the privacy officers what must not wait until one of them looks; none who is a party to the case."""
    notices = [
        _notice(
            Notice(kind=kind, reference=record.reference, due_at=at),
            to=officer,
            reason=f"{type(record).__name__.lower()}:{record.pk}",
        )
        for officer in parties.officers_besides(besides)
    ]
    _promise(notices, at=at)


def _is_told(to: User | Organisation) -> bool:
    return isinstance(to, Organisation) or not to.roles & UNTOLD


def _notice(notice: Notice, *, to: User | Organisation, reason: str) -> Notice:
    addressee = "user" if isinstance(to, User) else "organisation"
    setattr(notice, f"to_{addressee}", to)
    notice.key = f"{notice.kind}:{reason}:{addressee}:{to.pk}"
    return notice


def _promise(notices: Sequence[Notice], *, at: datetime) -> None:
    if not notices:
        return
    # A second promise of one notice meets both keys and changes nothing.
    insert(*notices, unless="key")
    outbox.put_all(
        [
            outbox.Promise(
                Topic.NOTICE_SEND,
                key=f"notice:{notice.key}",
                ids={"notice_id": notice.pk},
                run_after=notice.due_at,
            )
            for notice in notices
        ],
        at=at,
    )


def defer(*, case: Case, until: datetime, at: datetime) -> None:
    """Moves what subjects of a case are still to be told to another date, inside the caller's transaction."""
    subjects = [subject.pk for subject in parties.subjects_of(case)]
    kept = Notice.objects.filter(case=case, sent_at__isnull=True, due_at__gt=at, to_user__in=subjects)
    keys = [f"notice:{key}" for key in kept.values_list("key", flat=True)]
    kept.update(due_at=until)
    outbox.move(keys=keys, run_after=until, at=at)


def tell_requester(kind: Kind, *, case: Case, at: datetime) -> None:
    """Tells who asked."""
    tell_all([Message(kind, to) for to in who_asked(case)], case=case, at=at)


def tell_subjects(kind: Kind, *, case: Case, at: datetime) -> None:
    """Tells everybody the desk knows among those whose data is asked."""
    tell_all([Message(kind, subject) for subject in parties.subjects_of(case)], case=case, at=at)


def who_asked(case: Case) -> Sequence[User | Organisation]:
    """Who filed; where they have left the organisation they filed for, those who stayed."""
    if case.requester_organisation_id in {None, case.filed_by.organisation_id}:
        return [case.filed_by]
    return _people_of(case.requester_organisation)


def through_whom(case: Case) -> Sequence[User | Organisation]:
    """Through whom the recipient is told: an organisation through its people, or at its registered address."""
    if case.recipient_user is not None:
        return [case.recipient_user]
    return _people_of(case.recipient_organisation)


def _people_of(organisation: Organisation | None) -> Sequence[User | Organisation]:
    if organisation is None:
        return []
    return parties.people_told_for(organisation.pk) or [organisation]


def send(claim: outbox.Claim, at: datetime) -> None:
    """Sends one promised notice and records it; run twice, it sends once more at worst with the same Message-ID."""
    (notice,) = _NOTICE.rows(notice=str(claim.ids["notice_id"]))
    if notice.due_at > at:
        raise outbox.Later(notice.due_at)  # its date was moved while a worker had it
    if notice.sent_at is None:
        _mail(notice)
    with transaction.atomic(durable=True):
        outbox.finish(claim, at=at)
        if _SENDING.make(notice=notice.pk, at=at):
            ledger.append(
                Event.NOTICE_SENT,
                chain=ledger.chain_of(notice.case or notice.to_user or notice.to_organisation),  # type: ignore[arg-type]  # a constraint: one addressee
                by=ledger.SYSTEM,
                at=at,
                kind=notice.kind,
                notice=str(notice.pk),
            )


_NOTICE = Composed(
    lambda: Notice.objects.select_related("case", "to_user", "to_organisation").filter(pk=Given("notice", UUIDField()))
)
_SENDING = Change(
    lambda: Notice.objects.filter(pk=Given("notice", UUIDField()), sent_at__isnull=True),
    to=lambda: {"sent_at": Given("at", DateTimeField())},
)


def _mail(notice: Notice) -> None:
    address = notice.to_user.email if notice.to_user else notice.to_organisation.registered_email  # type: ignore[union-attr]  # one addressee
    if not address:
        return
    reference = notice.case.reference if notice.case else notice.reference
    subject = " / ".join(languages.each(SUBJECT_LINES[Kind(notice.kind)]))
    lines = [line % {"reference": reference} for line in languages.each(BODY)]
    EmailMessage(
        subject=f"{subject}: {reference}",
        body="\n".join([*lines, _link(notice, reference), ""]),
        to=[address],
        headers={"Message-ID": f"<notice-{notice.pk}@{settings.DESK_MAIL_DOMAIN}>"},
    ).send()


PAGES = {Kind.RELEASED_TO_RECIPIENT: "received/%s/"}
"""Where a notice leads when not to the first page: a page that asks who is there, at an address that is no secret."""


def _link(notice: Notice, reference: str) -> str:
    page = PAGES.get(Kind(notice.kind), "")
    return f"{settings.DESK_URL.rstrip('/')}/{page % reference}" if page else settings.DESK_URL
