"""What two lists could each claim stands on one of them."""

from __future__ import annotations

from disclosures.models import Destruction, DueCase
from tests.constraints.conftest import refused_by
from tests.constraints.rows import AT


def test_a_case_waits_on_one_list_at_a_time(rows):
    first = rows.make(DueCase)
    with refused_by("case_stands_on_one_open_list"):
        rows.make(DueCase, destruction=rows.make(Destruction))
    DueCase.objects.filter(pk=first.pk).update(outcome="spared", settled_at=AT)
    rows.make(DueCase, destruction=rows.make(Destruction))
