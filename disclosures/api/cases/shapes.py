"""How the OpenAPI document describes a case. Which keys are there depends on who reads."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from disclosures.api.cases.follow_ups import DrawnReviewSerializer, EmergencySerializer, OwedSerializer
from disclosures.api.cases.rows import RowSerializer
from disclosures.api.fields import one_of
from disclosures.api.legal_holds import LegalHoldSerializer
from disclosures.api.requesters import HistorySerializer
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.extents import Detail
from disclosures.domain.facts import Fact
from disclosures.domain.holds import HoldKind
from disclosures.domain.reasons import Reason
from disclosures.domain.roles import Role
from disclosures.domain.route import StepName

DETAILS = [(detail.word, detail.name) for detail in Detail]


class ExtentSerializer(serializers.Serializer[Any]):
    """How much, and of which time."""

    detail = serializers.ChoiceField(DETAILS)
    to = serializers.DateTimeField(allow_null=True, help_text="Exclusive; null is open.")

    def get_fields(self) -> dict[str, Any]:
        """`from` is a word of Python's."""
        return super().get_fields() | {"from": serializers.DateTimeField(allow_null=True)}


class ItemSerializer(ExtentSerializer):
    """One item asked."""

    item = one_of(ItemKey)


class ExplainedSerializer(serializers.Serializer[Any]):
    """What may leave of one item, and every rule that bound it."""

    item = one_of(ItemKey)
    asked = ExtentSerializer()
    may_leave = ExtentSerializer()
    reason = one_of(Reason, allow_null=True)
    bound_by = serializers.ListField(child=serializers.DictField())


class SubjectSerializer(serializers.Serializer[Any]):
    """One person whose data is asked, as the filing names them."""

    position = serializers.IntegerField()
    named = serializers.CharField()
    known = serializers.BooleanField(required=False, help_text="For the desk.")
    items = ExplainedSerializer(many=True, required=False)


class FactSerializer(serializers.Serializer[Any]):
    """A named question, answered from records."""

    fact = one_of(Fact)
    met = serializers.BooleanField()


class DueSerializer(serializers.Serializer[Any]):
    """The signature that is waited for."""

    step = one_of(StepName)
    signed_by = serializers.ListField(child=one_of(Role))
    by_you = serializers.BooleanField()
    because = serializers.CharField(allow_blank=True, help_text="The code that keeps you from it.")


class LineSerializer(serializers.Serializer[Any]):
    """One step of how a deadline was worked out."""

    at = serializers.DateTimeField()
    text = serializers.CharField()


class DeadlineSerializer(serializers.Serializer[Any]):
    """When the desk owes its answer; empty while its clock stands still."""

    due_at = serializers.DateTimeField(allow_null=True)
    is_late = serializers.BooleanField()
    paused_at = serializers.DateTimeField(allow_null=True)
    how = LineSerializer(many=True)


class ObjectionSerializer(serializers.Serializer[Any]):
    """One objection of yours, and how it was decided."""

    at = serializers.DateTimeField()
    decided_at = serializers.DateTimeField(allow_null=True)
    upheld = serializers.BooleanField(allow_null=True)


class HoldSerializer(serializers.Serializer[Any]):
    """What forbids telling the member, or forbade it."""

    kind = one_of(HoldKind)
    paper = serializers.CharField()
    by = serializers.CharField()
    until = serializers.DateTimeField()


class TroubleSerializer(serializers.Serializer[Any]):
    """What the last try of a release died of; it is tried again by itself, or by a person where no time is named."""

    code = serializers.CharField()
    next_try_at = serializers.DateTimeField(allow_null=True)


class CaseSerializer(RowSerializer):
    """A case, as far as the reader may see it."""

    title = serializers.CharField(required=False)
    version = serializers.IntegerField(required=False)
    filed_by = serializers.CharField(required=False)
    purpose = serializers.CharField(required=False, allow_blank=True)
    legal_ground = serializers.DictField(required=False)
    particulars = serializers.DictField(required=False)
    items = ItemSerializer(many=True, required=False)
    subjects = SubjectSerializer(many=True, required=False)
    can_do = serializers.ListField(child=serializers.CharField())
    reasons = serializers.DictField(required=False, help_text="For the one it is about: on what it stands.")
    your_objections = ObjectionSerializer(many=True, required=False)
    answer_until = serializers.DateTimeField(required=False, allow_null=True)
    object_until = serializers.DateTimeField(required=False, allow_null=True)
    disclosures = serializers.ListField(child=serializers.DictField(), required=False)
    releases = serializers.ListField(required=False, help_text="Ids for the recipient, all about them for the desk.")
    transfer = serializers.DictField(required=False)
    called_back_at = serializers.DateTimeField(required=False, allow_null=True)
    called_back_number = serializers.CharField(required=False, allow_blank=True)
    hold_until = serializers.DateTimeField(required=False, allow_null=True)
    deadline = DeadlineSerializer(required=False)
    returned_until = serializers.DateTimeField(
        required=False, allow_null=True, help_text="A returned case is withdrawn then."
    )
    hold = HoldSerializer(required=False, allow_null=True)
    legal_hold = LegalHoldSerializer(required=False, allow_null=True, help_text="For the desk.")
    waiting_until = serializers.DateTimeField(required=False, allow_null=True)
    window_ends_at = serializers.DateTimeField(required=False, allow_null=True)
    circumstances = serializers.ListField(child=serializers.CharField(), required=False)
    facts = FactSerializer(many=True, required=False)
    release_trouble = TroubleSerializer(required=False, allow_null=True)
    route = serializers.ListField(child=one_of(StepName), required=False)
    signatures = serializers.ListField(child=serializers.DictField(), required=False)
    due = DueSerializer(required=False, allow_null=True)
    scope_hash = serializers.CharField(required=False, help_text="Needed to sign.")
    narrowings = serializers.ListField(child=serializers.DictField(), required=False)
    objections = serializers.ListField(child=serializers.DictField(), required=False)
    incident = serializers.CharField(required=False, allow_null=True, help_text="Its reference; for the desk.")
    requester_history = HistorySerializer(required=False, help_text="For the desk.")
    refusals = serializers.ListField(child=serializers.DictField(), required=False)
    emergency = EmergencySerializer(required=False, allow_null=True, help_text="For the desk.")
    formal_instrument = OwedSerializer(required=False, allow_null=True, help_text="For who asked.")
    drawn_review = DrawnReviewSerializer(required=False, allow_null=True, help_text="For the desk.")


class TimelineSerializer(serializers.Serializer[Any]):
    """One thing that happened."""

    at = serializers.DateTimeField()
    event = serializers.CharField()
    by = serializers.CharField(help_text="A role; for the desk with the name.")
    code = serializers.CharField(required=False, allow_blank=True)
    seq = serializers.IntegerField(required=False)
    body = serializers.DictField(required=False)
