"""A report of misuse as its reporter reads it, and as those who decide do (P2b)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from django.db.models import Q
from rest_framework import serializers

from accounts.models import User
from disclosures.api import parties
from disclosures.api.fields import LONG, Strict, Words, one_of
from disclosures.domain.instants import text
from disclosures.domain.roles import Role
from disclosures.models import MisuseReport, MisuseSignature
from disclosures.policies import registers


class ReportReader(Strict):
    """Who did it, and what happened."""

    against = parties.Recipient()
    reason = Words(max_length=LONG)


class Status(StrEnum):
    """What became of a report; its reporter learns whether it was decided, and no more."""

    RECEIVED = "received"
    DECIDED = "decided"
    UPHELD = "upheld"
    REJECTED = "rejected"
    LIFTED = "lifted"


OF: Mapping[Status, Q] = {
    Status.RECEIVED: Q(upheld_at__isnull=True, rejected_at__isnull=True),
    Status.DECIDED: Q(upheld_at__isnull=False) | Q(rejected_at__isnull=False),
    Status.UPHELD: Q(upheld_at__isnull=False, lifted_at__isnull=True),
    Status.REJECTED: Q(rejected_at__isnull=False),
    Status.LIFTED: Q(lifted_at__isnull=False),
}
TOLD = frozenset({Status.RECEIVED, Status.DECIDED})
"""The words for a reporter, so that a name nobody knows is answered like any other (DESIGN 5.9)."""


class VerdictSignedSerializer(serializers.Serializer[Any]):
    """One signature of a decision."""

    verdict = one_of(MisuseSignature.Verdict)
    role = one_of(Role)
    by = serializers.CharField()
    at = serializers.DateTimeField()
    reason = serializers.CharField(allow_blank=True)


class ReportSerializer(serializers.Serializer[Any]):
    """One report. What was decided, by whom and why is for those who decide."""

    id = serializers.UUIDField()
    against = parties.PartySerializer()
    reason = serializers.CharField()
    at = serializers.DateTimeField()
    status = one_of(Status, help_text="Who reported reads `received` or `decided`.")
    by = serializers.CharField(required=False)
    signatures = VerdictSignedSerializer(many=True, required=False)
    signed_as = serializers.ListField(child=serializers.CharField(), required=False, help_text="Who signed to uphold.")
    upheld_at = serializers.DateTimeField(required=False, allow_null=True)
    rejected_at = serializers.DateTimeField(required=False, allow_null=True)
    lifted_at = serializers.DateTimeField(required=False, allow_null=True)


def present(rows: Sequence[MisuseReport], *, by: User) -> list[dict[str, Any]]:
    """Reports as their reporter, or those who decide, read them."""
    return [_row(row, by=by) for row in rows]


def _row(row: MisuseReport, *, by: User) -> dict[str, Any]:
    inside = decides(by)
    found: dict[str, Any] = {
        "id": str(row.public_id),
        "against": parties.written(row.against_organisation or row.against_user, named=row.named),
        "reason": row.reason,
        "at": text(row.at),
        "status": _status(row, inside=inside),
    }
    if inside:
        signatures = sorted(row.signatures.all(), key=lambda signed: signed.pk)
        upheld = [signed.role for signed in signatures if signed.verdict == MisuseSignature.Verdict.UPHELD]
        found |= {
            "by": row.by.name,
            "signatures": [_signature(signed) for signed in signatures],
            "signed_as": sorted(upheld),
            "upheld_at": text(row.upheld_at),
            "rejected_at": text(row.rejected_at),
            "lifted_at": text(row.lifted_at),
        }
    return found


def decides(by: User) -> bool:
    """True for who reads what was decided."""
    return bool(by.roles & registers.MISUSE_READERS)


def _status(row: MisuseReport, *, inside: bool) -> Status:
    if row.upheld_at is None and row.rejected_at is None:
        return Status.RECEIVED
    if not inside:
        return Status.DECIDED
    if row.rejected_at is not None:
        return Status.REJECTED
    return Status.UPHELD if row.lifted_at is None else Status.LIFTED


def _signature(signed: MisuseSignature) -> dict[str, Any]:
    return {
        "verdict": signed.verdict,
        "role": signed.role,
        "by": signed.by.name,
        "at": text(signed.at),
        "reason": signed.reason,
    }
