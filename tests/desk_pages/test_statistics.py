"""What the desk did in numbers: the same in picture, table and file, for a fixed number of queries."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from disclosures.models import Case, clock
from disclosures.queries import statistics
from disclosures.queries.statistics import Months
from tests import browsing
from tests.cast import a_case, a_world

MONDAY = datetime(2026, 3, 2, 2, tzinfo=UTC)  # ten in the morning at the desk


@pytest.fixture
def world(db):
    return a_world(at=clock.now())


@pytest.fixture
def ren(world):
    return browsing.signed_in(User.objects.get(name="reviewer.ren"))


def table(browser, name: str) -> list[list[str]]:
    answer = browser.get(f"/staff/statistics/{name}.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_a_release_is_counted_where_it_belongs(world, ren):
    a_case("consent", world=world).released().opened()
    a_case("legal_request", world=world).submitted()
    assert table(ren, "cases")[-1][1:] == ["2", "1", "0", "0"]
    assert table(ren, "releases")[-1][1:] == ["1", "1", "0"]
    assert {row[0][:4]: row[1:] for row in table(ren, "bases")[1:]}["3(a)"] == ["1", "1", "1", "0", "0"]
    assert table(ren, "outcomes")[1:] == [["Partly granted", "1"]]
    page = ren.get("/staff/statistics/").text
    assert 'role="img" aria-label="Cases by month, as bars. The table below has the numbers."' in page
    assert "style=" not in page


def test_a_decision_after_its_day_is_late(world, ren):
    a_case("consent", world=world).released()
    Case.objects.update(due_at=F("decided_at") - timedelta(days=1))
    assert table(ren, "cases")[-1][4] == "1"


def test_times_are_in_working_days_with_median_and_nine_of_ten(world):
    took = [0, 1, 1, 1, 1, 1, 1, 1, 7, 14]  # days of the calendar; a week has five that are worked
    for days in took:
        case = a_case("legal_request", world=world).submitted()
        case.does("refuse", by="reviewer.ren", code="insufficient_information")
        decided_at = MONDAY + timedelta(days=days)
        Case.objects.filter(pk=case.row.pk).update(submitted_at=MONDAY, decided_at=decided_at)
    (found,) = statistics.waited(
        Months.until(MONDAY + timedelta(days=20), by=User.objects.get(name="reviewer.ren"))
    ).values()
    assert (found.cases, found.median, found.nine_of_ten) == (10, 1, 5)


def test_months_are_the_desk_s(world):
    case = a_case("legal_request", world=world).submitted().row
    Case.objects.filter(pk=case.pk).update(submitted_at=datetime(2026, 2, 28, 17, tzinfo=UTC))  # 1 March in Beijing
    found = statistics.cases(Months.until(MONDAY, by=User.objects.get(name="reviewer.ren")))
    assert [one.filed for one in found][-2:] == [0, 1]
    assert len(found) == statistics.MONTHS


def test_the_page_costs_the_same_however_many_cases_there_are(world, ren):
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            ren.get("/staff/statistics/")
        return len(asked)

    cost()
    before = cost()
    for basis in ("consent", "transaction_dispute", "legal_request"):
        a_case(basis, world=world).submitted()
    assert cost() == before


def test_who_works_here_and_is_asked_about_is_not_counted_for_themselves(world, ren):
    a_case("legal_request", world=world).released().opened()
    User.objects.filter(name="mei").update(person=User.objects.get(name="reviewer.ren").person)
    rui = browsing.signed_in(User.objects.get(name="reviewer.rui"))
    for name in ("cases", "bases", "times", "outcomes", "releases", "endings"):
        assert not any(int(number) for row in table(ren, name)[1:] for number in row[1:]), name
    assert table(rui, "cases")[-1][1:3] == ["1", "1"]
    assert table(rui, "releases")[-1][1:3] == ["1", "1"]


def test_an_unknown_table_is_nowhere(ren):
    assert ren.get("/staff/statistics/people.csv").status_code == 404
