"""What follows an emergency's release: its full review, and the formal instrument."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from rest_framework.serializers import ValidationError

from disclosures.actions import emergencies, formal_instruments
from disclosures.actions.formal_instruments import Paper
from disclosures.api.cases.readers import EmergencyReviewReader, PaperReader, Reason, ReasonIfAny
from disclosures.api.cases.view import CaseView, case_act
from disclosures.api.fields import period_of
from disclosures.api.idempotency import once
from disclosures.api.view import Response
from disclosures.domain.extents import Period
from disclosures.domain.particulars import InstrumentKind
from disclosures.models import EmergencyFollowUp


class Review(CaseView):
    """The full review within 24 hours."""

    @case_act("review_emergency", body=EmergencyReviewReader)
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Confirm the release, or revoke it, and set when the member's hold ends; by who did not sign it."""
        case, read = self.case_to_act_on(reference), self.body(EmergencyReviewReader)
        emergencies.review(
            case=case,
            result=EmergencyFollowUp.Result(read["result"]),
            words=read["reason"],
            hold_until=read["hold_until"],
            by=self.by,
            at=self.at,
        )
        return self.show_again(case)


class Present(CaseView):
    """The paper within 5 days."""

    @case_act("present_instrument", body=PaperReader)
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Present the formal instrument, or enter one that came on paper; somebody else of the desk checks it."""
        case, read = self.case_to_act_on(reference), self.body(PaperReader)
        paper = Paper(
            kind=InstrumentKind(read["kind"]),
            number=read["number"],
            issued_by=read["issued_by"],
            issued_at=read["issued_at"],
            statute=read["statute"],
            items=read["items"],
            period=_period(read),
        )
        formal_instruments.present(case=case, paper=paper, by=self.by, at=self.at)
        return self.show_again(case)


def _period(read: dict[str, Any]) -> Period | None:
    named = read.get("period")
    if named is None:
        return None
    try:
        return period_of(named["from"], named["to"])
    except ValidationError as error:
        raise ValidationError({"period": error.detail}) from error


class Accept(CaseView):
    """The paper is what was owed."""

    @case_act("accept_instrument", body=ReasonIfAny)
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Accept it, with a reason where it does not cover all that was released."""
        case = self.case_to_act_on(reference)
        formal_instruments.accept(case=case, words=self.body(ReasonIfAny)["reason"], by=self.by, at=self.at)
        return self.show_again(case)


class Refuse(CaseView):
    """The paper is not what was owed."""

    @case_act("refuse_instrument", body=Reason)
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Refuse it with a reason; another is still owed by the same day."""
        case = self.case_to_act_on(reference)
        formal_instruments.refuse(case=case, words=self.body(Reason)["reason"], by=self.by, at=self.at)
        return self.show_again(case)


class GiveUp(CaseView):
    """No paper will come."""

    @case_act("give_up_instrument", body=Reason)
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Stop waiting for a paper that is late, with a reason: the access ends with it."""
        case = self.case_to_act_on(reference)
        formal_instruments.give_up(case=case, words=self.body(Reason)["reason"], by=self.by, at=self.at)
        return self.show_again(case)
