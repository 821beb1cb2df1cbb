"""A file as its readers see it: what is known of it without opening it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rest_framework import serializers

from accounts.models import User
from disclosures.api.fields import one_of
from disclosures.delivery.evidence import reading
from disclosures.domain.evidence.kinds import EvidenceKind, EvidenceState, FileType
from disclosures.domain.instants import text
from disclosures.domain.roles import Role
from disclosures.models import Evidence, EvidenceKey
from disclosures.policies.registers import READERS

RELATED = ("key", "uploaded_by", "decided_by")
GIVEN_OUT = frozenset({EvidenceState.SAFE, EvidenceState.CLEARED, EvidenceState.UNSCANNED})


class EvidenceSerializer(serializers.Serializer[Any]):
    """One file. The last four keys are for the desk."""

    id = serializers.UUIDField()
    number = serializers.IntegerField(help_text="Within what it belongs to, in order of arrival.")
    kind = one_of(EvidenceKind)
    name = serializers.CharField(allow_null=True, help_text="Made harmless; null once the file is destroyed.")
    type = one_of(FileType, help_text="By content.")
    size = serializers.IntegerField(help_text="Bytes.")
    sha256 = serializers.CharField(help_text="Of the file as it came.")
    state = one_of(EvidenceState)
    uploaded_at = serializers.DateTimeField()
    is_yours = serializers.BooleanField()
    can_do = serializers.ListField(child=serializers.ChoiceField(["download", "clear", "discard"]))
    uploaded_by = serializers.CharField(required=False)
    found = serializers.CharField(required=False, allow_blank=True, help_text="By the virus scanner.")
    decided_by = serializers.CharField(required=False, allow_blank=True)
    decision = serializers.CharField(required=False, allow_blank=True)


def present(rows: Iterable[Evidence], *, by: User) -> list[dict[str, Any]]:
    """Files as far as this reader may know of them."""
    return [row_of(row, by=by) for row in rows]


def row_of(row: Evidence, *, by: User) -> dict[str, Any]:
    """One of them."""
    key: EvidenceKey | None = getattr(row, "key", None)
    is_yours = row.uploaded_by_id in by.accounts
    found = {
        "id": str(row.pk),
        "number": row.number,
        "kind": row.kind,
        "name": reading.name_of(key) if key else None,
        "type": row.file_type,
        "size": row.size,
        "sha256": row.sha256,
        "state": row.state,
        "uploaded_at": text(row.uploaded_at),
        "is_yours": is_yours,
        "can_do": _can_do(row, by=by),
    }
    if by.roles & READERS:
        found |= {
            "uploaded_by": row.uploaded_by.name,
            "found": row.finding_of_scan,
            "decided_by": row.decided_by.name if row.decided_by else "",
            "decision": row.decision,
        }
    return found


def _can_do(row: Evidence, *, by: User) -> list[str]:
    if row.state in GIVEN_OUT:
        return ["download"]
    if Role.PRIVACY_OFFICER not in by.roles or row.uploaded_by.person == by.person:
        return []
    return {EvidenceState.HELD.value: ["discard"], EvidenceState.QUARANTINED.value: ["clear", "discard"]}.get(
        row.state, []
    )
