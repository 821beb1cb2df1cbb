"""What legal staff do to a case: check, accept, return, refuse, narrow, retry or revoke a release, report incidents."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.serializers import ValidationError

from disclosures.actions import cases, decisions, endings, incidents, releases, scope
from disclosures.actions.scope import Part
from disclosures.api.cases.asks import read_part
from disclosures.api.cases.readers import Check, IncidentReader, Narrowing, Nothing, Reason, Refusal
from disclosures.api.cases.view import CaseView, case_act
from disclosures.api.idempotency import once
from disclosures.api.view import Response
from disclosures.domain.grounds import RefusalCode, TransferGround


class Particulars(CaseView):
    """What staff alone may say."""

    @case_act("check", body=Check)
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Enter in triage the call-back, an approval number, a transfer ground."""
        case = self.case_to_act_on(reference)
        read = self.body(Check)
        ground = read.get("transfer_ground")
        cases.check_particulars(
            case=case,
            by=self.by,
            at=self.at,
            called_back=read["called_back"],
            approval_number=read["approval_number"],
            transfer_ground=TransferGround(ground) if ground else None,
        )
        return self.show_again(case)


class Accept(CaseView):
    """Taking a case on."""

    @case_act("accept", codes=("fact_missing", "ground_missing", "overbroad", "transfer_not_allowed"))
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Take the case on; where a consent is all that is missing, the member is asked."""
        case = self.case_to_act_on(reference)
        self.body(Nothing)
        cases.accept(case=case, by=self.by, at=self.at)
        return self.show_again(case)


class Return(CaseView):
    """Asking for more."""

    @case_act("return", body=Reason)
    @once
    def post(self, request: Request, reference: str, **step: str) -> Response:
        """Send the case back; the clock stops. The reason stays in the file."""
        case = self.case_to_act_on(reference)
        decisions.return_for_more(case=case, by=self.by, at=self.at, **self.body(Reason))
        return self.show_again(case)


class Refuse(CaseView):
    """Saying no."""

    @case_act("refuse", body=Refusal)
    @once
    def post(self, request: Request, reference: str, **step: str) -> Response:
        """Refuse with a code; the reason stays in the file."""
        case = self.case_to_act_on(reference)
        read = self.body(Refusal)
        decisions.refuse(case=case, by=self.by, at=self.at, code=RefusalCode(read["code"]), reason=read["reason"])
        return self.show_again(case)


class Narrow(CaseView):
    """Cutting what leaves."""

    @case_act("narrow", body=Narrowing, codes=("widening_refused",))
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Cut one item with a reason; what `to` does not name stays. Signatures given before are void."""
        case = self.case_to_act_on(reference)
        read = self.body(Narrowing)
        try:
            detail, period = read_part(read["item"], read["to"])
        except ValidationError as error:
            raise ValidationError({"to": error.detail}) from error
        if detail is None and period is None:
            raise ValidationError({"to": "Write a detail, a period, or both."})
        to = Part(detail, period)
        scope.narrow(case=case, item=read["item"], to=to, by=self.by, at=self.at, reason=read["reason"])
        return self.show_again(case)


class Retry(CaseView):
    """Taking a failed release up again."""

    @case_act("retry")
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Have a failed release tried again; facts, signatures and rules are asked anew."""
        case = self.case_to_act_on(reference)
        self.body(Nothing)
        releases.retry(case=case, by=self.by, at=self.at)
        return self.show_again(case)


class Revoke(CaseView):
    """Ending an access at once."""

    @case_act("revoke", body=Reason)
    @once
    def post(self, request: Request, reference: str) -> Response:
        """End the access that the case gave, as by the release's own address; one of the legal staff is enough."""
        case = self.case_to_act_on(reference)
        endings.revoke(case=case, by=self.by, at=self.at, **self.body(Reason))
        return self.show_again(case)


class Incident(CaseView):
    """The button for what reached the wrong recipient."""

    @case_act("incident", body=IncidentReader)
    @once
    def post(self, request: Request, reference: str) -> Response:
        """End the release, its codes, its tokens and its key at once, and open an incident; one person is enough."""
        case, read = self.case_to_act_on(reference), self.body(IncidentReader)
        incidents.report(case=case, what=read["what"], discovered_at=read.get("discovered_at"), by=self.by, at=self.at)
        return self.show_again(case)
