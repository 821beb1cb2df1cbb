"""The second factor: asked at sign-in, needed by staff, authorities and partners before they reach anything."""

import pytest
from allauth.mfa.models import Authenticator

from accounts.models import User
from disclosures.domain.roles import STAFF, Role
from tests.browsing import visitor
from tests.cast import staff
from tests.sign_ins import a_person, code_of, sign_in, type_password, with_app

NEED_IT = sorted(STAFF | {Role.AUTHORITY, Role.PARTNER})


def _of(role):
    user = a_person(name=f"the.{role}")
    user.role_assignments.create(role=role)
    return user


@pytest.mark.parametrize("role", NEED_IT)
def test_without_it_a_role_that_needs_it_reaches_nothing(client, db, role):
    user = _of(role)
    type_password(client, user)
    for path in (
        "/home/",
        "/account/",
        "/account/email/",
        "/account/sessions/",
        "/admin/",
        "/account/password/change/",
    ):
        assert client.get(path).headers["Location"].startswith("/account/2fa/"), path
    for path in ("/api/v1/cases/", "/api/v1/me/disclosures/"):
        answer = client.get(path)
        assert (answer.status_code, answer.json()["code"]) == (403, "second_factor_needed"), path


@pytest.mark.parametrize("path", ["/home/", "/api/v1/cases/", "/admin/"])
def test_it_is_not_skipped_by_going_straight_to_the_address(client, db, path):
    user = _of(Role.REVIEWER)
    with_app(user)
    assert type_password(client, user).headers["Location"] == "/account/2fa/authenticate/"
    assert client.get(path).status_code in {302, 401}
    assert not client.session.get("_auth_user_id")


def test_another_scheme_in_the_header_does_not_get_a_session_past_it(client, db):
    type_password(client, _of(Role.REVIEWER))
    answer = client.get("/api/v1/cases/", headers={"Authorization": "Basic bm9ib2R5"})
    assert answer.json()["code"] == "second_factor_needed"


def test_who_adds_one_goes_on_at_once_with_a_new_session_key(client, committed_db):
    user = _of(Role.REVIEWER)
    type_password(client, user)
    before = client.session.session_key
    page = client.get("/account/2fa/totp/activate/")
    assert "<svg" in page.text
    assert "data:" not in page.text
    secret = client.session["mfa.totp.secret"]
    codes = client.post("/account/2fa/totp/activate/", {"code": code_of(secret)}, follow=True)
    assert codes.text.count("<li>") >= 10
    assert "shown now and never again" in codes.text
    assert client.session.session_key != before
    assert client.get("/api/v1/cases/").status_code == 200
    assert "not shown again" in client.get("/account/2fa/recovery-codes/").text


def test_the_right_code_opens_and_is_good_once(client, db):
    user = _of(Role.COUNSEL)
    secret = with_app(user)
    type_password(client, user)
    code = code_of(secret)
    assert client.post("/account/2fa/authenticate/", {"code": code}).headers["Location"] == "/home/"
    assert client.get("/api/v1/cases/").status_code == 200
    thief = visitor()
    type_password(thief, user)
    assert "There is a problem" in thief.post("/account/2fa/authenticate/", {"code": code}).text


def test_a_recovery_code_opens_once(client, db):
    user = _of(Role.COUNSEL)
    with_app(user)
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    for expected in (302, 200):
        browser = visitor()
        type_password(browser, user)
        assert browser.post("/account/2fa/authenticate/", {"code": code}).status_code == expected


def test_secrets_rest_encrypted(db):
    user = _of(Role.COUNSEL)
    secret = with_app(user)
    kept = Authenticator.objects.get(user=user)
    assert secret not in str(kept.data)
    assert kept.wrap().validate_code(code_of(secret))


def test_secrets_outlive_a_change_of_the_secret_key(client, db, settings):
    user = _of(Role.COUNSEL)
    secret = with_app(user)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key, long enough for anything"
    type_password(client, user)
    assert client.post("/account/2fa/authenticate/", {"code": code_of(secret)}).headers["Location"] == "/home/"
    settings.SECRET_KEY_FALLBACKS = []  # signing in moved the secret under the new key
    assert Authenticator.objects.get(user=user).wrap().validate_code(code_of(secret, later=1))


def test_who_must_have_one_keeps_one(client, db):
    user = _of(Role.PARTNER)
    with_app(user)
    sign_in(client, user)
    page = client.post("/account/2fa/totp/deactivate/")
    assert "There is a problem" in page.text
    assert Authenticator.objects.filter(user=user).exists()


def test_a_member_may_do_without_and_may_take_it_away(client, db):
    user = _of(Role.MEMBER)
    with_app(user)
    sign_in(client, user)
    client.post("/account/2fa/totp/deactivate/")
    assert not Authenticator.objects.filter(user=user).exists()
    assert type_password(visitor(), user).headers["Location"] == "/home/"


def test_who_opens_the_admin_needs_one_whatever_the_role(client, db):
    root = User.objects.create_superuser(name="root", email="root@people.example", password="x" * 20)
    sign_in(client, root, method="password")
    assert client.get("/admin/").headers["Location"].startswith("/account/2fa/")
    sign_in(client, root)
    assert client.get("/admin/").status_code == 200


def test_a_passkey_can_be_added_and_asked_for(client, db):
    sign_in(client, staff("auditor.ada", Role.AUDITOR))
    page = client.get("/account/2fa/webauthn/add/")
    assert '"challenge"' in page.text
    assert "Paletten Disclosure Desk" in page.text
    asked = visitor().get("/account/2fa/webauthn/login/", headers={"Accept": "application/json"})
    assert asked.json()["request_options"]["publicKey"]["userVerification"] == "required"
