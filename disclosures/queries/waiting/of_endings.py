"""What waits after an end: the authority to be told of an incident, and the incident to be closed."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from disclosures.domain import waits
from disclosures.domain.words import _
from disclosures.models import Incident
from disclosures.queries.waiting.of_cases import later
from disclosures.queries.waiting.way import Actor, Reader, Way


def _authority(reader: Reader) -> QuerySet[Any]:
    return Incident.objects.unsettled().filter(release__case__in=reader.cases.values("pk"))


def _incident(reader: Reader) -> QuerySet[Any]:
    settled = Incident.objects.unclosed().filter(authority_settled_at__isnull=False)
    return settled.filter(release__case__in=reader.cases.values("pk"))


WAYS = (
    Way(
        kind="incident_authority",
        says=_("The authority to be told of an incident within 72 hours, or spared for a reason"),
        who=Actor.PRIVACY_OFFICER,
        about="incident",
        rows=_authority,
        reference="reference",
        since="discovered_at",
        due_at="authority_due_at",
        code="kind",
    ),
    Way(
        kind="incident",
        says=_("An incident to be closed by a privacy officer"),
        who=Actor.PRIVACY_OFFICER,
        about="incident",
        rows=_incident,
        reference="reference",
        since="reported_at",
        due_at=later("reported_at", waits.INCIDENT),
        code="kind",
    ),
)
