"""What each clause is and needs, told from the clause itself."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from disclosures.api.documentation import operation
from disclosures.api.fields import one_of
from disclosures.api.view import DeskView, Request, Response
from disclosures.bases import REGISTRY
from disclosures.domain.basis import Basis, BasisCode, Ends
from disclosures.domain.errors import NotFound
from disclosures.domain.facts import Circumstance, Fact
from disclosures.domain.particulars import Particular, Shape
from disclosures.domain.permissions import Rule
from disclosures.domain.roles import Party, Role
from disclosures.domain.route import SIGNERS, Step, StepName


class StepSerializer(serializers.Serializer[Any]):
    """One signature of the route."""

    name = one_of(StepName)
    signed_by = serializers.ListField(child=one_of(Role))
    waived_by = one_of(Circumstance, allow_null=True)
    only_if = one_of(Circumstance, allow_null=True)


class ParticularSerializer(serializers.Serializer[Any]):
    """One field of a filing, with why it is asked."""

    name = serializers.CharField()
    shape = one_of(Shape)
    required = serializers.BooleanField()  # type: ignore[assignment]  # a field, not the option
    why = serializers.CharField()
    choices = serializers.ListField(child=serializers.CharField())


class EndsSerializer(serializers.Serializer[Any]):
    """When access ends: the earliest of what is named."""

    days = serializers.IntegerField(allow_null=True)
    as_fixed = serializers.BooleanField()
    with_consent = serializers.BooleanField()
    with_order = serializers.BooleanField()
    with_transaction = serializers.BooleanField()
    days_after_complaint = serializers.IntegerField(allow_null=True)


class BasisSerializer(serializers.Serializer[Any]):
    """One clause in its present revision."""

    code = one_of(BasisCode)
    clause = serializers.CharField()
    policy_id = serializers.CharField()
    revision = serializers.IntegerField()
    in_force_from = serializers.DateField()
    title = serializers.CharField()
    summary = serializers.CharField()
    filed_by = serializers.ListField(child=one_of(Role))
    subject_is = one_of(Party)
    recipient_is = one_of(Party)
    must_show = serializers.ListField(child=one_of(Fact))
    purposes = serializers.ListField(child=serializers.CharField(), help_text="Empty: any but sale, rent or trade.")
    particulars = ParticularSerializer(many=True)
    one_of = serializers.ListField(child=serializers.ListField(child=serializers.CharField()))
    steps = StepSerializer(many=True)
    may_leave = serializers.ListField(child=serializers.DictField())
    notice_days_before = serializers.IntegerField(allow_null=True)
    notice_at_release = serializers.BooleanField()
    ends = EndsSerializer()
    answered_within_days = serializers.IntegerField()
    emergency_answered_within_hours = serializers.IntegerField(allow_null=True)


class Bases(DeskView):
    """The seven clauses."""

    @operation("bases_list", tag="bases", answers={200: BasisSerializer(many=True)})
    def get(self, request: Request) -> Response:
        """Tell what each clause of section 3 is, asks and lets leave."""
        return Response([describe(basis) for basis in REGISTRY.in_force])


class OneBasis(DeskView):
    """One clause."""

    @operation("bases_show", tag="bases", answers={200: BasisSerializer}, codes=["not_found"])
    def get(self, request: Request, code: str) -> Response:
        """Tell what one clause is, asks and lets leave."""
        for basis in REGISTRY.in_force:
            if basis.code == code:
                return Response(describe(basis))
        raise NotFound


def describe(basis: Basis) -> dict[str, Any]:
    """The clause as data."""
    return {
        "code": basis.code,
        "clause": basis.clause,
        "policy_id": basis.policy_id,
        "revision": basis.revision,
        "in_force_from": basis.in_force_from.isoformat(),
        "title": basis.title,
        "summary": basis.summary,
        "filed_by": [role for role in Role if role in basis.filed_by],
        "subject_is": basis.subject_is,
        "recipient_is": basis.recipient_is,
        "must_show": list(basis.shown),
        "purposes": sorted(basis.purposes),
        "particulars": [_particular(particular) for particular in basis.particulars],
        "one_of": [list(names) for names in basis.one_of],
        "steps": [_step(step) for step in basis.steps],
        "may_leave": [_rule(rule) for rule in basis.may_leave],
        "notice_days_before": basis.notice.days_before,
        "notice_at_release": basis.notice.at_release,
        "ends": _ends(basis.ends),
        "answered_within_days": basis.clock.days,
        "emergency_answered_within_hours": basis.clock.emergency_hours,
    }


def _particular(particular: Particular) -> dict[str, Any]:
    return {
        "name": particular.name,
        "shape": particular.shape,
        "required": particular.required,
        "why": particular.why,
        "choices": list(particular.choices),
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "name": step.name,
        "signed_by": [role for role in Role if role in SIGNERS[step.name]],
        "waived_by": step.waived_by,
        "only_if": step.only_if,
    }


def _rule(rule: Rule) -> dict[str, Any]:
    """The rule's kind, its sentence, and the items it lists where it lists any."""
    listed = getattr(rule, "items", ())
    sentence = (type(rule).__doc__ or "").partition("\n")[0]
    items = {kind: list(keys) for kind, keys in listed.items()} if isinstance(listed, dict) else list(listed)
    for_purpose = {purpose: list(keys) for purpose, keys in getattr(rule, "for_purpose", {}).items()}
    opens = {kind: list(keys) for kind, keys in getattr(rule, "opens", {}).items()}
    found = {"rule": type(rule).__name__, "says": sentence, "items": items, "for_purpose": for_purpose, "opens": opens}
    return {name: value for name, value in found.items() if value}


def _ends(ends: Ends) -> dict[str, Any]:
    return {
        "days": ends.days,
        "as_fixed": ends.as_fixed,
        "with_consent": ends.with_consent,
        "with_order": ends.with_order,
        "with_transaction": ends.with_transaction,
        "days_after_complaint": ends.days_after_complaint,
    }
