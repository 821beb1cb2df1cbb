"""Attestations: partners' word that what they received is deleted (P2a, P3b)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from accounts.models import User
from disclosures.actions import attestations
from disclosures.api import pagination
from disclosures.api.cases.readers import Reason
from disclosures.api.documentation import operation
from disclosures.api.fields import LONG, Strict, Words, one_of
from disclosures.api.idempotency import once
from disclosures.api.problems import Malformed
from disclosures.api.view import DeskView, Request, Response
from disclosures.domain.instants import text
from disclosures.models import Attestation
from disclosures.policies import registers
from disclosures.queries import attested
from disclosures.queries.attested import State


class WordsReader(Strict):
    """What was deleted, and how."""

    words = Words(max_length=LONG)


class LetterReader(WordsReader):
    """The same, from a letter of the partner's."""

    paper = Words(help_text="The letter: its date and sign.")


class CoveredSerializer(serializers.Serializer[Any]):
    """One release that it is about."""

    id = serializers.UUIDField()
    reference = serializers.CharField(help_text="Of the case.")
    released_at = serializers.DateTimeField()
    openings = serializers.IntegerField()


class AttestationSerializer(serializers.Serializer[Any]):
    """One attestation, owed or given."""

    reference = serializers.CharField()
    engagement = serializers.CharField()
    partner = serializers.CharField()
    state = one_of(State)
    owed_at = serializers.DateTimeField(help_text="When the access ended.")
    due_at = serializers.DateTimeField()
    releases = CoveredSerializer(many=True)
    attested_at = serializers.DateTimeField(allow_null=True)
    attested_by = serializers.CharField(allow_null=True)
    words = serializers.CharField(allow_blank=True)
    paper = serializers.CharField(allow_blank=True)
    instead_of = serializers.CharField(allow_null=True, help_text="What was set aside.")
    set_aside_because = serializers.CharField(required=False, allow_blank=True, help_text="For staff.")


def present(rows: Sequence[Attestation], *, by: User, at: datetime) -> list[dict[str, Any]]:
    """Attestations as staff and their own partner read them."""
    inside = bool(by.roles & registers.READERS)
    return [_row(row, at=at) | ({"set_aside_because": row.set_aside_because} if inside else {}) for row in rows]


def _row(row: Attestation, *, at: datetime) -> dict[str, Any]:
    return {
        "reference": row.reference,
        "engagement": row.engagement.name,
        "partner": row.engagement.partner.name,
        "state": attested.state_of(row, at=at),
        "owed_at": text(row.owed_at),
        "due_at": text(row.due_at),
        "releases": [
            {
                "id": str(covered.release_id),
                "reference": covered.release.case.reference,
                "released_at": text(covered.release.released_at),
                "openings": covered.release.grant.openings,
            }
            for covered in row.releases.all()
        ],
        "attested_at": text(row.attested_at),
        "attested_by": row.attested_by.name if row.attested_by else None,
        "words": row.words,
        "paper": row.paper,
        "instead_of": row.instead_of.reference if row.instead_of else None,
    }


def act(name: str, *, body: Any, status: int = 200) -> Callable[..., Any]:
    """Describes one act on an attestation: it answers with the attestation."""
    return operation(
        f"attestations_{name}",
        tag="attestations",
        body=body,
        answers={status: AttestationSerializer},
        codes=("not_found", "same_person", "move_not_allowed", "invalid"),
        keyed=True,
    )


class AttestationView(DeskView):
    """Views of attestations."""

    def attestation(self, reference: str) -> Attestation:
        """The attestation, when the reader may know of it; ``NotFound`` otherwise."""
        return registers.only(attested.seen_by(self.by), reference=reference)

    def show(self, reference: str) -> Response:
        """The attestation, read afresh."""
        return Response(present([self.attestation(reference)], by=self.by, at=self.at)[0])

    def again(self, *, ident: str, **names: Any) -> Response:
        """The attestation that was acted on, as it is now."""
        return self.show(names["reference"])


class Attestations(AttestationView):
    """All that the reader may know of."""

    @operation(
        "attestations_list",
        tag="attestations",
        answers={200: pagination.page_of("Attestation", AttestationSerializer(many=True))},
        parameters=[*pagination.PARAMETERS, OpenApiParameter("state", str, enum=[*State])],
    )
    def get(self, request: Request) -> Response:
        """List what your organisation owes and gave; staff see all."""
        return pagination.page(
            attested.seen_by(self.by).filter(self._wanted()),
            request=request,
            name="reference",
            present=lambda page: present(page, by=self.by, at=self.at),
        )

    def _wanted(self) -> Q:
        word = self.request.query_params.get("state", "")
        if word and word not in set(State):
            raise Malformed(f"state is one of {', '.join(State)}.", fields=("state",))
        return attested.those(State(word), at=self.at) if word else Q()


class OneAttestation(AttestationView):
    """One attestation."""

    @operation("attestations_show", tag="attestations", answers={200: AttestationSerializer}, codes=("not_found",))
    def get(self, request: Request, reference: str) -> Response:
        """Show one attestation and what it is about."""
        return self.show(reference)


class Attest(AttestationView):
    """The partner's word."""

    @act("attest", body=WordsReader)
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Attest by name that all of it is deleted, copies and backups included, and say how."""
        attestation = self.attestation(reference)
        attestations.attest(attestation=attestation, by=self.by, at=self.at, **self.body(WordsReader))
        return self.show(reference)


class Enter(AttestationView):
    """The partner's word on paper."""

    @act("enter", body=LetterReader)
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Enter as a privacy officer what the partner wrote in a letter."""
        attestation = self.attestation(reference)
        attestations.enter(attestation=attestation, by=self.by, at=self.at, **self.body(LetterReader))
        return self.show(reference)


class SetAside(AttestationView):
    """What proved wrong."""

    @act("set_aside", body=Reason)
    @once
    def post(self, request: Request, reference: str) -> Response:
        """Set aside what was attested, with a reason: it is owed anew, with all its days."""
        attestation = self.attestation(reference)
        attestations.set_aside(attestation=attestation, by=self.by, at=self.at, **self.body(Reason))
        return self.show(reference)
