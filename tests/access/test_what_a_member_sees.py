"""A member reads their own visits, in pages; nobody reads another's (P1a)."""

from datetime import timedelta

import pytest

from accounts.models import AccessRecord
from disclosures.models import clock

PATH = "/me/access-records/"


@pytest.fixture
def visits(cast):
    at = clock.now() - timedelta(days=1)
    for name, address in (("mei", "203.0.113.7"), ("bo", "198.51.100.9")):
        AccessRecord.objects.bulk_create(
            AccessRecord(subject=cast.world.users[name], at=at, ip_address=address, page_requests=f"/{number}")
            for number in range(7)
        )


def test_a_member_sees_every_visit_once_newest_first(cast, visits):
    seen, path = [], f"{PATH}?limit=3"
    while path:
        page = cast("mei").get(path).json()
        seen += [row["page_requests"] for row in page["results"]]
        path = page["next"] and page["next"].partition("/api/v1")[2]
    assert seen == [f"/{number}" for number in reversed(range(7))]


def test_what_is_shown_is_what_was_noted(cast, visits):
    shown = cast("mei").get(f"{PATH}?limit=1").json()["results"][0]
    assert set(shown) == {
        "at", "ip_address", "browser_type", "language", "device_features", "page_requests", "cookie_id"
    }  # fmt: skip
    assert shown["ip_address"] == "203.0.113.7"


def test_nobody_sees_another_s(cast, visits):
    theirs = cast("bo").get(f"{PATH}?limit=2").json()["next"].partition("cursor=")[2].partition("&")[0]
    assert "198.51.100.9" not in cast("mei").get(PATH).text
    answer = cast("mei").get(f"{PATH}?cursor={theirs}")
    assert (answer.status_code, answer.json()["fields"]) == (400, ["cursor"])


@pytest.mark.parametrize("name", ["tom", "judge", "counsel.cai", "platform.machine"])
def test_who_has_no_data_here_has_no_such_page(cast, name):
    assert cast(name).get(PATH).json()["code"] == "not_permitted"


def test_a_page_costs_the_same_however_many_visits(cast, visits, queries):
    def costs():
        with queries() as made:
            cast("mei").get(PATH)
        return len(made)

    cast("mei").get(PATH)
    before = costs()
    AccessRecord.objects.bulk_create(AccessRecord(subject=cast.world.users["mei"], at=clock.now()) for _ in range(60))
    assert costs() == before <= 5
