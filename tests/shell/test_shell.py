"""What stands around every page: one heading, a way past the header, the language, and nothing kept."""

import re

import pytest
from django.urls import path

from disclosures.domain.errors import AccessEnded, MoveNotAllowed, NotPermitted
from disclosures.domain.roles import LEGAL_STAFF, Role
from disclosures.policies import doors
from disclosures.policies.doors import Door, who
from paletten import urls
from tests.cast import staff
from tests.sign_ins import sign_in


def test_a_page_has_a_way_past_the_header_one_heading_and_its_language(client, db):
    page = client.get("/").text
    assert '<a href="#main-content" class="govuk-skip-link"' in page
    assert 'id="main-content"' in page
    assert len(re.findall("<h1", page)) == 1
    assert '<html lang="en"' in page


def test_nothing_is_kept_by_the_browser(client, db):
    assert client.get("/").headers["Cache-Control"] == "no-store"
    assert client.get("/nothing/").headers["Cache-Control"] == "no-store"


def test_a_stranger_s_page_sets_no_cookie(client, db):
    assert not client.get("/").cookies


def test_the_language_is_chosen_without_a_cookie_as_long_as_none_is_allowed(client, db):
    answer = client.post("/language/", {"language": "zh-hans", "next": "/?a=1"})
    assert answer.headers["Location"] == "/?a=1&lang=zh-hans"
    assert not answer.cookies
    assert '<html lang="zh-hans"' in client.get("/?a=1&lang=zh-hans").text


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_the_language_switch_leads_nowhere_else(client, db, elsewhere):
    answer = client.post("/language/", {"language": "en", "next": elsewhere})
    assert answer.headers["Location"] == "/?lang=en"


def test_the_language_is_not_switched_by_a_get(client, db):
    assert client.get("/language/?language=zh-hans").status_code == 405


def _refuse(error):
    def view(request):
        raise error

    return view


@pytest.fixture
def refusing(monkeypatch, settings):
    """Adds a page that answers with this error."""

    def add(error):
        monkeypatch.setitem(doors.DOORS, ("refused/", "GET"), Door(("GET",), "refused/", (who.ANYBODY,)))
        monkeypatch.setattr(urls, "urlpatterns", [path("refused/", _refuse(error)), *urls.urlpatterns])
        settings.ROOT_URLCONF = urls  # resolved anew
        return "/refused/"

    return add


def test_no_permission_says_who_can(client, db, refusing):
    sign_in(client, staff("auditor.ada", Role.AUDITOR))
    page = client.get(refusing(NotPermitted(roles=LEGAL_STAFF)))
    assert page.status_code == 403
    for word in ("You cannot do this", "Who can", "reviewer", "counsel", "privacy officer"):
        assert word in page.text
    assert "administrator" not in page.text


@pytest.mark.parametrize(
    ("error", "status", "title"),
    [(AccessEnded(), 410, "Access has ended"), (MoveNotAllowed(), 409, "This cannot be done now")],
)
def test_a_refusal_is_a_page_with_its_status_and_code(client, db, refusing, error, status, title):
    page = client.get(refusing(error))
    assert page.status_code == status
    assert title in page.text
    assert error.code in page.text


def test_a_fault_is_told_without_a_word_about_it(client, db, refusing):
    client.raise_request_exception = False
    page = client.get(refusing(RuntimeError("secret of the inside")))
    assert page.status_code == 500
    assert "secret" not in page.text
    assert "Something went wrong" in page.text


def test_nothing_s_page_says_what_to_do_and_the_api_answers_as_before(client, db):
    page = client.get("/nothing/")
    assert (page.status_code, "Page not found" in page.text) == (404, True)
    assert client.get("/api/v1/nothing/").headers["Content-Type"] == "application/problem+json"


def test_a_form_without_its_token_is_refused_with_a_page(db):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    sign_in(client, staff("auditor.ada", Role.AUDITOR))
    page = client.post("/account/logout/")
    assert page.status_code == 403
    assert "Please send the form again" in page.text


def test_the_navigation_offers_what_the_role_may_open(client, db):
    sign_in(client, staff("admin.ana", Role.ADMINISTRATOR))
    assert 'href="/admin/"' in client.get("/nothing/").text.split("<main")[0]
    sign_in(client, staff("auditor.ada", Role.AUDITOR))
    assert 'href="/admin/"' not in client.get("/nothing/").text.split("<main")[0]


def test_signing_out_is_a_post(client, db):
    sign_in(client, staff("auditor.ada", Role.AUDITOR))
    assert client.get("/account/logout/").status_code == 405
    assert "Sign out" in client.get("/").text
    client.post("/account/logout/")
    assert "Sign out" not in client.get("/").text


def test_a_refused_value_is_shown_as_text(client, db):
    assert "<script>alert" not in client.get("/?lang=<script>alert(1)</script>").text
