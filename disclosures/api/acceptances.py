"""Agreeing to the Service Use Agreement and with it to the whole privacy policy (P0c)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from drf_spectacular.utils import inline_serializer
from rest_framework import serializers

from accounts.models import Acceptance
from disclosures.actions import acceptances
from disclosures.api.documentation import operation
from disclosures.api.fields import Strict
from disclosures.api.idempotency import once
from disclosures.api.policy_versions import MOST, VersionSerializer
from disclosures.api.policy_versions import present as present_version
from disclosures.api.view import DeskView, Request, Response
from disclosures.domain.instants import text
from disclosures.policies import acceptance
from disclosures.queries import terms


class AcceptanceReader(Strict):
    """The two versions that you have read."""

    privacy_policy = serializers.IntegerField(min_value=1, max_value=MOST)
    service_agreement = serializers.IntegerField(min_value=1, max_value=MOST)


class AcceptanceSerializer(serializers.Serializer[Any]):
    """One act of acceptance."""

    privacy_policy = serializers.IntegerField()
    service_agreement = serializers.IntegerField()
    at = serializers.DateTimeField()
    means = serializers.ChoiceField(Acceptance.Means.choices)


def present(rows: Iterable[Acceptance]) -> list[dict[str, Any]]:
    """What somebody agreed to."""
    return [
        {
            "privacy_policy": row.policy.number,
            "service_agreement": row.agreement.number,
            "at": text(row.at),
            "means": row.means,
        }
        for row in rows
    ]


class Acceptances(DeskView):
    """Your own acts of acceptance."""

    @operation(
        "acceptances_list",
        tag="policy",
        answers={
            200: inline_serializer(
                "Acceptances",
                {"results": AcceptanceSerializer(many=True), "missing": VersionSerializer(many=True)},
            )
        },
    )
    def get(self, request: Request) -> Response:
        """List what you accepted, newest first, and which versions in force you have still to accept."""
        mine = Acceptance.objects.filter(user=self.by).select_related("policy", "agreement").order_by("-at", "-pk")
        current = terms.current(at=self.at)
        missing = acceptance.missing_for(self.by, at=self.at)
        return Response(
            {"results": present(mine), "missing": [present_version(one, current=current) for one in missing]}
        )

    def again(self, *, ident: str, **names: Any) -> Response:
        """The acceptance that was recorded."""
        newest = Acceptance.objects.filter(user=self.by).select_related("policy", "agreement").latest("at", "pk")
        return Response(present([newest])[0], status=201)

    @operation(
        "acceptances_accept",
        tag="policy",
        body=AcceptanceReader,
        answers={201: AcceptanceSerializer},
        codes=("policy_version_stale",),
        keyed=True,
    )
    @once
    def post(self, request: Request) -> Response:
        """Accept both, in the versions that you read."""
        read = self.body(AcceptanceReader)
        made = acceptances.accept(
            policy=read["privacy_policy"],
            agreement=read["service_agreement"],
            means=Acceptance.Means.API,
            by=self.by,
            at=self.at,
        )
        return Response(present([made])[0], status=201)
