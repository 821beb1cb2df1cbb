"""Nothing is set before a yes and nothing after a no; a yes is kept 180 days; every page keeps working (P5a, P5b)."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import RequestFactory

from accounts.cookies import choice
from accounts.cookies.choice import Category
from accounts.cookies.middleware import CookieChoiceMiddleware
from disclosures.policies import doors
from disclosures.policies.doors import api
from tests.browsing import SAME, signed_in, stranger, visitor
from tests.cast import staff

NAMES = {
    "document": "privacy_policy", "number": "1", "older": "1", "group": "members",
    "consent_id": "5264fa57-64c5-4d77-9ad0-b082870662a5",
}  # fmt: skip
PUBLIC = [door for door in doors.ALL if door.is_open and not door.route.startswith((api.ROOT, "mails/"))]


def address(route):
    return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda place: NAMES.get(place[1], "1"), route)


@pytest.fixture(autouse=True)
def _database(db):
    """Every page may ask it."""


def choose(browser, said, **more):
    return browser.press("/cookies/choose/", {"choice": said, "next": "/policy/"} | more)


def test_there_are_public_pages():
    assert len(PUBLIC) > 8


@pytest.mark.parametrize("door", PUBLIC, ids=lambda door: door.route or "start")
@pytest.mark.parametrize("said", ["nothing", "none"])
def test_no_public_address_sets_a_cookie_before_a_yes_or_after_a_no(door, said):
    browser = stranger()
    if said == "none":
        choose(browser, "none")
    for method in door.methods:
        asked = {"GET": browser.get, "POST": browser.press}[method]
        answer = asked(address(door.route))
        assert answer.status_code in {200, 302, 303, 403, 404}, (method, door.route)
        assert not answer.cookies, (method, door.route)
    assert not browser.cookies


@pytest.mark.parametrize("door", [door for door in PUBLIC if "GET" in door.methods], ids=lambda door: door.route)
def test_pages_that_need_no_cookie_work_after_a_no(door):
    browser = stranger()
    choose(browser, "none")
    assert browser.get(address(door.route)).status_code in {200, 302}


@pytest.mark.parametrize("path", ["/admin/", "/nothing/", "/me/consents/", "/api/v1/cases/", "/api/v1/bases/"])
def test_neither_does_any_other_address(path):
    assert not stranger().get(path).cookies


def test_a_no_stores_nothing_and_the_line_stays_and_blocks_nothing():
    browser = stranger()
    answer = choose(browser, "none")
    assert answer.headers["Location"] == "/cookies/?said=no&next=%2Fpolicy%2F"
    assert "not even this choice" in browser.get(answer.headers["Location"]).text
    page = browser.get("/policy/").text
    assert 'action="/cookies/choose/"' in page
    assert "<dialog" not in page


def test_a_yes_is_kept_in_one_cookie_for_180_days_and_the_line_goes():
    browser = stranger()
    answer = choose(browser, "necessary")
    assert answer.headers["Location"] == "/policy/"
    assert list(answer.cookies) == [choice.COOKIE]
    kept = answer.cookies[choice.COOKIE]
    assert (kept.value, kept["max-age"]) == ("necessary", 180 * 24 * 60 * 60)
    assert (kept["httponly"], kept["samesite"]) == (True, "Lax")
    assert 'action="/cookies/choose/"' not in browser.get("/policy/").text


def test_a_visit_does_not_make_a_yes_last_longer():
    browser = stranger()
    choose(browser, "necessary")
    assert not browser.get("/policy/").cookies


def test_what_is_ticked_is_allowed_and_nothing_else():
    browser = stranger()
    choose(browser, "ticked", category=["functional", "nonsense"])
    assert browser.cookies[choice.COOKIE].value == "functional"
    page = browser.get("/cookies/").text
    assert re.findall(r'value="(\w+)" checked', page) == ["functional"]


def test_nothing_ticked_is_a_no():
    assert not choose(stranger(), "ticked").cookies


def test_the_choice_is_changed_at_any_time_and_what_it_no_longer_allows_is_taken_away():
    browser = stranger()
    choose(browser, "all")
    assert {choice.COOKIE, choice.VISITOR} <= set(browser.cookies)
    answer = choose(browser, "necessary")
    assert answer.cookies[choice.VISITOR]["max-age"] == 0
    answer = choose(browser, "none")
    assert {morsel["max-age"] for morsel in answer.cookies.values()} == {0}


def test_a_no_signs_out_and_takes_the_session_away():
    browser = signed_in(staff("reviewer.rex", "reviewer"))
    assert "Sign out" in browser.get("/cookies/").text
    answer = choose(browser, "none")
    assert answer.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 0
    assert not Session.objects.exists()
    assert "Sign out" not in browser.get("/cookies/").text


def test_a_session_is_kept_by_a_yes_that_still_allows_it():
    browser = signed_in(staff("reviewer.rex", "reviewer"))
    choose(browser, "all")
    assert "Sign out" in browser.get("/cookies/").text


def test_functional_cookies_wait_for_a_yes():
    for browser, kept in ((stranger(), False), (visitor(), False), (visitor(Category.FUNCTIONAL), True)):
        answer = browser.press("/language/", {"language": "zh-hans", "next": "/policy/"})
        assert (settings.LANGUAGE_COOKIE_NAME in answer.cookies) is kept


@pytest.mark.parametrize("headers", [{"Accept-Language": "zh-CN,zh;q=0.9"}, {}])
def test_the_language_needs_no_cookie(headers):
    browser = stranger()
    choose(browser, "none")
    path = "/policy/privacy_policy/" if headers else "/policy/privacy_policy/?lang=zh-hans"
    assert "隐私政策" in browser.get(path, headers=headers).text


def test_a_random_visitor_id_comes_with_promotional_cookies_only_and_goes_with_them():
    browser = stranger()
    choose(browser, "necessary")
    assert choice.VISITOR not in browser.cookies
    choose(browser, "all")
    first = browser.cookies[choice.VISITOR].value
    assert choice.VISITOR_ID.fullmatch(first)
    choose(browser, "all")
    assert browser.cookies[choice.VISITOR].value == first


@pytest.mark.parametrize(
    ("cookies", "kept"),
    [
        ({"cookie_choice": "necessary.promotional", "visitor": "a" * 32}, "a" * 32),
        ({"cookie_choice": "necessary", "visitor": "a" * 32}, ""),
        ({"visitor": "a" * 32}, ""),
        ({"cookie_choice": "promotional", "visitor": "mei@mail.example"}, ""),
    ],
)
def test_an_access_record_may_hold_the_id_only_where_it_was_allowed(cookies, kept):
    request = RequestFactory().get("/")
    request.COOKIES.update(cookies)
    CookieChoiceMiddleware(lambda _: HttpResponse())(request)
    assert request.allowed_cookie_id == kept


def test_a_cookie_that_nobody_listed_is_never_set():
    def careless(_request):
        answer = HttpResponse()
        answer.set_cookie("tracker", "1")
        answer.delete_cookie("never-there")
        return answer

    request = RequestFactory().get("/")
    request.COOKIES[choice.COOKIE] = choice.written(Category)
    assert not CookieChoiceMiddleware(careless)(request).cookies


@pytest.mark.parametrize("garbage", ["", "yes", "necessary,functional", "NECESSARY", "." * 300, "\x00"])
def test_what_cannot_be_read_is_no_yes(garbage):
    assert not choice.read({choice.COOKIE: garbage}).is_yes


HERE = "http://testserver"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin"},
        {"Origin": HERE},
        {"Referer": f"{HERE}/policy/"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
    ],
)
def test_the_form_needs_no_cookie_where_the_browser_says_it_came_from_here(headers):
    answer = stranger(enforce_csrf_checks=True).post("/cookies/choose/", {"choice": "all"}, headers=headers)
    assert answer.status_code == 302
    assert choice.COOKIE in answer.cookies


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": HERE},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Referer": "https://evil.example/testserver"},
        {"Referer": "http://[broken"},
    ],
)
def test_somebody_else_s_page_cannot_choose(headers):
    answer = stranger().post("/cookies/choose/", {"choice": "all"}, headers=headers)
    assert answer.status_code == 403
    assert not answer.cookies
    assert "was not taken" in answer.text


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:1"])
def test_the_choice_leads_nowhere_else(elsewhere):
    answer = stranger().post("/cookies/choose/", {"choice": "all", "next": elsewhere}, headers=SAME)
    assert answer.headers["Location"] == "/"


def test_a_choice_is_not_made_by_a_get():
    assert stranger().get("/cookies/choose/?choice=all").status_code == 405


def test_a_form_that_needs_a_cookie_says_so_when_there_is_none():
    answer = stranger(enforce_csrf_checks=True).post("/account/logout/")
    assert answer.status_code == 403
    assert "needs the necessary cookie" in answer.text


def test_signing_in_says_that_it_needs_the_necessary_cookie_and_offers_the_choice_again():
    browser = stranger()
    choose(browser, "none")
    page = browser.get("/account/login/?next=/me/consents/")
    assert "Signing in needs a cookie" in page.text
    assert 'name="next" value="/account/login/?next=/me/consents/"' in page.text
    answer = choose(browser, "necessary", next="/account/login/?next=/me/consents/")
    assert 'name="password"' in browser.get(answer.headers["Location"]).text


def test_browsers_are_told_that_the_signal_is_heeded():
    assert stranger().get("/.well-known/gpc.json").json()["gpc"] is True
