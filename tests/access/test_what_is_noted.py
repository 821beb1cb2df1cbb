"""The desk notes what P1a lists of members' requests, and nothing else, of nobody else."""

import pytest
from django.test import Client

from accounts.models import AccessRecord
from tests.sign_ins import sign_in

BROWSER = {
    "User-Agent": "Mozilla/5.0 Firefox/140",
    "Accept-Language": "zh-CN,en;q=0.5",
    "Sec-CH-UA-Platform": '"Linux"',
    "Sec-CH-UA-Mobile": "?0",
}


@pytest.fixture
def browser(cast):
    client = Client(headers=BROWSER)
    sign_in(client, cast.world.users["mei"])
    return client


def test_a_member_s_visit_is_noted_as_the_policy_lists_it(cast, browser, noted):
    browser.get("/api/v1/me/disclosures/", REMOTE_ADDR="203.0.113.7")
    (visit,) = noted("mei")
    assert visit.ip_address == "203.0.113.7"
    assert (visit.browser_type, visit.language) == (BROWSER["User-Agent"], BROWSER["Accept-Language"])
    assert visit.device_features == "Platform: Linux\nMobile: ?0"
    assert (visit.page_requests, visit.cookie_id) == ("/api/v1/me/disclosures/", "")
    assert visit.at is not None


def test_a_visit_by_token_and_a_page_are_noted_too(cast, browser, noted):
    cast("mei").get("/cases/")
    browser.get("/")
    assert [visit.page_requests for visit in noted("mei")] == ["/api/v1/cases/", "/"]


def test_refused_and_failed_visits_are_visits(cast, noted):
    cast.suspend("mei")
    cast("mei").get("/cases/")
    cast("mei").send("delete", "/bases/", {})
    assert len(noted("mei")) == 2


def test_a_page_is_noted_by_its_pattern_without_names_or_queries(cast, browser, noted):
    browser.get("/api/v1/cases/TX-4TQ8-ZK3M/?who=zhang")
    browser.get("/people-of-zhang/")
    assert [visit.page_requests for visit in noted("mei")] == ["/api/v1/cases/<str:reference>/", "(no such page)"]


@pytest.mark.parametrize("name", ["tom", "judge", "reviewer.ren", "auditor.an", "platform.machine"])
def test_nobody_but_members_is_noted(cast, noted, name):
    cast(name).get("/cases/")
    assert noted(name) == []


def test_who_works_for_the_desk_is_not_noted_as_a_member(cast, noted):
    cast.world.users["bo"].role_assignments.create(role="reviewer")
    cast("bo").get("/cases/")
    assert noted("bo") == []


def test_strangers_wrong_tokens_and_files_are_not_noted(cast, noted, queries):
    for path in ("/", "/static/paletten/start.css", "/api/v1/cases/", "/api/v1/health/live"):
        Client().get(path)
    Client().get("/api/v1/cases/", headers={"Authorization": "Bearer desk_nonsense"})
    noted("mei")
    assert not AccessRecord.objects.exists()


def test_a_cookie_id_is_noted_only_where_such_cookies_are_allowed(cast, browser, noted):
    browser.cookies["visitor"] = "0123456789abcdef" * 2
    browser.get("/")
    browser.cookies["cookie_choice"] = "necessary.promotional"
    browser.get("/")
    assert [visit.cookie_id for visit in noted("mei")] == ["", "0123456789abcdef" * 2]


def test_rubbish_in_headers_is_cut_and_cleaned(cast, noted):
    cast("mei").get("/cases/", User_Agent="x\x00\x1b" + "y" * 5000, Accept_Language="z" * 500)
    (visit,) = noted("mei")
    assert visit.browser_type == "x" + "y" * 299
    assert visit.language == "z" * 100


def test_noting_costs_the_request_no_statement(cast, browser, queries, settings):
    def costs():
        with queries() as made:
            assert browser.get("/api/v1/me/disclosures/").status_code == 200
        return len(made)

    costs()
    with_notes = costs()
    middleware = "accounts.access.middleware.AccessRecordMiddleware"
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != middleware]
    browser.handler.load_middleware()
    assert costs() == with_notes


def test_a_hundred_visits_are_one_insertion(cast, noted, queries):
    for _ in range(100):
        cast("mei").get("/bases/")
    with queries() as made:
        assert len(noted("mei")) == 100
    assert len([one for one in made if one["sql"].startswith("INSERT")]) == 1
