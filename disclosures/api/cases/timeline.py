"""What happened to a case, from its chain in the ledger; a party reads its own part, without names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rest_framework.request import Request

from accounts.models import User
from disclosures.api.cases.shapes import TimelineSerializer
from disclosures.api.cases.view import CaseView
from disclosures.api.documentation import operation
from disclosures.api.view import Response
from disclosures.domain.instants import text
from disclosures.models import LedgerEntry
from disclosures.queries import told
from disclosures.queries.standing import Standing


class Timeline(CaseView):
    """The history of a case."""

    @operation("cases_timeline", tag="cases", answers={200: TimelineSerializer(many=True)}, codes=["not_found"])
    def get(self, request: Request, reference: str) -> Response:
        """Tell what happened, in order, as far as it is yours to know."""
        case = self.case(reference)
        standing = self.standing(case)
        if Standing.DESK in standing:
            return Response(list(_for_desk(told.entries(case))))
        return Response([_for_party(line) for line in told.lines(case, standing, by=self.by)])


def _for_desk(entries: Sequence[LedgerEntry]) -> Iterator[dict[str, Any]]:
    said = [(entry, entry.content) for entry in entries]
    numbers = {int(content["actor"]) for _, content in said if content["actor"].isdigit()}
    names = dict(User.objects.filter(pk__in=numbers).values_list("pk", "name"))
    for entry, content in said:
        actor = content["actor"]
        by = names.get(int(actor), "") if actor.isdigit() else "the desk"
        yield {"seq": entry.seq, "at": content["at"], "event": entry.event, "by": by, "body": content["body"]}


def _for_party(line: told.Line) -> dict[str, Any]:
    said = {"at": text(line.at), "event": line.event, "by": line.by}
    return said | ({"code": line.code} if line.code else {})
