"""The walk in plain words: what happened, which facts, why an item was cut."""

from __future__ import annotations

from collections.abc import Mapping

from disclosures.domain.events import Event
from disclosures.domain.facts import Fact
from disclosures.domain.reasons import Reason
from disclosures.models import Notice

EVENTS: Mapping[str, str] = {
    Event.CASE_DRAFTED: "wrote a draft",
    Event.CASE_EDITED: "changed the filing",
    Event.CASE_SUBMITTED: "filed the request",
    Event.PARTICULARS_CHECKED: "entered what was checked: {entered}",
    Event.CASE_ACCEPTED: "accepted it: all facts shown",
    Event.CONSENT_ASKED: "asked the member for consent",
    Event.CONSENT_ANSWERED: "answered, granting: {granted}",
    Event.CASE_RETURNED: "sent it back for more",
    Event.CASE_RESUBMITTED: "filed it again",
    Event.NARROWED: "narrowed {item} to {to}",
    Event.SIGNATURES_VOIDED: "signatures void: the scope changed",
    Event.STEP_SIGNED: "signed the step {step}",
    Event.NOTICE_WINDOW_OPENED: "told the member, who may object",
    Event.OBJECTED: "objected",
    Event.OBJECTION_OVERRULED: "overruled the objection",
    Event.APPROVED: "nothing stood in the way any more: approved",
    Event.RELEASED: "sealed and released",
    Event.RELEASE_OPENED: "opened the release",
    Event.RELEASE_ENDED: "access ended",
    Event.RELEASE_REVOKED: "access revoked",
    Event.RELEASE_SHREDDED: "key destroyed: the package is noise",
}
QUIET = frozenset({Event.NOTICE_SENT})
"""Told in a table of its own."""

ENTERED: Mapping[str, str] = {
    "called_back_at": "call-back made",
    "called_back_by": "call-back made",
    "approval_number": "approval number",
    "transfer_ground": "transfer ground",
}
"""What the columns that staff fill in triage mean; the rest of an entry needs no words."""

FACTS: Mapping[str, str] = {
    Fact.LIVE_CONSENT: "a live consent of the member covers it",
    Fact.ENGAGEMENT_ACTIVE: "the contract with the partner is active and approved",
    Fact.ORDER_OPEN: "the member has an open order under it",
    Fact.OFFICER_VERIFIED: "the officer and the authority are verified",
    Fact.INSTRUMENT_COMPLETE: "the paper is complete",
    Fact.CALLED_BACK: "called back on the number of our own register",
    Fact.FINDING_FINAL: "the finding is final",
    Fact.NECESSITY_STATED: "it is written why the recipient needs it",
    Fact.COMPLAINANT_QUALIFIED: "the complainant is qualified: identity and right",
    Fact.COMPLAINT_OPEN: "the complaint is open",
    Fact.COMPLAINANT_ASKED: "the complainant asked that it be passed on",
    Fact.RECIPIENT_IS_RESPONDENT: "the recipient is the respondent",
    Fact.IS_PARTY: "the asker is a party to the transaction",
    Fact.HAS_PERFORMED: "the asker has performed, by our own records",
    Fact.TRANSACTION_OPEN: "the transaction is open or in dispute",
    Fact.RATIONALE_WRITTEN: "it is written what the items are for",
    Fact.ASSESSMENT_ON_FILE: "an impact assessment is on file",
}

REASONS: Mapping[str, str] = {
    Reason.OUTSIDE_POLICY: "the policy does not cover it, so it stays",
    Reason.NOT_PERMITTED_BY_BASIS: "this clause does not allow it",
    Reason.ONE_CHANNEL_ENOUGH: "one way of contact is enough",
    Reason.TRANSFER_NOT_ALLOWED: "it may not leave its country",
    Reason.NOT_CONSENTED: "the member did not consent to it",
    Reason.NOT_OPTED_IN: "the person did not tick it",
    Reason.NARROWED_BY_SUBJECT: "the member gave less of it",
    Reason.INSTRUMENT_TOO_WEAK: "the paper is too weak to open it",
    Reason.OUTSIDE_INSTRUMENT: "the paper does not name it",
    Reason.DECLINED_BY_REVIEWER: "a person narrowed it, with a reason",
    Reason.NOT_HELD: "we hold no such value",
    Reason.OUTSIDE_PERIOD: "only the period that the paper or the acts cover",
}

TOLD: Mapping[str, str] = {
    Notice.Kind.CONSENT_ASKED: "asked for consent",
    Notice.Kind.ABOUT_TO_RELEASE: "told before, may object",
    Notice.Kind.RELEASED_TO_RECIPIENT: "told that it is ready",
    Notice.Kind.RELEASED_ABOUT_YOU: "told of the release",
    Notice.Kind.PASS_ON_INVITED: "invited to have details passed on",
    Notice.Kind.RETURNED: "told that more is needed",
    Notice.Kind.DECIDED: "told of the decision",
    Notice.Kind.CLOSED: "told that it is closed",
    Notice.Kind.COMPLAINT_ABOUT_YOU: "told of the complaint",
}


def of_code(code: str) -> str:
    """A code as words: ``legal_review`` as "legal review", ``contact.phone`` as "contact: phone"."""
    return ENTERED.get(code, code.replace(".", ": ").replace("_", " "))
