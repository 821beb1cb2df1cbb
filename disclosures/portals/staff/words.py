"""What the desk's own codes are called on its pages."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from disclosures.actions.endings import Reason as EndReason
from disclosures.domain.facts import Circumstance, Fact
from disclosures.domain.grounds import Ground, TransferGround
from disclosures.domain.moves import Status
from disclosures.domain.particulars import InstrumentKind
from disclosures.domain.reasons import Family, Reason
from disclosures.domain.route import StepName
from disclosures.queries.history import Channel
from paletten.shell.outcome_words import OUTCOMES

STATUSES: Mapping[str, Promise] = {
    Status.DRAFT: _("Draft"),
    Status.TRIAGE: _("To be checked"),
    Status.WAITING_FOR_SUBJECT: _("The member is asked"),
    Status.RETURNED: _("Returned for more"),
    Status.REVIEW: _("In review"),
    Status.NOTICE: _("Time to object"),
    Status.APPROVED: _("Approved, release under way"),
    Status.RELEASED: _("Released"),
    Status.RELEASE_FAILED: _("Release failed"),
    Status.CLOSED: _("Closed"),
    Status.REFUSED: _("Refused"),
    Status.WITHDRAWN: _("Withdrawn"),
}
COLOURS: Mapping[str, str] = {
    Status.TRIAGE: "blue",
    Status.REVIEW: "blue",
    Status.WAITING_FOR_SUBJECT: "yellow",
    Status.RETURNED: "yellow",
    Status.NOTICE: "yellow",
    Status.APPROVED: "turquoise",
    Status.RELEASED: "green",
    Status.RELEASE_FAILED: "red",
    Status.REFUSED: "red",
}
"""Of the tag; what is not named is grey."""
STEPS: Mapping[str, Promise] = {
    StepName.REVIEW: _("Review"),
    StepName.LEGAL_REVIEW: _("Legal review"),
    StepName.PRIVACY: _("Privacy review"),
    StepName.AUTHENTICATE: _("Authentication of the paper"),
    StepName.COUNTERSIGN: _("Second signature"),
    StepName.EMERGENCY: _("Emergency signature"),
    StepName.QUALIFY: _("Qualification of the complaint"),
    StepName.IP_REVIEW: _("Review of the right"),
}
FACTS: Mapping[Fact, Promise] = {
    Fact.LIVE_CONSENT: _("A live consent of the member covers what is asked"),
    Fact.ENGAGEMENT_ACTIVE: _("The partner's engagement is in force"),
    Fact.ORDER_OPEN: _("The member has an open order under it"),
    Fact.OFFICER_VERIFIED: _("The officer was verified by us"),
    Fact.INSTRUMENT_COMPLETE: _("The paper is complete: kind, number, body, date, statute"),
    Fact.CALLED_BACK: _("The agency was called back at its published number"),
    Fact.FINDING_FINAL: _("The finding is final"),
    Fact.NECESSITY_STATED: _("It is written why this is needed"),
    Fact.COMPLAINANT_QUALIFIED: _("The complainant's right is qualified"),
    Fact.COMPLAINT_OPEN: _("The complaint is open"),
    Fact.COMPLAINANT_ASKED: _("The complainant asked that their details be passed on"),
    Fact.RECIPIENT_IS_RESPONDENT: _("The recipient is the one complained about"),
    Fact.IS_PARTY: _("Who asks is a party to the transaction"),
    Fact.HAS_PERFORMED: _("Who asks has performed their part, in whole or in part"),
    Fact.TRANSACTION_OPEN: _("The transaction is open"),
    Fact.RATIONALE_WRITTEN: _("The rationale is written"),
    Fact.ASSESSMENT_ON_FILE: _("The assessment is on file"),
}
CIRCUMSTANCES: Mapping[Circumstance, Promise] = {
    Circumstance.STANDING_APPROVAL: _("Covered by a standing approval"),
    Circumstance.EMERGENCY: _("An emergency"),
    Circumstance.TELLING_FORBIDDEN: _("Telling the member is forbidden for now"),
    Circumstance.ADDRESS_ASKED: _("A home address is asked"),
    Circumstance.SENSITIVE_ASKED: _("Something sensitive would leave"),
    Circumstance.PROTECTED: _("A minor or a specially protected person"),
}
GROUNDS: Mapping[str, Promise] = {
    Ground.CONSENT: _("Consent"),
    Ground.CONTRACT_NECESSITY: _("Necessary for a contract"),
    Ground.LEGAL_DUTY: _("Legal duty"),
    Ground.EMERGENCY: _("Emergency"),
    Ground.PUBLIC_INTEREST: _("Public interest"),
    Ground.PUBLIC_DATA: _("Data already public"),
    Ground.OTHER_LAW: _("Another law"),
}
TRANSFER_GROUNDS: Mapping[str, Promise] = {
    TransferGround.TREATY: _("A treaty"),
    TransferGround.STANDARD_CONTRACT: _("A standard contract"),
    TransferGround.SECURITY_ASSESSMENT: _("A security assessment"),
    TransferGround.CERTIFICATION: _("A certification"),
    TransferGround.SEPARATE_CONSENT: _("A separate consent"),
    TransferGround.OTHER_LAW: _("Another law"),
}
FAMILIES: Mapping[Family, Promise] = {
    Family.ASKED: _("what was asked"),
    Family.PERMITTED: _("the clause"),
    Family.CONSENTED: _("the person's consent"),
    Family.INSTRUMENT: _("the paper"),
    Family.DECIDED: _("our decision"),
    Family.HELD: _("what we hold"),
}
CUTS: Mapping[Reason, Promise] = {
    Reason.OUTSIDE_POLICY: _("the privacy policy does not cover it"),
    Reason.NOT_PERMITTED_BY_BASIS: _("this clause does not permit it"),
    Reason.ONE_CHANNEL_ENOUGH: _("one way to reach the person is enough"),
    Reason.TRANSFER_NOT_ALLOWED: _("it may not leave the country where it is stored"),
    Reason.NOT_CONSENTED: _("no consent covers it"),
    Reason.NOT_OPTED_IN: _("the complainant did not choose to pass it on"),
    Reason.NARROWED_BY_SUBJECT: _("the person limited it"),
    Reason.INSTRUMENT_TOO_WEAK: _("the paper does not reach so far"),
    Reason.OUTSIDE_INSTRUMENT: _("the paper does not name it"),
    Reason.DECLINED_BY_REVIEWER: _("narrowed by the desk"),
    Reason.NOT_HELD: _("nothing is held"),
    Reason.OUTSIDE_PERIOD: _("nothing falls into the period"),
}

PARTICULARS: Mapping[str, Promise] = {
    "authority": _("Authority"),
    "instrument": _("Paper"),
    "kind": _("Kind"),
    "number": _("Number"),
    "issued_by": _("Issued by"),
    "issued_at": _("Issued on"),
    "statute": _("Statute"),
    "items": _("Items named"),
    "period": _("Period named"),
    "emergency": _("Emergency"),
    "danger": _("Danger"),
    "how_data_help": _("How the data help"),
    "complaint": _("Complaint"),
    "transaction": _("Transaction"),
    "engagement": _("Engagement"),
    "finding": _("Finding"),
    "recipient_kind": _("Kind of recipient"),
    "necessity": _("Why they need it"),
    "rationale": _("Rationale"),
    "because": _("Why each sensitive item"),
    "assessment": _("Assessment"),
    "ends": _("How long it is needed"),
    "may_tell": _("The member may be told"),
    "hold_until": _("Asked not to tell before"),
    "hold_paper": _("What forbids telling"),
}
"""What a filing says beyond the common fields; what is not named here shows by its own name."""
PAPERS: Mapping[str, Promise] = {
    InstrumentKind.LETTER: _("Letter"),
    InstrumentKind.ADMINISTRATIVE_ORDER: _("Administrative order"),
    InstrumentKind.COURT_ORDER: _("Court order"),
    InstrumentKind.WARRANT: _("Warrant"),
}


ENDED: Mapping[str, Promise] = {
    EndReason.TIME: _("Its time was over"),
    EndReason.REVOKED: _("Revoked by the desk"),
    EndReason.CONSENT_WITHDRAWN: _("The consent was withdrawn"),
    EndReason.ENGAGEMENT_ENDED: _("The engagement ended"),
    EndReason.ORDER_CLOSED: _("The order was closed"),
    EndReason.TRANSACTION_CLOSED: _("The transaction was closed"),
    EndReason.COMPLAINT_ENDED: _("The complaint ended"),
    EndReason.MISUSE: _("Misuse was established"),
    EndReason.INCIDENT: _("It reached the wrong recipient"),
    EndReason.LEFT: _("The recipient left their organisation"),
    EndReason.REVIEWED: _("A review objected"),
    EndReason.NO_INSTRUMENT: _("The paper never came"),
}
"""Why an access ended."""


CAME: Mapping[Channel, Promise] = {
    Channel.OWN: _("Filed by themselves"),
    Channel.ENTERED_BY_STAFF: _("A paper that staff entered"),
}
"""How a request came."""


def paper(said: str) -> str:
    """The name of a paper, with the kind that a filing's own form puts before its number in words."""
    kind, _space, number = said.partition(" ")
    return f"{PAPERS[kind]} {number}" if kind in PAPERS else said


def status(code: str) -> Promise | str:
    """Where a case is."""
    return STATUSES.get(code, code)


def outcome(code: str) -> Promise | str:
    """What was decided; empty while nothing is."""
    return OUTCOMES.get(code, code)
