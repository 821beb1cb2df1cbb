"""A case that the desk reads by the API is written down as one that it opens on a page (decision 0080)."""

from __future__ import annotations

import pytest

from disclosures.domain.events import Event
from disclosures.models import CaseReading, LedgerEntry
from tests.browsing import signed_in

PARTS = ("", "timeline/", "subjects/", "items/", "messages/", "notes/", "evidence/", "notices/")


@pytest.fixture
def filed(cast, prize):
    return cast("tom").post("/cases/", prize | {"submit": True}).json()["reference"]


def looks() -> list[str]:
    return [str(row.content["actor"]) for row in LedgerEntry.objects.filter(event=Event.CASE_OPENED)]


def key(cast, name: str) -> str:
    return str(cast.world.users[name].pk)


@pytest.mark.parametrize("part", PARTS)
def test_each_part_of_a_case_that_the_desk_reads_is_a_look(cast, filed, part):
    for _twice in range(2):
        assert cast("reviewer.ren").get(f"/cases/{filed}/{part}").status_code == 200
    assert looks() == [key(cast, "reviewer.ren")]


def test_it_is_one_look_a_day_with_the_pages(cast, filed):
    cast("reviewer.ren").get(f"/cases/{filed}/")
    signed_in(cast.world.users["reviewer.ren"]).get(f"/staff/cases/{filed}/")
    assert len(looks()) == 1
    CaseReading.objects.update(day="2026-01-01")
    cast("reviewer.ren").get(f"/cases/{filed}/timeline/")
    assert len(looks()) == 2


def test_an_auditor_s_look_is_one_too_and_those_concerned_leave_none(cast, filed):
    for name in ("tom", "mei"):
        cast(name).get(f"/cases/{filed}/")
    cast("tom").get(f"/cases/{filed}/messages/")
    assert looks() == []
    cast("auditor.an").get(f"/cases/{filed}/")
    assert looks() == [key(cast, "auditor.an")]


def test_who_is_a_party_reads_as_one_and_leaves_no_look_of_the_desk(cast, filed):
    cast.world.users["tom"].role_assignments.create(role="reviewer")
    assert cast("tom").get(f"/cases/{filed}/").status_code == 200
    assert looks() == []


def test_lists_and_acts_are_no_looks(cast, filed):
    cast("reviewer.ren").get("/cases/")
    cast("reviewer.ren").post(f"/cases/{filed}/accept/")
    assert looks() == []


def test_a_refused_act_writes_nothing_not_even_a_look(cast, filed):
    before = LedgerEntry.objects.count()
    for act in ("accept", "revoke", "retry"):
        assert (
            cast("auditor.an").post(f"/cases/{filed}/{act}/", {"reason": "x"} if act == "revoke" else {}).status_code
            == 403
        )
    assert LedgerEntry.objects.count() == before


def test_the_member_reads_of_it_where_they_see_who_opened_their_record(cast, filed):
    cast("reviewer.ren").get(f"/cases/{filed}/")
    reviewer = "reviewer.rui"
    cast(reviewer).post(f"/cases/{filed}/accept/")
    shown = cast(reviewer).get(f"/cases/{filed}/").json()["scope_hash"]
    assert cast(reviewer).post(f"/cases/{filed}/steps/review/approve/", {"shown": shown}).status_code == 200
    cast.work()
    page = signed_in(cast.world.users["mei"]).get("/me/record/").text
    assert page.count("Opened the request") == 2
