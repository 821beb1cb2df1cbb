"""Joining an organisation and leaving it (P3c)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter

from accounts.models import Membership
from disclosures.actions import memberships
from disclosures.api import pagination
from disclosures.api.cases.readers import Nothing, Reason, ReasonIfAny
from disclosures.api.documentation import operation
from disclosures.api.idempotency import once
from disclosures.api.outsiders import rows
from disclosures.api.outsiders.organisations import OrganisationView
from disclosures.api.outsiders.shapes import JoinReader, MembershipSerializer
from disclosures.api.problems import Malformed
from disclosures.api.view import DeskView, Request, Response
from disclosures.domain.roles import Role
from disclosures.policies import registers

RELATED = ("user__organisation", "organisation", "approved_by")
WAITING = OpenApiParameter(
    "waiting", {"type": "string", "enum": ["true"]}, description="Only what waits for an answer."
)


class MembershipView(DeskView):
    """Views of memberships."""

    def memberships(self) -> QuerySet[Membership]:
        """Those that the reader may know of."""
        return registers.memberships_visible_to(self.by, at=self.at).select_related(*RELATED)

    def membership(self, public_id: UUID) -> Membership:
        """The membership, when the reader may know of it; ``NotFound`` otherwise."""
        return registers.only(self.memberships(), public_id=public_id)

    def show(self, public_id: UUID) -> Response:
        """The membership, read afresh."""
        return Response(rows.membership(self.membership(public_id), by=self.by))

    def again(self, *, ident: str, **names: Any) -> Response:
        """The membership that was acted on, as it is now."""
        return self.show(names["membership_id"])


class Memberships(MembershipView):
    """Listing."""

    @operation(
        "memberships_list",
        tag="memberships",
        answers={200: pagination.page_of("Membership", MembershipSerializer(many=True))},
        parameters=[*pagination.PARAMETERS, WAITING],
    )
    def get(self, request: Request) -> Response:
        """List your own; a verified officer sees the organisation's, staff see all."""
        waiting = request.query_params.get("waiting")
        if waiting not in {None, "true"}:
            raise Malformed("waiting is true or left out.", fields=("waiting",))
        found = self.memberships()
        if waiting:
            found = found.filter(approved_at__isnull=True, ended_at__isnull=True)
        return pagination.page(
            found,
            request=request,
            name="public_id",
            present=lambda page: [rows.membership(row, by=self.by) for row in page],
        )


class OneMembership(MembershipView):
    """One membership."""

    @operation("memberships_show", tag="memberships", answers={200: MembershipSerializer}, codes=("not_found",))
    def get(self, request: Request, membership_id: UUID) -> Response:
        """Show one membership."""
        return self.show(membership_id)


class Join(OrganisationView):
    """Asking to join."""

    @operation(
        "organisations_join",
        tag="memberships",
        body=JoinReader,
        answers={201: MembershipSerializer},
        codes=("not_found", "move_not_allowed", "invalid", "address_not_verified"),
        keyed=True,
    )
    @once
    def post(self, request: Request, organisation_id: str) -> Response:
        """Ask to join, by a verified mail on its domain; you have nothing by it before somebody approves."""
        organisation, role = self.organisation(organisation_id), self.body(JoinReader).get("role")
        made = memberships.ask(organisation=organisation, role=Role(role) if role else None, by=self.by, at=self.at)
        return Response(rows.membership(made, by=self.by), status=201)

    def again(self, *, ident: str, **names: Any) -> Response:
        """The membership that was asked for."""
        mine = self.by.memberships.select_related(*RELATED).filter(organisation=names["organisation_id"])
        return Response(rows.membership(mine.latest("pk"), by=self.by), status=201)


class Approve(MembershipView):
    """Letting somebody in."""

    @operation(
        "memberships_approve",
        tag="memberships",
        body=Nothing,
        answers={200: MembershipSerializer},
        codes=("not_found", "same_person", "move_not_allowed", "address_not_verified", "organisation_not_verified"),
        keyed=True,
    )
    @once
    def post(self, request: Request, membership_id: UUID) -> Response:
        """Let somebody in: staff, or for other than authorities and courts a verified officer of the organisation."""
        membership = self.membership(membership_id)
        self.body(Nothing)
        memberships.approve(membership=membership, by=self.by, at=self.at)
        return self.show(membership_id)


class Refuse(MembershipView):
    """Not letting somebody in."""

    @operation(
        "memberships_refuse",
        tag="memberships",
        body=Reason,
        answers={200: MembershipSerializer},
        codes=("not_found", "same_person", "move_not_allowed", "invalid"),
        keyed=True,
    )
    @once
    def post(self, request: Request, membership_id: UUID) -> Response:
        """Do not let somebody in, with a reason for the file."""
        membership = self.membership(membership_id)
        memberships.refuse(membership=membership, by=self.by, at=self.at, **self.body(Reason))
        return self.show(membership_id)


class End(MembershipView):
    """Leaving, or being removed."""

    @operation(
        "memberships_end",
        tag="memberships",
        body=ReasonIfAny,
        answers={200: MembershipSerializer},
        codes=("not_found", "move_not_allowed", "invalid"),
        keyed=True,
    )
    @once
    def post(self, request: Request, membership_id: UUID) -> Response:
        """Leave, or remove somebody with a reason: sessions, tokens and what was reached through it end at once."""
        membership = self.membership(membership_id)
        memberships.end(membership=membership, by=self.by, at=self.at, **self.body(ReasonIfAny))
        return Response(rows.membership(Membership.objects.select_related(*RELATED).get(pk=membership.pk), by=self.by))
