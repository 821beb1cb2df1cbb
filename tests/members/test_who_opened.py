"""What the member's page tells of what the desk did: their own affairs, and nobody else's."""

from __future__ import annotations

import pytest

from disclosures.models import clock
from disclosures.queries import about_member, told
from disclosures.queries.standing import Standing
from tests.cast import a_case, a_world

pytestmark = pytest.mark.django_db


def test_that_another_subject_objected_is_not_told():
    case = a_case("legal_request", world=a_world(at=clock.now()), subjects=["mei", "ana"])
    case.submitted().accepted().signed()
    case.does("object", by="ana", reason="not me")
    case.does("overrule_objection", by="counsel.cai", reason="it is an order")
    told_to = {
        name: [line.event for line in told.lines(case.row, [Standing.SUBJECT], by=case.user(name))]
        for name in ("mei", "ana")
    }
    assert [event in told_to["ana"] for event in ("objected", "objection_overruled")] == [True, True]
    assert not {"objected", "objection_overruled"} & {*told_to["mei"]}
    said = {
        name: [act.event for act in about_member.staff_acts(case.user(name), at=clock.now())] for name in ("mei", "ana")
    }
    assert "objection_overruled" in said["ana"]
    assert "objection_overruled" not in said["mei"]
    assert "step_signed" in said["mei"]
