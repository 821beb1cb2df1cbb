"""Reporting that somebody collected, sold or passed on members' data, and deciding on it by two (P2b)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from drf_spectacular.utils import OpenApiParameter

from disclosures.actions import misuse
from disclosures.api import idempotency, pagination
from disclosures.api.cases.readers import Nothing, Reason
from disclosures.api.documentation import operation
from disclosures.api.idempotency import once
from disclosures.api.misuse.shapes import OF, TOLD, ReportReader, ReportSerializer, Status, decides, present
from disclosures.api.problems import Malformed
from disclosures.api.view import DeskView, Request, Response
from disclosures.models import MisuseReport
from disclosures.policies import registers
from disclosures.queries import named

RELATED = ("by", "against_user", "against_organisation")


class ReportView(DeskView):
    """Views of reports."""

    def seen(self) -> QuerySet[MisuseReport]:
        """Those that the reader may know of, with all that is shown of each."""
        rows = registers.misuse_reports_visible_to(self.by).select_related(*RELATED)
        return rows.prefetch_related("signatures__by")

    def report(self, public_id: UUID) -> MisuseReport:
        """The report, when the reader may know of it; ``NotFound`` otherwise."""
        return registers.only(self.seen(), public_id=public_id)

    def show(self, public_id: UUID, *, status: int = 200) -> Response:
        """The report, read afresh."""
        return Response(present([self.report(public_id)], by=self.by)[0], status=status)

    def again(self, *, ident: str, **names: Any) -> Response:
        """The report that was decided on, as it is now."""
        if "report_id" not in names:
            raise idempotency.DoneAlready
        return self.show(names["report_id"])

    def wanted(self) -> Q:
        """Those of the state that the address asks for; a reporter asks in the words that they are told."""
        word = self.request.query_params.get("status", "")
        known = set(Status) if decides(self.by) else TOLD
        if word and word not in known:
            raise Malformed(f"status is one of {', '.join(sorted(known))}.", fields=("status",))
        return OF[Status(word)] if word else Q()


class Reports(ReportView):
    """Listing and reporting."""

    @operation(
        "misuse_reports_list",
        tag="misuse-reports",
        answers={200: pagination.page_of("MisuseReport", ReportSerializer(many=True))},
        parameters=[*pagination.PARAMETERS, OpenApiParameter("status", str, enum=[*Status])],
    )
    def get(self, request: Request) -> Response:
        """List what you reported; those who decide see all, but none against themselves."""
        rows = self.seen().filter(self.wanted())
        return pagination.page(rows, request=request, name="public_id", present=lambda page: present(page, by=self.by))

    @operation(
        "misuse_reports_report",
        tag="misuse-reports",
        body=ReportReader,
        answers={201: ReportSerializer},
        codes=("invalid",),
        keyed=True,
    )
    @once
    def post(self, request: Request) -> Response:
        """Report who misuses members' data; a name that nobody knows is taken like any other."""
        read = self.body(ReportReader)
        name, is_person = read["against"]
        made = misuse.report(
            against=named.account(name) if is_person else named.organisation(name),
            named=name,
            by=self.by,
            at=self.at,
            reason=read["reason"],
        )
        return self.show(made.public_id, status=201)


class OneReport(ReportView):
    """One report."""

    @operation("misuse_reports_show", tag="misuse-reports", answers={200: ReportSerializer}, codes=("not_found",))
    def get(self, request: Request, report_id: UUID) -> Response:
        """Show one report."""
        return self.show(report_id)


def decision(name: str, *, body: Any = Nothing) -> Callable[..., Any]:
    """Describes one signature of a decision: it answers with the report."""
    return operation(
        f"misuse_reports_{name}",
        tag="misuse-reports",
        body=body,
        answers={200: ReportSerializer},
        codes=("not_found", "same_person", "move_not_allowed", "invalid"),
        keyed=True,
    )


class Uphold(ReportView):
    """One of the two signatures."""

    @decision("uphold")
    @once
    def post(self, request: Request, report_id: UUID) -> Response:
        """Uphold it as counsel or privacy officer; the second signature cuts the reported off at once."""
        report = self.report(report_id)
        self.body(Nothing)
        misuse.uphold(report=report, by=self.by, at=self.at)
        return self.show(report_id)


class Reject(ReportView):
    """Nothing in it."""

    @decision("reject", body=Reason)
    @once
    def post(self, request: Request, report_id: UUID) -> Response:
        """Reject it as one of two, with a reason for the file; nobody's access changes."""
        report = self.report(report_id)
        misuse.reject(report=report, by=self.by, at=self.at, **self.body(Reason))
        return self.show(report_id)


class Lift(ReportView):
    """The end of a suspension."""

    @decision("lift", body=Reason)
    @once
    def post(self, request: Request, report_id: UUID) -> Response:
        """Lift the suspension as one of two who upheld nothing of it, with a reason; what ended stays ended."""
        report = self.report(report_id)
        misuse.lift(report=report, by=self.by, at=self.at, **self.body(Reason))
        return self.show(report_id)
