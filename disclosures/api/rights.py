"""Rights that complaints stand on (P3e)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rest_framework import serializers

from disclosures.actions import rights
from disclosures.actions.rights import Claim
from disclosures.api import pagination
from disclosures.api.cases.readers import Nothing, Reason
from disclosures.api.documentation import operation
from disclosures.api.fields import LONG, Instant, Strict, Words, one_of
from disclosures.api.idempotency import once
from disclosures.api.view import DeskView, Request, Response
from disclosures.domain.agency import AgencyScope
from disclosures.domain.instants import text
from disclosures.models import Right
from disclosures.policies import registers


class ClaimReader(Strict):
    """The right and its proof; an agent names the owner, scope and end of the authorisation."""

    kind = Words(max_length=40)
    number = Words(max_length=80)
    office = Words(max_length=80)
    right_class = Words(max_length=40, required=False, allow_blank=True, default="")
    valid_from = Instant()
    valid_to = Instant()
    territory = Words(max_length=120, help_text="Where it is in force.")
    proof = Words(max_length=LONG)
    agent_for = Words(required=False, allow_blank=True, default="", help_text="The owner, when you are an agent.")
    agent_scope = one_of(AgencyScope, required=False)
    agent_until = Instant(required=False)


class RightSerializer(serializers.Serializer[Any]):
    """One right of one complainant."""

    reference = serializers.CharField()
    owner = serializers.CharField()
    kind = serializers.CharField()
    number = serializers.CharField()
    office = serializers.CharField()
    right_class = serializers.CharField(allow_blank=True)
    valid_from = serializers.DateTimeField()
    valid_to = serializers.DateTimeField()
    territory = serializers.CharField(allow_blank=True)
    proof = serializers.CharField(allow_blank=True)
    agent_for = serializers.CharField(allow_blank=True)
    agent_scope = serializers.CharField(allow_blank=True)
    agent_until = serializers.DateTimeField(allow_null=True)
    qualified_at = serializers.DateTimeField(allow_null=True)
    withdrawn_at = serializers.DateTimeField(allow_null=True)
    disqualified_at = serializers.DateTimeField(allow_null=True)


def present(rows: Sequence[Right]) -> list[dict[str, Any]]:
    """Rights as their owner and staff read them."""
    return [
        {
            "reference": row.reference,
            "owner": row.owner.name,
            "kind": row.kind,
            "number": row.number,
            "office": row.office,
            "right_class": row.right_class,
            "valid_from": text(row.valid_from),
            "valid_to": text(row.valid_to),
            "proof": row.proof,
            "territory": row.territory,
            "agent_for": row.agent_for,
            "agent_scope": row.agent_scope,
            "agent_until": text(row.agent_until),
            "qualified_at": text(row.proven_at),
            "withdrawn_at": text(row.withdrawn_at),
            "disqualified_at": text(row.disqualified_at),
        }
        for row in rows
    ]


class RightView(DeskView):
    """Views of rights."""

    def right(self, **names: Any) -> Right:
        """The right, when the reader may know of it; ``NotFound`` otherwise."""
        return registers.only(registers.rights_visible_to(self.by).select_related("owner__organisation"), **names)

    def show(self, right: Right, *, status: int = 200) -> Response:
        """The right, read afresh."""
        return Response(present([self.right(pk=right.pk)])[0], status=status)

    def again(self, *, ident: str, **names: Any) -> Response:
        """The right that was acted on, as it is now."""
        return self.show(self.right(pk=ident))


class Rights(RightView):
    """Listing and registering."""

    @operation(
        "rights_list",
        tag="rights",
        answers={200: pagination.page_of("Right", RightSerializer(many=True))},
        parameters=pagination.PARAMETERS,
    )
    def get(self, request: Request) -> Response:
        """List your own rights; staff see all."""
        rows = registers.rights_visible_to(self.by).select_related("owner")
        return pagination.page(rows, request=request, present=present, name="reference")

    @operation(
        "rights_register",
        tag="rights",
        body=ClaimReader,
        answers={201: RightSerializer},
        codes=("invalid",),
        keyed=True,
    )
    @once
    def post(self, request: Request) -> Response:
        """Register a right of yours with its proof."""
        read = self.body(ClaimReader)
        if "agent_scope" in read:
            read["agent_scope"] = AgencyScope(read["agent_scope"])
        claim = Claim(**read)
        return self.show(rights.register(claim=claim, by=self.by, at=self.at), status=201)


class OneRight(RightView):
    """One right."""

    @operation("rights_show", tag="rights", answers={200: RightSerializer}, codes=("not_found",))
    def get(self, request: Request, reference: str) -> Response:
        """Show one right."""
        return self.show(self.right(reference=reference))


class Qualify(RightView):
    """A reviewer has checked the proof."""

    @operation(
        "rights_qualify",
        tag="rights",
        body=Nothing,
        answers={200: RightSerializer},
        codes=("not_found", "same_person", "move_not_allowed"),
        keyed=True,
    )
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Qualify it once; every complaint on it may stand on it while it is valid."""
        right = self.right(reference=reference)
        self.body(Nothing)
        rights.qualify(right=right, by=self.by, at=self.at)
        return self.show(right)


class Withdraw(RightView):
    """A right that its holder gives up."""

    @operation(
        "rights_withdraw",
        tag="rights",
        body=Nothing,
        answers={200: RightSerializer},
        codes=("not_found", "move_not_allowed"),
        keyed=True,
    )
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Give it up, or the authorisation to act for its owner; nothing new stands on it."""
        right = self.right(reference=reference)
        self.body(Nothing)
        rights.withdraw(right=right, by=self.by, at=self.at)
        return self.show(right)


class Disqualify(RightView):
    """A right that staff take back."""

    @operation(
        "rights_disqualify",
        tag="rights",
        body=Reason,
        answers={200: RightSerializer},
        codes=("not_found", "same_person", "move_not_allowed", "invalid"),
        keyed=True,
    )
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Take it back: the proof was false, or the owner ended the agency."""
        right = self.right(reference=reference)
        rights.disqualify(right=right, by=self.by, at=self.at, **self.body(Reason))
        return self.show(right)
