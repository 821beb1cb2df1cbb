"""What was told to whom, what waits and what did not arrive; the mail system says so, staff deal with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from rest_framework import serializers

from disclosures import policies
from disclosures.actions import undelivered
from disclosures.api import pagination
from disclosures.api.cases.readers import Nothing
from disclosures.api.cases.view import CaseView
from disclosures.api.documentation import operation
from disclosures.api.fields import LONG, Strict, Words, one_of
from disclosures.api.idempotency import once
from disclosures.api.view import DeskView, Request, Response
from disclosures.domain.holds import HoldKind
from disclosures.domain.instants import text
from disclosures.models import Notice
from disclosures.policies import registers, visibility

RELATED = ("case", "to_user", "to_organisation", "settled_by")


class BounceReader(Strict):
    """Why a mail came back for good, as the mail system's report has it."""

    status = serializers.RegexField(
        r"^5(\.[0-9]{1,3}\.[0-9]{1,3}|[0-9]{2})$", help_text="An RFC 3463 code like `5.1.1`, or a reply like `550`."
    )


class HowReader(Strict):
    """How they were told, in words that stay in the file."""

    how = Words(max_length=LONG)


class HeldSerializer(serializers.Serializer[Any]):
    """What keeps a notice back."""

    kind = one_of(HoldKind)
    paper = serializers.CharField()
    until = serializers.DateTimeField()


class NoticeSerializer(serializers.Serializer[Any]):
    """One notice, without the words of its mail."""

    id = serializers.UUIDField()
    kind = serializers.ChoiceField(Notice.Kind.choices)
    reference = serializers.CharField()
    to = serializers.CharField()
    due_at = serializers.DateTimeField()
    sent_at = serializers.DateTimeField(allow_null=True)
    held = HeldSerializer(allow_null=True)
    undelivered_at = serializers.DateTimeField(allow_null=True)
    undelivered_code = serializers.CharField(allow_blank=True)
    settled_at = serializers.DateTimeField(allow_null=True)
    settled = serializers.ChoiceField(Notice.Settled.choices, allow_blank=True)
    settled_by = serializers.CharField(allow_blank=True)


class BounceSerializer(serializers.Serializer[Any]):
    """What the mail system is told: that it was understood."""

    id = serializers.UUIDField()
    undelivered_at = serializers.DateTimeField()


class NoticeView(DeskView):
    """Views of notices."""

    def notice(self, notice_id: UUID) -> Notice:
        """The notice, when the reader works on its case; ``NotFound`` otherwise."""
        return registers.only(visibility.notices_worked_by(self.by).select_related(*RELATED), pk=notice_id)

    def show(self, notice_id: UUID) -> Response:
        """The notice, read afresh."""
        return Response(_rows([self.notice(notice_id)])[0])


class Notices(NoticeView):
    """What did not arrive."""

    @operation(
        "notices_list",
        tag="notices",
        answers={200: pagination.page_of("Notice", NoticeSerializer(many=True))},
        parameters=pagination.PARAMETERS,
    )
    def get(self, request: Request) -> Response:
        """List the notices that did not arrive and that nobody has dealt with, newest first."""
        rows = visibility.notices_worked_by(self.by).undelivered().select_related(*RELATED)
        return pagination.page(rows, request=request, newest_first_by="undelivered_at", present=_rows)


class Bounced(DeskView):
    """A mail that came back."""

    @operation(
        "notices_bounced",
        tag="notices",
        body=BounceReader,
        answers={200: BounceSerializer},
        codes=("not_found",),
        keyed=True,
    )
    @once
    def post(self, request: Request, notice_id: UUID) -> Response:
        """Say that a notice came back for good; its id stands in the mail's Message-ID, `<notice-{id}@…>`."""
        read = self.body(BounceReader)
        notice = registers.only(Notice.objects.select_related("case", "to_user", "to_organisation"), pk=notice_id)
        undelivered.report_bounce(notice=notice, code=read["status"], by=self.by, at=self.at)
        notice.refresh_from_db()
        return Response({"id": str(notice.pk), "undelivered_at": text(notice.undelivered_at)})


class SendAgain(NoticeView):
    """Once more."""

    @operation(
        "notices_send_again",
        tag="notices",
        body=Nothing,
        answers={200: NoticeSerializer},
        codes=("not_found", "move_not_allowed"),
        keyed=True,
    )
    @once
    def post(self, request: Request, notice_id: UUID) -> Response:
        """Send it again, to the address that we have now; a window begins anew. Answers with the new notice."""
        notice = self.notice(notice_id)
        self.body(Nothing)
        return self.show(undelivered.send_again(notice=notice, by=self.by, at=self.at).pk)


class TellOtherwise(NoticeView):
    """By letter, by phone."""

    @operation(
        "notices_tell_otherwise",
        tag="notices",
        body=HowReader,
        answers={200: NoticeSerializer},
        codes=("not_found", "move_not_allowed", "invalid"),
        keyed=True,
    )
    @once
    def post(self, request: Request, notice_id: UUID) -> Response:
        """Say how they were told; a window begins anew."""
        notice = self.notice(notice_id)
        undelivered.tell_otherwise(notice=notice, by=self.by, at=self.at, **self.body(HowReader))
        return self.show(notice_id)


class CaseNotices(CaseView):
    """Who was told what of one case."""

    @operation(
        "cases_notices", tag="notices", answers={200: NoticeSerializer(many=True)}, codes=["not_found", "same_person"]
    )
    def get(self, request: Request, reference: str) -> Response:
        """List what was sent, what is due, and what is held until when and by which paper; for the desk alone."""
        case = self.case(reference)
        policies.require_case_reader(by=self.by, case=case)
        return Response(_rows(case.notices.select_related(*RELATED).order_by("due_at", "pk")))


def _rows(notices: Sequence[Notice] | Any) -> list[dict[str, Any]]:
    return [_row(notice) for notice in notices]


def _row(notice: Notice) -> dict[str, Any]:
    to = notice.to_user or notice.to_organisation
    return {
        "id": str(notice.pk),
        "kind": notice.kind,
        "reference": notice.case.reference if notice.case else notice.reference,
        "to": to.name if to else "",
        "due_at": text(notice.due_at),
        "sent_at": text(notice.sent_at),
        "held": _held(notice),
        "undelivered_at": text(notice.undelivered_at),
        "undelivered_code": notice.undelivered_code,
        "settled_at": text(notice.settled_at),
        "settled": notice.settled,
        "settled_by": notice.settled_by.name if notice.settled_by else "",
    }


def _held(notice: Notice) -> dict[str, Any] | None:
    case = notice.case
    if case is None or case.hold_until is None or notice.sent_at is not None or notice.due_at != case.hold_until:
        return None
    return {"kind": case.hold_kind, "paper": case.hold_paper, "until": text(case.hold_until)}
