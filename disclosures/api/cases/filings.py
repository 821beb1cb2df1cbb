"""Listing, drafting, filing and editing cases."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from disclosures.actions import cases, filings
from disclosures.api import pagination
from disclosures.api.cases import rows
from disclosures.api.cases.filing import FilingReader, NewFilingReader, filing_of
from disclosures.api.cases.rows import RELATED, RowSerializer
from disclosures.api.cases.shapes import CaseSerializer
from disclosures.api.cases.view import CaseView
from disclosures.api.documentation import operation
from disclosures.api.idempotency import once
from disclosures.api.problems import Malformed
from disclosures.api.view import Response
from disclosures.domain.basis import BasisCode
from disclosures.domain.errors import NotPermitted
from disclosures.domain.moves import Status
from disclosures.models.case import CaseQuerySet
from disclosures.policies import visibility
from disclosures.queries import possible

FILTERS = [
    OpenApiParameter("basis", str, enum=[*BasisCode]),
    OpenApiParameter("status", str, enum=[*Status], description="For the desk only."),
]
SUBMIT_CODES = (
    "not_found",
    "filing_incomplete",
    "purpose_forbidden",
    "basis_unsuited",
    "asked_too_soon",
    "invalid",
)


class Cases(CaseView):
    """All cases the reader may know of."""

    @operation(
        "cases_list",
        tag="cases",
        answers={200: pagination.page_of("Case", RowSerializer(many=True))},
        parameters=[*pagination.PARAMETERS, *FILTERS],
    )
    def get(self, request: Request) -> Response:
        """List the cases you may know of, newest first."""
        found = self._filtered(visibility.cases_visible_to(self.by, at=self.at), request)
        return pagination.page(
            found.select_related(*RELATED),
            request=request,
            name="reference",
            ways=visibility.ways_to_know(self.by, at=self.at),
            present=lambda page: rows.rows(page, by=self.by, at=self.at),
        )

    def _filtered(self, found: CaseQuerySet, request: Request) -> CaseQuerySet:
        basis, status = request.query_params.get("basis"), request.query_params.get("status")
        if basis is not None and basis not in [*BasisCode]:
            raise Malformed("There is no such clause.", fields=("basis",))
        if status is not None and not possible.works_cases(self.by):
            raise NotPermitted("Only the desk looks for cases by their inner status.")
        if status is not None and status not in [*Status]:
            raise Malformed("There is no such status.", fields=("status",))
        return found.filter(**{name: word for name, word in (("basis", basis), ("status", status)) if word})

    @operation(
        "cases_create",
        tag="cases",
        body=NewFilingReader,
        answers={201: CaseSerializer},
        codes=SUBMIT_CODES,
        keyed=True,
    )
    @once
    def post(self, request: Request) -> Response:
        """Save a draft, whatever it says; with `submit` file it at once, and save nothing where it is refused."""
        read = self.body(NewFilingReader)
        act = cases.file if read["submit"] else filings.draft
        return self.show(act(filing=filing_of(read), by=self.by, at=self.at), status=201)


class OneCase(CaseView):
    """One case."""

    @operation("cases_show", tag="cases", answers={200: CaseSerializer}, codes=["not_found"])
    def get(self, request: Request, reference: str) -> Response:
        """Show the case as far as you may see it."""
        return self.show(self.case(reference))

    @operation(
        "cases_edit",
        tag="cases",
        body=FilingReader,
        answers={200: CaseSerializer},
        codes=["not_found", "move_not_allowed"],
    )
    def put(self, request: Request, reference: str) -> Response:
        """Replace what a draft, or a returned case, asks."""
        case = self.case_to_act_on(reference)
        read = self.body(FilingReader)
        filings.edit(case=case, filing=filing_of(read), by=self.by, at=self.at)
        return self.show_again(case)
