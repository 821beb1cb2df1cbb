"""A complaint as each side may read it: never the other side's words or details before they were passed on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from rest_framework import serializers

from accounts.models import User
from disclosures.api.cases.asks import Item
from disclosures.api.fields import LONG, SHORT, Flag, Strict, Words, one_of
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.instants import text
from disclosures.models import Complaint
from disclosures.policies import registers

MOST_LISTINGS = 50
SIDES = ["complainant", "respondent", "desk"]
ADDRESS_LENGTH = 2000


class PassOnReader(Strict):
    """What may go to the respondent beyond name, e-mail, right and statement."""

    items = serializers.ListField(child=Item(), max_length=len(ItemKey))


class AccusationReader(Strict):
    """Against whom, on which right, at which addresses, and the two declarations."""

    against = Words()
    right = Words(max_length=80, help_text="The reference of a right of yours.")
    listings = serializers.ListField(child=Words(max_length=ADDRESS_LENGTH), min_length=1, max_length=MOST_LISTINGS)
    statement = Words(max_length=LONG)
    in_good_faith = Flag(help_text="You believe in good faith that this use is not allowed.")
    is_true = Flag(help_text="What you say here is true.")
    pass_on = PassOnReader(required=False, help_text="Asks that your details go to the respondent; or ask later.")


class StatementReader(Strict):
    """The respondent's answer."""

    statement = Words(max_length=LONG)


class ComplaintSerializer(serializers.Serializer[Any]):
    """One complaint. Which keys are there depends on who reads."""

    reference = serializers.CharField()
    you_are = serializers.ListField(child=serializers.ChoiceField(SIDES))
    is_open = serializers.BooleanField()
    listings = serializers.ListField(child=serializers.CharField(max_length=ADDRESS_LENGTH))
    opened_at = serializers.DateTimeField()
    closed_at = serializers.DateTimeField(allow_null=True)
    withdrawn_at = serializers.DateTimeField(allow_null=True)
    measures_lifted_at = serializers.DateTimeField(allow_null=True)
    counter_statement = serializers.CharField(required=False, allow_blank=True)
    counter_statement_passed_on_at = serializers.DateTimeField(required=False, allow_null=True)
    lapses_at = serializers.DateTimeField(required=False, allow_null=True, help_text="Without word of a suit.")
    against = serializers.CharField(required=False, max_length=SHORT)
    right = serializers.CharField(required=False)
    statement = serializers.CharField(required=False)
    asked_at = serializers.DateTimeField(required=False, allow_null=True, help_text="When passing on was asked for.")
    pass_on = serializers.ListField(child=one_of(ItemKey), required=False)
    suit_reported_at = serializers.DateTimeField(required=False, allow_null=True)
    complainant = serializers.CharField(required=False)


def present(rows: Sequence[Complaint], *, by: User, at: datetime) -> list[dict[str, Any]]:
    """Each complaint as far as this reader may see it."""
    return [row_of(row, by=by, at=at) for row in rows]


def row_of(row: Complaint, *, by: User, at: datetime) -> dict[str, Any]:
    """One complaint as far as this reader may see it."""
    # Who works here and is one of the sides, by any account, reads that side's part and no more.
    inside = bool(by.roles & registers.READERS) and by.accounts.isdisjoint({row.complainant_id, row.respondent_id})
    is_complainant, is_respondent = row.complainant_id == by.pk, row.respondent_id == by.pk
    sides = {"complainant": is_complainant, "respondent": is_respondent, "desk": inside}
    found: dict[str, Any] = {
        "reference": row.reference,
        "you_are": [side for side, applies in sides.items() if applies],
        "is_open": row.is_open(at=at),
        "listings": row.listings,
        "opened_at": text(row.opened_at),
        "closed_at": text(row.closed_at),
        "withdrawn_at": text(row.withdrawn_at),
        "measures_lifted_at": text(row.measures_lifted_at),
    }
    if inside or is_complainant:
        found |= _of_complainant(row)
    if inside or is_respondent or row.counter_reached_at is not None:
        found |= {
            "counter_statement": row.counter_statement,
            "counter_statement_passed_on_at": text(row.counter_reached_at),
            "lapses_at": text(row.lapses_at),
        }
    if inside:
        found["complainant"] = row.complainant.name
    return found


def _of_complainant(row: Complaint) -> dict[str, Any]:
    """What the complainant wrote; of the respondent no more than the name they wrote themselves."""
    return {
        "against": row.respondent_name or (row.respondent.name if row.respondent else ""),
        "right": row.right.reference,
        "statement": row.statement,
        "asked_at": text(row.asked_at),
        "pass_on": row.pass_on,
        "suit_reported_at": text(row.suit_notified_at),
    }
