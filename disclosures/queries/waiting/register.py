"""The register of what waits: one line for each contributor. Whoever makes a thing wait adds its way here."""

from __future__ import annotations

from disclosures.queries.waiting import (
    of_cases,
    of_endings,
    of_evidence,
    of_joining,
    of_messages,
    of_preservations,
    of_records,
    of_releases,
    of_retention,
    of_the_desk,
)
from disclosures.queries.waiting.way import Way

WAYS: tuple[Way, ...] = (
    *of_cases.WAYS,
    *of_messages.WAYS,
    *of_records.WAYS,
    *of_releases.WAYS,
    *of_endings.WAYS,
    *of_evidence.WAYS,
    *of_preservations.WAYS,
    *of_joining.WAYS,
    *of_retention.WAYS,
    *of_the_desk.WAYS,
)
