"""A legal hold on a case: placed and lifted, each with a reason."""

from __future__ import annotations

from rest_framework.request import Request

from disclosures.actions import legal_holds
from disclosures.api.cases.readers import Reason
from disclosures.api.cases.view import CaseView, case_act
from disclosures.api.idempotency import once
from disclosures.api.view import Response


class LegalHolds(CaseView):
    """What keeps the case from being destroyed."""

    @case_act("legal_hold", body=Reason)
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Keep what the case says and holds, however long it has been over, until the hold is lifted."""
        case = self.case_to_act_on(reference)
        legal_holds.place(case=case, by=self.by, at=self.at, **self.body(Reason))
        return self.show_again(case)


class LiftLegalHold(CaseView):
    """Nothing keeps it any more."""

    @case_act("lift_legal_hold", body=Reason)
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Lift the legal hold; what has had its time comes on the next list, for two to sign."""
        case = self.case_to_act_on(reference)
        legal_holds.lift(case=case, by=self.by, at=self.at, **self.body(Reason))
        return self.show_again(case)
