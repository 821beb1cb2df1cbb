"""What forbids telling the member, entered later than the filing, and its end."""

from __future__ import annotations

from rest_framework.request import Request

from disclosures.actions import holds
from disclosures.api.cases.readers import HoldReader, Reason
from disclosures.api.cases.view import CaseView, case_act
from disclosures.api.idempotency import once
from disclosures.api.view import Response
from disclosures.domain.holds import Hold, HoldKind


class Holds(CaseView):
    """A paper that forbids telling."""

    @case_act("hold", body=HoldReader)
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Keep the member from being told until a date, by a paper; again with another date to move the end."""
        case, read = self.case_to_act_on(reference), self.body(HoldReader)
        hold = Hold(HoldKind(read["kind"]), read["paper"], read["by"], read["until"])
        holds.enter(case=case, hold=hold, by=self.by, at=self.at)
        return self.show_again(case)


class EndHold(CaseView):
    """Nothing forbids it any more."""

    @case_act("end_hold", body=Reason)
    @once
    def post(self, request: Request, reference: str) -> Response:
        """End the hold now: what it hid appears to the member, and the notice goes out."""
        case = self.case_to_act_on(reference)
        holds.end(case=case, by=self.by, at=self.at, **self.body(Reason))
        return self.show_again(case)
