"""Roles that two people give: one asks, another grants."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rest_framework import serializers

from accounts.models import RoleGrant, User
from disclosures.actions import roles
from disclosures.api import pagination
from disclosures.api.cases.readers import Nothing, Reason
from disclosures.api.documentation import operation
from disclosures.api.fields import LONG, Strict, Words, one_of
from disclosures.api.idempotency import once
from disclosures.api.view import DeskView, Request, Response
from disclosures.domain.instants import text
from disclosures.domain.roles import Role
from disclosures.policies import registers
from disclosures.queries import named

RELATED = ("user", "asked_by", "decided_by")


class GrantReader(Strict):
    """Who shall hold which role, and why; without a name it is yourself."""

    person = Words(max_length=150, required=False)
    role = one_of(Role)
    reason = Words(max_length=LONG)


class GrantSerializer(serializers.Serializer[Any]):
    """One role for one person: asked for, granted or refused."""

    id = serializers.UUIDField()
    person = serializers.CharField()
    role = one_of(Role)
    reason = serializers.CharField()
    asked_at = serializers.DateTimeField()
    decided_at = serializers.DateTimeField(allow_null=True)
    granted = serializers.BooleanField()
    asked_by = serializers.CharField(required=False, help_text="For staff.")
    decided_by = serializers.CharField(required=False, allow_blank=True, help_text="For staff.")


def _row(row: RoleGrant, *, by: User) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": str(row.public_id),
        "person": row.user.name,
        "role": row.role,
        "reason": row.reason,
        "asked_at": text(row.asked_at),
        "decided_at": text(row.decided_at),
        "granted": row.granted,
    }
    if by.roles & {*registers.READERS, Role.ADMINISTRATOR}:
        found |= {"asked_by": row.asked_by.name, "decided_by": row.decided_by.name if row.decided_by else ""}
    return found


class GrantView(DeskView):
    """Views of grants."""

    def grant(self, public_id: UUID) -> RoleGrant:
        """The grant, when the reader may know of it; ``NotFound`` otherwise."""
        return registers.only(registers.role_grants_visible_to(self.by).select_related(*RELATED), public_id=public_id)

    def show(self, public_id: UUID, *, status: int = 200) -> Response:
        """The grant, read afresh."""
        return Response(_row(self.grant(public_id), by=self.by), status=status)

    def again(self, *, ident: str, **names: Any) -> Response:
        """The grant that was acted on, as it is now."""
        return self.show(names["grant_id"])


class Grants(GrantView):
    """Listing and asking."""

    @operation(
        "role_grants_list",
        tag="role-grants",
        answers={200: pagination.page_of("RoleGrant", GrantSerializer(many=True))},
        parameters=pagination.PARAMETERS,
    )
    def get(self, request: Request) -> Response:
        """List what was asked for you; staff see all."""
        found = registers.role_grants_visible_to(self.by).select_related(*RELATED)
        return pagination.page(
            found, request=request, name="public_id", present=lambda page: [_row(row, by=self.by) for row in page]
        )

    @operation(
        "role_grants_ask",
        tag="role-grants",
        body=GrantReader,
        answers={201: GrantSerializer},
        codes=("same_person", "move_not_allowed", "invalid"),
        keyed=True,
    )
    @once
    def post(self, request: Request) -> Response:
        """Ask a role of the desk for somebody (administrators), or to be a complainant for yourself."""
        read = self.body(GrantReader)
        user = named.holder(read["person"], by=self.by) if "person" in read else self.by
        made = roles.ask(user=user, role=Role(read["role"]), reason=read["reason"], by=self.by, at=self.at)
        return self.show(made.public_id, status=201)

    def again(self, *, ident: str, **names: Any) -> Response:
        """The grant that was asked for."""
        asked = RoleGrant.objects.select_related(*RELATED).filter(user=int(ident), asked_by=self.by)
        return Response(_row(asked.latest("pk"), by=self.by), status=201)


class OneGrant(GrantView):
    """One grant."""

    @operation("role_grants_show", tag="role-grants", answers={200: GrantSerializer}, codes=("not_found",))
    def get(self, request: Request, grant_id: UUID) -> Response:
        """Show one grant."""
        return self.show(grant_id)


class Approve(GrantView):
    """The second person agrees."""

    @operation(
        "role_grants_approve",
        tag="role-grants",
        body=Nothing,
        answers={200: GrantSerializer},
        codes=("not_found", "same_person", "move_not_allowed"),
        keyed=True,
    )
    @once
    def post(self, request: Request, grant_id: UUID) -> Response:
        """Grant it as the second person; the role is held from now on."""
        grant = self.grant(grant_id)
        self.body(Nothing)
        roles.grant(grant=grant, by=self.by, at=self.at)
        return self.show(grant_id)


class Refuse(GrantView):
    """The second person does not agree."""

    @operation(
        "role_grants_refuse",
        tag="role-grants",
        body=Reason,
        answers={200: GrantSerializer},
        codes=("not_found", "same_person", "move_not_allowed", "invalid"),
        keyed=True,
    )
    @once
    def post(self, request: Request, grant_id: UUID) -> Response:
        """Refuse it, with a reason for the file."""
        grant = self.grant(grant_id)
        roles.refuse(grant=grant, by=self.by, at=self.at, **self.body(Reason))
        return self.show(grant_id)
