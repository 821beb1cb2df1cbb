"""The named facts, each answered from the desk's own records (POLICY "Facts")."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from django.db.models import BigIntegerField, DateTimeField

from accounts.composed import Composed, Given
from accounts.models import Organisation, User
from disclosures.domain import particulars
from disclosures.domain.errors import FactMissing
from disclosures.domain.facts import Circumstance, Fact
from disclosures.domain.instants import parse_or_none
from disclosures.domain.roles import STAFF
from disclosures.models import Case, Order
from disclosures.policies import parties
from disclosures.queries import records
from disclosures.queries.asked import asked

Answer = Callable[[Case, datetime], bool]


def live_consent(case: Case, at: datetime) -> bool:
    """A live consent to this recipient and purpose covers at least one asked item."""
    subject = next(iter(parties.subjects_of(case)), None)
    return bool(records.consented(case, subject, items=asked(case), at=at))


def engagement_active(case: Case, at: datetime) -> bool:
    """Active, approved, and its partner not suspended."""
    return case.engagement is not None and case.engagement.is_active(at=at) and case.engagement.partner.can_act


def order_open(case: Case, at: datetime) -> bool:
    """The member has an open order under the engagement."""
    if case.engagement_id is None:
        return False
    return any(
        _OPEN_ORDER.first(engagement=case.engagement_id, member=member, at=at) for member in parties.subject_ids(case)
    )


_OPEN_ORDER = Composed(
    lambda: Order.objects.filter(
        engagement=Given("engagement", BigIntegerField()),
        member=Given("member", BigIntegerField()),
        opened_at__lte=Given("at", DateTimeField()),
        closed_at__isnull=True,
    ).values_list("pk")[:1]
)


def officer_verified(case: Case, at: datetime) -> bool:
    """Officer and authority are verified; a paper entered by staff has no officer at the desk."""
    authority = case.recipient_organisation
    if authority is None or not case.filed_by.roles & STAFF:
        return authority is not None and officer_stands(case.filed_by, authority, at=at)
    return authority.can_act and authority.is_verified(at=at)


def officer_stands(officer: User, authority: Organisation, *, at: datetime) -> bool:
    """This officer is verified, and is of this verified authority."""
    return (
        authority.can_act
        and authority.is_verified(at=at)
        and officer.can_act
        and officer.is_verified(at=at)
        and officer.organisation_id == authority.pk
    )


def instrument_complete(case: Case, at: datetime) -> bool:
    """Kind, number, date, statute and items are named, and an end date where telling is forbidden."""
    paper = case.particulars.get("instrument") or {}
    whole = (
        paper.get("kind") in [*particulars.InstrumentKind]
        and all(str(paper.get(name) or "").strip() for name in ("number", "statute"))
        and parse_or_none(paper.get("issued_at")) is not None
        and bool(paper.get("items"))
    )
    return whole and (paper.get("may_tell", True) is True or parse_or_none(paper.get("hold_until")) is not None)


def called_back(case: Case, at: datetime) -> bool:
    """Staff called back the number of our own register."""
    return case.called_back_at is not None and case.called_back_at <= at


def finding_final(case: Case, at: datetime) -> bool:
    """No appeal may still change the finding."""
    return case.finding is not None and case.finding.is_final(at=at)


def necessity_stated(case: Case, at: datetime) -> bool:
    """The filing says why this recipient needs it."""
    return _is_written(case, "necessity")


def complainant_qualified(case: Case, at: datetime) -> bool:
    """Identity, proof of right, validity on the day, an agency that covers it."""
    if case.complaint is None:
        return False
    complainant, right = case.complaint.complainant, case.complaint.right
    organisation = complainant.organisation
    return (
        complainant.is_verified(at=at)
        and complainant.can_act
        and (organisation is None or (organisation.is_verified(at=at) and organisation.can_act))
        and right.is_held_by(complainant)
        and right.may_pass_on
        and right.qualifies(at=at)
    )


def complaint_open(case: Case, at: datetime) -> bool:
    """The complaint was neither closed nor withdrawn, nor has it lapsed."""
    return case.complaint is not None and case.complaint.is_open(at=at)


def complainant_asked(case: Case, at: datetime) -> bool:
    """The complainant asked that their details be passed on."""
    return case.complaint is not None and case.complaint.asked_at is not None and case.complaint.asked_at <= at


def recipient_is_respondent(case: Case, at: datetime) -> bool:
    """The recipient is the respondent of this complaint."""
    recipient = case.recipient_user_id
    return case.complaint is not None and recipient is not None and recipient == case.complaint.respondent_id


def is_party(case: Case, at: datetime) -> bool:
    """The asker is buyer or seller."""
    return case.transaction is not None and case.filed_by_id in {case.transaction.buyer_id, case.transaction.seller_id}


def has_performed(case: Case, at: datetime) -> bool:
    """The asker performed, wholly or in part, by the platform's own records."""
    return (
        case.transaction is not None
        and case.transaction.performances.filter(party=case.filed_by_id, at__lte=at).exists()
    )


def transaction_open(case: Case, at: datetime) -> bool:
    """Open or in dispute."""
    return case.transaction is not None and case.transaction.status != case.transaction.Status.CLOSED


def rationale_written(case: Case, at: datetime) -> bool:
    """The filing says what the items are needed for."""
    return _is_written(case, "rationale")


def assessment_on_file(case: Case, at: datetime) -> bool:
    """The filing names its impact assessment."""
    return _is_written(case, "assessment")


def _is_written(case: Case, name: str) -> bool:
    return bool(str(case.particulars.get(name) or "").strip())


ANSWERS: Mapping[Fact, Answer] = {
    Fact.LIVE_CONSENT: live_consent,
    Fact.ENGAGEMENT_ACTIVE: engagement_active,
    Fact.ORDER_OPEN: order_open,
    Fact.OFFICER_VERIFIED: officer_verified,
    Fact.INSTRUMENT_COMPLETE: instrument_complete,
    Fact.CALLED_BACK: called_back,
    Fact.FINDING_FINAL: finding_final,
    Fact.NECESSITY_STATED: necessity_stated,
    Fact.COMPLAINANT_QUALIFIED: complainant_qualified,
    Fact.COMPLAINT_OPEN: complaint_open,
    Fact.COMPLAINANT_ASKED: complainant_asked,
    Fact.RECIPIENT_IS_RESPONDENT: recipient_is_respondent,
    Fact.IS_PARTY: is_party,
    Fact.HAS_PERFORMED: has_performed,
    Fact.TRANSACTION_OPEN: transaction_open,
    Fact.RATIONALE_WRITTEN: rationale_written,
    Fact.ASSESSMENT_ON_FILE: assessment_on_file,
}


def answers(case: Case, *, circumstances: frozenset[Circumstance], at: datetime) -> dict[Fact, bool]:
    """Every fact that counts for the case, met or not, in the order in which a missing one is named."""
    return {fact: ANSWERS[fact](case, at) for fact in case.rules.asks(circumstances)}


def require_these(case: Case, wanted: Iterable[Fact], *, at: datetime) -> None:
    """Raises ``FactMissing`` naming the first of these facts that is not met."""
    for fact in wanted:
        if not ANSWERS[fact](case, at):
            raise FactMissing(fact=fact)


def require(case: Case, *, circumstances: frozenset[Circumstance], at: datetime, but: Fact | None = None) -> None:
    """Raises ``FactMissing`` naming the first fact that is not met, except ``but``."""
    for fact, met in answers(case, circumstances=circumstances, at=at).items():
        if not met and fact is not but:
            raise FactMissing(fact=fact)
