"""What waits around an end: deletion to be attested, an authority to be told of an incident, misuse to be decided."""

from __future__ import annotations

from typing import Any

from django.db.models import Min, Q, QuerySet

from disclosures.domain import waits
from disclosures.domain.words import _
from disclosures.models import Attestation, Incident, MisuseReport, MisuseSignature
from disclosures.models.misuse import MisuseReportQuerySet
from disclosures.policies import registers
from disclosures.queries.waiting.of_cases import later
from disclosures.queries.waiting.way import Actor, Reader, Way


def _attestation(reader: Reader) -> QuerySet[Any]:
    return Attestation.objects.waiting().filter(engagement__in=registers.engagements_visible_to(reader.by).values("pk"))


def _authority(reader: Reader) -> QuerySet[Any]:
    return Incident.objects.unsettled().filter(release__case__in=reader.cases.values("pk"))


def _incident(reader: Reader) -> QuerySet[Any]:
    settled = Incident.objects.unclosed().filter(authority_settled_at__isnull=False)
    return settled.filter(release__case__in=reader.cases.values("pk"))


def _misuse(reader: Reader) -> QuerySet[Any]:
    return _readable(reader).undecided()


def _lift(reader: Reader) -> QuerySet[Any]:
    asked = MisuseSignature.objects.filter(verdict=MisuseSignature.Verdict.LIFTED).values("report")
    first = Min("signatures__at", filter=Q(signatures__verdict=MisuseSignature.Verdict.LIFTED))
    return _readable(reader).suspending().filter(pk__in=asked).annotate(asked_at=first)


def _readable(reader: Reader) -> MisuseReportQuerySet:
    """For those who decide and auditors; none against the reader. One's own, as a reporter, waits for others."""
    if not reader.by.roles & registers.MISUSE_READERS:
        return MisuseReport.objects.none()
    return MisuseReport.objects.filter(pk__in=registers.misuse_reports_visible_to(reader.by).values("pk"))


WAYS = (
    Way(
        kind="attestation",
        says=_("A partner's word that what it received is deleted"),
        who=Actor.PARTNER,
        about="attestation",
        rows=_attestation,
        reference="reference",
        since="owed_at",
        due_at="due_at",
        code="engagement__name",
    ),
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
    Way(
        kind="misuse_report",
        says=_("A report of misuse to be decided by two, one counsel and one privacy officer"),
        who=Actor.SUPERVISOR,
        about="misuse_report",
        rows=_misuse,
        reference="public_id",
        since="at",
        due_at=later("at", waits.MISUSE),
    ),
    Way(
        kind="misuse_lift",
        says=_("The second signature that lifts a suspension"),
        who=Actor.SUPERVISOR,
        about="misuse_report",
        rows=_lift,
        reference="public_id",
        since="asked_at",
        due_at=later("asked_at", waits.MISUSE),
    ),
)
