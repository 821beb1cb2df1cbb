"""Parts of a case on their own: whose data is asked, and which items."""

from __future__ import annotations

from rest_framework.request import Request

from disclosures.api.cases import extents
from disclosures.api.cases.shapes import ItemSerializer, SubjectSerializer
from disclosures.api.cases.view import CaseView
from disclosures.api.documentation import operation
from disclosures.api.view import Response


class Subjects(CaseView):
    """Whose data is asked."""

    @operation("cases_subjects", tag="cases", answers={200: SubjectSerializer(many=True)}, codes=["not_found"])
    def get(self, request: Request, reference: str) -> Response:
        """List those whose data is asked, where that is yours to know; for the desk with what may leave of each."""
        return Response((self.show(self.case(reference)).data or {}).get("subjects", []))


class Items(CaseView):
    """What is asked."""

    @operation("cases_items", tag="cases", answers={200: ItemSerializer(many=True)}, codes=["not_found"])
    def get(self, request: Request, reference: str) -> Response:
        """List the items asked, each with detail and period; never a value."""
        return Response(extents.asked(self.case(reference)))
