"""Why an approved case is not released yet: what the last try of its release died of, and when the next one is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import BigIntegerField, OuterRef, Q, Subquery, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from disclosures.domain.moves import Status
from disclosures.domain.topics import Topic
from disclosures.models import Case, Job
from disclosures.models.job import OPEN, JobState

CODE = Coalesce(
    Subquery(
        Job.objects.filter(topic=Topic.RELEASE_BUILD)
        .alias(of_case=Cast(KeyTextTransform("case_id", "ids"), BigIntegerField()))
        .filter(of_case=OuterRef("pk"))
        .exclude(last_error="")
        .order_by("-created_at")
        .values("last_error")[:1]
    ),
    Value(""),
)
"""As a column of cases: what the last failed try of each died of."""
STANDS_IN = {Status.APPROVED: OPEN, Status.RELEASE_FAILED: Q(state=JobState.DEAD)}
"""Where the job of a case of this status is."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """The code of the last failed try; ``next_try_at`` is ``None`` for a release that gave up."""

    code: str
    next_try_at: datetime | None


def of(case: Case) -> Trouble | None:
    """What delays the release of the case, or made it fail; ``None`` when nothing does."""
    stands = STANDS_IN.get(Status(case.status))
    if stands is None:
        return None
    builds = Job.objects.filter(stands, topic=Topic.RELEASE_BUILD, ids__case_id=case.pk).exclude(last_error="")
    row = builds.order_by("-created_at").values_list("last_error", "ring_at", "state").first()
    if row is None:
        return None
    code, ring_at, state = row
    return Trouble(code=code, next_try_at=None if state == JobState.DEAD else ring_at)
