"""Reports that somebody collected, sold or passed on members' data (P2b)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from rest_framework import serializers

from accounts.models import User
from disclosures.actions import misuse
from disclosures.api import pagination, parties
from disclosures.api.cases.readers import Nothing, Reason
from disclosures.api.documentation import operation
from disclosures.api.fields import LONG, Strict, Words
from disclosures.api.idempotency import once
from disclosures.api.view import DeskView, Request, Response
from disclosures.domain.instants import text
from disclosures.models import MisuseReport
from disclosures.policies import registers
from disclosures.queries import named

RELATED = ("by", "against_user", "against_organisation")


class ReportReader(Strict):
    """Who did it, and what happened."""

    against = parties.Recipient()
    reason = Words(max_length=LONG)


class ReportSerializer(serializers.Serializer[Any]):
    """One report. What was decided and by how many is for those who decide."""

    id = serializers.UUIDField()
    against = parties.PartySerializer()
    reason = serializers.CharField()
    at = serializers.DateTimeField()
    by = serializers.CharField(required=False)
    signed_as = serializers.ListField(child=serializers.CharField(), required=False)
    upheld_at = serializers.DateTimeField(required=False, allow_null=True)
    rejected_at = serializers.DateTimeField(required=False, allow_null=True)


def present(rows: Sequence[MisuseReport], *, by: User) -> list[dict[str, Any]]:
    """Reports as their reporter, or those who decide, read them."""
    return [_row(row, by=by) for row in rows]


def _row(row: MisuseReport, *, by: User) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": str(row.public_id),
        "against": parties.written(row.against_organisation or row.against_user, named=row.named),
        "reason": row.reason,
        "at": text(row.at),
    }
    if by.roles & registers.READERS:
        found |= {
            "by": row.by.name,
            "signed_as": sorted(signed.role for signed in row.signatures.all()),
            "upheld_at": text(row.upheld_at),
            "rejected_at": text(row.rejected_at),
        }
    return found


class ReportView(DeskView):
    """Views of reports."""

    def report(self, public_id: UUID) -> MisuseReport:
        """The report, when the reader may know of it; ``NotFound`` otherwise."""
        rows = registers.misuse_reports_visible_to(self.by).select_related(*RELATED)
        return registers.only(rows, public_id=public_id)

    def show(self, public_id: UUID, *, status: int = 200) -> Response:
        """The report, read afresh."""
        return Response(_row(self.report(public_id), by=self.by), status=status)


class Reports(ReportView):
    """Listing and reporting."""

    @operation(
        "misuse_reports_list",
        tag="misuse-reports",
        answers={200: pagination.page_of("MisuseReport", ReportSerializer(many=True))},
        parameters=pagination.PARAMETERS,
    )
    def get(self, request: Request) -> Response:
        """List what you reported; those who decide see all."""
        rows = registers.misuse_reports_visible_to(self.by).select_related(*RELATED).prefetch_related("signatures")
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


class Uphold(ReportView):
    """One of the two signatures."""

    @operation(
        "misuse_reports_uphold",
        tag="misuse-reports",
        body=Nothing,
        answers={200: ReportSerializer},
        codes=("not_found", "same_person", "move_not_allowed"),
        keyed=True,
    )
    @once
    def post(self, request: Request, report_id: UUID) -> Response:
        """Uphold it as counsel or privacy officer; the second signature cuts the reported off at once."""
        report = self.report(report_id)
        self.body(Nothing)
        misuse.uphold(report=report, by=self.by, at=self.at)
        return self.show(report_id)


class Reject(ReportView):
    """Nothing in it."""

    @operation(
        "misuse_reports_reject",
        tag="misuse-reports",
        body=Reason,
        answers={200: ReportSerializer},
        codes=("not_found", "same_person", "move_not_allowed", "invalid"),
        keyed=True,
    )
    @once
    def post(self, request: Request, report_id: UUID) -> Response:
        """Reject it with a reason for the file; nobody's access changes."""
        report = self.report(report_id)
        misuse.reject(report=report, by=self.by, at=self.at, **self.body(Reason))
        return self.show(report_id)
