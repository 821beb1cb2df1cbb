"""What happened to a case, from its chain in the ledger; a party reads its own part, without names."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from rest_framework.request import Request

from accounts.models import User
from disclosures import ledger
from disclosures.api.cases.shapes import TimelineSerializer
from disclosures.api.cases.standing import Standing
from disclosures.api.cases.view import CaseView
from disclosures.api.documentation import operation
from disclosures.api.view import Response
from disclosures.domain.events import Event
from disclosures.models import Case, LedgerEntry

ENDS = frozenset({Event.RELEASE_ENDED, Event.RELEASE_REVOKED})
DECISIONS = frozenset({Event.CASE_REFUSED, Event.OBJECTION_UPHELD, Event.RELEASED})
TOLD: Mapping[Standing, frozenset[Event]] = {
    Standing.REQUESTER: frozenset(
        {
            Event.CASE_DRAFTED,
            Event.CASE_EDITED,
            Event.CASE_SUBMITTED,
            Event.CASE_RETURNED,
            Event.CASE_RESUBMITTED,
            Event.CASE_WITHDRAWN,
            Event.CASE_LAPSED,
            Event.CASE_SETTLED,
            Event.RELAYED,
            Event.RELAY_ANSWERED,
            Event.RELAY_ENDED,
            Event.APPEALED,
            Event.INSTRUMENT_PRESENTED,
            Event.INSTRUMENT_ACCEPTED,
            Event.INSTRUMENT_REFUSED,
            Event.INSTRUMENT_LATE,
        }
        | DECISIONS
        | ENDS
    ),
    Standing.RECIPIENT: frozenset({Event.RELEASED, Event.RELEASE_OPENED, Event.CORRECTION_TOLD}) | ENDS,
    Standing.SUBJECT: frozenset(
        {
            Event.CONSENT_ASKED,
            Event.CONSENT_ANSWERED,
            Event.NOTICE_WINDOW_OPENED,
            Event.CHANNEL_OFFERED,
            Event.OBJECTED,
            Event.OBJECTION_OVERRULED,
            Event.CASE_WITHDRAWN,
            Event.CASE_LAPSED,
            Event.RELEASE_OPENED,
        }
        | DECISIONS
        | ENDS
    ),
}
"""Which events each party is told; everything else is the desk's own."""


class Timeline(CaseView):
    """The history of a case."""

    @operation("cases_timeline", tag="cases", answers={200: TimelineSerializer(many=True)}, codes=["not_found"])
    def get(self, request: Request, reference: str) -> Response:
        """Tell what happened, in order, as far as it is yours to know."""
        case = self.case(reference)
        standing = self.standing(case)
        entries = list(LedgerEntry.objects.filter(chain=ledger.chain_of(case).name).order_by("seq"))
        if Standing.DESK in standing:
            return Response(list(_for_desk(entries)))
        return Response(list(_for_party(entries, case, standing, by=self.by)))


def _for_desk(entries: Sequence[LedgerEntry]) -> Iterator[dict[str, Any]]:
    said = [(entry, entry.content) for entry in entries]
    numbers = {int(content["actor"]) for _, content in said if content["actor"].isdigit()}
    names = dict(User.objects.filter(pk__in=numbers).values_list("pk", "name"))
    for entry, content in said:
        actor = content["actor"]
        by = names.get(int(actor), "") if actor.isdigit() else "the desk"
        yield {"seq": entry.seq, "at": content["at"], "event": entry.event, "by": by, "body": content["body"]}


def _for_party(
    entries: Sequence[LedgerEntry], case: Case, standing: Collection[Standing], *, by: User
) -> Iterator[dict[str, Any]]:
    told = frozenset().union(*(TOLD[one] for one in standing))
    for entry in entries:
        if entry.event not in told:
            continue
        content = entry.content
        line = {"at": content["at"], "event": entry.event, "by": _who(content["actor"], case, by=by)}
        yield line | ({"code": content["body"]["code"]} if "code" in content["body"] else {})


def _who(actor: str, case: Case, *, by: User) -> str:
    """A role, never a name."""
    if actor == str(by.pk):
        return "you"
    if actor == str(case.filed_by_id):
        return "requester"
    if actor == str(case.recipient_user_id):
        return "recipient"
    return "the desk"
