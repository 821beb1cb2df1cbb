"""Signing in with address and password: where it leads, and where it does not."""

import pytest
from django.contrib.sessions.models import Session

from accounts.models import Organisation
from accounts.sign_in import session_cookie
from disclosures.models import clock
from tests.browsing import visitor
from tests.sign_ins import a_person, type_password


def test_the_right_password_opens_the_account(client, db):
    came = type_password(client, a_person())
    assert came.headers["Location"] == "/home/"
    assert client.get("/home/", follow=True).status_code == 200


def test_what_was_asked_for_comes_after(client, db):
    assert client.get("/account/sessions/").headers["Location"] == "/account/login/?next=/account/sessions/"
    came = type_password(client, a_person(), next="/account/sessions/")
    assert came.headers["Location"] == "/account/sessions/"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "http:evil.example"],
)
def test_signing_in_and_out_lead_nowhere_else(client, db, elsewhere):
    user = a_person()
    assert type_password(client, user, next=elsewhere).headers["Location"] == "/home/"
    assert client.get(f"/account/login/?next={elsewhere}").headers["Location"] == "/home/"
    assert client.post("/account/logout/", {"next": elsewhere}).headers["Location"] == "/"


def test_the_session_has_a_new_key_after_signing_in(client, db):
    client.get("/account/login/")
    client.post("/account/login/", {"login": "nobody@people.example", "password": "wrong wrong wrong"})
    session = client.session
    session["planted"] = "by a stranger"
    session.save()
    before = session.session_key
    client.cookies["session"] = session_cookie.signed(before)
    type_password(client, a_person())
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


def test_every_form_wants_its_token(db):
    user, client = a_person(), visitor(enforce_csrf_checks=True)
    for path in ("login", "signup", "password/reset", "logout"):
        assert client.post(f"/account/{path}/", {"login": user.email}).status_code == 403, path


@pytest.mark.parametrize("how", ["suspended", "organisation suspended", "deactivated"])
def test_who_may_enter_no_more_does_not(client, db, how):
    user = a_person(organisation=Organisation.objects.create(name="courier", kind="partner"))
    if how == "suspended":
        user.suspended_at = clock.now()
    elif how == "deactivated":
        user.is_active = False
    else:
        Organisation.objects.update(suspended_at=clock.now())
    user.save()
    assert type_password(client, user).headers["Location"] == "/account/inactive/"
    assert not client.session.get("_auth_user_id")


def test_the_admin_has_no_way_in_of_its_own(client, db):
    assert client.get("/admin/login/?next=/admin/").headers["Location"] == "/account/login/?next=/admin/"
    assert client.get("/admin/password_change/").headers["Location"] == "/account/password/change/"
    assert client.get("/admin/").status_code == 302


def test_cookies_are_for_this_desk_and_its_own_pages_only(client, db):
    answer = type_password(client, a_person())
    for name in ("session",):
        cookie = answer.cookies[name]
        assert (cookie["samesite"], cookie["httponly"], cookie["domain"]) == ("Lax", True, "")


def test_who_allowed_no_cookies_is_told_why_and_gets_none(client, db, rf):
    from paletten.shell.cookies import SignInCookiesMiddleware

    request = rf.get("/account/login/")
    request.cookie_choice, request.session = frozenset(), client.session
    from django.contrib.auth.models import AnonymousUser

    request.user = AnonymousUser()
    page = SignInCookiesMiddleware(lambda _request: None).process_view(request, None, (), {})
    assert "Signing in needs a cookie" in page.text
    assert not page.cookies
    request.cookie_choice = {"necessary"}
    assert SignInCookiesMiddleware(lambda _request: None).process_view(request, None, (), {}) is None
