"""The member's own page: who got what about them, what waits for an answer, what may be objected to (DESIGN 5.10)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from drf_spectacular.utils import inline_serializer
from rest_framework import serializers

from accounts.models import User
from disclosures.api import pagination
from disclosures.api.cases import extents, rows
from disclosures.api.cases.rows import PartySerializer
from disclosures.api.cases.shapes import ExtentSerializer, ItemSerializer, ObjectionSerializer
from disclosures.api.documentation import operation
from disclosures.api.fields import one_of
from disclosures.api.releases.shapes import ChangeSerializer
from disclosures.api.view import DeskView, Request, Response
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.grounds import Ground
from disclosures.domain.instants import text
from disclosures.domain.reasons import Reason
from disclosures.models import Case, Release
from disclosures.queries import correspondence, disclosures, telling
from disclosures.queries.disclosures import Disclosure


class LeftSerializer(ExtentSerializer):
    """One item that left, and how much of it."""

    item = one_of(ItemKey)
    reason = one_of(Reason, allow_null=True, help_text="Why not all of it.")
    stored_in = serializers.CharField(allow_null=True)


class WithheldSerializer(serializers.Serializer[Any]):
    """One item that was asked and stayed."""

    item = one_of(ItemKey)
    reason = one_of(Reason, allow_null=True)


class DisclosureSerializer(serializers.Serializer[Any]):
    """One release about you; items, never values."""

    reference = serializers.CharField()
    released_at = serializers.DateTimeField()
    recipient = PartySerializer(allow_null=True)
    country_to = serializers.CharField()
    clause = serializers.CharField()
    policy_version = serializers.CharField(allow_blank=True, help_text="Under which it was asked and decided.")
    title = serializers.CharField(help_text="The clause in plain words.")
    summary = serializers.CharField()
    legal_ground = one_of(Ground, allow_blank=True)
    legal_article = serializers.CharField(allow_blank=True)
    state = serializers.ChoiceField(Release.Status.choices)
    until = serializers.DateTimeField(allow_null=True, help_text="Empty when only an event ends it.")
    ended_at = serializers.DateTimeField(allow_null=True)
    reasons = serializers.DictField(help_text="On what it stood.")
    openings = serializers.IntegerField()
    items = LeftSerializer(many=True)
    changes = ChangeSerializer(many=True, help_text="Whose recipient was told that they changed, not how.")
    withheld = WithheldSerializer(many=True)


class QuestionSerializer(serializers.Serializer[Any]):
    """One case that asks for your consent."""

    reference = serializers.CharField()
    asked_by = PartySerializer()
    recipient = PartySerializer(allow_null=True)
    purpose = serializers.CharField()
    items = ItemSerializer(many=True)
    answer_until = serializers.DateTimeField()


class WindowSerializer(serializers.Serializer[Any]):
    """One case whose release you may still object to."""

    reference = serializers.CharField()
    recipient = PartySerializer(allow_null=True)
    clause = serializers.CharField()
    title = serializers.CharField()
    items = ItemSerializer(many=True)
    reasons = serializers.DictField(
        help_text="On what it stands: the part of the paper that concerns you, the finding."
    )
    your_objections = ObjectionSerializer(many=True)
    object_until = serializers.DateTimeField(help_text="At the earliest; until the release in any case.")


class PassedOnSerializer(serializers.Serializer[Any]):
    """A message of the other side of a transaction, that you may answer."""

    reference = serializers.CharField()
    answer_until = serializers.DateTimeField()


class Disclosures(DeskView):
    """Your data and others."""

    @operation(
        "me_disclosures",
        tag="me",
        answers={
            200: inline_serializer(
                "MyDisclosures",
                {
                    "waiting_for_you": QuestionSerializer(many=True),
                    "you_may_object": WindowSerializer(many=True),
                    "passed_on_to_you": PassedOnSerializer(many=True),
                    "results": DisclosureSerializer(many=True),
                    "next": serializers.URLField(allow_null=True, help_text="The next page."),
                },
            )
        },
        parameters=pagination.PARAMETERS,
    )
    def get(self, request: Request) -> Response:
        """Show who received data about you, what waits for your answer, and what you may object to."""
        page = pagination.page(
            disclosures.shown_to(self.by, at=self.at),
            request=request,
            present=lambda found: present(found, by=self.by, at=self.at),
            newest_first_by="released_at",
        )
        waiting = disclosures.waiting_for(self.by, at=self.at)
        windows = disclosures.open_to_objection(self.by, at=self.at)
        page.data = {
            "waiting_for_you": [_question(case) for case in waiting],
            "passed_on_to_you": [
                {"reference": relay.case.reference, "answer_until": text(relay.until)}
                for relay in correspondence.waiting_for(self.by, at=self.at)
            ],
            "you_may_object": [_window(case, by=self.by) for case in windows],
            **page.data,
        }
        return page


def present(found: Sequence[Release], *, by: User, at: datetime) -> list[dict[str, Any]]:
    """Releases as the member reads them."""
    return [_disclosure(one, at=at) for one in disclosures.of(found, by=by)]


def _disclosure(one: Disclosure, *, at: datetime) -> dict[str, Any]:
    release, case, grant = one.release, one.release.case, one.release.grant
    return {
        "reference": case.reference,
        "released_at": text(release.released_at),
        "recipient": rows.recipient(case),
        "country_to": release.country_to,
        "clause": case.rules.clause,
        "policy_version": case.policy_version,
        "title": case.rules.title,
        "summary": case.rules.summary,
        "legal_ground": case.legal_ground,
        "legal_article": case.legal_article,
        "state": one.state(at=at),
        "until": text(grant.until),
        "ended_at": text(release.ended_at),
        "reasons": telling.reasons(case),
        "openings": grant.openings,
        "items": [{name: row[name] for name in _LEFT} for row in one.released],
        "changes": [{"at": text(change.at), "items": change.items} for change in one.changes],
        "withheld": [{"item": row["item"], "reason": row["reason"]} for row in one.withheld],
    }


_LEFT = ("item", "detail", "from", "to", "reason", "stored_in")


def _question(case: Case) -> dict[str, Any]:
    asker = case.requester_organisation or case.filed_by
    kind = "organisation" if case.requester_organisation else "person"
    return {
        "reference": case.reference,
        "asked_by": {"kind": kind, "name": asker.name},
        "recipient": rows.recipient(case),
        "purpose": case.purpose,
        "items": extents.asked(case),
        "answer_until": text(case.waiting_until),
    }


def _window(case: Case, *, by: User) -> dict[str, Any]:
    return {
        "reference": case.reference,
        "recipient": rows.recipient(case),
        "clause": case.rules.clause,
        "title": case.rules.title,
        "items": extents.asked(case),
        "reasons": telling.reasons(case),
        "your_objections": telling.objections(case, by_accounts=by.accounts),
        "object_until": text(case.window_ends_at),
    }
