"""A case as one row of a list, for the desk and for outsiders."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from rest_framework import serializers

from accounts.models import Organisation, User
from disclosures.api.fields import one_of
from disclosures.domain.basis import BasisCode
from disclosures.domain.grounds import RefusalCode
from disclosures.domain.instants import text
from disclosures.domain.moves import Outcome, Status
from disclosures.models import Case, CaseSubject
from disclosures.queries.standing import Standing, Word, read_at_desk, standings, word_for

STATUSES = list(dict.fromkeys([*(status.value for status in Status), *(word.value for word in Word)]))
OUTCOMES = list(dict.fromkeys([*(outcome.value for outcome in Outcome), *(code.value for code in RefusalCode)]))

OF_ONE_SUBJECT = frozenset({Outcome.NOT_CONSENTED, Outcome.OBJECTION_UPHELD})
"""What one of the people concerned said decided it: the others are told that nothing leaves, not who stopped it."""


class PartySerializer(serializers.Serializer[Any]):
    """A person or an organisation, by name."""

    kind = serializers.ChoiceField(["organisation", "person"])
    name = serializers.CharField()


class RowSerializer(serializers.Serializer[Any]):
    """One case of a list."""

    reference = serializers.CharField()
    basis = one_of(BasisCode)
    clause = serializers.CharField()
    policy_version = serializers.CharField(
        allow_blank=True, help_text="Of the privacy policy, in force when it was filed; with the next, all its rules."
    )
    basis_revision = serializers.IntegerField(help_text="Of the clause's rules, as they were when it was filed.")
    status = serializers.ChoiceField(STATUSES, help_text="The desk sees twelve words, outsiders six.")
    outcome = serializers.ChoiceField(
        OUTCOMES,
        allow_blank=True,
        help_text="Empty until decided; to who is only concerned also where another's answer or objection decided it.",
    )
    recipient = PartySerializer(allow_null=True)
    you_are = serializers.ListField(child=one_of(Standing))
    created_at = serializers.DateTimeField()
    submitted_at = serializers.DateTimeField(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)
    content_destroyed_at = serializers.DateTimeField(
        allow_null=True,
        help_text="Its words, names and files are gone since then; that it was, and what left, is kept.",
    )


RELATED = ("filed_by", "recipient_user", "recipient_organisation")


def about(cases: Collection[Case], *, by: User) -> frozenset[int]:
    """Which of these cases ask for this person's own data; one query for all."""
    found = CaseSubject.objects.filter(case__in=[case.pk for case in cases], subject=by)
    return frozenset(found.values_list("case_id", flat=True))


def rows(cases: Sequence[Case], *, by: User, at: datetime) -> Iterable[dict[str, Any]]:
    """Every case as a row, with the same queries for all of them."""
    own, at_desk = about(cases, by=by), read_at_desk(cases, by=by)
    return [row(case, standing=standings(case, by=by, about_them=own, at_desk=at_desk), at=at) for case in cases]


def row(case: Case, *, standing: Sequence[Standing], at: datetime) -> dict[str, Any]:
    """What every reader of the case is told."""
    inside = Standing.DESK in standing
    return {
        "reference": case.reference,
        "basis": case.basis,
        "clause": case.rules.clause,
        "policy_version": case.policy_version,
        "basis_revision": case.basis_revision,
        "status": case.status if inside else word_for(case, standing=standing, at=at),
        "outcome": "" if case.outcome in OF_ONE_SUBJECT and set(standing) == {Standing.SUBJECT} else case.outcome,
        "recipient": recipient(case),
        "you_are": list(standing),
        "created_at": text(case.created_at),
        "submitted_at": text(case.submitted_at),
        "decided_at": text(case.decided_at),
        "content_destroyed_at": text(case.erased_at),
    }


def recipient(case: Case) -> dict[str, str] | None:
    """Who would receive; before the filing was looked up, as it names them."""
    if case.recipient is not None:
        if isinstance(case.recipient, Organisation):
            return {"kind": "organisation", "name": case.recipient.name}
        return {"kind": "person", "name": case.recipient_name or case.recipient.name}
    if not case.recipient_name:
        return None
    return {"kind": "person" if case.recipient_is_person else "organisation", "name": case.recipient_name}
