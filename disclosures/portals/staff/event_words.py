"""What the events of a case are called in its history."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from disclosures.domain.events import Event

EVENTS: Mapping[str, Promise] = {
    Event.APPEALED: _("Appealed"),
    Event.APPROVED: _("Approved: all signatures are there"),
    Event.BACK_TO_REVIEW: _("Back to review"),
    Event.CALLED_BACK: _("Called back"),
    Event.CASE_ACCEPTED: _("Accepted"),
    Event.CASE_CLOSED: _("Closed"),
    Event.CASE_DRAFTED: _("Draft begun"),
    Event.CASE_EDITED: _("Draft changed"),
    Event.CASE_LAPSED: _("Lapsed"),
    Event.CASE_PUT_BACK: _("Put back: nobody's work"),
    Event.CASE_REFUSED: _("Refused"),
    Event.CASE_RESUBMITTED: _("Filed again"),
    Event.CASE_RETURNED: _("Returned for more"),
    Event.CASE_SUBMITTED: _("Filed"),
    Event.CASE_TAKEN: _("Taken as somebody's work"),
    Event.CASE_WITHDRAWN: _("Withdrawn"),
    Event.CHANNEL_OFFERED: _("The member offered another channel"),
    Event.CODE_ASKED: _("A code was asked for"),
    Event.CODE_REFUSED: _("A wrong code was typed"),
    Event.CODE_SENT: _("A code was sent"),
    Event.CODE_SPENT: _("The code was typed"),
    Event.CONSENT_ANSWERED: _("The member answered"),
    Event.CONSENT_ASKED: _("The member was asked"),
    Event.CONSENT_GIVEN: _("Consent given"),
    Event.CONSENT_WITHDRAWN: _("Consent withdrawn"),
    Event.DRAWN_REVIEW_DONE: _("The drawn review was done"),
    Event.EMERGENCY_REVIEWED: _("The emergency was reviewed"),
    Event.EVIDENCE_ADDED: _("A file was added"),
    Event.EVIDENCE_CLEARED: _("A file was let out of quarantine"),
    Event.EVIDENCE_DESTROYED: _("A file was destroyed"),
    Event.EVIDENCE_READ: _("A file was read"),
    Event.EVIDENCE_SCANNED: _("A file was scanned"),
    Event.HOLD_ENDED: _("The hold ended"),
    Event.HOLD_SET: _("A hold was set"),
    Event.INCIDENT_AUTHORITY_SPARED: _("The authority need not be told of the incident"),
    Event.INCIDENT_AUTHORITY_TOLD: _("The authority was told of the incident"),
    Event.INCIDENT_CLOSED: _("The incident was closed"),
    Event.INCIDENT_REPORTED: _("An incident was reported"),
    Event.INSTRUMENT_ACCEPTED: _("The formal paper was accepted"),
    Event.INSTRUMENT_GIVEN_UP: _("The desk stopped waiting for the formal paper"),
    Event.INSTRUMENT_LATE: _("The formal paper is late"),
    Event.INSTRUMENT_PRESENTED: _("The formal paper was presented"),
    Event.INSTRUMENT_REFUSED: _("The formal paper was refused"),
    Event.NARROWED: _("Narrowed"),
    Event.NOTICE_SENT: _("A notice was sent"),
    Event.NOTICE_SENT_AGAIN: _("A notice was sent again"),
    Event.NOTICE_SETTLED: _("An undelivered notice was dealt with"),
    Event.NOTICE_UNDELIVERED: _("A notice did not arrive"),
    Event.NOTICE_WINDOW_OPENED: _("The member was told and may object"),
    Event.OBJECTED: _("The member objected"),
    Event.OBJECTION_OVERRULED: _("The objection was overruled"),
    Event.OBJECTION_UPHELD: _("The objection was upheld"),
    Event.PARTICULARS_CHECKED: _("Entered by staff what was checked"),
    Event.RECEIPT_CONFIRMED: _("The recipient confirmed receipt"),
    Event.RELEASED: _("Released"),
    Event.RELEASE_DRAWN: _("Drawn by lot for a review"),
    Event.RELEASE_ENDED: _("The access ended"),
    Event.RELEASE_FAILED: _("The release failed"),
    Event.RELEASE_OPENED: _("Opened"),
    Event.RELEASE_REVOKED: _("The access was revoked"),
    Event.RELEASE_SHREDDED: _("The key was destroyed"),
    Event.RETRIED: _("Tried again"),
    Event.SIGNATURES_VOIDED: _("Signatures became void"),
    Event.STEP_SIGNED: _("Signed"),
    Event.USE_LIMITS_ACCEPTED: _("The recipient accepted the limits of use"),
}


def of(event: str) -> Promise | str:
    """The event in words; one that has none yet by its code."""
    return EVENTS.get(event, event)
