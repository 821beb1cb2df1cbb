"""Incidents: what is owed for a release that went wrong, until a privacy officer closes the record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet
from rest_framework import serializers

from disclosures.actions import incidents
from disclosures.api import pagination
from disclosures.api.cases import rows
from disclosures.api.cases.readers import Reason
from disclosures.api.cases.rows import PartySerializer
from disclosures.api.documentation import operation
from disclosures.api.fields import Strict, Words, one_of
from disclosures.api.idempotency import once
from disclosures.api.view import DeskView, Request, Response
from disclosures.domain.instants import text
from disclosures.models import Incident, Notice
from disclosures.policies import registers

RELATED = ("release__case__recipient_user", "release__case__recipient_organisation", "reported_by")
ABOUT_INCIDENTS = (Notice.Kind.INCIDENT_ABOUT_YOU, Notice.Kind.INCIDENT_TO_RECIPIENT)


class AuthorityReader(Strict):
    """Which authority was told, and its number of the notice."""

    authority = Words()
    receipt = Words(required=False, allow_blank=True, default="")


class ToldSerializer(serializers.Serializer[Any]):
    """One notice that went out, or goes out when a hold ends."""

    kind = one_of(Notice.Kind)
    to = serializers.CharField()
    due_at = serializers.DateTimeField()
    sent_at = serializers.DateTimeField(allow_null=True)


class IncidentSerializer(serializers.Serializer[Any]):
    """One incident, and what became of each thing owed for it."""

    reference = serializers.CharField()
    case = serializers.CharField(help_text="Its reference.")
    release = serializers.UUIDField()
    kind = one_of(Incident.Kind)
    what = serializers.CharField()
    discovered_at = serializers.DateTimeField()
    reported_at = serializers.DateTimeField()
    reported_by = serializers.CharField()
    subjects = serializers.ListField(child=serializers.CharField(), help_text="Whose data it is about, as filed.")
    recipient = PartySerializer(allow_null=True)
    openings = serializers.IntegerField(help_text="How often it was opened until its access ended.")
    held = serializers.BooleanField(help_text="True where a hold stood: the subjects are told when it ends.")
    told = ToldSerializer(many=True)
    authority_due_at = serializers.DateTimeField()
    authority_settled_at = serializers.DateTimeField(allow_null=True)
    authority = serializers.CharField(allow_blank=True)
    authority_receipt = serializers.CharField(allow_blank=True)
    authority_spared = serializers.CharField(allow_blank=True, help_text="Why no authority need be told.")
    closed_at = serializers.DateTimeField(allow_null=True)
    closing = serializers.CharField(allow_blank=True, help_text="Why it was closed.")


def present(found: Sequence[Incident]) -> list[dict[str, Any]]:
    """Incidents as the desk reads them."""
    return [_row(incident) for incident in found]


def _row(incident: Incident) -> dict[str, Any]:
    case = incident.release.case
    return {
        "reference": incident.reference,
        "case": case.reference,
        "release": str(incident.release_id),
        "kind": incident.kind,
        "what": incident.what,
        "discovered_at": text(incident.discovered_at),
        "reported_at": text(incident.reported_at),
        "reported_by": incident.reported_by.name,
        "subjects": [subject.named for subject in case.subjects.all()],
        "recipient": rows.recipient(case),
        "openings": incident.openings,
        "held": incident.held,
        "told": [_told(notice) for notice in case.notices.all()],
        "authority_due_at": text(incident.authority_due_at),
        "authority_settled_at": text(incident.authority_settled_at),
        "authority": incident.authority,
        "authority_receipt": incident.authority_receipt,
        "authority_spared": incident.authority_spared,
        "closed_at": text(incident.closed_at),
        "closing": incident.closing,
    }


def _told(notice: Notice) -> dict[str, Any]:
    to = notice.to_user or notice.to_organisation
    name = to.name if to is not None else ""
    return {"kind": notice.kind, "to": name, "due_at": text(notice.due_at), "sent_at": text(notice.sent_at)}


def act(name: str, *, body: Any) -> Callable[..., Any]:
    """Describes one act on an incident: it answers with the incident."""
    return operation(
        f"incidents_{name}",
        tag="incidents",
        body=body,
        answers={200: IncidentSerializer},
        codes=("not_found", "same_person", "move_not_allowed", "invalid"),
        keyed=True,
    )


class IncidentView(DeskView):
    """Views of incidents."""

    def seen(self) -> QuerySet[Incident]:
        """Those that the reader may know of, with all that is shown of each."""
        told = Notice.objects.filter(kind__in=ABOUT_INCIDENTS).select_related("to_user", "to_organisation")
        return (
            registers.incidents_visible_to(self.by)
            .select_related(*RELATED)
            .prefetch_related("release__case__subjects", Prefetch("release__case__notices", told.order_by("due_at")))
        )

    def incident(self, reference: str) -> Incident:
        """The incident, when the reader may know of it; ``NotFound`` otherwise."""
        return registers.only(self.seen(), reference=reference)

    def show(self, reference: str) -> Response:
        """The incident, read afresh."""
        return Response(_row(self.incident(reference)))

    def again(self, *, ident: str, **names: Any) -> Response:
        """The incident that was acted on, as it is now."""
        return self.show(names["reference"])


class Incidents(IncidentView):
    """All of them."""

    @operation(
        "incidents_list",
        tag="incidents",
        answers={200: pagination.page_of("Incident", IncidentSerializer(many=True))},
        parameters=pagination.PARAMETERS,
    )
    def get(self, request: Request) -> Response:
        """List the incidents, newest first; none of a case to which you are a party."""
        return pagination.page(self.seen(), request=request, name="reference", present=present)


class OneIncident(IncidentView):
    """One incident."""

    @operation("incidents_show", tag="incidents", answers={200: IncidentSerializer}, codes=("not_found",))
    def get(self, request: Request, reference: str) -> Response:
        """Show one incident: what happened, who was told, what is still owed."""
        return self.show(reference)


class AuthorityTold(IncidentView):
    """The notice to the authority."""

    @act("authority_told", body=AuthorityReader)
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Enter which authority was told, and its receipt."""
        incident, read = self.incident(reference), self.body(AuthorityReader)
        incidents.tell_authority(incident=incident, by=self.by, at=self.at, **read)
        return self.show(reference)


class AuthoritySpared(IncidentView):
    """No notice to the authority."""

    @act("authority_spared", body=Reason)
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Enter why no authority need be told: nothing was opened, for instance."""
        incident = self.incident(reference)
        incidents.spare_authority(incident=incident, by=self.by, at=self.at, **self.body(Reason))
        return self.show(reference)


class Close(IncidentView):
    """The end of the record."""

    @act("close", body=Reason)
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Close it with a reason, once it is settled what the authority is told."""
        incident = self.incident(reference)
        incidents.close(incident=incident, by=self.by, at=self.at, **self.body(Reason))
        return self.show(reference)
