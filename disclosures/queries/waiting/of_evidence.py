"""What waits among the files: those that the virus scanner has not seen, and those in quarantine."""

from __future__ import annotations

from typing import Any

from django.db.models import Min, QuerySet
from django.db.models.functions import Coalesce

from disclosures.domain import waits
from disclosures.domain.evidence.kinds import EvidenceState
from disclosures.domain.words import _
from disclosures.models.evidence import THINGS
from disclosures.policies import evidence
from disclosures.queries.waiting.of_cases import later
from disclosures.queries.waiting.way import Actor, Reader, Way


def _waiting(reader: Reader, state: EvidenceState, *, since: str) -> QuerySet[Any]:
    """One row for each thing, however many of its files wait so; never one of the reader's own."""
    rows = evidence.evidence_worked_by(reader.by).filter(state=state)
    about = Coalesce(*(f"box__{thing}__reference" for thing in THINGS))
    found: QuerySet[Any] = rows.values(about=about).annotate(from_then=Min(since))
    return found


def _held(reader: Reader) -> QuerySet[Any]:
    return _waiting(reader, EvidenceState.HELD, since="uploaded_at")


def _quarantined(reader: Reader) -> QuerySet[Any]:
    return _waiting(reader, EvidenceState.QUARANTINED, since="scanned_at")


WAYS = (
    Way(
        kind="evidence_held",
        says=_("A file that the virus scanner has not looked at; nobody opens it before"),
        who=Actor.ADMINISTRATOR,
        about="evidence",
        rows=_held,
        reference="about",
        since="from_then",
        due_at=later("from_then", waits.UNSCANNED),
    ),
    Way(
        kind="evidence_quarantined",
        says=_("A file in quarantine, to be let out with a reason or destroyed"),
        who=Actor.PRIVACY_OFFICER,
        about="evidence",
        rows=_quarantined,
        reference="about",
        since="from_then",
        due_at=later("from_then", waits.QUARANTINE),
    ),
)
