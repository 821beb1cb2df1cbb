"""Engagements: contracts under which partners serve members, and the orders under them (P2a, P3b)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rest_framework import serializers

from disclosures.actions import engagements
from disclosures.actions.engagements import Terms
from disclosures.api import pagination
from disclosures.api.cases.asks import Item
from disclosures.api.cases.readers import Nothing
from disclosures.api.documentation import operation
from disclosures.api.fields import Instant, Strict, Words, one_of
from disclosures.api.idempotency import once
from disclosures.api.view import DeskView, Request, Response
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.instants import text
from disclosures.domain.roles import Role
from disclosures.models import Engagement
from disclosures.policies import registers
from disclosures.queries import named

NAME = r"^[\w.-]{1,120}$"


class TermsReader(Strict):
    """What the contract says."""

    name = serializers.RegexField(NAME, help_text="Letters, digits, dots and dashes: how the engagement is called.")
    partner = Words(help_text="A partner organisation of our register.")
    items = serializers.ListField(child=Item(), min_length=1, max_length=len(ItemKey))
    assessment = Words(max_length=120, help_text="The impact assessment's reference.")
    ends_at = Instant(required=False)


class OrderReader(Strict):
    """One order of one member."""

    member = Words(help_text="The platform's id of the member, or their handle.")
    number = Words(max_length=80)


class OrderOfReader(Strict):
    """Whose orders are done."""

    member = Words(help_text="The platform's id of the member, or their handle.")


class SignedSerializer(serializers.Serializer[Any]):
    """One of the two signatures."""

    role = one_of(Role)
    at = serializers.DateTimeField()


class EngagementSerializer(serializers.Serializer[Any]):
    """One contract."""

    name = serializers.CharField()
    partner = serializers.CharField()
    items = serializers.ListField(child=one_of(ItemKey))
    assessment = serializers.CharField(allow_blank=True)
    signatures = SignedSerializer(many=True)
    proposed_at = serializers.DateTimeField(allow_null=True)
    approved_at = serializers.DateTimeField(allow_null=True)
    standing_at = serializers.DateTimeField(allow_null=True, help_text="The standing approval.")
    ends_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)


class OrderSerializer(serializers.Serializer[Any]):
    """One order."""

    number = serializers.CharField()
    engagement = serializers.CharField()
    opened_at = serializers.DateTimeField()
    closed_at = serializers.DateTimeField(allow_null=True)


def present(rows: Sequence[Engagement]) -> list[dict[str, Any]]:
    """Engagements as staff and their own partner read them."""
    return [
        {
            "name": row.name,
            "partner": row.partner.name,
            "items": row.items,
            "assessment": row.assessment,
            "signatures": [{"role": signed.role, "at": text(signed.at)} for signed in row.signatures.all()],
            "proposed_at": text(row.proposed_at),
            "approved_at": text(row.approved_at),
            "standing_at": text(row.standing_at),
            "ends_at": text(row.ends_at),
            "ended_at": text(row.ended_at),
        }
        for row in rows
    ]


class EngagementView(DeskView):
    """Views of engagements."""

    def engagement(self, **names: Any) -> Engagement:
        """The engagement, when the reader may know of it; ``NotFound`` otherwise."""
        rows = registers.engagements_visible_to(self.by).select_related("partner", "proposed_by")
        return registers.only(rows, **names)

    def show(self, engagement: Engagement, *, status: int = 200) -> Response:
        """The engagement, read afresh."""
        return Response(present([self.engagement(pk=engagement.pk)])[0], status=status)

    def again(self, *, ident: str, **names: Any) -> Response:
        """The engagement that was acted on, as it is now."""
        return self.show(self.engagement(pk=ident))


class Engagements(EngagementView):
    """Listing and proposing."""

    @operation(
        "engagements_list",
        tag="engagements",
        answers={200: pagination.page_of("Engagement", EngagementSerializer(many=True))},
        parameters=pagination.PARAMETERS,
    )
    def get(self, request: Request) -> Response:
        """List the engagements you may know of; a partner's people their own."""
        rows = registers.engagements_visible_to(self.by).select_related("partner").prefetch_related("signatures")
        return pagination.page(rows, request=request, present=present, name="name")

    @operation(
        "engagements_propose",
        tag="engagements",
        body=TermsReader,
        answers={201: EngagementSerializer},
        codes=("invalid", "sensitive_refused"),
        keyed=True,
    )
    @once
    def post(self, request: Request) -> Response:
        """Propose one; it is in force when a reviewer and a privacy officer have signed."""
        read = self.body(TermsReader)
        terms = Terms(
            name=read["name"],
            partner=named.organisation(read["partner"]),
            items=frozenset(read["items"]),
            assessment=read["assessment"],
            ends_at=read.get("ends_at"),
        )
        return self.show(engagements.propose(terms=terms, by=self.by, at=self.at), status=201)


class OneEngagement(EngagementView):
    """One contract."""

    serves_engagements = True

    @operation("engagements_show", tag="engagements", answers={200: EngagementSerializer}, codes=("not_found",))
    def get(self, request: Request, name: str) -> Response:
        """Show one engagement."""
        return self.show(self.engagement(name=name))


class Approve(EngagementView):
    """One of the two signatures."""

    @operation(
        "engagements_approve",
        tag="engagements",
        body=Nothing,
        answers={200: EngagementSerializer},
        codes=("not_found", "same_person", "move_not_allowed", "invalid"),
        keyed=True,
    )
    @once
    def post(self, request: Request, name: str) -> Response:
        """Sign it as reviewer or privacy officer; the second signature puts it in force."""
        engagement = self.engagement(name=name)
        self.body(Nothing)
        engagements.approve(engagement=engagement, by=self.by, at=self.at)
        return self.show(engagement)


class End(EngagementView):
    """The end of a contract."""

    @operation(
        "engagements_end",
        tag="engagements",
        body=Nothing,
        answers={200: EngagementSerializer},
        codes=("not_found", "move_not_allowed"),
        keyed=True,
    )
    @once
    def post(self, request: Request, name: str) -> Response:
        """End it: every access under it is closed at once."""
        engagement = self.engagement(name=name)
        self.body(Nothing)
        engagements.end(engagement=engagement, by=self.by, at=self.at)
        return self.show(engagement)


class Orders(EngagementView):
    """Orders, as the platform reports them."""

    @operation(
        "engagements_open_order",
        tag="engagements",
        body=OrderReader,
        answers={201: OrderSerializer},
        codes=("not_found", "invalid"),
        keyed=True,
    )
    @once
    def post(self, request: Request, name: str) -> Response:
        """Report that a member ordered; the same number again changes nothing."""
        engagement, read = self.engagement(name=name), self.body(OrderReader)
        member = named.member_of_platform(read["member"], by=self.by)
        order = engagements.open_order(
            engagement=engagement, member=member, number=read["number"], by=self.by, at=self.at
        )
        return Response(
            {
                "number": order.number,
                "engagement": engagement.name,
                "opened_at": text(order.opened_at),
                "closed_at": text(order.closed_at),
            },
            status=201,
        )


class CloseOrders(EngagementView):
    """Orders that are done."""

    @operation(
        "engagements_close_orders",
        tag="engagements",
        body=OrderOfReader,
        answers={200: EngagementSerializer},
        codes=("not_found", "move_not_allowed", "invalid"),
        keyed=True,
    )
    @once
    def post(self, request: Request, name: str) -> Response:
        """Report a member's orders as done: accesses given for them are closed at once."""
        engagement, read = self.engagement(name=name), self.body(OrderOfReader)
        member = named.member_of_platform(read["member"], by=self.by)
        engagements.close_order(engagement=engagement, member=member, by=self.by, at=self.at)
        return self.show(engagement)
