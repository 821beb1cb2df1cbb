"""One file: downloading it, and what a privacy officer decides about one in quarantine."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import StreamingHttpResponse
from drf_spectacular.utils import OpenApiResponse

from accounts.models import Scope
from disclosures.actions import evidence as actions
from disclosures.api.cases.readers import Reason
from disclosures.api.documentation import operation
from disclosures.api.evidence.shapes import EvidenceSerializer, row_of
from disclosures.api.fields import Flag, Strict
from disclosures.api.idempotency import once
from disclosures.api.view import DeskView, Request, Response
from disclosures.delivery.evidence import attaching, reading
from disclosures.domain.evidence.kinds import FileType
from disclosures.models import Evidence
from disclosures.policies import evidence as policies

DECISIONS = ("not_found", "same_person", "move_not_allowed")


class Knowing(Strict):
    """Said by who reads another's file that no scanner has looked at."""

    accept_unscanned = Flag(default=False)


class FileView(DeskView):
    """Views of one file."""

    def file(self, evidence_id: UUID) -> Evidence:
        """The file, when the reader may know of it; ``NotFound`` otherwise."""
        return policies.evidence_for(self.by, evidence_id=evidence_id, at=self.at)

    def show_again(self, evidence: Evidence) -> Response:
        """The file after an act, read afresh."""
        return Response(row_of(self.file(evidence.pk), by=self.by))

    def again(self, *, ident: str, **names: Any) -> Response:
        """The file that was decided about, as it is now."""
        return Response(row_of(self.file(names["evidence_id"]), by=self.by))


class Download(FileView):
    """Reading a file."""

    scope = Scope.OPEN

    @operation(
        "evidence_download",
        tag="evidence",
        body=Knowing,
        answers={
            (200, type_.value): OpenApiResponse({"type": "string", "format": "binary"}, description="The file.")
            for type_ in FileType
        },
        codes=("not_found", "file_held", "file_quarantined", "file_unscanned", "file_destroyed"),
    )
    def post(self, request: Request, evidence_id: UUID) -> StreamingHttpResponse:
        """Download the file. The reading is recorded by name before anything is sent."""
        self.file(evidence_id)
        knowing = self.body(Knowing)["accept_unscanned"]
        given = reading.give_out(evidence_id=evidence_id, by=self.by, at=self.at, accepts_unscanned=knowing)
        return attaching.attached(given)


class Clear(FileView):
    """Out of quarantine."""

    @operation(
        "evidence_clear", tag="evidence", body=Reason, answers={200: EvidenceSerializer}, codes=DECISIONS, keyed=True
    )
    @once
    def post(self, request: Request, evidence_id: UUID) -> Response:
        """Let a file out of quarantine, with a reason that stays in the file."""
        evidence = self.file(evidence_id)
        actions.clear(evidence=evidence, by=self.by, at=self.at, **self.body(Reason))
        return self.show_again(evidence)


class Discard(FileView):
    """Destroyed before anybody read it."""

    @operation(
        "evidence_discard", tag="evidence", body=Reason, answers={200: EvidenceSerializer}, codes=DECISIONS, keyed=True
    )
    @once
    def post(self, request: Request, evidence_id: UUID) -> Response:
        """Destroy a file that the scanner did not pass, with a reason; its hash is kept."""
        evidence = self.file(evidence_id)
        actions.discard(evidence=evidence, by=self.by, at=self.at, **self.body(Reason))
        return self.show_again(evidence)
