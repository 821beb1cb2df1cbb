"""What a release still owes after it was made: the review that was drawn."""

from __future__ import annotations

from rest_framework.request import Request

from disclosures.actions import drawn_reviews
from disclosures.api.cases.readers import ReviewReader
from disclosures.api.cases.view import CaseView, case_act
from disclosures.api.idempotency import once
from disclosures.api.view import Response
from disclosures.models import DrawnReview


class DrawnReviews(CaseView):
    """The review of a release that the lot fell on."""

    @case_act("review_drawn", body=ReviewReader)
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Say what the review found; an objection ends the access at once."""
        case, read = self.case_to_act_on(reference), self.body(ReviewReader)
        result = DrawnReview.Result(read["result"])
        drawn_reviews.finish(case=case, result=result, words=read["reason"], by=self.by, at=self.at)
        return self.show_again(case)
