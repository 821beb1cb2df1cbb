"""Acting by session: only soon after the person showed who they are; a stolen cookie alone signs nothing."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from accounts.models import Organisation, User
from disclosures.domain.roles import Role
from disclosures.models import clock
from tests.browsing import visitor
from tests.callers import Cast
from tests.cast import a_case
from tests.sign_ins import PASSWORD, a_person, code_in_mail, code_of, sign_in, type_password, with_app

HOUR = 60 * 60


@pytest.fixture
def cast(db):
    return Cast(
        "{members: {mei: {}}, organisations: {travelco: {kind: company}}, people: {tom: {role: partner, of: travelco}}}"
    )


FILING = {"basis": "consent", "subjects": ["mei"], "purpose": "prize", "asks": ["contact.email"]}


def test_an_act_by_session_long_after_signing_in_is_refused_until_confirmed(client, cast):
    tom = cast.world.users["tom"]
    sign_in(client, tom, ago=HOUR)
    answer = client.post("/api/v1/cases/", FILING, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (403, "sign_in_again")
    assert client.get("/api/v1/cases/").status_code == 200
    sign_in(client, tom)
    assert client.post("/api/v1/cases/", FILING, content_type="application/json").status_code == 201


def test_a_release_is_opened_only_minutes_after(client, cast):
    sign_in(client, cast.world.users["tom"], ago=20 * 60)
    opening = client.post("/api/v1/releases/00000000-0000-0000-0000-000000000000/content/")
    assert opening.json()["code"] == "sign_in_again"
    assert client.post("/api/v1/cases/", FILING, content_type="application/json").status_code == 201


def test_a_token_is_not_asked(cast):
    assert cast("tom").post("/cases/", FILING).status_code == 201


@pytest.fixture
def page(monkeypatch, settings):
    """A page of some door that acts when a form comes."""
    from django.http import HttpResponse
    from django.urls import path

    from accounts.sign_in import gate
    from disclosures.policies import doors
    from disclosures.policies.doors import Door, who
    from paletten import urls

    def act(request):
        return HttpResponse(f"done: {request.POST.get('what', '')}")

    @gate.harmless
    def save(request):
        return HttpResponse("saved")

    for name, view in {"act": act, "draft": save}.items():
        door = Door(("GET", "POST"), f"{name}/", (who.SIGNED_IN,))
        for method in door.methods:
            monkeypatch.setitem(doors.DOORS, (f"{name}/", method), door)
        monkeypatch.setattr(urls, "urlpatterns", [path(f"{name}/", view), *urls.urlpatterns])
    settings.ROOT_URLCONF = urls


def test_a_page_that_acts_asks_for_the_password_and_then_goes_on_with_what_was_sent(client, db, page):
    user = a_person()
    sign_in(client, user, method="password", ago=HOUR)
    asked = client.post("/act/", {"what": "sign it"})
    assert asked.headers["Location"] == "/account/reauthenticate/?next=%2Fact%2F"
    went_on = client.post(asked.headers["Location"], {"password": PASSWORD, "next": "/act/"})
    assert went_on.text == "done: sign it"


def test_what_changes_nothing_that_matters_asks_nothing(client, db, page):
    sign_in(client, a_person(), method="password", ago=HOUR)
    assert client.post("/draft/").text == "saved"
    assert client.get("/act/").status_code == 200


@pytest.mark.parametrize("of", ["person", "organisation"])
def test_a_suspended_person_s_session_ends_with_its_next_request(client, db, of, page):
    user = a_person(organisation=Organisation.objects.create(name="courier", kind="partner"))
    type_password(client, user)
    elsewhere = visitor()
    type_password(elsewhere, user)
    keys = [client.session.session_key, elsewhere.session.session_key]
    row = user if of == "person" else user.organisation
    row.suspended_at = clock.now()
    row.save()
    refused = client.get("/act/")
    assert (refused.status_code, "suspended" in refused.text) == (403, True)
    assert not Session.objects.filter(session_key__in=keys).exists()
    assert client.get("/act/").headers["Location"].startswith("/account/login/")


def test_a_suspended_recipient_s_opening_is_ended_access_and_anybody_else_s_is_nothing(db):
    case = a_case("consent").released()
    path = f"/api/v1/releases/{case.release.pk}/content/"
    for name, status in (("tom", 410), ("officer", 404)):
        user = case.user(name)
        browser = sign_in(visitor(), user)
        User.objects.filter(pk=user.pk).update(suspended_at=clock.now())
        answer = browser.post(path, {}, content_type="application/json")
        assert answer.status_code == status, (name, answer.content)
        assert browser.get("/api/v1/cases/").status_code == 401


def test_sessions_are_listed_and_ended(client, db):
    user = a_person()
    type_password(client, user)
    other = visitor(headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"})
    type_password(other, user)
    page = client.get("/account/sessions/").text
    assert "Firefox, Windows" in page
    theirs = UserSession.objects.get(session_key=other.session.session_key)
    client.post(f"/account/sessions/{theirs.pk}/end/")
    assert other.get("/account/").status_code == 302
    assert client.get("/account/").status_code == 200


def test_nobody_ends_another_s_session(client, db):
    type_password(client, a_person())
    other = visitor()
    type_password(other, a_person("lin"))
    theirs = UserSession.objects.get(session_key=other.session.session_key)
    assert client.post(f"/account/sessions/{theirs.pk}/end/").status_code == 404
    assert other.get("/account/").status_code == 200


def test_all_others_end_at_once(client, db):
    user = a_person()
    type_password(client, user)
    others = [visitor(), visitor()]
    for other in others:
        type_password(other, user)
    client.post("/account/sessions/others/end/")
    assert [other.get("/account/").status_code for other in others] == [302, 302]
    assert client.get("/account/").status_code == 200


def test_a_new_password_ends_every_other_session(client, db):
    user = a_person()
    type_password(client, user)
    thief = visitor()
    type_password(thief, user)
    client.post(
        "/account/password/change/",
        {"oldpassword": PASSWORD, "password1": "four black cranes at dawn", "password2": "four black cranes at dawn"},
    )
    assert thief.get("/account/").status_code == 302
    assert client.get("/account/").status_code == 200


def test_a_password_that_was_set_by_mail_does_not_get_past_the_second_factor(client, db):
    user = a_person()
    user.role_assignments.create(role=Role.REVIEWER)
    secret = with_app(user)
    client.post("/account/password/reset/", {"email": user.email})
    code = code_in_mail()
    client.post("/account/password/reset/confirm/", {"code": code})
    new = {"password1": "four black cranes at dawn", "password2": "four black cranes at dawn"}
    client.post("/account/password/reset/complete/", new)
    assert client.get("/account/").status_code == 302
    asked = type_password(client, user, new["password1"])
    assert asked.headers["Location"] == "/account/2fa/authenticate/"
    assert client.post("/account/2fa/authenticate/", {"code": code_of(secret)}).status_code == 302
    again = visitor()
    again.post("/account/password/reset/confirm/", {"code": code})
    assert again.get("/account/password/reset/complete/").status_code == 302


def test_looking_at_a_page_changes_nothing(client, db):
    user = a_person()
    for path in ("/account/password/reset/confirm/", "/account/password/reset/complete/", "/account/confirm-email/"):
        client.get(path)
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
