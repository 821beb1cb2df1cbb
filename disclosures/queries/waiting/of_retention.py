"""What waits before anything is destroyed: a list of cases that have had their time, to be signed by two."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from disclosures.domain import waits
from disclosures.domain.words import _
from disclosures.models import Destruction
from disclosures.queries.waiting.of_cases import later
from disclosures.queries.waiting.way import Actor, Reader, Way


def _unsigned(reader: Reader) -> QuerySet[Any]:
    return Destruction.objects.unsigned()


WAYS = (
    Way(
        kind="destruction",
        says=_("Cases that have had their time, to be signed by two before anything of them is destroyed"),
        who=Actor.SUPERVISOR,
        about="destruction",
        rows=_unsigned,
        reference="reference",
        since="proposed_at",
        due_at=later("proposed_at", waits.DESTRUCTION),
    ),
)
