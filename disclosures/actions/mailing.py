"""Sends what was promised, in its reader's language: a reference, never a value (DESIGN 5.11).

What the mail server refuses for good is not tried again: it is undelivered, and a task for staff. Everything else that
goes wrong is tried again, and undelivered when the attempts are used up.
"""

from __future__ import annotations

from datetime import datetime
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import DateTimeField, UUIDField
from django.utils.translation import gettext_noop as _

from accounts.composed import Composed, Given
from disclosures import ledger, outbox
from disclosures.actions import languages, undelivered
from disclosures.domain.events import Event
from disclosures.models import Notice
from disclosures.models.changes import Change
from disclosures.models.notice import NO_ADDRESS

Kind = Notice.Kind
FOR_GOOD = 500
"""Replies of a mail server from here on are permanent."""

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
    Kind.MESSAGE: _("The desk wrote to you"),
    Kind.RELAYED: _("The other side of a transaction wrote to you through the desk"),
    Kind.RELAY_ANSWERED: _("Your message was answered; say whether it helped"),
    Kind.RELAY_ENDED: _("Your message was not answered; your request goes on"),
    Kind.OBJECTION_LATE: _("A member's objection is late to be decided"),
    Kind.OBJECTION_DECIDED: _("Your objection was decided"),
    Kind.COMPLAINT_ABOUT_YOU: _("A complaint names one of your listings"),
    Kind.COMPLAINT_CLOSED: _("A complaint is closed"),
    Kind.COMPLAINT_MESSAGE: _("The desk wrote to you"),
    Kind.COUNTER_STATEMENT: _("The other side answered your complaint"),
    Kind.DATA_CHANGED: _("Something that you received has changed since"),
    Kind.FINDING_ABOUT_YOU: _("A decision about your account was made; you may appeal"),
    Kind.EMERGENCY_REVIEW: _("An emergency's release waits for its full review"),
    Kind.INSTRUMENT_DUE: _("The formal instrument after an emergency is due"),
    Kind.INSTRUMENT_LATE: _("The formal instrument after an emergency is late"),
    Kind.INSTRUMENT_DECIDED: _("Your formal instrument was checked"),
    Kind.PRESERVATION_KEPT: _("Your preservation request was carried out"),
    Kind.PRESERVATION_ENDS: _("A preservation ends in two weeks unless an instrument follows"),
    Kind.PRESERVATION_ENDED: _("A preservation is over"),
    Kind.PRESERVATION_ABOUT_YOU: _("An authority had data about you preserved; that is over"),
    Kind.POLICY_CHANGES: _("What you agreed to changes; read what is new"),
    Kind.INCIDENT_ABOUT_YOU: _("Data about you reached somebody it was not meant for; we ended their access"),
    Kind.INCIDENT_TO_RECIPIENT: _("What you received was not meant for you: delete it and every copy"),
    Kind.INCIDENT_OPENED: _("An incident was reported; the authority is to be told within 72 hours"),
    Kind.ATTESTATION_OWED: _("Delete what you received, and attest it within ten days"),
    Kind.ATTESTATION_REMINDS: _("Three days are left to attest that you deleted what you received"),
    Kind.ATTESTATION_LATE: _("You have not attested that you deleted what you received; our privacy officers know"),
    Kind.ATTESTATION_ESCALATED: _("A partner has not attested deletion in time"),
    Kind.ATTESTATION_LAPSED: _("A partner never attested deletion; it stays on the record"),
    Kind.MISUSE_DECIDED: _("What you reported was decided"),
    Kind.REGISTRATION_DECIDED: _("There is news of your registration"),
    Kind.INCIDENT_DUE: _("One day is left to tell the authority of an incident"),
}
BODY = _("Sign in to the Paletten Disclosure Desk to read about %(reference)s.")
PAGES = {
    Kind.CONSENT_ASKED: "me/about/%s/",
    Kind.ABOUT_TO_RELEASE: "me/about/%s/",
    Kind.RELEASED_ABOUT_YOU: "me/about/%s/",
    Kind.OBJECTION_DECIDED: "me/about/%s/",
    Kind.RELAYED: "me/messages/%s/",
    Kind.COMPLAINT_ABOUT_YOU: "me/complaints/%s/",
    Kind.COMPLAINT_MESSAGE: "complaints/%s/",
    Kind.COUNTER_STATEMENT: "complaints/%s/",
    Kind.RELEASED_TO_RECIPIENT: "received/%s/",
    Kind.DATA_CHANGED: "received/%s/",
    Kind.REGISTRATION_DECIDED: "register/agency/",
    Kind.ATTESTATION_OWED: "attestations/%s/",
    Kind.ATTESTATION_REMINDS: "attestations/%s/",
    Kind.ATTESTATION_LATE: "attestations/%s/",
}
"""Where a notice leads when not to the first page: a page that asks who is there, at an address that is no secret."""


def send(claim: outbox.Claim, at: datetime) -> None:
    """Sends one promised notice and records it; run twice, it sends once more at worst with the same Message-ID."""
    (notice,) = _NOTICE.rows(notice=str(claim.ids["notice_id"]))
    if notice.due_at > at:
        raise outbox.Later(notice.due_at)  # its date was moved while a worker had it
    wanted = notice.sent_at is None and notice.settled_at is None
    refusal = _mail(notice) if wanted else ""
    with transaction.atomic(durable=True):
        outbox.finish(claim, at=at)
        if wanted and refusal in {"", NO_ADDRESS} and _SENDING.make(notice=notice.pk, at=at):
            ledger.append(
                Event.NOTICE_SENT,
                chain=undelivered.chain_of(notice),
                by=ledger.SYSTEM,
                at=at,
                kind=notice.kind,
                notice=str(notice.pk),
            )
            undelivered.go_on(notice, at=at)
        if refusal:
            undelivered.note(notice, code=refusal, by=ledger.SYSTEM, at=at)


_NOTICE = Composed(
    lambda: Notice.objects.select_related("case", "to_user", "to_organisation").filter(pk=Given("notice", UUIDField()))
)
_SENDING = Change(
    lambda: Notice.objects.filter(pk=Given("notice", UUIDField()), sent_at__isnull=True, settled_at__isnull=True),
    to=lambda: {"sent_at": Given("at", DateTimeField()), "undelivered_at": None, "undelivered_code": ""},
)


def give_up(claim: outbox.Claim, at: datetime) -> None:
    """When the last attempt failed: the notice is undelivered, so that a person sees it; the job can be put back."""
    with transaction.atomic(durable=True):
        (notice,) = _NOTICE.rows(notice=str(claim.ids["notice_id"]))
        if notice.sent_at is None:
            undelivered.note(notice, code="gave_up", by=ledger.SYSTEM, at=at)
        outbox.bury(claim, at=at)


def _mail(notice: Notice) -> str:
    """Empty when it left; else the code for which it never will."""
    reader = notice.to_user or notice.to_organisation
    address = notice.to_user.email if notice.to_user else notice.to_organisation.registered_email  # type: ignore[union-attr]  # one addressee
    if not address:
        return NO_ADDRESS
    reference = notice.case.reference if notice.case else notice.reference
    subject = " / ".join(languages.each(SUBJECT_LINES[Kind(notice.kind)], reader=reader))
    lines = [line % {"reference": reference} for line in languages.each(BODY, reader=reader)]
    mail = EmailMessage(
        subject=f"{subject}: {reference}",
        body="\n".join([*lines, _link(notice, reference), ""]),
        to=[address],
        headers={
            "Message-ID": f"<notice-{notice.pk}@{settings.DESK_MAIL_DOMAIN}>",
            "Content-Language": ", ".join(languages.of(reader)),
        },
    )
    try:
        mail.send()
    except SMTPException as error:
        refusal = _refused_for_good(error)
        if not refusal:
            raise
        return refusal
    return ""


def _refused_for_good(error: SMTPException) -> str:
    """The permanent reply to the address or to the mail itself; a server that refuses the desk is the desk's affair."""
    replies: list[int] = []
    if isinstance(error, SMTPRecipientsRefused):
        replies = [code for code, _words in error.recipients.values()]
    elif isinstance(error, SMTPDataError):
        replies = [error.smtp_code]
    return str(replies[0]) if replies and all(code >= FOR_GOOD for code in replies) else ""


def _link(notice: Notice, reference: str) -> str:
    page = PAGES.get(Kind(notice.kind), "")
    return f"{settings.DESK_URL.rstrip('/')}/{page.replace('%s', reference)}" if page else settings.DESK_URL
