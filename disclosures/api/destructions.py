"""How long what is kept, what has had its time, and the signatures of the two who let it be destroyed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet
from rest_framework import serializers

from disclosures.actions import destructions
from disclosures.api import pagination
from disclosures.api.cases.readers import Nothing
from disclosures.api.documentation import operation
from disclosures.api.fields import one_of
from disclosures.api.idempotency import once
from disclosures.api.view import DeskView, Request, Response
from disclosures.domain.instants import text
from disclosures.domain.roles import Role
from disclosures.models import Destruction, DestructionSignature
from disclosures.policies import registers
from disclosures.queries import due_for_destruction, lists_for_destruction

ENDS = [status.value for status in due_for_destruction.SINCE]


class ScheduleSerializer(serializers.Serializer[Any]):
    """How long a case that ended so keeps what it says and holds, and how many have had their time."""

    ended = serializers.ChoiceField(ENDS, help_text="How the case ended.")
    days = serializers.IntegerField()
    due = serializers.IntegerField(help_text="To be signed by two; on a list already, or on the next day's.")
    kept = serializers.IntegerField(help_text="Past its time, and kept: by a legal hold, for instance.")


class DueCaseSerializer(serializers.Serializer[Any]):
    """One case of a list."""

    case = serializers.CharField(help_text="Its reference.")
    ended = serializers.ChoiceField(ENDS, help_text="How the case ended.")
    over_since = serializers.DateTimeField(allow_null=True)
    outcome = serializers.CharField(allow_blank=True, help_text="`destroyed`, or `spared` where something kept it.")


class ListSignatureSerializer(serializers.Serializer[Any]):
    """One of the two."""

    by = serializers.CharField()
    role = one_of(Role)
    at = serializers.DateTimeField()


class DestructionSerializer(serializers.Serializer[Any]):
    """One list; what stands on it was fixed when it was proposed."""

    reference = serializers.CharField()
    proposed_at = serializers.DateTimeField()
    signatures = ListSignatureSerializer(many=True)
    approved_at = serializers.DateTimeField(allow_null=True)
    done_at = serializers.DateTimeField(allow_null=True)
    cases = DueCaseSerializer(many=True, help_text="Without those to which you are a party.")


class DestructionView(DeskView):
    """Views of lists."""

    def seen(self) -> QuerySet[Destruction]:
        """Those that the reader may know of, with all that is shown of each."""
        signed = Prefetch("signatures", DestructionSignature.objects.select_related("by"))
        return registers.destructions_visible_to(self.by).prefetch_related(
            signed, lists_for_destruction.cases_shown_to(self.by)
        )

    def destruction(self, reference: str) -> Destruction:
        """The list, when the reader may know of it; ``NotFound`` otherwise."""
        return registers.only(self.seen(), reference=reference)

    def show(self, reference: str) -> Response:
        """The list, read afresh."""
        return Response(_row(self.destruction(reference)))

    def again(self, *, ident: str, **names: Any) -> Response:
        """The list that was signed, as it is now."""
        return self.show(names["reference"])


def _rows(found: Sequence[Destruction]) -> list[dict[str, Any]]:
    return [_row(destruction) for destruction in found]


def _row(destruction: Destruction) -> dict[str, Any]:
    return {
        "reference": destruction.reference,
        "proposed_at": text(destruction.proposed_at),
        "signatures": [
            {"by": row.by.name, "role": row.role, "at": text(row.at)} for row in destruction.signatures.all()
        ],
        "approved_at": text(destruction.approved_at),
        "done_at": text(destruction.done_at),
        "cases": [
            {
                "case": row.case.reference,
                "ended": row.case.status,
                "over_since": text(row.case.closed_at or row.case.decided_at),
                "outcome": row.outcome,
            }
            for row in destruction.cases.all()
        ],
    }


class Schedule(DeskView):
    """The schedule."""

    @operation("retention_show", tag="retention", answers={200: ScheduleSerializer(many=True)})
    def get(self, request: Request) -> Response:
        """Tell how long what is kept, and how much has had its time."""
        lines = due_for_destruction.schedule(by=self.by, at=self.at)
        return Response(
            [{"ended": line.status, "days": line.days, "due": line.due, "kept": line.kept} for line in lines]
        )


class Destructions(DestructionView):
    """All lists."""

    @operation(
        "destructions_list",
        tag="retention",
        answers={200: pagination.page_of("Destruction", DestructionSerializer(many=True))},
        parameters=pagination.PARAMETERS,
    )
    def get(self, request: Request) -> Response:
        """List the lists, newest first, each with its cases, its signatures and what became of it."""
        return pagination.page(
            self.seen(), request=request, name="reference", newest_first_by="proposed_at", present=_rows
        )


class OneDestruction(DestructionView):
    """One list."""

    @operation("destructions_show", tag="retention", answers={200: DestructionSerializer}, codes=("not_found",))
    def get(self, request: Request, reference: str) -> Response:
        """Show one list."""
        return self.show(reference)


class Sign(DestructionView):
    """One of the two signatures."""

    @operation(
        "destructions_sign",
        tag="retention",
        body=Nothing,
        answers={200: DestructionSerializer},
        codes=("not_found", "same_person", "move_not_allowed"),
        keyed=True,
    )
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Sign the list, one counsel and one privacy officer; with the second its cases are destroyed one by one."""
        self.body(Nothing)
        destructions.sign(destruction=self.destruction(reference), by=self.by, at=self.at)
        return self.show(reference)
