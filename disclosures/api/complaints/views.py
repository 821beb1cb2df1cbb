"""What complainant, respondent and staff do to a complaint (P3e)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from disclosures.actions import complaints, counter_statements
from disclosures.actions.complaints import Accusation
from disclosures.api import pagination
from disclosures.api.cases.readers import Nothing, Reason
from disclosures.api.complaints.shapes import (
    AccusationReader,
    ComplaintSerializer,
    PassOnReader,
    StatementReader,
    present,
    row_of,
)
from disclosures.api.documentation import operation
from disclosures.api.idempotency import once
from disclosures.api.view import DeskView, Request, Response
from disclosures.models import Complaint
from disclosures.policies import registers

RELATED = ("complainant__organisation", "respondent__organisation", "right")


def act(name: str, *, body: Any = Nothing, codes: tuple[str, ...] = ()) -> Callable[..., Any]:
    """Describes one act on a complaint: it answers with the complaint."""
    return operation(
        f"complaints_{name}",
        tag="complaints",
        body=body,
        answers={200: ComplaintSerializer},
        codes=("not_found", "move_not_allowed", "invalid", *codes),
        keyed=True,
    )


class ComplaintView(DeskView):
    """Views of complaints."""

    def complaint(self, **names: Any) -> Complaint:
        """The complaint, when the reader may know of it; ``NotFound`` otherwise."""
        return registers.only(registers.complaints_visible_to(self.by).select_related(*RELATED), **names)

    def show(self, complaint: Complaint, *, status: int = 200) -> Response:
        """The complaint, read afresh."""
        return Response(row_of(self.complaint(pk=complaint.pk), by=self.by, at=self.at), status=status)

    def again(self, *, ident: str, **names: Any) -> Response:
        """The complaint that was acted on, as it is now."""
        return self.show(self.complaint(pk=ident))


class Complaints(ComplaintView):
    """Listing and filing."""

    @operation(
        "complaints_list",
        tag="complaints",
        answers={200: pagination.page_of("Complaint", ComplaintSerializer(many=True))},
        parameters=pagination.PARAMETERS,
    )
    def get(self, request: Request) -> Response:
        """List the complaints you made or that were made about you; staff see all."""
        return pagination.page(
            registers.complaints_visible_to(self.by).select_related(*RELATED),
            request=request,
            name="reference",
            present=lambda page: present(page, by=self.by, at=self.at),
        )

    @operation(
        "complaints_file",
        tag="complaints",
        body=AccusationReader,
        answers={201: ComplaintSerializer},
        codes=("not_found", "invalid", "right_not_in_force", "beyond_agency"),
        keyed=True,
    )
    @once
    def post(self, request: Request) -> Response:
        """File a complaint on a right of yours; the respondent is told without delay."""
        read = self.body(AccusationReader)
        ticked = read.get("pass_on")
        accusation = Accusation(
            right=registers.only(registers.rights_visible_to(self.by), reference=read["right"]),
            against=read["against"],
            listings=tuple(read["listings"]),
            statement=read["statement"],
            in_good_faith=read["in_good_faith"],
            is_true=read["is_true"],
            pass_on=None if ticked is None else frozenset(ticked["items"]),
        )
        return self.show(complaints.file(accusation=accusation, by=self.by, at=self.at), status=201)


class OneComplaint(ComplaintView):
    """One complaint."""

    @operation("complaints_show", tag="complaints", answers={200: ComplaintSerializer}, codes=("not_found",))
    def get(self, request: Request, reference: str) -> Response:
        """Show one complaint, as far as it is yours to read."""
        return self.show(self.complaint(reference=reference))


class PassOn(ComplaintView):
    """The complainant's request that their details be passed on."""

    @act("pass_on", body=PassOnReader, codes=("beyond_agency",))
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Ask that your details go to the respondent; tick what may go beyond the default."""
        complaint, read = self.complaint(reference=reference), self.body(PassOnReader)
        complaints.ask_to_pass_on(complaint=complaint, items=set(read["items"]), by=self.by, at=self.at)
        return self.show(complaint)


class Withdraw(ComplaintView):
    """The complainant's end of it."""

    @act("withdraw")
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Withdraw the complaint; what was passed on ends 15 days later."""
        complaint = self.complaint(reference=reference)
        self.body(Nothing)
        complaints.withdraw(complaint=complaint, by=self.by, at=self.at)
        return self.show(complaint)


class Close(ComplaintView):
    """The desk's end of it."""

    @act("close", body=Reason, codes=("same_person",))
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Close the complaint with a reason for the file; both sides are told."""
        complaint = self.complaint(reference=reference)
        complaints.close(complaint=complaint, by=self.by, at=self.at, **self.body(Reason))
        return self.show(complaint)


class CounterStatement(ComplaintView):
    """The respondent's answer."""

    @act("counter_statement", body=StatementReader)
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Answer the complaint; your words stay with the desk until you agree to pass them on."""
        complaint = self.complaint(reference=reference)
        counter_statements.state(complaint=complaint, by=self.by, at=self.at, **self.body(StatementReader))
        return self.show(complaint)


class PassOnCounterStatement(ComplaintView):
    """The respondent's consent."""

    @act("pass_on_counter_statement")
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Agree that the complainant reads your answer; without word of a suit the complaint closes in 15 days."""
        complaint = self.complaint(reference=reference)
        self.body(Nothing)
        counter_statements.pass_on(complaint=complaint, by=self.by, at=self.at)
        return self.show(complaint)


class ReportSuit(ComplaintView):
    """Word of a suit."""

    @act("report_suit")
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Give word of a suit or complaint within the 15 days; the complaint stays open."""
        complaint = self.complaint(reference=reference)
        self.body(Nothing)
        counter_statements.report_suit(complaint=complaint, by=self.by, at=self.at)
        return self.show(complaint)
