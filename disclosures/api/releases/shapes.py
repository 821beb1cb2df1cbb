"""A release without any value: what it holds, until when, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from rest_framework import serializers

from disclosures.api.fields import one_of
from disclosures.domain.basis import BasisCode
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.instants import text
from disclosures.models import Release
from disclosures.queries import disclosures
from disclosures.queries.disclosures import Change

COLUMNS = ("subject", "item", "detail", "from", "to", "reason", "source", "as_of")


class ChangeSerializer(serializers.Serializer[Any]):
    """Items that changed, or were erased, after they left; ask again if you need them as they are now."""

    at = serializers.DateTimeField()
    items = serializers.ListField(child=one_of(ItemKey))


class ReleaseSerializer(serializers.Serializer[Any]):
    """One package for one recipient."""

    id = serializers.UUIDField()
    reference = serializers.CharField(help_text="Of the case.")
    basis = one_of(BasisCode)
    clause = serializers.CharField()
    status = serializers.ChoiceField(Release.Status.choices)
    released_at = serializers.DateTimeField()
    until = serializers.DateTimeField(allow_null=True, help_text="Null where an event ends it, not a date.")
    ended_at = serializers.DateTimeField(allow_null=True)
    openings = serializers.IntegerField()
    openings_allowed = serializers.IntegerField(help_text="Of this release, all its recipient's people together.")
    use_limits = serializers.BooleanField(help_text="True where the limits of use must be accepted first.")
    changes = ChangeSerializer(many=True)
    manifest = serializers.ListField(child=serializers.DictField(), help_text="Item, extent, reason, source; no value.")


RELATED = ("case", "grant")


def describe(release: Release, *, at: datetime) -> dict[str, Any]:
    """One release."""
    return present([release], at=at)[0]


def present(found: Sequence[Release], *, at: datetime) -> list[dict[str, Any]]:
    """Releases, each with what changed of it since; one more query for all."""
    changes = disclosures.changes_of(found)
    return [_row(release, changes.get(release.pk, ()), at=at) for release in found]


def _row(release: Release, changes: Sequence[Change], *, at: datetime) -> dict[str, Any]:
    """The release as of ``at``: what the clock has ended is ended, whether or not a timer has marked it."""
    over_by_time = release.status == Release.Status.AVAILABLE and not release.grant.is_open(at=at)
    return {
        "id": str(release.pk),
        "reference": release.case.reference,
        "basis": release.case.basis,
        "clause": release.case.rules.clause,
        "status": Release.Status.EXPIRED.value if over_by_time else release.status,
        "released_at": text(release.released_at),
        "until": text(release.grant.until),
        "ended_at": text(release.ended_at),
        "openings": release.grant.openings,
        "openings_allowed": release.grant.openings_allowed,
        "use_limits": release.case.rules.use_limits,
        "changes": [{"at": text(change.at), "items": change.items} for change in changes],
        "manifest": [{name: row.get(name) for name in COLUMNS} for row in release.manifest["items"]],
    }
