"""A preservation as its authority, the desk and the member read it; nobody reads whether there was anything to keep."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from rest_framework import serializers

from accounts.models import User
from disclosures.actions.preservation_steps import route_of
from disclosures.api.fields import one_of
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.instants import text
from disclosures.domain.preserving import End, State
from disclosures.domain.roles import LEGAL_STAFF, Role
from disclosures.domain.route import StepName
from disclosures.models import Preservation


class PeriodSerializer(serializers.Serializer[Any]):
    """One item, and of which time."""

    item = one_of(ItemKey)
    to = serializers.DateTimeField(allow_null=True, help_text="Exclusive; null is open.")

    def get_fields(self) -> dict[str, Any]:
        """`from` is a word of Python's."""
        return super().get_fields() | {"from": serializers.DateTimeField(allow_null=True)}


class PreservationSerializer(serializers.Serializer[Any]):
    """One preservation, in the same words whatever was found."""

    reference = serializers.CharField()
    state = one_of(State)
    authority = serializers.CharField()
    filed_by = serializers.CharField()
    inquiry = serializers.CharField()
    statute = serializers.CharField()
    subjects = serializers.ListField(child=serializers.CharField(), help_text="As named.")
    items = PeriodSerializer(many=True)
    asked_at = serializers.DateTimeField()
    kept_from = serializers.DateTimeField(allow_null=True)
    until = serializers.DateTimeField(allow_null=True, help_text="Destroyed then, unless a request stands on it.")
    extension_asked_at = serializers.DateTimeField(allow_null=True)
    extended_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    end = one_of(End, allow_blank=True)
    refusal = serializers.CharField(allow_blank=True, help_text="The code.")
    due = one_of(StepName, allow_null=True, required=False, help_text="For the desk: which signature is due.")
    signatures = serializers.ListField(child=serializers.DictField(), required=False, help_text="For the desk.")
    extension_reason = serializers.CharField(allow_blank=True, required=False, help_text="For the desk.")
    extended_by = serializers.CharField(allow_blank=True, required=False, help_text="For the desk.")
    reason = serializers.CharField(allow_blank=True, required=False, help_text="For the desk: of the refusal.")


class MineSerializer(serializers.Serializer[Any]):
    """What was kept of you; items, never values."""

    reference = serializers.CharField()
    authority = serializers.CharField()
    items = PeriodSerializer(many=True)
    kept_from = serializers.DateTimeField()
    ended_at = serializers.DateTimeField()


def written(row: Preservation, *, by: User, at: datetime) -> dict[str, Any]:
    """As its authority reads it, and for the desk who signed."""
    over = row.ended_at is None and row.until is not None and row.until <= at
    found = {
        "reference": row.reference,
        "state": State.ENDED if over else row.state,
        "authority": row.authority.name,
        "filed_by": row.filed_by.name,
        "inquiry": row.inquiry,
        "statute": row.statute,
        "subjects": [subject.named for subject in row.subjects.all()],
        "items": list(_items(row)),
        "asked_at": text(row.asked_at),
        "kept_from": text(row.kept_from),
        "until": text(row.until),
        "extension_asked_at": text(row.extension_asked_at),
        "extended_at": text(row.extended_at),
        "ended_at": text(row.ended_at),
        "end": row.end,
        "refusal": row.refusal,
    }
    return found | (_for_desk(row) if by.roles & {*LEGAL_STAFF, Role.AUDITOR} else {})


def _items(row: Preservation) -> Iterator[dict[str, Any]]:
    for item in row.items.all():
        yield {"item": item.item, "from": text(item.start_at), "to": text(item.end_at)}


def _for_desk(row: Preservation) -> dict[str, Any]:
    signed = list(row.signatures.select_related("by"))
    needed = route_of(row)
    waits = row.ended_at is None and len(signed) < len(needed)
    return {
        "due": needed[len(signed)] if waits else None,
        "signatures": [{"step": one.step, "by": one.by.name, "role": one.role, "at": text(one.at)} for one in signed],
        "extension_reason": row.extension_reason,
        "extended_by": row.extended_by.name if row.extended_by else "",
        "reason": row.words,
    }


def mine(row: Preservation) -> dict[str, Any]:
    """As the member reads it once it is over: which authority, which items, until when."""
    return {
        "reference": row.reference,
        "authority": row.authority.name,
        "items": list(_items(row)),
        "kept_from": text(row.kept_from),
        "ended_at": text(row.ended_at),
    }
