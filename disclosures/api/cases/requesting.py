"""What a requester does to a case: submit, resubmit, withdraw, appeal."""

from __future__ import annotations

from rest_framework.request import Request

from disclosures.actions import cases, decisions
from disclosures.api.cases.filings import SUBMIT_CODES
from disclosures.api.cases.readers import Nothing, Reason
from disclosures.api.cases.view import CaseView, case_act
from disclosures.api.idempotency import once
from disclosures.api.view import Response


class Submit(CaseView):
    """Filing a draft."""

    @case_act("submit", codes=SUBMIT_CODES)
    @once
    def post(self, request: Request, reference: str) -> Response:
        """File a draft; every check is named by its code, and nothing is half-saved."""
        case = self.case_to_act_on(reference)
        self.body(Nothing)
        cases.submit(case=case, by=self.by, at=self.at)
        return self.show_again(case)


class Resubmit(CaseView):
    """Filing a returned case again."""

    @case_act("resubmit", codes=SUBMIT_CODES)
    @once
    def post(self, request: Request, reference: str) -> Response:
        """File a returned case again, with the same checks."""
        case = self.case_to_act_on(reference)
        self.body(Nothing)
        cases.resubmit(case=case, by=self.by, at=self.at)
        return self.show_again(case)


class Withdraw(CaseView):
    """Taking a request back."""

    @case_act("withdraw")
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Take the request back, until the last signature."""
        case = self.case_to_act_on(reference)
        self.body(Nothing)
        cases.withdraw(case=case, by=self.by, at=self.at)
        return self.show_again(case)


class Appeal(CaseView):
    """Asking that others decide."""

    @case_act("appeal", body=Reason)
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Ask that others decide a refused case again."""
        case = self.case_to_act_on(reference)
        decisions.appeal(case=case, by=self.by, at=self.at, **self.body(Reason))
        return self.show_again(case)
