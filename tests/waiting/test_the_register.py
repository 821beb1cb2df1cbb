"""What waits is in one list, until when and for whom, for everybody at the desk but a case's own parties."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accounts.models import RoleAssignment, User
from disclosures.models import Case, clock
from disclosures.queries import waiting
from disclosures.queries.waiting import Place, Reader
from tests.browsing import signed_in
from tests.cast import AT, a_case, staff

pytestmark = pytest.mark.django_db


def test_a_filing_waits_ten_days_for_its_answer_and_then_is_late(found):
    case = a_case("transaction_dispute").submitted()
    due = AT + timedelta(days=10)
    assert found(case) == [("answer", due, False)]
    assert found(case, at=due) == [("answer", due, True)]


def test_an_emergency_waits_eight_hours(found):
    emergency = {"authority": "psb", "called_back": True, "emergency": {"danger": "a life", "how_data_help": "find"}}
    case = a_case("legal_request", particulars=emergency).submitted()
    assert found(case) == [("answer", AT + timedelta(hours=8), False)]


def test_the_clock_stands_still_while_the_case_is_returned(found):
    case = a_case("transaction_dispute").submitted().later(days=2)
    case.does("return", by="reviewer.ren", reason="which order?").worked()
    assert found(case) == [("returned", case.at + timedelta(days=30), False)]
    case.later(days=4).does("resubmit", by="ana")
    assert found(case) == [("answer", AT + timedelta(days=14), False)]


def test_a_member_who_is_asked_waits_for_nobody_but_the_clock(found):
    case = a_case("consent", purpose="another purpose").submitted().accepted()
    assert found(case) == [("consent_asked", AT + timedelta(days=30), False)]
    case.later(days=30).worked()
    assert found(case) == []


def test_a_window_waits_then_an_objection_does(found):
    case = a_case("transaction_dispute").submitted().accepted().signed()
    assert [row[0] for row in found(case, by="counsel.cai")] == ["window"]
    case.does("object", by="mei", reason="refunded")
    assert found(case) == [("objection", AT + timedelta(days=7), False)]
    case.does("overrule_objection", by="counsel.cai", reason="nothing was refunded")
    assert [row[0] for row in found(case)] == ["window"]


def test_nobody_meets_a_case_to_which_they_are_a_party(found):
    case = a_case("legal_request").submitted()
    subject = case.user("mei")
    twin = User.objects.create(name="reviewer.twin", person=subject.person, password="!")
    RoleAssignment.objects.create(user=twin, role="reviewer")
    officer = User.objects.create(name="reviewer.officer", organisation=case.user("officer").organisation, password="!")
    RoleAssignment.objects.create(user=officer, role="reviewer")
    case.stage.world.users |= {"reviewer.twin": twin, "reviewer.officer": officer}
    assert found(case)
    assert found(case, by="reviewer.twin") == []
    assert found(case, by="reviewer.officer") == []


def test_who_filed_a_paper_finds_it_only_when_it_was_returned_to_them(found):
    case = a_case("violation").submitted()
    assert found(case, by="reviewer.triage") == []
    case.does("return", by="reviewer.ren", reason="which acts?")
    assert [row[0] for row in found(case, by="reviewer.triage")] == ["returned"]


def test_pages_of_the_list_hold_each_row_once(cast, prize):
    filed = [cast("tom").post("/cases/", prize | {"submit": True}).json()["reference"] for _ in range(5)]
    seen, path = [], "/waiting/?limit=2&kind=answer"
    while path:
        page = cast("reviewer.ren").get(path).json()
        seen += [row["reference"] for row in page["results"]]
        path = page["next"] and page["next"].partition("/api/v1")[2]
    assert seen == filed
    row = cast("reviewer.ren").get("/waiting/").json()["results"][0]
    assert (row["who"], row["about"], row["is_late"]) == ("legal_staff", "case", False)
    assert cast("auditor.an").get("/waiting/?late=true").json()["results"] == []


@pytest.mark.parametrize(
    ("asked", "field"), [("cursor=nonsense", "cursor"), ("kind=nonsense", "kind"), ("late=1", "late")]
)
def test_what_cannot_be_asked_is_said(cast, asked, field):
    answer = cast("reviewer.ren").get(f"/waiting/?{asked}")
    assert (answer.status_code, answer.json()["fields"]) == (400, [field])


def test_the_list_is_for_those_who_work_at_the_desk(cast):
    for name in ("mei", "tom"):
        assert cast(name).get("/waiting/").json()["code"] == "not_permitted"


def test_a_page_costs_the_same_queries_however_much_waits(cast, prize, queries):
    def costs():
        with queries() as made:
            assert cast("reviewer.ren").get("/waiting/").status_code == 200
        return len(made)

    costs()
    before = costs()
    for _ in range(4):
        cast("tom").post("/cases/", prize | {"submit": True})
    assert costs() == before


def test_every_way_is_asked_by_the_database_alone(found):
    """Each contributor can be joined to the others; a place in any of them goes on behind it."""
    case = a_case("consent").submitted()
    reader = Reader(case.user("reviewer.rui"), case.at)
    for way in waiting.WAYS:
        assert waiting.count(reader, wanted=waiting.Wanted(kind=way.kind)) in {0, 1}
        place = Place(case.at, way.kind, case.row.reference)
        assert Place.read(place.cursor) == place
        assert waiting.waiting(reader, most=5, wanted=waiting.Wanted(after=place))


def test_the_page_says_in_words_how_long_is_left(cast, prize):
    browser = signed_in(staff("sam", "reviewer"))
    assert "Nothing waits here" in browser.get("/staff/waiting/").text
    reference = cast("tom").post("/cases/", prize | {"submit": True}).json()["reference"]
    Case.objects.update(due_at=clock.now() - timedelta(days=1))
    page = browser.get("/staff/waiting/").text
    assert f'href="/staff/cases/{reference}/"' in page
    assert "To be checked" in page
    assert "1 day late" in page
    assert "1 thing waits, 1 of them late." in page
    Case.objects.update(due_at=clock.now() + timedelta(hours=3, minutes=1))
    assert "3 hours left" in browser.get("/staff/waiting/").text
    assert reference not in browser.get("/staff/waiting/?late=true").text
